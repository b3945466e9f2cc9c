/** Dates and times <-> fields of COPY's binary format, which counts from the year 2000. */
import { toDays } from '../../catalog/codec/calendar.ts'
import { MICROS_OF_DAY, parseDate, parseTime } from '../../catalog/codec/date.ts'
import {
  TIMESTAMP_INFINITY,
  TIMESTAMP_MINUS_INFINITY,
  isFiniteTimestamp,
  parseTimestamp,
} from '../../catalog/codec/timestamp.ts'
import { LENGTH_BYTES, type PackedBuffer } from './packed-buffer.ts'
import { putBigint, putEight, readDigits } from './packed-integer.ts'

const ZERO = 0x30
const MINUS = 0x2d
const MILLENNIUM = toDays(2000, 1, 1)
const MILLENNIUM_MICROS = BigInt(MILLENNIUM) * BigInt(MICROS_OF_DAY)
const DATE_INFINITY = 2 ** 31 - 1
const DATE_MINUS_INFINITY = -(2 ** 31)
const MOMENT_INFINITY = 2n ** 63n - 1n
const MOMENT_MINUS_INFINITY = -(2n ** 63n)

const DAY_LENGTH = '2000-01-01'.length
const SECONDS_LENGTH = '2000-01-01 00:00:00'.length
const FRACTION_DIGITS = 6
/** Further from the year 2000 the microseconds are more than a double holds exactly. */
const DAYS_SAFE = 100_000

export function encodeDate(cell: string, out: PackedBuffer): void {
  const near = cell.length === DAY_LENGTH ? plainDays(cell) : Number.NaN
  const days = Number.isNaN(near) ? parseDate(cell) - MILLENNIUM : near
  out.reserve(2 * LENGTH_BYTES)
  out.view.setInt32(out.at, 4)
  out.view.setInt32(out.at + LENGTH_BYTES, withinDates(days))
  out.at += 2 * LENGTH_BYTES
}

function withinDates(days: number): number {
  if (Number.isFinite(days)) return days
  return days > 0 ? DATE_INFINITY : DATE_MINUS_INFINITY
}

/** Days since 2000-01-01 of YYYY-MM-DD, a day that every year has; NaN: the text is another. */
function plainDays(cell: string): number {
  const century = twoDigits(cell, 0)
  const year = century * 100 + twoDigits(cell, 2)
  const month = twoDigits(cell, 5)
  const day = twoDigits(cell, 8)
  const isPlain =
    year >= 1 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 28 &&
    cell.charCodeAt(4) === MINUS &&
    cell.charCodeAt(7) === MINUS
  return isPlain ? toDays(year, month, day) - MILLENNIUM : Number.NaN
}

/** NaN: they are none. */
function twoDigits(cell: string, at: number): number {
  const [tens, ones] = [cell.charCodeAt(at) - ZERO, cell.charCodeAt(at + 1) - ZERO]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

export function encodeTime(cell: string, out: PackedBuffer): void {
  putEight(parseTime(cell, FRACTION_DIGITS, 'refuse'), out)
}

export function timestampEncoder(zoned: boolean): (cell: string, out: PackedBuffer) => void {
  const shape = { zoned, precision: FRACTION_DIGITS, rounding: 'refuse' } as const
  const plainLength = SECONDS_LENGTH + (zoned ? 3 : 0)
  return (cell, out) => {
    const micros = cell.length >= plainLength ? plainMicros(cell, zoned) : Number.NaN
    if (Number.isNaN(micros)) putMoment(parseTimestamp(cell, shape), out)
    else putEight(micros, out)
  }
}

function putMoment(micros: bigint, out: PackedBuffer): void {
  if (isFiniteTimestamp(micros)) putBigint(micros - MILLENNIUM_MICROS, out)
  else putBigint(micros > 0n ? MOMENT_INFINITY : MOMENT_MINUS_INFINITY, out)
}

const COLON = 0x3a
const BLANK = 0x20
const POINT = 0x2e

/** Microseconds since 2000 of YYYY-MM-DD HH:MM:SS[.ffffff][+00]; NaN: the text is another. */
function plainMicros(cell: string, zoned: boolean): number {
  const end = zoned ? cell.length - 3 : cell.length
  const days = plainDays(cell)
  const hour = twoDigits(cell, 11)
  const minute = twoDigits(cell, 14)
  const second = twoDigits(cell, 17)
  const isPlain =
    hour < 24 &&
    minute < 60 &&
    second < 60 &&
    days < DAYS_SAFE &&
    days > -DAYS_SAFE &&
    cell.charCodeAt(10) === BLANK &&
    cell.charCodeAt(13) === COLON &&
    cell.charCodeAt(16) === COLON &&
    (!zoned || cell.endsWith('+00'))
  if (!isPlain) return Number.NaN
  const fraction = end === SECONDS_LENGTH ? 0 : plainFraction(cell, end)
  return (days * 86_400 + hour * 3600 + minute * 60 + second) * 1_000_000 + fraction
}

function plainFraction(cell: string, end: number): number {
  const digits = end - SECONDS_LENGTH - 1
  if (cell.charCodeAt(SECONDS_LENGTH) !== POINT || digits < 1 || digits > FRACTION_DIGITS) {
    return Number.NaN
  }
  const value = readDigits(cell.slice(SECONDS_LENGTH + 1, end), FRACTION_DIGITS)
  return value < 0 ? Number.NaN : value * 10 ** (FRACTION_DIGITS - digits)
}

/** Days since 1970-01-01 of a field's, or an infinity. */
export function daysOf(days: number): number {
  if (days === DATE_INFINITY) return Infinity
  return days === DATE_MINUS_INFINITY ? -Infinity : days + MILLENNIUM
}

/** Microseconds since 1970 of a field's, or what stands for an infinity. */
export function momentOf(micros: bigint): bigint {
  if (micros === MOMENT_INFINITY) return TIMESTAMP_INFINITY
  return micros === MOMENT_MINUS_INFINITY ? TIMESTAMP_MINUS_INFINITY : micros + MILLENNIUM_MICROS
}
