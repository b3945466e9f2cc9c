/** Says what a conversion makes of the bounds of a value, and whether they all go through it. */
import { textLength } from '../catalog/codec/text.ts'
import type { LogicalType, TypeKind } from '../catalog/logical-type.ts'
import { boundsOfType, boundsOfValues, narrowed, UNBOUNDED, type Bounds } from './bounds.ts'
import { rounded, type NumberBounds } from './number-bounds.ts'
import { readConstant } from './coerce.ts'

export interface CastBounds {
  readonly bounds: Bounds
  /** True: no value within the bounds is refused. */
  readonly fits: boolean
  /** True: no value within the bounds loses anything. */
  readonly keeps: boolean
}

export interface Conversion {
  readonly from: LogicalType
  readonly to: LogicalType
  /** True: the value is kept or refused; else it is rounded and cut. */
  readonly assignment: boolean
}

const UNKNOWN = { fits: false, keeps: false } as const

export function castBounds(given: Bounds, conversion: Conversion): CastBounds {
  const { from, to } = conversion
  if (given.values !== null && !isFixed(from)) {
    const converted = convertAll(given.values, conversion)
    if (converted !== undefined) return { bounds: converted, fits: true, keeps: true }
  }
  const limits = boundsOfType(to)
  if (to.kind === 'text') return toText(given, from, to)
  if (given.number === null) return { bounds: limits, ...UNKNOWN }
  if (to.kind === 'real' || to.kind === 'double') return toFraction(given.number, to.kind)
  return toNumber(given.number, limits, conversion)
}

function isFixed(type: LogicalType): boolean {
  return type.kind === 'text' && type.fixed
}

/** Kinds whose cells a text of the same characters is read to. */
const READ_AS_WRITTEN: ReadonlySet<TypeKind> = new Set([
  'text',
  'enum',
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'boolean',
  'uuid',
  'date',
])

function convertAll(cells: readonly string[], { from, to }: Conversion): Bounds | undefined {
  if (isFixed(to) || !READ_AS_WRITTEN.has(to.kind)) return undefined
  if (from.kind === 'boolean') {
    return to.kind === 'text' ? convertTexts(cells.map(wordOf), to) : undefined
  }
  return from.kind === 'text' || from.kind === 'enum' ? convertTexts(cells, to) : undefined
}

function wordOf(cell: string): string {
  return cell === 't' ? 'true' : 'false'
}

function convertTexts(texts: readonly string[], to: LogicalType): Bounds | undefined {
  const read = texts.map((text) => readConstant(to, text))
  const values = read.flatMap((each) => ('cell' in each ? [each.cell] : []))
  return values.length === texts.length ? boundsOfValues(to, values) : undefined
}

/** How many characters a value has as text; a truth value is written as a word. */
export function printedLength(given: Bounds, type: LogicalType): number | null {
  if (type.kind === 'text' || type.kind === 'enum' || type.kind === 'uuid') return given.length
  if (type.kind === 'boolean') return 'false'.length
  const { number } = given
  if (number === null || type.kind === 'numeric') return null
  return Math.max(String(number.low).length, String(number.high).length)
}

function toText(
  given: Bounds,
  from: LogicalType,
  to: LogicalType & { readonly kind: 'text' },
): CastBounds {
  const length = printedLength(given, from)
  const fits = to.length === null || (length !== null && length <= to.length)
  const bounds = narrowed({ ...UNBOUNDED, length: isFixed(to) ? null : length }, boundsOfType(to))
  return { bounds, fits, keeps: fits }
}

const MANTISSA_BITS = { real: 24n, double: 53n } as const

/** Whole numbers up to some size are the same as binary fractions. */
function toFraction(number: NumberBounds, kind: 'real' | 'double'): CastBounds {
  const limit = 2n ** MANTISSA_BITS[kind]
  const keeps = number.scale === 0 && number.low >= -limit && number.high <= limit
  return { bounds: UNBOUNDED, fits: keeps, keeps: keeps && !number.nan }
}

function toNumber(given: NumberBounds, limits: Bounds, { to, assignment }: Conversion): CastBounds {
  const { number: room } = limits
  const isDecimal = to.kind === 'numeric'
  const roundsTens = isDecimal && (to.scale ?? 0) < 0
  if (roundsTens || (!isDecimal && room === null)) return { bounds: limits, ...UNKNOWN }
  if (room === null) return { bounds: { ...UNBOUNDED, number: given }, fits: true, keeps: true }
  const keeps = given.scale <= room.scale
  const number = rounded(given, room.scale)
  const isWithin = number.low >= room.low && number.high <= room.high
  const fits = isWithin && (keeps || !assignment) && (isDecimal || !given.nan)
  const found = { ...number, nan: isDecimal && number.nan }
  const bounds = narrowed({ ...UNBOUNDED, number: found }, limits)
  return { bounds, fits, keeps: fits && keeps }
}

/** True where a text is longer than any the bounds allow. */
export function isTooLong(text: string, { length }: Bounds): boolean {
  return length !== null && textLength(text) > length
}
