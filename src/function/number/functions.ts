/** Functions of numbers beside the operators: mod, div, sign, sqrt, gcd, lcm, width_bucket ... */
import { checkBigint, checkInteger } from '../../catalog/codec/integer.ts'
import {
  compareNumeric,
  computeNumeric,
  negateNumeric,
  roundNumeric,
  trimNumeric,
} from '../../catalog/codec/numeric-arithmetic.ts'
import { squareRoot } from '../../catalog/codec/numeric-root.ts'
import { rescale, type Numeric } from '../../catalog/codec/numeric.ts'
import { RowError, refuse } from '../../catalog/codec/row-error.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { exactSignatures } from './arithmetic.ts'
import { define, takes } from '../declare.ts'

const FALLIBLE = { fallible: true } as const
const NULLABLE = { nullable: true } as const
/** Of smallint alone PostgreSQL cannot tell which is meant. */
const OF_WHOLE = { fallible: true, ambiguousFor: 'smallint' } as const

const NEGATIVE_ROOT = new RowError(
  'VALUE_INVALID_ARGUMENT',
  'There is no square root of a number below zero.',
)
const NO_BUCKETS = new RowError(
  'VALUE_INVALID_ARGUMENT',
  'width_bucket takes one bucket at least, and two bounds that are finite and differ.',
)

const ZERO: Numeric = { unscaled: 0n, scale: 0 }
const ONE: Numeric = { unscaled: 1n, scale: 0 }

/** How often the divisor goes into the number, cut toward zero. */
function wholeQuotient(left: Numeric, right: Numeric): Numeric {
  if (left.scale < 0 || right.scale < 0 || right.unscaled === 0n) {
    return computeNumeric('/', left, right)
  }
  const scale = Math.max(left.scale, right.scale)
  return { unscaled: rescale(left, scale).unscaled / rescale(right, scale).unscaled, scale: 0 }
}

function signOf(value: Numeric): Numeric {
  if (value.scale < 0 && value.unscaled === 0n) return value
  const { unscaled } = value
  return unscaled === 0n ? ZERO : unscaled > 0n ? ONE : negateNumeric(ONE)
}

function rootOf(value: number): number {
  return value < 0 ? refuse(NEGATIVE_ROOT) : Math.sqrt(value)
}

function exactRootOf(value: Numeric): Numeric {
  return value.unscaled < 0n ? refuse(NEGATIVE_ROOT) : squareRoot(value)
}

/** Euclid's algorithm. */
function divisorOf(left: bigint, right: bigint): bigint {
  let [a, b] = [left < 0n ? -left : left, right < 0n ? -right : right]
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}

function multipleOf(left: bigint, right: bigint): bigint {
  if (left === 0n || right === 0n) return 0n
  const product = (left / divisorOf(left, right)) * right
  return product < 0n ? -product : product
}

type OfWhole = (left: bigint, right: bigint) => bigint

/** Of decimals it is that of their digits, at the scale of the finer one. */
function ofDecimals(compute: OfWhole): (left: Numeric, right: Numeric) => Numeric {
  return (left, right) => {
    if (left.scale < 0 || right.scale < 0) return { unscaled: 0n, scale: -1 }
    const scale = Math.max(left.scale, right.scale)
    const unscaled = compute(rescale(left, scale).unscaled, rescale(right, scale).unscaled)
    return roundNumeric({ unscaled, scale }, 'round', scale)
  }
}

function ofIntegers(compute: OfWhole): (left: number, right: number) => number {
  return (left, right) => checkInteger('integer', Number(compute(BigInt(left), BigInt(right))))
}

/** 0 below the first bound, one more than there are beyond the second. Bounds may fall. */
function bucketOf(value: Numeric, low: Numeric, high: Numeric, count: number): number {
  const bounds = [low, high]
  if (count <= 0 || bounds.some(({ scale }) => scale < 0)) return refuse(NO_BUCKETS)
  const order = compareNumeric(low, high)
  if (order === 0 || (value.scale < 0 && value.unscaled === 0n)) return refuse(NO_BUCKETS)
  const [from, to, at] =
    order < 0 ? [low, high, value] : [negateNumeric(low), negateNumeric(high), negateNumeric(value)]
  if (compareNumeric(at, from) < 0) return 0
  if (compareNumeric(at, to) >= 0) return checkInteger('integer', count + 1)
  const scale = Math.max(from.scale, to.scale, at.scale)
  const [start, end, place] = [from, to, at].map((each) => rescale(each, scale).unscaled)
  const offset = ((place as bigint) - (start as bigint)) * BigInt(count)
  return Number(offset / ((end as bigint) - (start as bigint))) + 1
}

function scaleOf(value: Numeric): number | null {
  return value.scale < 0 ? null : value.scale
}

function whole(name: string, compute: OfWhole, summary: string, example: [string, string]) {
  return define('function', name, {
    summary,
    examples: [example],
    signatures: [
      takes(['integer', 'integer'], 'integer', ofIntegers(compute), OF_WHOLE),
      takes(['bigint', 'bigint'], 'bigint', (a, b) => checkBigint(compute(a, b)), OF_WHOLE),
      takes(['numeric', 'numeric'], 'numeric', ofDecimals(compute), OF_WHOLE),
    ],
  })
}

export const numberFunctions: readonly FunctionDeclaration[] = [
  define('function', 'mod', {
    summary: 'The rest of a division, with the sign of the dividend.',
    examples: [
      ['mod(-7, 3)', '-1'],
      ['mod(7.5, 2)', '1.5'],
    ],
    signatures: exactSignatures('%'),
  }),
  define('function', 'div', {
    summary: 'How often a number goes into another, cut toward zero.',
    examples: [['div(-7.5, 2)', '-3']],
    signatures: [takes(['numeric', 'numeric'], 'numeric', wholeQuotient, FALLIBLE)],
  }),
  define('function', 'sign', {
    summary: '-1, 0 or 1, as the number is below, at or above zero.',
    examples: [['sign(-8.40)', '-1']],
    signatures: [
      takes(['numeric'], 'numeric', signOf),
      takes(['double'], 'double', (value) => (value > 0 ? 1 : value < 0 ? -1 : 0)),
      takes(['smallint'], 'double', Math.sign),
      takes(['integer'], 'double', Math.sign),
      takes(['bigint'], 'double', (value) => Number(value > 0n) - Number(value < 0n)),
    ],
  }),
  define('function', 'sqrt', {
    summary: 'The square root.',
    examples: [
      ['sqrt(2.0)', '1.414213562373095'],
      ['sqrt(16)', '4'],
    ],
    signatures: [
      takes(['numeric'], 'numeric', exactRootOf, FALLIBLE),
      takes(['double'], 'double', rootOf, FALLIBLE),
      takes(['smallint'], 'double', rootOf, FALLIBLE),
      takes(['integer'], 'double', rootOf, FALLIBLE),
      takes(['bigint'], 'double', (value) => rootOf(Number(value)), FALLIBLE),
    ],
  }),
  whole('gcd', divisorOf, 'The greatest number that divides both.', ['gcd(1071, 462)', '21']),
  whole('lcm', multipleOf, 'The least number that both divide.', ['lcm(4, 6)', '12']),
  define('function', 'width_bucket', {
    summary:
      'Which of so many buckets of one width between two bounds a number falls into, from 1; ' +
      '0 before them, one more than there are behind them.',
    examples: [
      ['width_bucket(35.0, 0, 100, 10)', '4'],
      ['width_bucket(-1.0, 0, 100, 10)', '0'],
    ],
    signatures: [
      takes(['numeric', 'numeric', 'numeric', 'integer'], 'integer', bucketOf, FALLIBLE),
    ],
  }),
  define('function', 'scale', {
    summary: 'The number of digits behind the point.',
    examples: [['scale(8.4100)', '4']],
    signatures: [takes(['numeric'], 'integer', scaleOf, NULLABLE)],
  }),
  define('function', 'min_scale', {
    summary: 'The number of digits behind the point that are needed.',
    examples: [['min_scale(8.4100)', '2']],
    signatures: [takes(['numeric'], 'integer', (value) => scaleOf(trimNumeric(value)), NULLABLE)],
  }),
]
