/**
 * exp, ln, log and power of exact decimals: digit for digit as PostgreSQL computes them, for which
 * each step has to keep as many digits as it does there.
 */
import {
  compareNumeric,
  leadingGroup,
  negateNumeric,
  roundNumeric,
} from '../../catalog/codec/numeric-arithmetic.ts'
import { rootAtScale } from '../../catalog/codec/numeric-root.ts'
import { formatNumeric, powerOfTen, rescale, type Numeric } from '../../catalog/codec/numeric.ts'
import { OUT_OF_RANGE, refuse } from '../../catalog/codec/row-error.ts'

const SIGNIFICANT_MIN = 16
const SCALE_MAX = 1000
const EXPONENT_MAX = 6000
/** Where the power is estimated, a little beyond the exponent that is refused exactly. */
const EXPONENT_FUZZY_MAX = 6020
const GROUP_DIGITS = 4
const WEIGHT_MAX = 32_767
// oxlint-disable-next-line oxc/approx-constant -- the digits that PostgreSQL writes
const LOG10_E = 0.434294481903252
const LOG10_2 = 0.301029995663981
// oxlint-disable-next-line oxc/approx-constant -- the digits that PostgreSQL writes
const LN_10 = 2.302585092994046
const GUARD_DIGITS = 8

export const ONE: Numeric = { unscaled: 1n, scale: 0 }
const NINE_TENTHS: Numeric = { unscaled: 9n, scale: 1 }
const ELEVEN_TENTHS: Numeric = { unscaled: 11n, scale: 1 }

/** The scale of a result whose first digit stands there, beside operands of these scales. */
function resultScale(weight: number, ...scales: readonly number[]): number {
  return Math.min(Math.max(SIGNIFICANT_MIN - weight, 0, ...scales), SCALE_MAX)
}

/** The product, rounded to a scale. */
function multiply(left: Numeric, right: Numeric, scale: number): Numeric {
  const product = { unscaled: left.unscaled * right.unscaled, scale: left.scale + right.scale }
  return rescale(product, scale)
}

/** The quotient, rounded to a scale. */
function divide(left: Numeric, right: Numeric, scale: number): Numeric {
  const shift = scale + 1 + right.scale - left.scale
  const [over, under] =
    shift >= 0
      ? [left.unscaled * powerOfTen(shift), right.unscaled]
      : [left.unscaled, right.unscaled * powerOfTen(-shift)]
  return rescale({ unscaled: over / under, scale: scale + 1 }, scale)
}

function divideByWhole(value: Numeric, divisor: number, scale: number): Numeric {
  return divide(value, { unscaled: BigInt(divisor), scale: 0 }, scale)
}

function add(left: Numeric, right: Numeric): Numeric {
  const scale = Math.max(left.scale, right.scale)
  return { unscaled: rescale(left, scale).unscaled + rescale(right, scale).unscaled, scale }
}

/** The first groups of four digits, and how far the first stands from the point. */
function leadingGroups(value: Numeric): { readonly groups: number[]; readonly weight: number } {
  const digits = (value.unscaled < 0n ? -value.unscaled : value.unscaled).toString()
  const exponent = digits.length - 1 - value.scale
  const weight = Math.floor(exponent / GROUP_DIGITS)
  const first = exponent - weight * GROUP_DIGITS + 1
  const padded = digits.padEnd(first + 3 * GROUP_DIGITS, '0')
  const groups = [Number(padded.slice(0, first))]
  const last = digits.replace(/0+$/u, '').length
  for (let end = first; end < last && groups.length < 4; end += GROUP_DIGITS) {
    groups.push(Number(padded.slice(end, end + GROUP_DIGITS).padEnd(GROUP_DIGITS, '0')))
  }
  return { groups, weight }
}

/** Where the first digit of the natural logarithm of a number above zero stands, about. */
function logarithmWeight(value: Numeric): number {
  const isNearOne =
    compareNumeric(value, NINE_TENTHS) >= 0 && compareNumeric(value, ELEVEN_TENTHS) <= 0
  if (isNearOne) {
    const rest = add(value, negateNumeric(ONE))
    if (rest.unscaled === 0n) return 0
    const { group, weight } = leadingGroup(rest)
    return weight * GROUP_DIGITS + Math.trunc(Math.log10(group))
  }
  const { groups, weight } = leadingGroups(value)
  const [first = 0, second] = groups
  const digits = second === undefined ? first : first * 10_000 + second
  const exponent = (second === undefined ? weight : weight - 1) * GROUP_DIGITS
  return Math.trunc(Math.log10(Math.abs(Math.log(digits) + exponent * LN_10)))
}

/** Roots until the number is near one, and then the series of the logarithm. Above zero only. */
function lnOf(value: Numeric, scale: number): Numeric {
  let x = value
  let roots = 0
  while (compareNumeric(x, NINE_TENTHS) <= 0 || compareNumeric(x, ELEVEN_TENTHS) >= 0) {
    const half = Math.trunc((leadingGroup(x).weight * GROUP_DIGITS) / 2)
    x = rootAtScale(x, scale - half + GUARD_DIGITS)
    roots += 1
  }
  const fine = scale + Math.trunc((roots + 1) * LOG10_2) + GUARD_DIGITS
  let power = divide(add(x, negateNumeric(ONE)), add(x, ONE), fine)
  const square = multiply(power, power, fine)
  let sum = power
  for (let odd = 3; ; odd += 2) {
    power = multiply(power, square, fine)
    const term = divideByWhole(power, odd, fine)
    if (term.unscaled === 0n) break
    sum = add(sum, term)
  }
  return multiply(sum, { unscaled: 2n ** BigInt(roots + 1), scale: 0 }, scale)
}

/** Both above zero, and the base not one. */
export function logOf(base: Numeric, value: Numeric): Numeric {
  const [baseWeight, valueWeight] = [logarithmWeight(base), logarithmWeight(value)]
  const weight = valueWeight - baseWeight
  const scale = resultScale(weight, base.scale, value.scale)
  const under = lnOf(base, Math.max(scale + weight - baseWeight + GUARD_DIGITS, 0))
  const over = lnOf(value, Math.max(scale + weight - valueWeight + GUARD_DIGITS, 0))
  return divide(over, under, scale)
}

/** The series of a number that was halved until it is small, and then squared as often. */
function expOf(value: Numeric, scale: number): Numeric {
  let estimate = Number(formatNumeric(value))
  if (Math.abs(estimate) >= EXPONENT_MAX) {
    return estimate > 0 ? refuse(OUT_OF_RANGE) : { unscaled: 0n, scale }
  }
  const weight = Math.trunc(estimate * LOG10_E)
  let halvings = 0
  for (; Math.abs(estimate) > 0.01; estimate /= 2) halvings += 1
  const x = halvings === 0 ? value : divideByWhole(value, 2 ** halvings, value.scale + halvings)
  const digits = Math.max(1 + weight + scale + Math.trunc(halvings * LOG10_2), 0) + GUARD_DIGITS
  const fine = digits - 1
  let sum = add(ONE, x)
  let term = divideByWhole(multiply(x, x, fine), 2, fine)
  for (let count = 3; term.unscaled !== 0n; count += 1) {
    sum = add(sum, term)
    term = divideByWhole(multiply(term, x, fine), count, fine)
  }
  for (let round = 0; round < halvings; round += 1) {
    const twice = leadingGroup(sum).weight * 2 * GROUP_DIGITS
    sum = multiply(sum, sum, Math.max(digits - twice, 0))
  }
  return roundNumeric(sum, 'round', scale)
}

/** e to the power of a finite number. */
export function expOfFinite(value: Numeric): Numeric {
  const weight = Number(formatNumeric(value)) * LOG10_E
  const limited = Math.trunc(Math.min(Math.max(weight, -2000), 2000))
  return expOf(value, resultScale(limited, value.scale))
}

/** The natural logarithm of a number that is finite and above zero. */
export function lnOfFinite(value: Numeric): Numeric {
  return lnOf(value, resultScale(logarithmWeight(value), value.scale))
}

export function isWhole(value: Numeric): boolean {
  return value.scale === 0 || value.unscaled % powerOfTen(value.scale) === 0n
}

const INT32 = 2n ** 31n

/** Both finite; not zero to a power below zero, and a negative base only to a whole power. */
export function powerOf(base: Numeric, exponent: Numeric): Numeric {
  if (isWhole(exponent)) {
    const whole = exponent.unscaled / powerOfTen(exponent.scale)
    if (whole >= -INT32 && whole < INT32) return wholePower(base, Number(whole), exponent.scale)
  }
  if (base.unscaled === 0n) return { unscaled: 0n, scale: SIGNIFICANT_MIN }
  if (base.unscaled < 0n) {
    const power = powerOf(negateNumeric(base), exponent)
    const isOdd = (exponent.unscaled / powerOfTen(exponent.scale)) % 2n !== 0n
    return isOdd ? negateNumeric(power) : power
  }
  const weight = logarithmWeight(base)
  const rough = Math.max(GUARD_DIGITS - weight, 0)
  const estimate = Number(formatNumeric(multiply(lnOf(base, rough), exponent, rough)))
  if (Math.abs(estimate) > EXPONENT_FUZZY_MAX) {
    return estimate > 0 ? refuse(OUT_OF_RANGE) : { unscaled: 0n, scale: SCALE_MAX }
  }
  const digits = Math.trunc(estimate * LOG10_E)
  const scale = resultScale(digits, base.scale, exponent.scale)
  const fine = Math.max(Math.max(scale + digits, 0) - weight + GUARD_DIGITS, 0)
  return expOf(multiply(lnOf(base, fine), exponent, fine), scale)
}

/** About how many digits the power has before its point, less one. */
function powerWeight(base: Numeric, exponent: number): number {
  if (base.unscaled === 0n) return 0
  const { groups, weight } = leadingGroups(base)
  const mantissa = groups.reduce((sum, group) => sum * 10_000 + group, 0)
  return exponent * (Math.log10(mantissa) + (weight - groups.length + 1) * GROUP_DIGITS)
}

function wholePower(base: Numeric, exponent: number, exponentScale: number): Numeric {
  const weight = powerWeight(base, exponent)
  if (weight > (WEIGHT_MAX + 1) * GROUP_DIGITS) return refuse(OUT_OF_RANGE)
  if (weight + 1 < -SCALE_MAX) return { unscaled: 0n, scale: SCALE_MAX }
  const scale = resultScale(Math.trunc(weight), base.scale, exponentScale)
  if (exponent === 0) return rescale(ONE, scale)
  if (base.unscaled === 0n) return { unscaled: 0n, scale }
  if (exponent === -1) return divide(ONE, base, scale)
  if (exponent === 2) return roundNumeric(multiply(base, base, scale), 'round', scale)
  const size = Math.abs(exponent)
  const digits = 1 + scale + Math.trunc(weight) + Math.trunc(Math.log(size)) + GUARD_DIGITS
  const power = squared(base, size, digits)
  if (power === undefined) return exponent > 0 ? refuse(OUT_OF_RANGE) : { unscaled: 0n, scale }
  return exponent > 0 ? roundNumeric(power, 'round', scale) : divide(ONE, power, scale)
}

/** By squaring, with as many digits as count; undefined where it grows too large. */
function squared(base: Numeric, exponent: number, digits: number): Numeric | undefined {
  let square = base
  let power = exponent % 2 === 1 ? base : ONE
  for (let rest = Math.floor(exponent / 2); rest > 0; rest = Math.floor(rest / 2)) {
    const twice = 2 * leadingGroup(square).weight * GROUP_DIGITS
    square = multiply(square, square, Math.max(Math.min(digits - twice, 2 * square.scale), 0))
    const squareWeight = leadingGroup(square).weight
    if (rest % 2 === 1) {
      const weight = (squareWeight + leadingGroup(power).weight) * GROUP_DIGITS
      const scale = Math.max(Math.min(digits - weight, square.scale + power.scale), 0)
      power = multiply(square, power, scale)
    }
    if (squareWeight > WEIGHT_MAX || leadingGroup(power).weight > WEIGHT_MAX) return undefined
  }
  return power
}
