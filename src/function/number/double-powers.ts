/**
 * exp, ln, log and power of binary fractions, rounded right: JavaScript's own differ in the last
 * digit from PostgreSQL's, and from engine to engine.
 */
import { OUT_OF_RANGE, refuse } from '../../catalog/codec/row-error.ts'
import { exponential, logarithm, partsOf, toDouble } from './series.ts'

/** The 53 of a double, and so many more that a result hardly ever lies between two of them. */
const BITS = 160
/** Logarithms near zero need bits behind the point that do not count in others. */
const FINE_BITS = 240
const EXPONENT_MAX = 746

/** Neither overflows to an infinity nor vanishes. */
function inRange(value: number): number {
  return value === 0 || !Number.isFinite(value) ? refuse(OUT_OF_RANGE) : value
}

export function expOfDouble(value: number): number {
  if (!Number.isFinite(value)) return value === Number.NEGATIVE_INFINITY ? 0 : value
  if (Math.abs(value) > EXPONENT_MAX) return refuse(OUT_OF_RANGE)
  const { mantissa, exponent } = partsOf(value)
  const fixed = shift(mantissa, exponent + FINE_BITS)
  return inRange(toDouble(exponential(fixed, FINE_BITS, BITS)))
}

function shift(value: bigint, bits: number): bigint {
  return bits >= 0 ? value << BigInt(bits) : value >> BigInt(-bits)
}

function fixedLogarithm(value: number): bigint {
  const { mantissa, exponent } = partsOf(value)
  return exponent >= 0
    ? logarithm(mantissa << BigInt(exponent), 1n, FINE_BITS)
    : logarithm(mantissa, 1n << BigInt(-exponent), FINE_BITS)
}

/** Of a number above zero. */
export function lnOfDouble(value: number): number {
  if (!Number.isFinite(value) || value === 1) return value === 1 ? 0 : value
  return toDouble({ mantissa: fixedLogarithm(value), exponent: -FINE_BITS })
}

let ofTen: bigint | undefined

/** To the base 10, of a number above zero. */
export function logOfDouble(value: number): number {
  if (!Number.isFinite(value) || value === 1) return value === 1 ? 0 : value
  ofTen ??= logarithm(10n, 1n, FINE_BITS)
  const mantissa = (fixedLogarithm(value) << BigInt(FINE_BITS)) / ofTen
  return toDouble({ mantissa, exponent: -FINE_BITS })
}

/** Not zero to a power below zero, and of a number below zero only a whole power. */
export function powerOfDouble(base: number, exponent: number): number {
  if (Number.isNaN(base)) return exponent === 0 ? 1 : base
  if (base === 1 || exponent === 0) return 1
  if (Number.isNaN(exponent)) return exponent
  if (!Number.isFinite(base) || !Number.isFinite(exponent)) return infinitePower(base, exponent)
  const isOdd = exponent % 2 !== 0
  if (base === 0) return isOdd && Number.isInteger(exponent) ? base : 0
  const power = positivePower(Math.abs(base), exponent)
  return base < 0 && isOdd ? -power : power
}

/** As POSIX has it; JavaScript differs where the base is 1 or -1. */
function infinitePower(base: number, exponent: number): number {
  return Math.abs(base) === 1 ? 1 : base ** exponent
}

function positivePower(base: number, exponent: number): number {
  if (base === 1) return 1
  const rough = Math.log(base) * exponent
  if (Math.abs(rough) > EXPONENT_MAX) return refuse(OUT_OF_RANGE)
  const { mantissa, exponent: bits } = partsOf(exponent)
  const product = fixedLogarithm(base) * mantissa
  return inRange(toDouble(exponential(shift(product, bits), FINE_BITS, BITS)))
}
