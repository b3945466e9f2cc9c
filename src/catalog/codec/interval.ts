/** Intervals: months, days and microseconds, from the texts people and databases write. */
import { OUT_OF_RANGE, RowError, refuse } from './row-error.ts'

/** Months of an infinity are infinite, and the other parts 0. */
export interface Interval {
  readonly months: number
  readonly days: number
  readonly micros: bigint
}

const INVALID_INTERVAL = new RowError(
  'VALUE_INVALID_INTERVAL',
  'The text is not an interval such as `1 year 2 months 3 days 04:05:06`.',
)

const INT32_MAX = 2_147_483_647
const SECOND = 1_000_000n
const MINUTE = 60n * SECOND
const HOUR = 60n * MINUTE
const MONTHS_OF_YEAR = 12

type Part = 'months' | 'days' | 'micros'

/** How many of which part a unit is. */
const UNITS: readonly (readonly [words: string, part: Part, amount: bigint])[] = [
  ['millennium millennia mil mils', 'months', 12_000n],
  ['century centuries cent c', 'months', 1200n],
  ['decade decades dec decs', 'months', 120n],
  ['year years yr yrs y', 'months', 12n],
  ['month months mon mons', 'months', 1n],
  ['week weeks w', 'days', 7n],
  ['day days d', 'days', 1n],
  ['hour hours hr hrs h', 'micros', HOUR],
  ['minute minutes min mins m', 'micros', MINUTE],
  ['second seconds sec secs s', 'micros', SECOND],
  ['millisecond milliseconds msec msecs ms', 'micros', 1000n],
  ['microsecond microseconds usec usecs us', 'micros', 1n],
]
const BY_WORD = new Map(
  UNITS.flatMap(([words, part, amount]) =>
    words.split(' ').map((word) => [word, { name: words, part, amount }] as const),
  ),
)

const AMOUNT = /\s*([+-]?)(\d{1,19})(?:\.(\d{1,6}))?\s*([a-z]+)(?![a-z])/iy
const CLOCK = /\s*([+-]?)(\d{1,10}):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?(?=\s|$)/y
const AGO = /^\s*(ago)?\s*$/iu

/**
 * Whole numbers of units, of seconds with a fraction, and a time; each unit at most once. What else
 * PostgreSQL takes, it guesses (`1`, `1-2`, `1.5 months`), and is refused.
 */
export function parseInterval(text: string): Interval {
  if (/^-?infinity$/u.test(text)) return infinite(text.startsWith('-') ? -1 : 1)
  const sums = { months: 0n, days: 0n, micros: 0n }
  const seen = new Set<string>()
  let offset = 0
  for (;;) {
    const found = readClock(text, offset) ?? readAmount(text, offset)
    if (found === undefined) break
    for (const unit of found.units) {
      if (seen.has(unit)) return refuse(INVALID_INTERVAL)
      seen.add(unit)
    }
    sums[found.part] += found.amount
    offset = found.end
  }
  const end = AGO.exec(text.slice(offset))
  if (seen.size === 0 || end === null) return refuse(INVALID_INTERVAL)
  const sign = end[1] === undefined ? 1n : -1n
  const [months, days, micros] = [sums.months, sums.days, sums.micros].map((sum) => sign * sum)
  return isEndless(Number(months), Number(days), micros ?? 0n)
    ? infinite(Number(months) > 0 ? 1 : -1)
    : intervalOf(Number(months), Number(days), micros ?? 0n)
}

const INT64_MAX = 2n ** 63n - 1n

/** The ends of all three parts together stand for the infinities. */
function isEndless(months: number, days: number, micros: bigint): boolean {
  const isMost = months === INT32_MAX && days === INT32_MAX && micros === INT64_MAX
  const isLeast = months === -INT32_MAX - 1 && days === -INT32_MAX - 1 && micros === -INT64_MAX - 1n
  return isMost || isLeast
}

interface Found {
  readonly units: readonly string[]
  readonly part: Part
  readonly amount: bigint
  readonly end: number
}

const FRACTION_UNITS = UNITS.filter(([, part, amount]) => part === 'micros' && amount < SECOND).map(
  ([words]) => words,
)

function readAmount(text: string, offset: number): Found | undefined {
  AMOUNT.lastIndex = offset
  const match = AMOUNT.exec(text)
  const unit = BY_WORD.get((match?.[4] ?? '').toLowerCase())
  if (match === null || unit === undefined) return undefined
  const [, sign, digits = '0', fraction = ''] = match
  if (fraction !== '' && unit.amount !== SECOND) return refuse(INVALID_INTERVAL)
  const whole = BigInt(digits) * unit.amount + BigInt(fraction.padEnd(6, '0') || 0)
  const amount = sign === '-' ? -whole : whole
  // A fraction takes the place of milliseconds and microseconds.
  const units = /[1-9]/u.test(fraction) ? [unit.name, ...FRACTION_UNITS] : [unit.name]
  return { units, part: unit.part, amount, end: AMOUNT.lastIndex }
}

const CLOCK_UNITS = UNITS.filter(([, part]) => part === 'micros').map(([words]) => words)

function readClock(text: string, offset: number): Found | undefined {
  CLOCK.lastIndex = offset
  const match = CLOCK.exec(text)
  if (match === null) return undefined
  const [, sign, hours = '0', minutes = '0', seconds = '0', fraction = ''] = match
  const whole =
    BigInt(hours) * HOUR +
    BigInt(minutes) * MINUTE +
    BigInt(seconds) * SECOND +
    BigInt(fraction.padEnd(6, '0'))
  const amount = sign === '-' ? -whole : whole
  return { units: CLOCK_UNITS, part: 'micros', amount, end: CLOCK.lastIndex }
}

export function infinite(sign: number): Interval {
  return { months: sign * Number.POSITIVE_INFINITY, days: 0, micros: 0n }
}

export function isFiniteInterval({ months }: Interval): boolean {
  return Number.isFinite(months)
}

/** Refuses what is out of PostgreSQL's range: 32 bits of months and of days, 64 of microseconds. */
export function intervalOf(months: number, days: number, micros: bigint): Interval {
  const fits = (value: number) => value >= -INT32_MAX - 1 && value <= INT32_MAX
  const isWithin = fits(months) && fits(days) && BigInt.asIntN(64, micros) === micros
  const isRight = isWithin && !isEndless(months, days, micros)
  // Without adding 0 there would be a zero below zero.
  return isRight ? { months: months + 0, days: days + 0, micros } : refuse(OUT_OF_RANGE)
}

export function canonicalInterval(text: string): string {
  return formatInterval(parseInterval(text))
}

/** A negative part makes the next positive one carry a plus sign, as PostgreSQL prints it. */
export function formatInterval(interval: Interval): string {
  const { months, days, micros } = interval
  if (!isFiniteInterval(interval)) return months > 0 ? 'infinity' : '-infinity'
  const parts: string[] = []
  let negative = false
  const push = (isNegative: boolean, body: string): void => {
    parts.push(`${negative && !isNegative ? '+' : ''}${body}`)
    negative = isNegative
  }
  const years = Math.trunc(months / MONTHS_OF_YEAR)
  const rest = months % MONTHS_OF_YEAR
  if (years !== 0) push(years < 0, count(years, 'year'))
  if (rest !== 0) push(rest < 0, count(rest, 'mon'))
  if (days !== 0) push(days < 0, count(days, 'day'))
  if (micros !== 0n || parts.length === 0) push(micros < 0n, formatClock(micros))
  return parts.join(' ')
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
}

function formatClock(micros: bigint): string {
  const whole = micros < 0n ? -micros : micros
  const two = (value: bigint) => String(value).padStart(2, '0')
  const clock = [whole / HOUR, (whole % HOUR) / MINUTE, (whole % MINUTE) / SECOND]
    .map(two)
    .join(':')
  const fraction = String(whole % SECOND)
    .padStart(6, '0')
    .replace(/0+$/u, '')
  return `${micros < 0n ? '-' : ''}${clock}${fraction === '' ? '' : `.${fraction}`}`
}
