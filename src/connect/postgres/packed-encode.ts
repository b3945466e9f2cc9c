/** Cells -> fields of COPY's binary format, each behind its length. */
import { canonicalText } from '../../catalog/codec.ts'
import { toDays } from '../../catalog/codec/calendar.ts'
import { MICROS_OF_DAY, parseDate, parseTime } from '../../catalog/codec/date.ts'
import { readFloating, parseFloating } from '../../catalog/codec/float.ts'
import { parseBigint, parseInteger } from '../../catalog/codec/integer.ts'
import { refuse, RowError } from '../../catalog/codec/row-error.ts'
import { isFiniteTimestamp, parseTimestamp } from '../../catalog/codec/timestamp.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'
import { LENGTH_BYTES, type PackedBuffer } from './packed-buffer.ts'
import { encodeNumeric } from './packed-numeric.ts'

/** Writes a cell's field. Throws RowError where the cell is no value of the type. */
export type FieldEncoder = (cell: string, out: PackedBuffer) => void

const NUL_CHARACTER = new RowError(
  'VALUE_NUL_CHARACTER',
  "The text holds a NUL character, which PostgreSQL's text cannot hold.",
)
const HALF_CHARACTER = new RowError(
  'VALUE_ENCODING',
  'The text holds half of a surrogate pair, which is no character.',
)

const ZERO = 0x30
const MINUS = 0x2d
const MILLENNIUM = toDays(2000, 1, 1)
const MILLENNIUM_MICROS = BigInt(MILLENNIUM) * BigInt(MICROS_OF_DAY)
const DATE_INFINITY = 2 ** 31 - 1
const DATE_MINUS_INFINITY = -(2 ** 31)
const JSONB_VERSION = 1

/** null: the type has no binary form that is written here. */
export function fieldEncoder(type: LogicalType): FieldEncoder | null {
  switch (type.kind) {
    case 'text':
    case 'json':
    case 'enum':
      return encodeText
    case 'jsonb':
      return encodeJsonb
    case 'boolean':
      return encodeBoolean
    case 'smallint':
    case 'integer':
      return integerEncoder(type.kind)
    case 'bigint':
      return encodeBigint
    case 'real':
    case 'double':
      return floatingEncoder(type.kind)
    case 'numeric':
      return encodeNumeric
    case 'date':
      return encodeDate
    case 'time':
      return encodeTime
    case 'timestamp':
    case 'timestamptz':
      return timestampEncoder(type.kind === 'timestamptz')
    case 'uuid':
    case 'bytea':
      return (cell, out) => encodeHex(canonicalText(type, cell), out)
    default:
      return null
  }
}

/** Up to here a loop is faster than a call that encodes. */
const LOOPED_MAX = 64
const ASCII_MAX = 0x7f
const BYTES_A_UNIT_MAX = 3

function encodeText(cell: string, out: PackedBuffer): void {
  const { length } = cell
  out.reserve(LENGTH_BYTES + BYTES_A_UNIT_MAX * length)
  if (length > LOOPED_MAX) {
    encodeAnyText(cell, out)
    return
  }
  const { bytes } = out
  const start = out.at + LENGTH_BYTES
  for (let index = 0; index < length; index += 1) {
    const code = cell.charCodeAt(index)
    if (code === 0 || code > ASCII_MAX) {
      encodeAnyText(cell, out)
      return
    }
    bytes[start + index] = code
  }
  out.view.setInt32(out.at, length)
  out.at = start + length
}

function encodeAnyText(cell: string, out: PackedBuffer): void {
  if (cell.includes('\0')) refuse(NUL_CHARACTER)
  const length = out.bytes.write(cell, out.at + LENGTH_BYTES, 'utf8')
  if (length !== cell.length && !cell.isWellFormed()) refuse(HALF_CHARACTER)
  out.view.setInt32(out.at, length)
  out.at += LENGTH_BYTES + length
}

function encodeJsonb(cell: string, out: PackedBuffer): void {
  const start = out.at
  out.reserve(LENGTH_BYTES + 1)
  // The version takes the last byte of the text's length, which is written in front of both.
  out.at = start + 1
  encodeText(cell, out)
  out.view.setInt32(start, out.at - start - LENGTH_BYTES)
  out.bytes[start + LENGTH_BYTES] = JSONB_VERSION
}

function encodeBoolean(cell: string, out: PackedBuffer): void {
  const isTrue = cell === 't' || (cell !== 'f' && canonicalText({ kind: 'boolean' }, cell) === 't')
  out.reserve(LENGTH_BYTES + 1)
  out.view.setInt32(out.at, 1)
  out.bytes[out.at + LENGTH_BYTES] = isTrue ? 1 : 0
  out.at += LENGTH_BYTES + 1
}

/** The number that at most `digitsMax` digits write; NaN: the text is longer, or another. */
function readDigits(cell: string, digitsMax: number): number {
  const { length } = cell
  const first = cell.charCodeAt(0) === MINUS ? 1 : 0
  if (length === first || length - first > digitsMax) return Number.NaN
  let value = 0
  for (let index = first; index < length; index += 1) {
    const digit = cell.charCodeAt(index) - ZERO
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return first === 1 ? -value : value
}

function integerEncoder(kind: 'smallint' | 'integer'): FieldEncoder {
  const digitsSafe = kind === 'smallint' ? 4 : 9
  const width = kind === 'smallint' ? 2 : 4
  return (cell, out) => {
    const read = readDigits(cell, digitsSafe)
    const value = Number.isNaN(read) ? parseInteger(kind, cell) : read
    out.reserve(LENGTH_BYTES + width)
    out.view.setInt32(out.at, width)
    if (width === 2) out.view.setInt16(out.at + LENGTH_BYTES, value)
    else out.view.setInt32(out.at + LENGTH_BYTES, value)
    out.at += LENGTH_BYTES + width
  }
}

const DIGITS_SAFE = 15

function encodeBigint(cell: string, out: PackedBuffer): void {
  const value = readDigits(cell, DIGITS_SAFE)
  if (Number.isNaN(value)) putBigint(parseBigint(cell), out)
  else putEight(value, out)
}

const WORD = 2 ** 32

/** A whole number that a double holds exactly, as eight bytes. */
function putEight(value: number, out: PackedBuffer): void {
  const high = Math.floor(value / WORD)
  out.reserve(LENGTH_BYTES + 8)
  out.view.setInt32(out.at, 8)
  out.view.setInt32(out.at + LENGTH_BYTES, high)
  out.view.setUint32(out.at + 2 * LENGTH_BYTES, value - high * WORD)
  out.at += LENGTH_BYTES + 8
}

function putBigint(value: bigint, out: PackedBuffer): void {
  out.reserve(LENGTH_BYTES + 8)
  out.view.setInt32(out.at, 8)
  out.view.setBigInt64(out.at + LENGTH_BYTES, value)
  out.at += LENGTH_BYTES + 8
}

const NINE = 0x39

/** Of a text that begins as a decimal does; null: it has to be looked at more closely. */
function plainDouble(cell: string, kind: 'real' | 'double'): number | null {
  const first = cell.charCodeAt(0)
  const isDecimal = (first === MINUS || (first >= ZERO && first <= NINE)) && cell.length > 2
  if (kind === 'real' || !isDecimal || cell.charCodeAt(1) > NINE) return null
  const value = Number(cell)
  return Number.isFinite(value) && value !== 0 ? value : null
}

function anyFloating(kind: 'real' | 'double', cell: string): number {
  return NO_DECIMAL.test(cell) ? readFloating(kind, cell) : parseFloating(kind, cell)
}

const NO_DECIMAL = /^-?(?:NaN|Infinity)$/

function floatingEncoder(kind: 'real' | 'double'): FieldEncoder {
  const width = kind === 'real' ? 4 : 8
  return (cell, out) => {
    const value = plainDouble(cell, kind) ?? anyFloating(kind, cell)
    out.reserve(LENGTH_BYTES + width)
    out.view.setInt32(out.at, width)
    if (width === 4) out.view.setFloat32(out.at + LENGTH_BYTES, value)
    else out.view.setFloat64(out.at + LENGTH_BYTES, value)
    out.at += LENGTH_BYTES + width
  }
}

const DAY_LENGTH = '2000-01-01'.length
const SECONDS_LENGTH = '2000-01-01 00:00:00'.length
const FRACTION_DIGITS = 6
/** Further from the year 2000 the microseconds are more than a double holds exactly. */
const DAYS_SAFE = 100_000

function encodeDate(cell: string, out: PackedBuffer): void {
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

function encodeTime(cell: string, out: PackedBuffer): void {
  putEight(parseTime(cell, FRACTION_DIGITS, 'refuse'), out)
}

function timestampEncoder(zoned: boolean): FieldEncoder {
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
  else putBigint(micros, out)
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

/** Pairs of hexadecimal digits, with whatever else stands among them left out. */
function encodeHex(cell: string, out: PackedBuffer): void {
  const digits = cell.startsWith('\\x') ? cell.slice(2) : cell.replaceAll('-', '')
  out.reserve(LENGTH_BYTES + digits.length / 2)
  out.view.setInt32(out.at, digits.length / 2)
  out.at += LENGTH_BYTES
  out.at += out.bytes.write(digits, out.at, 'hex')
}
