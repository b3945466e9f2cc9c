/** extract and date_trunc: parts of dates, times and timestamps. */
import type { Cell } from '../../base/cell.ts'
import { dayOfWeek, fromDays, isoWeek, isoWeekStart, toDays } from '../../catalog/codec/calendar.ts'
import type { Interval } from '../../catalog/codec/interval.ts'
import type { Numeric } from '../../catalog/codec/numeric.ts'
import { isFiniteTimestamp, joinTimestamp, splitTimestamp } from '../../catalog/codec/timestamp.ts'
import type { FunctionDeclaration, Inspection } from '../../expression/function-table.ts'
import { dateToTimestamp } from '../cast/moment.ts'
import { define, takes } from '../declare.ts'
import { INTERVAL_FIELDS, fieldOfInterval } from './interval-fields.ts'

const SECOND = 1_000_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY_SECONDS = 86_400n

/** Years of an era are counted without a year 0, and so are decades, centuries and millennia. */
function eraYear(year: number): number {
  return year > 0 ? year : year - 1
}

function eraPart(year: number, length: number): number {
  return year > 0 ? Math.ceil(year / length) : -Math.floor((length - 1 - (year - 1)) / length)
}

const DAY_FIELDS: Readonly<Record<string, (days: number) => number>> = {
  year: (days) => eraYear(fromDays(days).year),
  month: (days) => fromDays(days).month,
  day: (days) => fromDays(days).day,
  quarter: (days) => Math.ceil(fromDays(days).month / 3),
  week: (days) => isoWeek(days).week,
  isoyear: (days) => eraYear(isoWeek(days).year),
  dow: dayOfWeek,
  isodow: (days) => dayOfWeek(days) || 7,
  doy: (days) => days - toDays(fromDays(days).year, 1, 1) + 1,
  decade: (days) => Math.floor(fromDays(days).year / 10),
  century: (days) => eraPart(fromDays(days).year, 100),
  millennium: (days) => eraPart(fromDays(days).year, 1000),
}

/** Unscaled value and scale of a part of the day. */
const TIME_FIELDS: Readonly<Record<string, (time: number) => readonly [number, number]>> = {
  hour: (time) => [Math.floor(time / HOUR), 0],
  minute: (time) => [Math.floor((time % HOUR) / MINUTE), 0],
  second: (time) => [time % MINUTE, 6],
  milliseconds: (time) => [time % MINUTE, 3],
  microseconds: (time) => [time % MINUTE, 0],
}

/** Fields that grow with time: those of an infinity are infinite, all others NULL. */
const GROWING: ReadonlySet<string> = new Set([
  'year',
  'isoyear',
  'decade',
  'century',
  'millennium',
  'epoch',
])

function whole(value: number): Numeric {
  return { unscaled: BigInt(value), scale: 0 }
}

function ofInfinity(field: string, isPositive: boolean): Numeric | null {
  return GROWING.has(field) ? { unscaled: isPositive ? 1n : -1n, scale: -1 } : null
}

function fieldOfDate(name: string, days: number): Numeric | null {
  const field = canonicalField(name)
  if (!Number.isFinite(days)) return ofInfinity(field, days > 0)
  if (field === 'epoch') return { unscaled: BigInt(days) * DAY_SECONDS, scale: 0 }
  return whole(DAY_FIELDS[field]?.(days) ?? 0)
}

function fieldOfTime(name: string, time: number): Numeric {
  const field = canonicalField(name)
  if (field === 'epoch') return { unscaled: BigInt(time), scale: 6 }
  const [unscaled, scale] = TIME_FIELDS[field]?.(time) ?? [0, 0]
  return { unscaled: BigInt(unscaled), scale }
}

function fieldOfTimestamp(name: string, moment: bigint): Numeric | null {
  const field = canonicalField(name)
  if (!isFiniteTimestamp(moment)) return ofInfinity(field, moment > 0n)
  if (field === 'epoch') return { unscaled: moment, scale: 6 }
  const { days, time } = splitTimestamp(moment)
  return field in TIME_FIELDS ? fieldOfTime(field, time) : whole(DAY_FIELDS[field]?.(days) ?? 0)
}

function fieldOfSpan(name: string, interval: Interval): Numeric | null {
  return fieldOfInterval(canonicalField(name), interval)
}

/** A field as a binary fraction, computed as PostgreSQL does: 7 + 0.1 is not always 7.1. */
function partOfTime(name: string, time: number): number {
  const field = canonicalField(name)
  const ofMinute = time % MINUTE
  const [seconds, micros] = [Math.floor(ofMinute / SECOND), ofMinute % SECOND]
  if (field === 'epoch') return time / SECOND
  if (field === 'second') return seconds + micros / SECOND
  if (field === 'milliseconds') return seconds * 1000 + micros / 1000
  return TIME_FIELDS[field]?.(time)[0] ?? 0
}

function partOfTimestamp(name: string, moment: bigint): number | null {
  const field = canonicalField(name)
  if (!isFiniteTimestamp(moment))
    return GROWING.has(field) ? (moment > 0n ? Infinity : -Infinity) : null
  if (field === 'epoch') return Number(moment) / SECOND
  const { days, time } = splitTimestamp(moment)
  return field in TIME_FIELDS ? partOfTime(field, time) : (DAY_FIELDS[field]?.(days) ?? 0)
}

/** PostgreSQL takes plurals and some short forms. */
const ALIASES: Readonly<Record<string, string>> = {
  years: 'year',
  months: 'month',
  days: 'day',
  hours: 'hour',
  minutes: 'minute',
  seconds: 'second',
  weeks: 'week',
  decades: 'decade',
  centuries: 'century',
  millisecond: 'milliseconds',
  microsecond: 'microseconds',
}

/** Names of fields are constants, so there are as many as a project writes. */
const fields = new Map<string, string>()

function canonicalField(name: string): string {
  const known = fields.get(name)
  if (known !== undefined) return known
  const lower = name.toLowerCase()
  const field = ALIASES[lower] ?? lower
  fields.set(name, field)
  return field
}

function inspectField(
  known: ReadonlySet<string>,
): (constants: readonly (Cell | undefined)[]) => Inspection {
  return ([name]) => {
    if (typeof name !== 'string' || known.has(canonicalField(name))) return {}
    const message = `There is no field "${name}" here. There are ${[...known].join(', ')}.`
    return { problem: { operand: 0, message } }
  }
}

const OF_DAY = new Set([...Object.keys(DAY_FIELDS), 'epoch'])
const OF_TIME = new Set([...Object.keys(TIME_FIELDS), 'epoch'])
const OF_MOMENT = new Set([...OF_DAY, ...OF_TIME])

const FIELD = { constants: [0], names: ['field', 'moment'] } as const

const TRUNCATIONS: Readonly<Record<string, (days: number, time: number) => [number, number]>> = {
  microseconds: (days, time) => [days, time],
  milliseconds: (days, time) => [days, time - (time % 1000)],
  second: (days, time) => [days, time - (time % SECOND)],
  minute: (days, time) => [days, time - (time % MINUTE)],
  hour: (days, time) => [days, time - (time % HOUR)],
  day: (days) => [days, 0],
  week: (days) => [isoWeekStart(isoWeek(days).year, isoWeek(days).week), 0],
  month: (days) => [toDays(fromDays(days).year, fromDays(days).month, 1), 0],
  quarter: (days) => {
    const { year, month } = fromDays(days)
    return [toDays(year, month - ((month - 1) % 3), 1), 0]
  },
  year: (days) => [toDays(fromDays(days).year, 1, 1), 0],
  decade: (days) => [toDays(Math.floor(fromDays(days).year / 10) * 10, 1, 1), 0],
  century: (days) => [toDays(periodStart(fromDays(days).year, 100), 1, 1), 0],
  millennium: (days) => [toDays(periodStart(fromDays(days).year, 1000), 1, 1), 0],
}

/** A century begins with a year that ends in 01. */
function periodStart(year: number, length: number): number {
  return Math.floor((year - 1) / length) * length + 1
}

const TRUNCATABLE = new Set(Object.keys(TRUNCATIONS))

function truncate(name: string, moment: bigint): bigint {
  if (!isFiniteTimestamp(moment)) return moment
  const { days, time } = splitTimestamp(moment)
  const [start, rest] = TRUNCATIONS[canonicalField(name)]?.(days, time) ?? [days, time]
  return joinTimestamp(start, rest)
}

const TRUNCATION = { ...FIELD, inspect: inspectField(TRUNCATABLE) }
/** An infinity has no month. */
const OF_INFINITIES = { ...FIELD, nullable: true } as const

export const dateFields: readonly FunctionDeclaration[] = [
  define('function', 'extract', {
    summary: 'A field of a date, time, timestamp or interval, as an exact decimal.',
    examples: [
      ["extract(epoch from interval '1 day 00:00:01')", '86401.000000'],
      ["extract(year from date '2024-02-29')", '2024'],
      ["extract(second from timestamp '2024-02-29 08:05:07.5')", '7.500000'],
    ],
    signatures: [
      takes(['text', 'date'], 'numeric', fieldOfDate, {
        ...OF_INFINITIES,
        inspect: inspectField(OF_DAY),
      }),
      takes(['text', 'time'], 'numeric', fieldOfTime, { ...FIELD, inspect: inspectField(OF_TIME) }),
      takes(['text', 'interval'], 'numeric', fieldOfSpan, {
        ...OF_INFINITIES,
        inspect: inspectField(INTERVAL_FIELDS),
      }),
      takes(['text', 'timestamp'], 'numeric', fieldOfTimestamp, {
        ...OF_INFINITIES,
        inspect: inspectField(OF_MOMENT),
      }),
      takes(['text', 'timestamptz'], 'numeric', fieldOfTimestamp, {
        ...OF_INFINITIES,
        inspect: inspectField(OF_MOMENT),
      }),
    ],
  }),
  define('function', 'date_part', {
    summary: 'As extract, as a binary fraction.',
    examples: [["date_part('second', time '08:05:07.5')", '7.5']],
    signatures: [
      takes(
        ['text', 'date'],
        'double',
        (name, days) => partOfTimestamp(name, dateToTimestamp(days)),
        { ...OF_INFINITIES, inspect: inspectField(OF_DAY), fallible: true },
      ),
      takes(['text', 'time'], 'double', partOfTime, { ...FIELD, inspect: inspectField(OF_TIME) }),
      takes(['text', 'timestamp'], 'double', partOfTimestamp, {
        ...OF_INFINITIES,
        inspect: inspectField(OF_MOMENT),
      }),
      takes(['text', 'timestamptz'], 'double', partOfTimestamp, {
        ...OF_INFINITIES,
        inspect: inspectField(OF_MOMENT),
      }),
    ],
  }),
  define('function', 'date_trunc', {
    summary: 'The start of the year, month, week ... that a moment lies in.',
    examples: [
      ["date_trunc('month', timestamp '2024-02-29 08:05')", '2024-02-01 00:00:00'],
      ["date_trunc('week', date '2024-02-29')", '2024-02-26 00:00:00+00'],
    ],
    signatures: [
      takes(['text', 'timestamp'], 'timestamp', truncate, TRUNCATION),
      takes(['text', 'timestamptz'], 'timestamptz', truncate, TRUNCATION),
      takes(
        ['text', 'date'],
        'timestamptz',
        (name, days) => truncate(name, dateToTimestamp(days)),
        { ...TRUNCATION, fallible: true },
      ),
    ],
  }),
]
