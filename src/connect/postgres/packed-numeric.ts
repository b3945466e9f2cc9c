/** numeric in its binary format: digits to the base of 10,000 about the point. */
import { formatNumeric, readNumeric } from '../../catalog/codec/numeric.ts'
import { LENGTH_BYTES, type PackedBuffer } from './packed-buffer.ts'

// Number of digits, weight of the first, sign, and how many decimals are shown: two bytes each.
const HEAD_BYTES = 8
const DIGIT_BYTES = 2
const DECIMALS_A_DIGIT = 4

const NEGATIVE = 0x4000
const SPECIAL: ReadonlyMap<string, number> = new Map([
  ['NaN', 0xc000],
  ['Infinity', 0xd000],
  ['-Infinity', 0xf000],
])
const SPECIAL_TEXTS = new Map([...SPECIAL].map(([text, sign]) => [sign, text]))

const PLAIN = /^-?\d+(?:\.\d+)?$/
const ZERO = 0x30
const MINUS = 0x2d

/** Throws RowError where the cell is no number. */
export function encodeNumeric(cell: string, out: PackedBuffer): void {
  if (putShort(cell, out)) return
  const special = SPECIAL.get(cell)
  if (special === undefined) {
    putDecimal(PLAIN.test(cell) ? cell : formatNumeric(readNumeric(cell)), out)
    return
  }
  out.reserve(LENGTH_BYTES + HEAD_BYTES)
  putHead(out, { digits: 0, weight: 0, sign: special, scale: 0 })
}

const BASE = 10_000
const POINT = 0x2e
/** What a double holds exactly: so many digits before the point, and two groups behind it. */
const WHOLE_SHORT = 12
const SCALE_SHORT = 8
const GROUPS_SHORT = 5
const SCALED = [1, 1000, 100, 10] as const

/** Most numbers are short: their digits are read once. False: this one is not, or is none. */
function putShort(cell: string, out: PackedBuffer): boolean {
  const { length } = cell
  const first = cell.charCodeAt(0) === MINUS ? 1 : 0
  let [whole, fraction, point] = [0, 0, -1]
  for (let index = first; index < length; index += 1) {
    const digit = cell.charCodeAt(index) - ZERO
    if (digit >= 0 && digit <= 9) {
      if (point === -1) whole = whole * 10 + digit
      else fraction = fraction * 10 + digit
    } else if (digit === POINT - ZERO && point === -1) point = index
    else return false
  }
  const scale = point === -1 ? 0 : length - point - 1
  const wholeDigits = (point === -1 ? length : point) - first
  const isShort = wholeDigits >= 1 && wholeDigits <= WHOLE_SHORT && scale <= SCALE_SHORT
  if (!isShort || (point !== -1 && scale === 0)) return false
  out.reserve(LENGTH_BYTES + HEAD_BYTES + DIGIT_BYTES * GROUPS_SHORT)
  putGroups(out, { whole, fraction: fraction * (SCALED[scale % 4] ?? 1), scale, first })
  return true
}

interface Short {
  readonly whole: number
  /** Filled up to whole groups. */
  readonly fraction: number
  readonly scale: number
  /** 1 behind a minus sign. */
  readonly first: number
}

/** The groups from the last one on, from which zeros are left out, and then the head. */
function putGroups(out: PackedBuffer, { whole, fraction, scale, first }: Short): void {
  const { view } = out
  const start = out.at + LENGTH_BYTES + HEAD_BYTES
  const wholeGroups = whole === 0 ? 0 : whole < BASE ? 1 : whole < BASE * BASE ? 2 : 3
  for (let [group, rest] = [wholeGroups - 1, whole]; group >= 0; group -= 1) {
    view.setInt16(start + DIGIT_BYTES * group, rest % BASE)
    rest = Math.floor(rest / BASE)
  }
  const groups = Math.ceil(scale / DECIMALS_A_DIGIT)
  const high = groups === 2 ? Math.floor(fraction / BASE) : fraction
  const low = groups === 2 ? fraction % BASE : 0
  let weight = wholeGroups - 1
  let digits = wholeGroups
  if (high !== 0 || (low !== 0 && wholeGroups > 0)) {
    view.setInt16(start + DIGIT_BYTES * digits, high)
    digits += 1
  } else if (wholeGroups === 0) weight -= 1
  if (low !== 0) {
    view.setInt16(start + DIGIT_BYTES * digits, low)
    digits += 1
  }
  while (digits > 0 && view.getInt16(start + DIGIT_BYTES * (digits - 1)) === 0) digits -= 1
  const sign = first === 1 && digits > 0 ? NEGATIVE : 0
  putHead(out, { digits, weight: digits === 0 ? 0 : weight, sign, scale })
}

interface Head {
  readonly digits: number
  readonly weight: number
  readonly sign: number
  readonly scale: number
}

/** Puts the head, and leaves `at` behind the digits that are to follow it. */
function putHead(out: PackedBuffer, { digits, weight, sign, scale }: Head): void {
  const { at, view } = out
  view.setInt32(at, HEAD_BYTES + DIGIT_BYTES * digits)
  view.setInt16(at + 4, digits)
  view.setInt16(at + 6, weight)
  view.setUint16(at + 8, sign)
  view.setInt16(at + 10, scale)
  out.at = at + LENGTH_BYTES + HEAD_BYTES + DIGIT_BYTES * digits
}

function putDecimal(text: string, out: PackedBuffer): void {
  const first = text.charCodeAt(0) === MINUS ? 1 : 0
  const found = text.indexOf('.')
  const point = found === -1 ? text.length : found
  const scale = found === -1 ? 0 : text.length - found - 1
  const groups = Math.ceil((point - first) / DECIMALS_A_DIGIT)
  out.reserve(
    LENGTH_BYTES + HEAD_BYTES + DIGIT_BYTES * (groups + Math.ceil(scale / DECIMALS_A_DIGIT)),
  )
  const start = out.at + LENGTH_BYTES + HEAD_BYTES
  let digits = 0
  let weight = groups
  let kept = 0
  // Zeros before the first digit and after the last are not written.
  for (let group = 0; group * DECIMALS_A_DIGIT < scale + groups * DECIMALS_A_DIGIT; group += 1) {
    const at = point + (group - groups) * DECIMALS_A_DIGIT + (group < groups ? 0 : 1)
    const value = readGroup(text, at, group < groups ? first : point + 1)
    if (digits === 0 && value === 0) {
      weight -= 1
      continue
    }
    out.view.setInt16(start + DIGIT_BYTES * digits, value)
    digits += 1
    if (value !== 0) kept = digits
  }
  const isNegative = first === 1 && kept > 0
  const sign = isNegative ? NEGATIVE : 0
  putHead(out, { digits: kept, weight: kept === 0 ? 0 : weight - 1, sign, scale })
}

/** Four decimals from `at` on; those before `first` and behind the text's end are zeros. */
function readGroup(text: string, at: number, first: number): number {
  let value = 0
  for (let index = at; index < at + DECIMALS_A_DIGIT; index += 1) {
    const digit = index < first || index >= text.length ? 0 : text.charCodeAt(index) - ZERO
    value = value * 10 + digit
  }
  return value
}

/** The cell of a field that starts at `at`, its length not counted. */
export function decodeNumeric(view: DataView, at: number): string {
  const sign = view.getUint16(at + 4)
  const special = SPECIAL_TEXTS.get(sign)
  if (special !== undefined) return special
  const [digits, weight, scale] = [view.getInt16(at), view.getInt16(at + 2), view.getInt16(at + 6)]
  const digitAt = (place: number): string => {
    const isWritten = place >= 0 && place < digits
    const value = isWritten ? view.getInt16(at + HEAD_BYTES + DIGIT_BYTES * place) : 0
    return String(value).padStart(DECIMALS_A_DIGIT, '0')
  }
  let [whole, fraction] = ['', '']
  for (let place = 0; place <= weight; place += 1) whole += digitAt(place)
  for (let place = weight + 1; fraction.length < scale; place += 1) fraction += digitAt(place)
  const digitsOfWhole = whole.replace(/^0+(?=\d)/u, '') || '0'
  const text = scale === 0 ? digitsOfWhole : `${digitsOfWhole}.${fraction.slice(0, scale)}`
  return sign === NEGATIVE ? `-${text}` : text
}
