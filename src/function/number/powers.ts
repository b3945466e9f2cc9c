/** Powers and logarithms: power, ^, exp, ln, log, log10. */
import { compareNumeric } from '../../catalog/codec/numeric-arithmetic.ts'
import type { Numeric } from '../../catalog/codec/numeric.ts'
import { RowError, refuse } from '../../catalog/codec/row-error.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { define, takes, type OpenSignature } from '../declare.ts'
import { expOfDouble, lnOfDouble, logOfDouble, powerOfDouble } from './double-powers.ts'
import { ONE, expOfFinite, isWhole, lnOfFinite, logOf, powerOf } from './exact-powers.ts'

const FALLIBLE = { fallible: true } as const

const NO_LOGARITHM = new RowError(
  'VALUE_INVALID_ARGUMENT',
  'Only a number above zero has a logarithm.',
)
const NO_POWER = new RowError(
  'VALUE_INVALID_ARGUMENT',
  'Zero has no power below zero, and a number below zero only whole powers.',
)
const DIVISION_BY_ZERO = new RowError(
  'VALUE_DIVISION_BY_ZERO',
  'A logarithm to the base 1 divides by zero.',
)

const NAN: Numeric = { unscaled: 0n, scale: -1 }
const INFINITY: Numeric = { unscaled: 1n, scale: -1 }
const ZERO: Numeric = { unscaled: 0n, scale: 0 }
const TEN: Numeric = { unscaled: 10n, scale: 0 }

function isSpecial({ scale }: Numeric): boolean {
  return scale < 0
}

function isNaNumeric({ scale, unscaled }: Numeric): boolean {
  return scale < 0 && unscaled === 0n
}

function isEqual(left: Numeric, right: Numeric): boolean {
  return compareNumeric(left, right) === 0
}

function exactExp(value: Numeric): Numeric {
  if (isSpecial(value)) return value.unscaled < 0n ? ZERO : value
  return expOfFinite(value)
}

/** NaN passes: it is no number below zero. */
function checkLogarithm(value: Numeric): Numeric {
  return value.unscaled <= 0n && !isNaNumeric(value) ? refuse(NO_LOGARITHM) : value
}

function exactLn(value: Numeric): Numeric {
  if (isSpecial(checkLogarithm(value))) return value
  return lnOfFinite(value)
}

function exactLog(base: Numeric, value: Numeric): Numeric {
  if (isNaNumeric(base) || isNaNumeric(value)) return NAN
  checkLogarithm(base)
  checkLogarithm(value)
  if (isSpecial(base)) return isSpecial(value) ? NAN : ZERO
  if (isSpecial(value)) return INFINITY
  return isEqual(base, ONE) ? refuse(DIVISION_BY_ZERO) : logOf(base, value)
}

/** NaN to the power 0 and 1 to the power NaN are 1, as for binary fractions. */
function exactPower(base: Numeric, exponent: Numeric): Numeric {
  if (isNaNumeric(base)) return isEqual(exponent, ZERO) ? ONE : NAN
  if (isNaNumeric(exponent)) return isEqual(base, ONE) ? ONE : NAN
  if (base.unscaled === 0n && exponent.unscaled < 0n) return refuse(NO_POWER)
  const isWholeExponent = isSpecial(exponent) || isWhole(exponent)
  if (base.unscaled < 0n && !isWholeExponent) return refuse(NO_POWER)
  if (isSpecial(base) || isSpecial(exponent)) return infinitePower(base, exponent)
  return powerOf(base, exponent)
}

function infinitePower(base: Numeric, exponent: Numeric): Numeric {
  if (isEqual(base, ONE) || exponent.unscaled === 0n) return ONE
  if (base.unscaled === 0n) return ZERO
  if (isSpecial(exponent)) {
    const size = base.unscaled < 0n ? { ...base, unscaled: -base.unscaled } : base
    if (isEqual(size, ONE)) return ONE
    return compareNumeric(size, ONE) > 0 === exponent.unscaled > 0n ? INFINITY : ZERO
  }
  if (exponent.unscaled < 0n) return ZERO
  const isOdd = (exponent.unscaled / 10n ** BigInt(exponent.scale)) % 2n !== 0n
  return isOdd ? base : INFINITY
}

function doublePower(base: number, exponent: number): number {
  const isFraction = Number.isFinite(exponent) && !Number.isInteger(exponent)
  if (base < 0 && isFraction) return refuse(NO_POWER)
  return base === 0 && exponent < 0 ? refuse(NO_POWER) : powerOfDouble(base, exponent)
}

function logarithmic(compute: (value: number) => number): (value: number) => number {
  return (value) => (value <= 0 ? refuse(NO_LOGARITHM) : compute(value))
}

/** Of whole numbers PostgreSQL computes as of binary fractions, which it prefers. */
function ofOne(
  exact: (value: Numeric) => Numeric,
  double: (value: number) => number,
): OpenSignature[] {
  return [
    takes(['numeric'], 'numeric', exact, FALLIBLE),
    takes(['double'], 'double', double, FALLIBLE),
    takes(['smallint'], 'double', double, FALLIBLE),
    takes(['integer'], 'double', double, FALLIBLE),
    takes(['bigint'], 'double', (value) => double(Number(value)), FALLIBLE),
  ]
}

const powers: readonly OpenSignature[] = [
  takes(['numeric', 'numeric'], 'numeric', exactPower, FALLIBLE),
  takes(['double', 'double'], 'double', doublePower, FALLIBLE),
  takes(['smallint', 'smallint'], 'double', doublePower, FALLIBLE),
  takes(['integer', 'integer'], 'double', doublePower, FALLIBLE),
  takes(['bigint', 'bigint'], 'double', (a, b) => doublePower(Number(a), Number(b)), FALLIBLE),
]

const logSignatures = ofOne((value) => exactLog(TEN, value), logarithmic(logOfDouble))

export const powerFunctions: readonly FunctionDeclaration[] = [
  define('function', 'power', {
    summary: 'A number to the power of another.',
    examples: [
      ['power(1.05, 10)', '1.6288946267774414'],
      ['power(10, -3)', '0.001'],
    ],
    signatures: powers,
  }),
  define('operator', '^', {
    summary: 'A number to the power of another. It binds from the left: `2 ^ 3 ^ 2` is 64.',
    examples: [['2 ^ 0.5', '1.4142135623730950']],
    signatures: powers,
  }),
  define('function', 'exp', {
    summary: 'e to the power of a number.',
    examples: [['exp(1.0)', '2.7182818284590452']],
    signatures: ofOne(exactExp, expOfDouble),
  }),
  define('function', 'ln', {
    summary: 'The natural logarithm.',
    examples: [['ln(2.0)', '0.6931471805599453']],
    signatures: ofOne(exactLn, logarithmic(lnOfDouble)),
  }),
  define('function', 'log', {
    summary: 'The logarithm to the base 10, or of the second number to the base that the first is.',
    examples: [
      ['log(1000)', '3'],
      ['log(2.0, 64.0)', '6.0000000000000000'],
    ],
    signatures: [...logSignatures, takes(['numeric', 'numeric'], 'numeric', exactLog, FALLIBLE)],
  }),
  define('function', 'log10', {
    summary: 'The logarithm to the base 10.',
    examples: [['log10(1000.0)', '3.0000000000000000']],
    signatures: logSignatures,
  }),
]
