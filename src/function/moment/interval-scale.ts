/** What intervals and numbers do to intervals, as PostgreSQL's timestamp.c has it. */
import { MICROS_OF_DAY } from '../../catalog/codec/date.ts'
import {
  infinite,
  intervalOf,
  isFiniteInterval,
  type Interval,
} from '../../catalog/codec/interval.ts'
import { OUT_OF_RANGE, RowError, refuse } from '../../catalog/codec/row-error.ts'
import { roundHalfEven } from '../number/rounding.ts'

const DIVISION_BY_ZERO = new RowError('VALUE_DIVISION_BY_ZERO', 'Division by zero.')

const DAYS_OF_MONTH = 30
const SECONDS_OF_DAY = 86_400
const MICROS_OF_SECOND = 1_000_000
const DAY = BigInt(MICROS_OF_DAY)

export function negateInterval({ months, days, micros }: Interval): Interval {
  if (!Number.isFinite(months)) return infinite(-Math.sign(months))
  return intervalOf(-months, -days, -micros)
}

/** How long a span is, with months of 30 days and days of 24 hours. */
function lengthOf({ months, days, micros }: Interval): bigint {
  return (BigInt(months) * BigInt(DAYS_OF_MONTH) + BigInt(days)) * DAY + micros
}

/** Negative, zero or positive; a month is as long as 30 days. */
export function compareIntervals(left: Interval, right: Interval): number {
  if (!isFiniteInterval(left) || !isFiniteInterval(right)) {
    return left.months === right.months ? 0 : Math.sign(left.months - right.months)
  }
  const [one, other] = [lengthOf(left), lengthOf(right)]
  return Number(one > other) - Number(one < other)
}

export function addIntervals(left: Interval, right: Interval): Interval {
  const sum = left.months + right.months
  if (Number.isNaN(sum)) return refuse(OUT_OF_RANGE)
  if (!Number.isFinite(sum)) return infinite(Math.sign(sum))
  return intervalOf(sum, left.days + right.days, left.micros + right.micros)
}

/** What is left of months becomes days of a month of 30, and what is left of days seconds. */
function scale(interval: Interval, by: (value: number) => number): Interval {
  const [months, days] = [by(interval.months), by(interval.days)]
  const wholeMonths = Math.trunc(months)
  let wholeDays = Math.trunc(days)
  const monthDays = toMicrosecond((months - wholeMonths) * DAYS_OF_MONTH)
  const wholeMonthDays = Math.trunc(monthDays)
  let seconds = toMicrosecond((days - wholeDays + monthDays - wholeMonthDays) * SECONDS_OF_DAY)
  if (Math.abs(seconds) >= SECONDS_OF_DAY) {
    const more = Math.trunc(seconds / SECONDS_OF_DAY)
    wholeDays += more
    seconds -= more * SECONDS_OF_DAY
  }
  wholeDays += wholeMonthDays
  const micros = roundHalfEven(by(Number(interval.micros)) + seconds * MICROS_OF_SECOND)
  if (!Number.isFinite(micros)) return refuse(OUT_OF_RANGE)
  return intervalOf(wholeMonths, wholeDays, BigInt(micros))
}

function toMicrosecond(value: number): number {
  return roundHalfEven(value * MICROS_OF_SECOND) / MICROS_OF_SECOND
}

function signOf({ months, days, micros }: Interval): number {
  if (!Number.isFinite(months)) return Math.sign(months)
  const sum = BigInt(months * DAYS_OF_MONTH + days) * DAY + micros
  return sum === 0n ? 0 : sum > 0n ? 1 : -1
}

export function multiplyInterval(interval: Interval, factor: number): Interval {
  if (Number.isNaN(factor)) return refuse(OUT_OF_RANGE)
  if (!isFiniteInterval(interval) || !Number.isFinite(factor)) {
    const sign = signOf(interval) * Math.sign(factor)
    return sign === 0 ? refuse(OUT_OF_RANGE) : infinite(sign)
  }
  return scale(interval, (value) => value * factor)
}

export function divideInterval(interval: Interval, factor: number): Interval {
  if (factor === 0) return refuse(DIVISION_BY_ZERO)
  if (Number.isNaN(factor)) return refuse(OUT_OF_RANGE)
  if (!isFiniteInterval(interval)) {
    return Number.isFinite(factor)
      ? infinite(signOf(interval) * Math.sign(factor))
      : refuse(OUT_OF_RANGE)
  }
  return scale(interval, (value) => value / factor)
}
