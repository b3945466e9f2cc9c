/** Converts dates, times and timestamps from type to type, all in UTC. */
import { MICROS_OF_DAY, roundMicros } from '../../catalog/codec/date.ts'
import { INEXACT, refuse } from '../../catalog/codec/row-error.ts'
import {
  TIMESTAMP_INFINITY,
  TIMESTAMP_MINUS_INFINITY,
  checkTimestamp,
  fitTimestamp,
  isFiniteTimestamp,
  splitTimestamp,
} from '../../catalog/codec/timestamp.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'

export function convertMoment(
  from: LogicalType,
  to: LogicalType,
  assignment: boolean,
): (value: never) => unknown {
  const rounding = assignment ? 'refuse' : 'round'
  if (from.kind === 'date') return dateToTimestamp
  if (from.kind === 'time' && to.kind === 'time') {
    return (value: number) => fitTime(value, to.precision, rounding)
  }
  if (from.kind !== 'timestamp' && from.kind !== 'timestamptz') return (value: unknown) => value
  if (to.kind === 'date') return (value: bigint) => timestampToDate(value, rounding)
  if (to.kind === 'time') {
    return (value: bigint) => {
      const time = timeOfDay(value)
      return time === null ? null : fitTime(time, to.precision, rounding)
    }
  }
  const precision = 'precision' in to ? (to.precision ?? 6) : 6
  return (value: bigint) => fitTimestamp(value, precision, rounding)
}

export function dateToTimestamp(days: number): bigint {
  const moment = midnight(days)
  return isFiniteTimestamp(moment) ? checkTimestamp(moment) : moment
}

const DAY = BigInt(MICROS_OF_DAY)

/** The start of a day, though no timestamp reached so far: for comparisons. */
export function midnight(days: number): bigint {
  if (Number.isFinite(days)) return BigInt(days) * DAY
  return days > 0 ? TIMESTAMP_INFINITY : TIMESTAMP_MINUS_INFINITY
}

function timestampToDate(value: bigint, rounding: 'round' | 'refuse'): number {
  if (!isFiniteTimestamp(value)) {
    return value > 0n ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  }
  const { days, time } = splitTimestamp(value)
  return rounding === 'refuse' && time !== 0 ? refuse(INEXACT) : days
}

/** An infinity has none. */
function timeOfDay(value: bigint): number | null {
  return isFiniteTimestamp(value) ? splitTimestamp(value).time : null
}

function fitTime(value: number, precision: number, rounding: 'round' | 'refuse'): number {
  const rounded = roundMicros(value, precision)
  if (rounded === value) return value
  return rounding === 'refuse' ? refuse(INEXACT) : rounded
}
