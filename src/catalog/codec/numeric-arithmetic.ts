/** Arithmetic on exact decimals with the result scales, rounding and refusals of PostgreSQL. */
import { powerOfTen, rescale, type Numeric } from './numeric.ts'
import { OUT_OF_RANGE, RowError, refuse } from './row-error.ts'

const DIVISION_DIGITS_MIN = 16
/** PostgreSQL computes in groups of four decimal digits, which shows in the scale of a quotient. */
const GROUP_DIGITS = 4
const QUOTIENT_SCALE_MAX = 1000
const SCALE_MAX = 16_383
const WHOLE_DIGITS_MAX = 131_072
/** 10^131072 has more bits than this; only longer numbers need to be counted exactly. */
const SAFE_BITS = 400_000

const DIVISION_BY_ZERO = new RowError('VALUE_DIVISION_BY_ZERO', 'Division by zero.')

export type NumericOperation = '+' | '-' | '*' | '/' | '%'

export function computeNumeric(
  operation: NumericOperation,
  left: Numeric,
  right: Numeric,
): Numeric {
  if (left.scale < 0 || right.scale < 0) return computeSpecial(operation, left, right)
  switch (operation) {
    case '+':
    case '-':
      return add(left, operation === '+' ? right : negateNumeric(right))
    case '*':
      return multiply(left, right)
    case '/':
      return divide(left, right)
    case '%':
      return remainder(left, right)
  }
}

export function negateNumeric(value: Numeric): Numeric {
  return { unscaled: -value.unscaled, scale: value.scale }
}

/** Negative, zero or positive; NaN equals itself and is greater than all else. */
export function compareNumeric(left: Numeric, right: Numeric): number {
  if (left.scale < 0 || right.scale < 0) return compareSpecial(left, right)
  const scale = Math.max(left.scale, right.scale)
  const a = rescale(left, scale).unscaled
  const b = rescale(right, scale).unscaled
  if (a === b) return 0
  return a < b ? -1 : 1
}

export type Rounding = 'round' | 'trunc' | 'ceil' | 'floor'

/** Rounds to that many digits after the point; ceil and floor take no digits but 0. */
export function roundNumeric(value: Numeric, rounding: Rounding, digits: number): Numeric {
  if (value.scale < 0) return value
  const scale = Math.min(Math.max(digits, -WHOLE_DIGITS_MAX - 1), SCALE_MAX)
  if (rounding === 'round') return inRange(rescale(value, scale))
  if (scale >= value.scale) return rescale(value, scale)
  const unit = powerOfTen(value.scale - scale)
  let whole = value.unscaled / unit
  const cut = value.unscaled - whole * unit
  if (rounding === 'ceil' && cut > 0n) whole += 1n
  if (rounding === 'floor' && cut < 0n) whole -= 1n
  if (scale >= 0) return { unscaled: whole, scale }
  return { unscaled: whole * powerOfTen(-scale), scale: 0 }
}

function add(left: Numeric, right: Numeric): Numeric {
  const scale = Math.max(left.scale, right.scale)
  const sum = rescale(left, scale).unscaled + rescale(right, scale).unscaled
  return inRange({ unscaled: sum, scale })
}

function multiply(left: Numeric, right: Numeric): Numeric {
  const scale = left.scale + right.scale
  const product = { unscaled: left.unscaled * right.unscaled, scale }
  return inRange(scale > SCALE_MAX ? rescale(product, SCALE_MAX) : product)
}

function divide(left: Numeric, right: Numeric): Numeric {
  if (right.unscaled === 0n) return refuse(DIVISION_BY_ZERO)
  const scale = quotientScale(left, right)
  // quotient = left * 10^(scale + right.scale - left.scale) / right, rounded half away from zero
  const shift = scale + right.scale - left.scale
  const dividend = shift >= 0 ? left.unscaled * powerOfTen(shift) : left.unscaled
  const divisor = shift >= 0 ? right.unscaled : right.unscaled * powerOfTen(-shift)
  return inRange({ unscaled: divideRounded(dividend, divisor), scale })
}

function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  const rest = magnitude(dividend - quotient * divisor)
  if (rest * 2n < magnitude(divisor)) return quotient
  return quotient + (dividend < 0n === divisor < 0n ? 1n : -1n)
}

/** At least 16 significant digits, and no fewer digits after the point than either side has. */
function quotientScale(left: Numeric, right: Numeric): number {
  const dividend = leadingGroup(left)
  const divisor = leadingGroup(right)
  let weight = dividend.weight - divisor.weight
  if (dividend.group <= divisor.group) weight -= 1
  const scale = Math.max(DIVISION_DIGITS_MIN - weight * GROUP_DIGITS, left.scale, right.scale)
  return Math.min(scale, QUOTIENT_SCALE_MAX)
}

/** The first group of four digits that is not zero, and its distance from the decimal point. */
export function leadingGroup(value: Numeric): { readonly weight: number; readonly group: number } {
  if (value.unscaled === 0n) return { weight: 0, group: 0 }
  const digits = magnitude(value.unscaled).toString()
  const exponent = digits.length - 1 - value.scale
  const weight = Math.floor(exponent / GROUP_DIGITS)
  const length = exponent - weight * GROUP_DIGITS + 1
  return { weight, group: Number(digits.slice(0, length).padEnd(length, '0')) }
}

function remainder(left: Numeric, right: Numeric): Numeric {
  if (right.unscaled === 0n) return refuse(DIVISION_BY_ZERO)
  const scale = Math.max(left.scale, right.scale)
  const rest = rescale(left, scale).unscaled % rescale(right, scale).unscaled
  return { unscaled: rest, scale }
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value
}

function inRange(value: Numeric): Numeric {
  if (BigInt.asIntN(SAFE_BITS, value.unscaled) === value.unscaled) return value
  const digits = magnitude(value.unscaled).toString().length - value.scale
  return digits > WHOLE_DIGITS_MAX ? refuse(OUT_OF_RANGE) : value
}

/**
 * NaN and the infinities behave as those of floating point, except that a zero divisor is refused.
 */
function computeSpecial(operation: NumericOperation, left: Numeric, right: Numeric): Numeric {
  const a = toSign(left)
  const b = toSign(right)
  switch (operation) {
    case '+':
      return fromSpecial(a + b)
    case '-':
      return fromSpecial(a - b)
    case '*':
      return fromSpecial(a * b)
    case '/':
      if (b === 0 && !Number.isNaN(a)) return refuse(DIVISION_BY_ZERO)
      return fromSpecial(b === 0 ? Number.NaN : a / b)
    case '%':
      if (b === 0 && !Number.isNaN(a)) return refuse(DIVISION_BY_ZERO)
      return Number.isFinite(a) && !Number.isNaN(b) ? left : fromSpecial(Number.NaN)
  }
}

function compareSpecial(left: Numeric, right: Numeric): number {
  const a = toSign(left)
  const b = toSign(right)
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** NaN, an infinity, or the sign of a finite number. */
function toSign(value: Numeric): number {
  const sign = value.unscaled > 0n ? 1 : value.unscaled < 0n ? -1 : 0
  if (value.scale >= 0) return sign
  return sign === 0 ? Number.NaN : sign * Number.POSITIVE_INFINITY
}

function fromSpecial(value: number): Numeric {
  if (Number.isNaN(value)) return { unscaled: 0n, scale: -1 }
  if (Number.isFinite(value)) return { unscaled: 0n, scale: 0 }
  return { unscaled: value > 0 ? 1n : -1n, scale: -1 }
}

/** The same number without zeros at the end of its fraction. */
export function trimNumeric(value: Numeric): Numeric {
  let { unscaled, scale } = value
  while (scale > 0 && unscaled % 10n === 0n) {
    unscaled /= 10n
    scale -= 1
  }
  return { unscaled, scale }
}
