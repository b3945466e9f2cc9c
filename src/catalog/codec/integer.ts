/** Whole numbers of two, four and eight bytes: from text, with their ranges. */
import { OUT_OF_RANGE, RowError, refuse } from './row-error.ts'

const NOT_AN_INTEGER = new RowError(
  'VALUE_NOT_A_NUMBER',
  'The text is not a whole number: an optional sign and digits, nothing else.',
)

const SMALLINT_MAX = 32_767
const INTEGER_MAX = 2_147_483_647
/** Digits that certainly fit into a double, and into a bigint of PostgreSQL. */
const SAFE_DIGITS_MAX = 15
const BIGINT_BITS = 64

const WHOLE = /^[+-]?\d+$/

export function parseInteger(kind: 'smallint' | 'integer', text: string): number {
  if (!WHOLE.test(text)) return refuse(NOT_AN_INTEGER)
  return checkInteger(kind, Number(text))
}

/** The value itself where the type holds it. Only whole numbers are given. */
export function checkInteger(kind: 'smallint' | 'integer', value: number): number {
  const max = kind === 'smallint' ? SMALLINT_MAX : INTEGER_MAX
  if (value > max || value < -max - 1) return refuse(OUT_OF_RANGE)
  // A text of `-0` is the number zero.
  return value + 0
}

export function parseBigint(text: string): bigint {
  if (!WHOLE.test(text)) return refuse(NOT_AN_INTEGER)
  if (text.length <= SAFE_DIGITS_MAX) return BigInt(Number(text))
  return checkBigint(BigInt(text.startsWith('+') ? text.slice(1) : text))
}

export function checkBigint(value: bigint): bigint {
  return BigInt.asIntN(BIGINT_BITS, value) === value ? value : refuse(OUT_OF_RANGE)
}
