/** Holds what both sides give for an expression and a row against each other. */
import { createHash } from 'node:crypto'
import type { TypeKind } from '../../../src/catalog/logical-type.ts'
import type { Bounds } from '../../../src/expression/bounds.ts'
import type { Certainty } from '../../../src/expression/certainty.ts'
import { operandsOf } from '../../../src/expression/fallible.ts'
import type { TypedExpression } from '../../../src/expression/tree.ts'
import type { Outcome } from '../../support/evaluate.ts'
import { DIFFERENCES, type Difference } from '../differences.ts'
import { LENGTH_MAX, type ServerAnswer } from './server.ts'

/** SQLSTATEs that say the same as one of our codes. */
const SAME_CLASS: Readonly<Record<string, readonly string[]>> = {
  VALUE_DIVISION_BY_ZERO: ['22012'],
  VALUE_OUT_OF_RANGE: ['22003', '22008', '0A000', '2202E'],
  VALUE_NOT_A_NUMBER: ['22P02'],
  VALUE_INVALID_ARGUMENT: [
    '22023',
    '22011',
    '2201F',
    '2201G',
    '54000',
    '22004',
    '22025',
    '2201E',
    '2202E',
  ],
  VALUE_INVALID_DATE: ['22007', '22008', '22009', '22023'],
  VALUE_INVALID_INTERVAL: ['22007', '22015'],
  VALUE_INVALID_BYTES: ['22023', '22P02'],
  VALUE_INVALID_TEXT: ['22021'],
  VALUE_NUL_CHARACTER: ['22021'],
  VALUE_INVALID_BOOLEAN: ['22P02'],
  VALUE_INVALID_JSON: ['22P02'],
  VALUE_INVALID_UUID: ['22P02'],
  VALUE_UNKNOWN_ZONE: ['22023'],
}

export const OTHER_VALUE = 'another value than the server has'

export interface Mismatch {
  readonly kind: Difference['kind'] | 'taken'
  readonly what: string
}

/** undefined: both sides say the same. */
export function mismatchOf(ours: Outcome, server: ServerAnswer): Mismatch | undefined {
  if ('wrong' in ours) return undefined
  if ('refused' in ours) {
    if ('cell' in server) return { kind: 'refused', what: 'refused here, taken by the server' }
    return SAME_CLASS[ours.refused]?.includes(server.error) === true
      ? undefined
      : { kind: 'error', what: 'refused by both, by names that do not mean the same' }
  }
  if ('error' in server) return { kind: 'taken', what: 'taken here, refused by the server' }
  return abridged(ours.cell) === server.cell ? undefined : { kind: 'value', what: OTHER_VALUE }
}

/** As the server has a cell that is too long to be sent. */
function abridged(cell: string | null): string | null {
  if (cell === null || cell.length <= LENGTH_MAX) return cell
  const length = [...cell].length
  const digest = createHash('md5').update(cell).digest('hex')
  return length <= LENGTH_MAX ? cell : `${length} characters, md5 ${digest}`
}

/** The documented difference that the mismatch is. Of values only the smallest expression tells. */
export function knownDifference(
  text: string,
  ours: Outcome,
  { kind }: Mismatch,
): Difference | undefined {
  if (kind === 'value') return undefined
  const code = 'refused' in ours ? ours.refused : undefined
  return DIFFERENCES.find(
    (difference) =>
      difference.expression.test(text) &&
      (difference.kind === kind || (kind === 'error' && difference.code !== undefined)) &&
      (difference.code === undefined || difference.code === code),
  )
}

/** The documented difference that an expression has that was made as small as it can be. */
export function knownValue(text: string): Difference | undefined {
  return DIFFERENCES.find(({ kind, expression }) => kind === 'value' && expression.test(text))
}

/** What the compiler said of a tree that its value contradicts. */
export function brokenClaim(
  tree: TypedExpression,
  ours: Outcome,
  certain: Certainty,
): string | undefined {
  if ('refused' in ours) return certain.fallible ? undefined : 'refused, said to be never so'
  if (!('cell' in ours)) return undefined
  const { cell } = ours
  if (cell === null) {
    return tree.nullable && certain.nullable ? undefined : 'NULL, said to be never so'
  }
  return isWithin(cell, tree.type.kind, certain.bounds) ? undefined : 'beyond its bounds'
}

const DECIMAL = /^(-?\d+)(?:\.(\d+))?$/u

function isWithin(cell: string, kind: TypeKind, { length, number, values }: Bounds): boolean {
  if (values !== null && !values.includes(cell)) return false
  if (length !== null && kind === 'text' && [...cell].length > length) return false
  if (number === null) return true
  const [, whole, fraction = ''] = DECIMAL.exec(cell) ?? []
  if (whole === undefined) return number.nan
  const digits = fraction.replace(/0+$/u, '')
  if (digits.length > number.scale) return false
  const scaled = BigInt(whole + digits.padEnd(number.scale, '0'))
  return number.low <= scaled && scaled <= number.high
}

/**
 * True where a part reads no row: PostgreSQL computes it while it plans, and raises its errors
 * though the expression might never come to it.
 */
export function hasConstantPart(tree: TypedExpression): boolean {
  return (tree.kind !== 'constant' && isConstant(tree)) || operandsOf(tree).some(hasConstantPart)
}

function isConstant(tree: TypedExpression): boolean {
  const operands = operandsOf(tree)
  return tree.kind === 'constant' || (operands.length > 0 && operands.every(isConstant))
}
