/** Says what is certain of the values of a type or a tree: how long, how large, which at all. */
import { textLength } from '../catalog/codec/text.ts'
import type { LogicalType, TypeKind } from '../catalog/logical-type.ts'
import { intersection, spanning, type NumberBounds } from './number-bounds.ts'

/** What holds for every value that is not NULL; null where nothing is known. */
export interface Bounds {
  /** Characters of the text at most. */
  readonly length: number | null
  readonly number: NumberBounds | null
  /** All cells that it can be, in its type's canonical text. None: it is always NULL. */
  readonly values: readonly string[] | null
}

export const UNBOUNDED: Bounds = { length: null, number: null, values: null }

/** Of what is always NULL. */
export const NOTHING: Bounds = { length: 0, number: null, values: [] }

/** More are not followed: an expression that may give so many is no choice between words. */
const VALUES_MAX = 64

const BITS: Partial<Record<TypeKind, bigint>> = { smallint: 15n, integer: 31n, bigint: 63n }
const UUID_LENGTH = 36

export function boundsOfType(type: LogicalType): Bounds {
  switch (type.kind) {
    case 'boolean':
      return { ...UNBOUNDED, values: ['t', 'f'] }
    case 'text':
      return { ...UNBOUNDED, length: type.length }
    case 'uuid':
      return { ...UNBOUNDED, length: UUID_LENGTH }
    case 'enum':
      return boundsOfValues(type, type.labels)
    case 'numeric':
      return { ...UNBOUNDED, number: boundsOfDecimals(type) }
    default:
      return { ...UNBOUNDED, number: boundsOfWhole(type.kind) }
  }
}

function boundsOfWhole(kind: TypeKind): NumberBounds | null {
  const bits = BITS[kind]
  if (bits === undefined) return null
  return { low: -(2n ** bits), high: 2n ** bits - 1n, scale: 0, nan: false }
}

function boundsOfDecimals({
  precision,
  scale,
}: LogicalType & { readonly kind: 'numeric' }): NumberBounds | null {
  if (precision === null) return null
  const beyond = BigInt(Math.max(0, -(scale ?? 0)))
  const high = (10n ** BigInt(precision) - 1n) * 10n ** beyond
  return { low: -high, high, scale: Math.max(0, scale ?? 0), nan: true }
}

/** Of a value that is one of these cells. */
export function boundsOfValues(type: LogicalType, cells: readonly string[]): Bounds {
  if (cells.length === 0) return NOTHING
  // A char(n) has cells without the blanks that its values have.
  if (type.kind === 'text' && type.fixed) return boundsOfType(type)
  const values = [...new Set(cells)]
  const isWord = type.kind === 'text' || type.kind === 'enum'
  const numbers = values.map((cell) => numberOf(type, cell))
  const known = numbers.filter((each) => each !== null)
  return {
    length: isWord ? Math.max(...values.map(textLength)) : boundsOfType(type).length,
    number: known.length === values.length ? known.reduce(spanning) : null,
    values: values.length > VALUES_MAX ? null : values,
  }
}

const DECIMAL = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<fraction>\d+))?$/u

function numberOf({ kind }: LogicalType, cell: string): NumberBounds | null {
  const found = kind === 'numeric' || BITS[kind] !== undefined ? DECIMAL.exec(cell)?.groups : null
  if (found === undefined || found === null) return null
  const { sign = '', whole = '', fraction = '' } = found
  const value = BigInt(`${sign}${whole}${fraction}`)
  return { low: value, high: value, scale: fraction.length, nan: false }
}

/** Of a value that is within one of these. */
export function union(all: readonly Bounds[]): Bounds {
  const possible = all.filter(({ values }) => values?.length !== 0)
  const [first, ...rest] = possible
  if (first === undefined) return NOTHING
  return rest.reduce((one, other) => {
    const values =
      one.values === null || other.values === null
        ? null
        : [...new Set([...one.values, ...other.values])]
    return {
      length:
        one.length === null || other.length === null ? null : Math.max(one.length, other.length),
      number:
        one.number === null || other.number === null ? null : spanning(one.number, other.number),
      values: values !== null && values.length > VALUES_MAX ? null : values,
    }
  }, first)
}

/** Of a value that is within both. */
export function narrowed(one: Bounds, other: Bounds): Bounds {
  return {
    length: least(one.length, other.length),
    number: intersection(one.number, other.number),
    values: one.values ?? other.values,
  }
}

function least(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other
  return Math.min(one, other)
}
