/** Dates, times and timestamps from their parts: make_date, make_time, make_timestamp, isfinite. */
import { MICROS_OF_DAY, existingDay } from '../../catalog/codec/date.ts'
import { checkInteger } from '../../catalog/codec/integer.ts'
import { intervalOf, isFiniteInterval, type Interval } from '../../catalog/codec/interval.ts'
import { OUT_OF_RANGE, RowError, refuse } from '../../catalog/codec/row-error.ts'
import { checkTimestamp, isFiniteTimestamp, joinTimestamp } from '../../catalog/codec/timestamp.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { define, takes } from '../declare.ts'
import { roundHalfEven } from '../number/rounding.ts'
import { inspectZone, toMoment } from './time-zone.ts'

const NO_SUCH_DAY = new RowError('VALUE_INVALID_DATE', 'There is no such day in the calendar.')
const NO_SUCH_TIME = new RowError('VALUE_INVALID_DATE', 'There is no such time of day.')

const MICROS_OF_SECOND = 1_000_000
const MICROS_OF_MINUTE = 60 * MICROS_OF_SECOND
const MICROS_OF_HOUR = 60 * MICROS_OF_MINUTE

/** A year below zero is one before Christ; there is no year 0. */
function dayFrom(year: number, month: number, day: number): number {
  if (year === 0) return refuse(NO_SUCH_DAY)
  return existingDay(year < 0 ? year + 1 : year, month, day)
}

/** 24:00 is the end of the day, and 60 seconds are the next minute. */
function timeFrom(hour: number, minute: number, second: number): number {
  const micros = roundHalfEven(second * MICROS_OF_SECOND)
  const isWithin =
    hour >= 0 &&
    hour <= 24 &&
    minute >= 0 &&
    minute <= 59 &&
    micros >= 0 &&
    micros <= MICROS_OF_MINUTE
  if (!isWithin) return refuse(NO_SUCH_TIME)
  const time = hour * MICROS_OF_HOUR + minute * MICROS_OF_MINUTE + micros
  return time > MICROS_OF_DAY ? refuse(NO_SUCH_TIME) : time
}

type MomentParts = [
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
]

type ZonedParts = [...MomentParts, zone: string]

function momentFrom(...[year, month, day, ...clock]: MomentParts): bigint {
  return checkTimestamp(joinTimestamp(dayFrom(year, month, day), timeFrom(...clock)))
}

type SpanParts = [
  years: number,
  months: number,
  weeks: number,
  days: number,
  hours: number,
  minutes: number,
  seconds: number,
]

function intervalFrom(...parts: SpanParts): Interval {
  const [years, months, weeks, days, hours, minutes, seconds] = parts
  const micros = roundHalfEven(seconds * MICROS_OF_SECOND)
  if (!Number.isFinite(micros)) return refuse(OUT_OF_RANGE)
  const clock = BigInt(hours * 60 + minutes) * BigInt(MICROS_OF_MINUTE)
  const whole = [years * 12, years * 12 + months, weeks * 7, weeks * 7 + days]
  for (const each of whole) checkInteger('integer', each)
  const fits = BigInt.asIntN(64, BigInt(micros)) === BigInt(micros)
  if (!fits) return refuse(OUT_OF_RANGE)
  return intervalOf(years * 12 + months, weeks * 7 + days, clock + BigInt(micros))
}

const MOMENT = ['integer', 'integer', 'integer', 'integer', 'integer', 'double'] as const
const MOMENT_NAMES = ['year', 'month', 'mday', 'hour', 'min', 'sec'] as const
const SPAN = [...MOMENT.slice(0, 5), 'integer', 'double'] as unknown as SpanTypes
type SpanTypes = readonly [
  'integer',
  'integer',
  'integer',
  'integer',
  'integer',
  'integer',
  'double',
]

const FALLIBLE = { fallible: true } as const
const DAY = ['year', 'month', 'day'] as const
const TIME = ['hour', 'min', 'sec'] as const

export const momentMaking: readonly FunctionDeclaration[] = [
  define('function', 'make_date', {
    summary: 'The day of a year, month and day; a year below zero is one before Christ.',
    examples: [
      ['make_date(2024, 2, 29)', '2024-02-29'],
      ['make_date(-44, 3, 15)', '0044-03-15 BC'],
    ],
    signatures: [
      takes(['integer', 'integer', 'integer'], 'date', dayFrom, { ...FALLIBLE, names: DAY }),
    ],
  }),
  define('function', 'make_time', {
    summary: 'The time of day of an hour, minute and second.',
    examples: [['make_time(8, 5, 7.5)', '08:05:07.5']],
    signatures: [
      takes(['integer', 'integer', 'double'], 'time', timeFrom, { ...FALLIBLE, names: TIME }),
    ],
  }),
  define('function', 'make_timestamp', {
    summary: 'The moment of a year, month, day, hour, minute and second.',
    examples: [['make_timestamp(2024, 2, 29, 8, 5, 7.5)', '2024-02-29 08:05:07.5']],
    signatures: [takes(MOMENT, 'timestamp', momentFrom, { ...FALLIBLE, names: MOMENT_NAMES })],
  }),
  define('function', 'make_timestamptz', {
    summary: 'The moment of a year, month, day, hour, minute and second, in UTC or a time zone.',
    examples: [
      ["make_timestamptz(2024, 7, 1, 12, 0, 0, 'Europe/Berlin')", '2024-07-01 10:00:00+00'],
    ],
    signatures: [
      takes(MOMENT, 'timestamptz', momentFrom, { ...FALLIBLE, names: MOMENT_NAMES }),
      takes(
        [...MOMENT, 'text'],
        'timestamptz',
        (...[year, month, day, hour, minute, second, zone]: ZonedParts) =>
          toMoment(zone, momentFrom(year, month, day, hour, minute, second)),
        { ...FALLIBLE, names: [...MOMENT_NAMES, 'timezone'], inspect: inspectZone(MOMENT.length) },
      ),
    ],
  }),
  define('function', 'make_interval', {
    summary: 'The interval of so many years, months, weeks, days, hours, minutes and seconds.',
    examples: [
      ['make_interval(days => 10)', '10 days'],
      ['make_interval(1, 2, secs => 7.5)', '1 year 2 mons 00:00:07.5'],
    ],
    signatures: [
      takes(SPAN, 'interval', intervalFrom, {
        ...FALLIBLE,
        names: ['years', 'months', 'weeks', 'days', 'hours', 'mins', 'secs'],
        absent: { from: 0, values: SPAN.map(() => '0') },
      }),
    ],
  }),
  define('function', 'isfinite', {
    summary: 'False of infinity and -infinity.',
    examples: [
      ["isfinite(date '2024-02-29')", 't'],
      ["isfinite(timestamp 'infinity')", 'f'],
    ],
    signatures: [
      takes(['date'], 'boolean', Number.isFinite),
      takes(['timestamp'], 'boolean', isFiniteTimestamp),
      takes(['timestamptz'], 'boolean', isFiniteTimestamp),
      takes(['interval'], 'boolean', isFiniteInterval),
    ],
  }),
]
