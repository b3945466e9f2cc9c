/** What extract takes of an interval. */
import { isFiniteInterval, type Interval } from '../../catalog/codec/interval.ts'
import type { Numeric } from '../../catalog/codec/numeric.ts'

const SECOND = 1_000_000n
const MINUTE = 60n * SECOND
const HOUR = 60n * MINUTE

function quarterOf(months: number): number {
  const quarter = Math.trunc((Math.abs(months) % 12) / 3) + 1
  return months < 0 ? -quarter : quarter
}

const PARTS: Readonly<Record<string, (interval: Interval) => number>> = {
  millennium: ({ months }) => Math.trunc(months / 12_000),
  century: ({ months }) => Math.trunc(months / 1200),
  decade: ({ months }) => Math.trunc(months / 120),
  year: ({ months }) => Math.trunc(months / 12),
  quarter: ({ months }) => quarterOf(months),
  month: ({ months }) => months % 12,
  week: ({ days }) => Math.trunc(days / 7),
  day: ({ days }) => days,
  hour: ({ micros }) => Number(micros / HOUR),
  minute: ({ micros }) => Number((micros % HOUR) / MINUTE),
}

/** Of a minute, each at a scale of its own. */
const SECONDS: Readonly<Record<string, number>> = { second: 6, milliseconds: 3, microseconds: 0 }

/** Quarters of a day, so that a year of 365.25 is whole. */
const YEAR_QUARTERS = 1461n
const QUARTER_MICROS = 21_600n * SECOND

function epochOf({ months, days, micros }: Interval): bigint {
  const years = BigInt(Math.trunc(months / 12))
  const quarters = years * YEAR_QUARTERS + BigInt(months % 12) * 120n + BigInt(days) * 4n
  return quarters * QUARTER_MICROS + micros
}

export const INTERVAL_FIELDS: ReadonlySet<string> = new Set([
  ...Object.keys(PARTS),
  ...Object.keys(SECONDS),
  'epoch',
])

/** Of an infinity, those that grow without end. */
const ENDLESS: ReadonlySet<string> = new Set(
  'millennium century decade year day hour epoch'.split(' '),
)

/** A field by its plain name. */
export function fieldOfInterval(field: string, interval: Interval): Numeric | null {
  if (!isFiniteInterval(interval)) {
    return ENDLESS.has(field) ? { unscaled: BigInt(Math.sign(interval.months)), scale: -1 } : null
  }
  if (field === 'epoch') return { unscaled: epochOf(interval), scale: 6 }
  const scale = SECONDS[field]
  if (scale !== undefined) return { unscaled: interval.micros % MINUTE, scale }
  return { unscaled: BigInt(PARTS[field]?.(interval) ?? 0), scale: 0 }
}
