/** Timestamps: ISO text to microseconds since 1970 as a bigint, and back, in UTC. */
import { toDays } from './calendar.ts'
import {
  INVALID_DATE,
  MICROS_OF_DAY,
  dayOf,
  formatDay,
  formatTime,
  isBeforeChrist,
  parseFraction,
  plainDay,
} from './date.ts'
import { INEXACT, OUT_OF_RANGE, refuse } from './row-error.ts'

/**
 * What stands for the infinities: no moment, and further than a moment and an interval reach. The
 * ends of eight bytes would be moments, for PostgreSQL counts its own from the year 2000.
 */
export const TIMESTAMP_INFINITY = 2n ** 80n
export const TIMESTAMP_MINUS_INFINITY = -TIMESTAMP_INFINITY

const DAY = BigInt(MICROS_OF_DAY)
const MIN = BigInt(toDays(-4713, 11, 24)) * DAY
const END = BigInt(toDays(294_277, 1, 1)) * DAY

const MILLENNIUM = BigInt(toDays(2000, 1, 1)) * DAY

const ISO = new RegExp(
  String.raw`^(\d{4,6})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?` +
    String.raw`(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?( BC)?$`,
)

export interface TimestampShape {
  /**
   * True: an offset is allowed and none means UTC. False: an offset would be dropped, and is
   * refused.
   */
  readonly zoned: boolean
  /** Digits of the second that are kept. */
  readonly precision: number
  readonly rounding: 'round' | 'refuse'
}

/** As far from 1970 microseconds are exact in a number: some 285 years. */
const EXACT_DAYS = 104_000
const EXACT = BigInt(EXACT_DAYS) * DAY

const ZERO = 48
const NO_DIGIT = Number.NaN

/** The number that two digits write at a place; NaN where there are none. */
function twoAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO
  const ones = text.charCodeAt(at + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NO_DIGIT
}

const SECONDS_LENGTH = 'YYYY-MM-DD HH:MM:SS'.length

/** Of a cell without a fraction, near enough to 1970; NaN for any other text. */
function plainMicros(text: string): number {
  const isZoned = text.length === SECONDS_LENGTH + 3 && text.endsWith('+00')
  if (text.length !== SECONDS_LENGTH && !isZoned) return NO_DIGIT
  const days = plainDay(text)
  const [hour, minute, second] = [twoAt(text, 11), twoAt(text, 14), twoAt(text, 17)]
  const isTime = text[10] === ' ' && text[13] === ':' && text[16] === ':'
  const exists = isTime && hour < 24 && minute < 60 && second < 60
  if (!exists || !(days > -EXACT_DAYS && days < EXACT_DAYS)) return NO_DIGIT
  return days * MICROS_OF_DAY + (hour * 3600 + minute * 60 + second) * 1_000_000
}

/** Microseconds since 1970-01-01 00:00 UTC. */
export function parseTimestamp(text: string, shape: TimestampShape): bigint {
  const plain = shape.zoned ? plainMicros(text) : NO_DIGIT
  // Whole seconds fit every precision.
  if (!Number.isNaN(plain)) return BigInt(plain)
  const match = ISO.exec(text)
  if (match === null) return parseInfinity(text)
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0'] = match
  const offset = match[8]
  if (offset !== undefined && !shape.zoned) return refuse(INVALID_DATE)
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return refuse(INVALID_DATE)
  const days = dayOf(year, month, day, match[9] !== undefined)
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second)
  const fraction = parseFraction(match[7] ?? '', 6, shape.rounding)
  const local = BigInt(days) * DAY + BigInt(seconds * 1_000_000 + fraction)
  return fitTimestamp(local - offsetMicros(offset), shape.precision, shape.rounding)
}

/** The moment at that many digits of the second: rounded, or refused when it would round. */
export function fitTimestamp(
  micros: bigint,
  precision: number,
  rounding: 'round' | 'refuse',
): bigint {
  if (precision >= 6 || !isFiniteTimestamp(micros)) return checkTimestamp(micros)
  const unit = 10n ** BigInt(6 - precision)
  // PostgreSQL rounds a tie away from the beginning of the year 2000, from which it counts.
  const past = micros - MILLENNIUM
  const half = unit / 2n
  const rounded = MILLENNIUM + ((past < 0n ? past - half : past + half) / unit) * unit
  if (rounding === 'refuse' && rounded !== micros) return refuse(INEXACT)
  return checkTimestamp(rounded)
}

export function isFiniteTimestamp(micros: bigint): boolean {
  return micros !== TIMESTAMP_INFINITY && micros !== TIMESTAMP_MINUS_INFINITY
}

export function checkTimestamp(micros: bigint): bigint {
  if (!isFiniteTimestamp(micros)) return micros
  return micros < MIN || micros >= END ? refuse(OUT_OF_RANGE) : micros
}

function floorTo(value: bigint, unit: bigint): bigint {
  const rest = value % unit
  return value - (rest < 0n ? rest + unit : rest)
}

function parseInfinity(text: string): bigint {
  if (text === 'infinity') return TIMESTAMP_INFINITY
  if (text === '-infinity') return TIMESTAMP_MINUS_INFINITY
  return refuse(INVALID_DATE)
}

/** PostgreSQL takes offsets up to 15:59:59. */
function offsetMicros(offset: string | undefined): bigint {
  if (offset === undefined || offset === 'Z') return 0n
  const digits = offset.slice(1).replaceAll(':', '').padEnd(6, '0')
  const [hour, minute, second] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)]
  if (Number(hour) > 15 || Number(minute) > 59 || Number(second) > 59) return refuse(INVALID_DATE)
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second)
  return BigInt((offset.startsWith('-') ? -seconds : seconds) * 1_000_000)
}

/** Days since 1970-01-01 and microseconds of that day of a finite moment. */
export function splitTimestamp(micros: bigint): { readonly days: number; readonly time: number } {
  if (micros > -EXACT && micros < EXACT) {
    const exact = Number(micros)
    const whole = Math.floor(exact / MICROS_OF_DAY)
    return { days: whole, time: exact - whole * MICROS_OF_DAY }
  }
  const start = floorTo(micros, DAY)
  return { days: Number(start / DAY), time: Number(micros - start) }
}

export function joinTimestamp(days: number, time: number): bigint {
  if (days > -EXACT_DAYS && days < EXACT_DAYS) return BigInt(days * MICROS_OF_DAY + time)
  return checkTimestamp(BigInt(days) * DAY + BigInt(time))
}

export function formatTimestamp(micros: bigint, zoned: boolean): string {
  if (micros >= TIMESTAMP_INFINITY) return 'infinity'
  if (micros <= TIMESTAMP_MINUS_INFINITY) return '-infinity'
  const { days, time } = splitTimestamp(micros)
  const text = `${formatDay(days)} ${formatTime(time)}${zoned ? '+00' : ''}`
  return isBeforeChrist(days) ? `${text} BC` : text
}
