/** Turns a canonical cell into the value SQLite must be given so that it reads back the same. */
import type { Cell } from '../../base/cell.ts'
import type { Column } from '../../catalog/catalog.ts'
import type { Affinity } from './declared-type.ts'
import { affinityOf } from './declared-type.ts'

export type StoredValue = null | number | bigint | string | Uint8Array

const INT64_MIN = -(2n ** 63n)
const INT64_MAX = 2n ** 63n - 1n

/** What SQLite takes for a number when text goes into a column of a numeric affinity. */
const NUMERIC_TEXT = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i

/** undefined: the column's affinity would change the value. */
type Store = (cell: string) => StoredValue | undefined

export function storedValue(
  cell: Cell,
  column: Pick<Column, 'native' | 'type'>,
): StoredValue | undefined {
  return cell === null ? null : storeOf(column)(cell)
}

/** What makes the stored values of a column. */
export function storeOf({ native, type }: Pick<Column, 'native' | 'type'>): Store {
  if (type.kind === 'bytea') return (cell) => Buffer.from(cell.slice(2), 'hex')
  const affinity = affinityOf(native)
  if (affinity === 'text') return (cell) => cell
  switch (type.kind) {
    case 'boolean':
      return (cell) => BigInt(cell === 't')
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'numeric':
      return (cell) => exactNumber(cell, affinity)
    case 'real':
    case 'double':
      return exactReal
    default:
      return affinity === 'blob' ? (cell) => cell : (cell) => exactText(cell, affinity)
  }
}

/** A decimal as an integer or a real, where one of them can be printed back as it was. */
function exactNumber(cell: string, affinity: Affinity): StoredValue | undefined {
  if (affinity !== 'real' && /^-?\d+(\.0*)?$/.test(cell)) {
    const point = cell.indexOf('.')
    const integer = BigInt(point === -1 ? cell : cell.slice(0, point))
    if (integer >= INT64_MIN && integer <= INT64_MAX) return integer
  }
  // A column without affinity keeps text as text.
  if (affinity === 'blob') return cell
  const real = Number(cell)
  return Number.isFinite(real) && sameDecimal(String(real), cell) ? real : undefined
}

function exactReal(cell: string): number | undefined {
  const real = Number(cell)
  // SQLite keeps neither: NaN becomes NULL, and the sign of zero is lost.
  return Number.isNaN(real) || Object.is(real, -0) ? undefined : real
}

/** Text that looks like a number is turned into one by the column, and must survive that. */
function exactText(cell: string, affinity: Affinity): string | undefined {
  if (!NUMERIC_TEXT.test(cell)) return cell
  const whole = affinity !== 'real' && /^-?\d{1,18}$/.test(cell)
  const asInteger = whole ? String(BigInt(cell)) : null
  return cell === asInteger || cell === String(Number(cell)) ? cell : undefined
}

function sameDecimal(left: string, right: string): boolean {
  return plainDecimal(left) === plainDecimal(right)
}

/** Sign, digits without zeros at the ends, and exponent: `12.50` and `1.25e1` are one. */
function plainDecimal(text: string): string {
  const match = /^(-?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text)
  if (match === null) return text
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const digits = (whole + fraction).replace(/0+$/, '')
  const dropped = whole.length + fraction.length - digits.length
  const significant = digits.replace(/^0+/, '')
  if (significant === '') return '0'
  return `${sign}${significant}e${Number(exponent) - fraction.length + dropped}`
}
