/** Converts dates, times and timestamps from type to type, all in UTC. */
import { roundMicros } from '../catalog/codec/date.ts'
import { INEXACT, RowError, refuse } from '../catalog/codec/row-error.ts'
import {
  TIMESTAMP_INFINITY,
  TIMESTAMP_MINUS_INFINITY,
  fitTimestamp,
  isFiniteTimestamp,
  joinTimestamp,
  splitTimestamp,
} from '../catalog/codec/timestamp.ts'
import type { LogicalType } from '../catalog/logical-type.ts'

const NO_TIME = new RowError('VALUE_OUT_OF_RANGE', 'An infinite timestamp has no time of day.')

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
    return (value: bigint) => fitTime(timeOfDay(value), to.precision, rounding)
  }
  const precision = 'precision' in to ? (to.precision ?? 6) : 6
  return (value: bigint) => fitTimestamp(value, precision, rounding)
}

export function dateToTimestamp(days: number): bigint {
  if (Number.isFinite(days)) return joinTimestamp(days, 0)
  return days > 0 ? TIMESTAMP_INFINITY : TIMESTAMP_MINUS_INFINITY
}

function timestampToDate(value: bigint, rounding: 'round' | 'refuse'): number {
  if (!isFiniteTimestamp(value)) {
    return value > 0n ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  }
  const { days, time } = splitTimestamp(value)
  return rounding === 'refuse' && time !== 0 ? refuse(INEXACT) : days
}

function timeOfDay(value: bigint): number {
  return isFiniteTimestamp(value) ? splitTimestamp(value).time : refuse(NO_TIME)
}

function fitTime(value: number, precision: number, rounding: 'round' | 'refuse'): number {
  const rounded = roundMicros(value, precision)
  if (rounded === value) return value
  return rounding === 'refuse' ? refuse(INEXACT) : rounded
}
