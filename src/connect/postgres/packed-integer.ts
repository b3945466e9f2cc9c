/** Whole numbers -> fields of COPY's binary format. */
import { parseBigint, parseInteger } from '../../catalog/codec/integer.ts'
import { LENGTH_BYTES, type PackedBuffer } from './packed-buffer.ts'

const ZERO = 0x30
const MINUS = 0x2d

/** The number that at most `digitsMax` digits write; NaN: the text is longer, or another. */
export function readDigits(cell: string, digitsMax: number): number {
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

export function integerEncoder(
  kind: 'smallint' | 'integer',
): (cell: string, out: PackedBuffer) => void {
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

export function encodeBigint(cell: string, out: PackedBuffer): void {
  const value = readDigits(cell, DIGITS_SAFE)
  if (Number.isNaN(value)) putBigint(parseBigint(cell), out)
  else putEight(value, out)
}

const WORD = 2 ** 32

/** A whole number that a double holds exactly, as eight bytes. */
export function putEight(value: number, out: PackedBuffer): void {
  const high = Math.floor(value / WORD)
  out.reserve(LENGTH_BYTES + 8)
  out.view.setInt32(out.at, 8)
  out.view.setInt32(out.at + LENGTH_BYTES, high)
  out.view.setUint32(out.at + 2 * LENGTH_BYTES, value - high * WORD)
  out.at += LENGTH_BYTES + 8
}

export function putBigint(value: bigint, out: PackedBuffer): void {
  out.reserve(LENGTH_BYTES + 8)
  out.view.setInt32(out.at, 8)
  out.view.setBigInt64(out.at + LENGTH_BYTES, value)
  out.at += LENGTH_BYTES + 8
}
