/** Arithmetic operators on whole numbers, exact decimals, binary fractions and dates. */
import { checkDate } from '../../catalog/codec/date.ts'
import { toReal } from '../../catalog/codec/float.ts'
import { checkBigint, checkInteger } from '../../catalog/codec/integer.ts'
import {
  computeNumeric,
  negateNumeric,
  type NumericOperation,
} from '../../catalog/codec/numeric-arithmetic.ts'
import { OUT_OF_RANGE, RowError, refuse } from '../../catalog/codec/row-error.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { define, takes, type OpenSignature } from '../declare.ts'
import { divided, lessInterval, negated, plusInterval, timesNumber } from '../moment/interval.ts'

const DIVISION_BY_ZERO = new RowError('VALUE_DIVISION_BY_ZERO', 'Division by zero.')
const INFINITE_DATE = new RowError('VALUE_OUT_OF_RANGE', 'An infinite date cannot be subtracted.')

type WholeKind = 'smallint' | 'integer'

function computeInteger(
  operation: NumericOperation,
  kind: WholeKind,
): (left: number, right: number) => number {
  switch (operation) {
    case '+':
      return (left, right) => checkInteger(kind, left + right)
    case '-':
      return (left, right) => checkInteger(kind, left - right)
    case '*':
      // The product of two integers may exceed 2^53, but then it is out of range all the same.
      return (left, right) => checkInteger(kind, left * right)
    case '/':
      return (left, right) =>
        right === 0 ? refuse(DIVISION_BY_ZERO) : checkInteger(kind, Math.trunc(left / right))
    case '%':
      return (left, right) => (right === 0 ? refuse(DIVISION_BY_ZERO) : (left % right) + 0)
  }
}

function computeBigint(operation: NumericOperation): (left: bigint, right: bigint) => bigint {
  switch (operation) {
    case '+':
      return (left, right) => checkBigint(left + right)
    case '-':
      return (left, right) => checkBigint(left - right)
    case '*':
      return (left, right) => checkBigint(left * right)
    case '/':
      return (left, right) => (right === 0n ? refuse(DIVISION_BY_ZERO) : checkBigint(left / right))
    case '%':
      return (left, right) => (right === 0n ? refuse(DIVISION_BY_ZERO) : left % right)
  }
}

type FloatingOperation = '+' | '-' | '*' | '/'

/** A result is refused when it leaves the range although the operands are within it. */
function computeFloating(
  operation: FloatingOperation,
  kind: 'real' | 'double',
): (left: number, right: number) => number {
  const compute = floatingOperation(operation)
  const vanishes = operation === '*' || operation === '/'
  return (left, right) => {
    const exact = compute(left, right)
    const result = kind === 'real' ? Math.fround(exact) : exact
    const isInfinite = result === Infinity || result === -Infinity
    if (isInfinite && Number.isFinite(left) && Number.isFinite(right)) return refuse(OUT_OF_RANGE)
    if (result !== 0 || !vanishes || left === 0) return result
    const isTrueZero = operation === '*' ? right === 0 : !Number.isFinite(right)
    return isTrueZero ? result : refuse(OUT_OF_RANGE)
  }
}

function floatingOperation(operation: FloatingOperation): (a: number, b: number) => number {
  switch (operation) {
    case '+':
      return (left, right) => left + right
    case '-':
      return (left, right) => left - right
    case '*':
      return (left, right) => left * right
    case '/':
      return (left, right) =>
        right === 0 && !Number.isNaN(left) ? refuse(DIVISION_BY_ZERO) : left / right
  }
}

const FALLIBLE = { fallible: true } as const

/** The operation on whole numbers and exact decimals. */
export function exactSignatures(operation: NumericOperation): OpenSignature[] {
  const ofInteger = (kind: WholeKind): OpenSignature =>
    takes([kind, kind], kind, computeInteger(operation, kind), FALLIBLE)
  return [
    ofInteger('smallint'),
    ofInteger('integer'),
    takes(['bigint', 'bigint'], 'bigint', computeBigint(operation), FALLIBLE),
    takes(
      ['numeric', 'numeric'],
      'numeric',
      (left, right) => computeNumeric(operation, left, right),
      FALLIBLE,
    ),
  ]
}

function numberSignatures(operation: FloatingOperation): OpenSignature[] {
  return [
    ...exactSignatures(operation),
    takes(['real', 'real'], 'real', computeFloating(operation, 'real'), FALLIBLE),
    takes(['double', 'double'], 'double', computeFloating(operation, 'double'), FALLIBLE),
  ]
}

function shiftDate(days: number, count: number): number {
  return checkDate(days + count)
}

function daysBetween(left: number, right: number): number {
  if (!Number.isFinite(left) || !Number.isFinite(right)) return refuse(INFINITE_DATE)
  return left - right
}

const plus = define('operator', '+', {
  summary: 'Adds numbers, a number of days to a date, an interval to a moment or to another.',
  examples: [
    ['2 + 3', '5'],
    ['0.10 + 1', '1.10'],
    ["date '2024-02-28' + 2", '2024-03-01'],
    ["timestamp '2024-01-31 08:00' + interval '1 month'", '2024-02-29 08:00:00'],
  ],
  signatures: [
    ...numberSignatures('+'),
    takes(['date', 'integer'], 'date', shiftDate, FALLIBLE),
    takes(['integer', 'date'], 'date', (count, days) => shiftDate(days, count), FALLIBLE),
    ...plusInterval,
  ],
})

const minus = define('operator', '-', {
  summary: 'Subtracts numbers, days or an interval from a date or moment, or one from another.',
  examples: [
    ['2 - 3', '-1'],
    ["date '2024-03-01' - 1", '2024-02-29'],
    ["date '2024-03-01' - date '2024-02-01'", '29'],
    ["timestamp '2024-03-01 08:00' - timestamp '2024-02-28 20:00'", '1 day 12:00:00'],
  ],
  signatures: [
    ...numberSignatures('-'),
    takes(['date', 'integer'], 'date', (days, count) => shiftDate(days, -count), FALLIBLE),
    takes(['date', 'date'], 'integer', daysBetween, FALLIBLE),
    ...lessInterval,
  ],
})

const times = define('operator', '*', {
  summary: 'Multiplies numbers, or an interval by a number.',
  examples: [
    ['1.50 * 3', '4.50'],
    ["interval '1 day' * 1.5", '1 day 12:00:00'],
  ],
  signatures: [...numberSignatures('*'), ...timesNumber],
})

const over = define('operator', '/', {
  summary: 'Divides; an interval by a number, too. Whole numbers give one, cut toward zero.',
  examples: [
    ['7 / 2', '3'],
    ['7 / 2.0', '3.5000000000000000'],
  ],
  signatures: [...numberSignatures('/'), divided],
})

const rest = define('operator', '%', {
  summary: 'The rest of a division, with the sign of the dividend.',
  examples: [
    ['-7 % 3', '-1'],
    ['7.5 % 2', '1.5'],
  ],
  signatures: exactSignatures('%'),
})

const negate = define('prefix', '-', {
  summary: 'Changes the sign.',
  examples: [['-(1.50)', '-1.50']],
  signatures: [
    takes(['smallint'], 'smallint', (value) => checkInteger('smallint', 0 - value), FALLIBLE),
    takes(['integer'], 'integer', (value) => checkInteger('integer', 0 - value), FALLIBLE),
    takes(['bigint'], 'bigint', (value) => checkBigint(-value), FALLIBLE),
    takes(['numeric'], 'numeric', negateNumeric),
    takes(['real'], 'real', (value) => toReal(-value)),
    takes(['double'], 'double', (value) => -value),
    negated,
  ],
})

const keep = define('prefix', '+', {
  summary: 'Leaves a number as it is.',
  examples: [['+ (1.50)', '1.50']],
  signatures: (['smallint', 'integer', 'bigint', 'numeric', 'real', 'double'] as const).map(
    (kind) => takes([kind], kind, (value) => value),
  ),
})

export const arithmetic: readonly FunctionDeclaration[] = [
  plus,
  minus,
  times,
  over,
  rest,
  negate,
  keep,
]
