/** Hours into days, days into months: justify_hours and its kin, as PostgreSQL's timestamp.c. */
import { MICROS_OF_DAY } from '../../catalog/codec/date.ts'
import { intervalOf, isFiniteInterval, type Interval } from '../../catalog/codec/interval.ts'

const DAYS_OF_MONTH = 30
const DAY = BigInt(MICROS_OF_DAY)

export function justifyHours(interval: Interval): Interval {
  if (!isFiniteInterval(interval)) return interval
  const days = interval.days + Number(interval.micros / DAY)
  return ofOneSign(interval.months, days, interval.micros % DAY)
}

/** A time that has another sign than the days becomes the rest of a day. */
function ofOneSign(months: number, days: number, micros: bigint): Interval {
  if (days > 0 && micros < 0n) return intervalOf(months, days - 1, micros + DAY)
  if (days < 0 && micros > 0n) return intervalOf(months, days + 1, micros - DAY)
  return intervalOf(months, days, micros)
}

export function justifyDays(interval: Interval): Interval {
  if (!isFiniteInterval(interval)) return interval
  let months = interval.months + Math.trunc(interval.days / DAYS_OF_MONTH)
  let days = interval.days % DAYS_OF_MONTH
  if (months > 0 && days < 0) {
    days += DAYS_OF_MONTH
    months -= 1
  } else if (months < 0 && days > 0) {
    days -= DAYS_OF_MONTH
    months += 1
  }
  return intervalOf(months, days, interval.micros)
}

export function justifyInterval(interval: Interval): Interval {
  if (!isFiniteInterval(interval)) return interval
  const allDays = interval.days + Number(interval.micros / DAY)
  const micros = interval.micros % DAY
  let months = interval.months + Math.trunc(allDays / DAYS_OF_MONTH)
  let days = allDays % DAYS_OF_MONTH
  if (months > 0 && (days < 0 || (days === 0 && micros < 0n))) {
    days += DAYS_OF_MONTH
    months -= 1
  } else if (months < 0 && (days > 0 || (days === 0 && micros > 0n))) {
    days -= DAYS_OF_MONTH
    months += 1
  }
  return ofOneSign(months, days, micros)
}
