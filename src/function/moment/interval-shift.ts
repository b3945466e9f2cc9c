/** What intervals do to moments, and lie between them, as PostgreSQL's timestamp.c has it. */
import { daysInMonth, fromDays, toDays } from '../../catalog/codec/calendar.ts'
import { MICROS_OF_DAY } from '../../catalog/codec/date.ts'
import {
  infinite,
  intervalOf,
  isFiniteInterval,
  type Interval,
} from '../../catalog/codec/interval.ts'
import { OUT_OF_RANGE, refuse } from '../../catalog/codec/row-error.ts'
import {
  TIMESTAMP_INFINITY,
  TIMESTAMP_MINUS_INFINITY,
  checkTimestamp,
  isFiniteTimestamp,
  joinTimestamp,
  splitTimestamp,
} from '../../catalog/codec/timestamp.ts'
import { justifyHours } from './interval-justify.ts'
import { negateInterval } from './interval-scale.ts'

const MONTHS_OF_YEAR = 12
const DAY = BigInt(MICROS_OF_DAY)

/** Months first, to the last day of a shorter month; then days, then the time. */
export function addInterval(moment: bigint, interval: Interval): bigint {
  const { months, days, micros } = interval
  if (!isFiniteInterval(interval)) {
    const end = months > 0 ? TIMESTAMP_INFINITY : TIMESTAMP_MINUS_INFINITY
    return isFiniteTimestamp(moment) || moment === end ? end : refuse(OUT_OF_RANGE)
  }
  if (!isFiniteTimestamp(moment)) return moment
  let at = moment
  if (months !== 0) at = checkTimestamp(afterMonths(at, months))
  if (days !== 0) {
    const parts = splitTimestamp(at)
    at = checkTimestamp(joinTimestamp(parts.days + days, parts.time))
  }
  return checkTimestamp(at + micros)
}

function afterMonths(moment: bigint, months: number): bigint {
  const { days, time } = splitTimestamp(moment)
  const { year, month, day } = fromDays(days)
  const total = month - 1 + months
  const nextYear = year + Math.floor(total / MONTHS_OF_YEAR)
  const nextMonth = total - Math.floor(total / MONTHS_OF_YEAR) * MONTHS_OF_YEAR + 1
  const nextDay = Math.min(day, daysInMonth(nextYear, nextMonth))
  return joinTimestamp(toDays(nextYear, nextMonth, nextDay), time)
}

export function subtractInterval(moment: bigint, interval: Interval): bigint {
  return addInterval(moment, negateInterval(interval))
}

/** The time of day goes round; months and days do not touch it. */
export function addToTime(time: number, interval: Interval): number {
  return shiftTime(time, interval, 1n)
}

export function subtractFromTime(time: number, interval: Interval): number {
  return shiftTime(time, interval, -1n)
}

function shiftTime(time: number, { months, micros }: Interval, sign: bigint): number {
  if (!Number.isFinite(months)) return refuse(OUT_OF_RANGE)
  // PostgreSQL lets it overflow.
  const sum = Number(BigInt.asIntN(64, BigInt(time) + sign * micros) % DAY)
  return sum < 0 ? sum + MICROS_OF_DAY : sum
}

/** Days and a time, of one sign. */
export function between(later: bigint, earlier: bigint): Interval {
  const endless = infinityBetween(later, earlier)
  return endless ?? justifyHours(intervalOf(0, 0, later - earlier))
}

function infinityBetween(later: bigint, earlier: bigint): Interval | null {
  const signs = [later, earlier].map((moment) =>
    isFiniteTimestamp(moment) ? 0 : moment > 0n ? 1 : -1,
  )
  const [first = 0, second = 0] = signs
  if (first === 0 && second === 0) return null
  return first === second ? refuse(OUT_OF_RANGE) : infinite(first === 0 ? -second : first)
}

/** Years, months, days and time between two moments, as a person counts them. */
export function age(later: bigint, earlier: bigint): Interval {
  const endless = infinityBetween(later, earlier)
  if (endless !== null) return endless
  return later < earlier ? negateInterval(countUp(earlier, later)) : countUp(later, earlier)
}

/** Days that are missing are those of the month from which it is counted. */
function countUp(later: bigint, earlier: bigint): Interval {
  const [to, from] = [splitTimestamp(later), splitTimestamp(earlier)]
  const [end, start] = [fromDays(to.days), fromDays(from.days)]
  let micros = to.time - from.time
  let days = end.day - start.day
  let months = (end.year - start.year) * MONTHS_OF_YEAR + end.month - start.month
  if (micros < 0) {
    micros += MICROS_OF_DAY
    days -= 1
  }
  while (days < 0) {
    days += daysInMonth(start.year, start.month)
    months -= 1
  }
  return intervalOf(months, days, BigInt(micros))
}
