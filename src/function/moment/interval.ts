/** Intervals: their operators, age, justify_days and its kin. */
import type { Interval } from '../../catalog/codec/interval.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { dateToTimestamp } from '../cast/moment.ts'
import { define, takes, type OpenSignature } from '../declare.ts'
import { justifyDays, justifyHours, justifyInterval } from './interval-justify.ts'
import {
  addInterval,
  addToTime,
  age,
  between,
  subtractFromTime,
  subtractInterval,
} from './interval-shift.ts'
import { addIntervals, divideInterval, multiplyInterval, negateInterval } from './interval-scale.ts'

const FALLIBLE = { fallible: true } as const

/** A day counts from its midnight. */
function addToDate(days: number, interval: Interval): bigint {
  return addInterval(dateToTimestamp(days), interval)
}

function joinDay(days: number, time: number): bigint {
  return addInterval(dateToTimestamp(days), { months: 0, days: 0, micros: BigInt(time) })
}

export const plusInterval: readonly OpenSignature[] = [
  takes(['timestamp', 'interval'], 'timestamp', addInterval, FALLIBLE),
  takes(['interval', 'timestamp'], 'timestamp', (span, at) => addInterval(at, span), FALLIBLE),
  takes(['timestamptz', 'interval'], 'timestamptz', addInterval, FALLIBLE),
  takes(['interval', 'timestamptz'], 'timestamptz', (span, at) => addInterval(at, span), FALLIBLE),
  takes(['date', 'interval'], 'timestamp', addToDate, FALLIBLE),
  takes(['interval', 'date'], 'timestamp', (span, days) => addToDate(days, span), FALLIBLE),
  takes(['time', 'interval'], 'time', addToTime, FALLIBLE),
  takes(['interval', 'time'], 'time', (span, time) => addToTime(time, span), FALLIBLE),
  takes(['date', 'time'], 'timestamp', joinDay, FALLIBLE),
  takes(['time', 'date'], 'timestamp', (time, days) => joinDay(days, time), FALLIBLE),
  takes(['interval', 'interval'], 'interval', addIntervals, FALLIBLE),
]

export const lessInterval: readonly OpenSignature[] = [
  takes(['timestamp', 'interval'], 'timestamp', subtractInterval, FALLIBLE),
  takes(['timestamptz', 'interval'], 'timestamptz', subtractInterval, FALLIBLE),
  takes(
    ['date', 'interval'],
    'timestamp',
    (d, span) => addToDate(d, negateInterval(span)),
    FALLIBLE,
  ),
  takes(['time', 'interval'], 'time', subtractFromTime, FALLIBLE),
  takes(['timestamp', 'timestamp'], 'interval', between, FALLIBLE),
  takes(['timestamptz', 'timestamptz'], 'interval', between, FALLIBLE),
  takes(['time', 'time'], 'interval', (later, earlier) => {
    return { months: 0, days: 0, micros: BigInt(later - earlier) }
  }),
  takes(
    ['interval', 'interval'],
    'interval',
    (left, right) => addIntervals(left, negateInterval(right)),
    FALLIBLE,
  ),
]

export const timesNumber: readonly OpenSignature[] = [
  takes(['interval', 'double'], 'interval', multiplyInterval, FALLIBLE),
  takes(['double', 'interval'], 'interval', (n, span) => multiplyInterval(span, n), FALLIBLE),
]

export const divided = takes(['interval', 'double'], 'interval', divideInterval, FALLIBLE)

export const negated = takes(['interval'], 'interval', negateInterval, FALLIBLE)

function justifying(
  name: string,
  summary: string,
  apply: (interval: Interval) => Interval,
  example: readonly [string, string],
): FunctionDeclaration {
  const signatures = [takes(['interval'], 'interval', apply, FALLIBLE)]
  return define('function', name, { summary, examples: [example], signatures })
}

export const intervals: readonly FunctionDeclaration[] = [
  define('function', 'age', {
    summary: 'The years, months, days and time from the second moment to the first.',
    examples: [
      ["age(timestamp '2024-03-01', timestamp '1990-12-15')", '33 years 2 mons 17 days'],
      ["age(date '2024-02-29', date '2024-03-31')", '-1 mons -2 days'],
    ],
    signatures: [
      takes(['timestamp', 'timestamp'], 'interval', age, FALLIBLE),
      takes(['timestamptz', 'timestamptz'], 'interval', age, FALLIBLE),
    ],
  }),
  justifying('justify_hours', 'Makes days of 24 hours.', justifyHours, [
    "justify_hours(interval '36 hours')",
    '1 day 12:00:00',
  ]),
  justifying('justify_days', 'Makes months of 30 days.', justifyDays, [
    "justify_days(interval '65 days')",
    '2 mons 5 days',
  ]),
  justifying('justify_interval', 'Makes days of 24 hours and months of 30 days.', justifyInterval, [
    "justify_interval(interval '1 month -1 hour')",
    '29 days 23:00:00',
  ]),
]
