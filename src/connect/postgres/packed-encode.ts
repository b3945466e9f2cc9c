/** Cells -> fields of COPY's binary format, each behind its length. */
import { canonicalText } from '../../catalog/codec.ts'
import { readFloating, parseFloating } from '../../catalog/codec/float.ts'
import { refuse, RowError } from '../../catalog/codec/row-error.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'
import { LENGTH_BYTES, type PackedBuffer } from './packed-buffer.ts'
import { encodeBigint, integerEncoder } from './packed-integer.ts'
import { encodeDate, encodeTime, timestampEncoder } from './packed-moment.ts'
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

/** Pairs of hexadecimal digits, with whatever else stands among them left out. */
function encodeHex(cell: string, out: PackedBuffer): void {
  const digits = cell.startsWith('\\x') ? cell.slice(2) : cell.replaceAll('-', '')
  out.reserve(LENGTH_BYTES + digits.length / 2)
  out.view.setInt32(out.at, digits.length / 2)
  out.at += LENGTH_BYTES
  out.at += out.bytes.write(digits, out.at, 'hex')
}
