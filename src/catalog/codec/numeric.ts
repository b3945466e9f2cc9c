/**
 * Exact decimals: PostgreSQL's numeric as an unscaled bigint and a scale, from text and to text.
 */
import { INEXACT, OUT_OF_RANGE, RowError, refuse } from './row-error.ts'

/** unscaled / 10^scale. NaN and the infinities have scale -1 and unscaled 0, 1 and -1. */
export interface Numeric {
  readonly unscaled: bigint
  readonly scale: number
}

const NUMERIC_NAN: Numeric = { unscaled: 0n, scale: -1 }

/** Digits that PostgreSQL keeps before and after the decimal point. */
const WHOLE_DIGITS_MAX = 131_072
const SCALE_MAX = 16_383

const NOT_A_NUMBER = new RowError(
  'VALUE_NOT_A_NUMBER',
  'The text is not a number. Digits with at most a sign, a point and an exponent are one.',
)

const POWERS: bigint[] = [1n]

/** 10^exponent, kept for the next time. */
export function powerOfTen(exponent: number): bigint {
  const known = POWERS[exponent]
  if (known !== undefined) return known
  const power = 10n ** BigInt(exponent)
  if (exponent < 400) POWERS[exponent] = power
  return power
}

const PLAIN = /^-?\d{1,15}$/
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/

/** The number a text writes; refuses blanks, NaN and the infinities. */
export function parseNumeric(text: string): Numeric {
  if (PLAIN.test(text)) return { unscaled: BigInt(text), scale: 0 }
  const match = DECIMAL.exec(text)
  if (match === null) return refuse(NOT_A_NUMBER)
  const [, sign, whole = '', fraction = '', exponentText] = match
  if (whole === '' && fraction === '') return refuse(NOT_A_NUMBER)
  const exponent = Number(exponentText ?? 0)
  const digits = BigInt(whole + fraction)
  const unscaled = sign === '-' ? -digits : digits
  const scale = fraction.length - exponent
  if (scale > SCALE_MAX || whole.length + exponent > WHOLE_DIGITS_MAX) {
    return refuse(OUT_OF_RANGE)
  }
  return scale < 0 ? { unscaled: unscaled * powerOfTen(-scale), scale: 0 } : { unscaled, scale }
}

/** The number of a canonical cell, where NaN and the infinities are possible. */
export function readNumeric(cell: string): Numeric {
  if (cell === 'NaN') return NUMERIC_NAN
  if (cell === 'Infinity') return { unscaled: 1n, scale: -1 }
  if (cell === '-Infinity') return { unscaled: -1n, scale: -1 }
  return parseNumeric(cell)
}

export function formatNumeric(value: Numeric): string {
  const { unscaled, scale } = value
  if (scale <= 0) return scale === 0 ? unscaled.toString() : formatSpecial(unscaled)
  const negative = unscaled < 0n
  const digits = (negative ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  const point = digits.length - scale
  return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`
}

function formatSpecial(unscaled: bigint): string {
  if (unscaled === 0n) return 'NaN'
  return unscaled > 0n ? 'Infinity' : '-Infinity'
}

/** The value at another scale, rounded half away from zero. Below zero it rounds whole digits. */
export function rescale(value: Numeric, scale: number): Numeric {
  if (value.scale < 0 || value.scale === scale) return value
  if (scale > value.scale) {
    return { unscaled: value.unscaled * powerOfTen(scale - value.scale), scale }
  }
  const unit = powerOfTen(value.scale - scale)
  const half = unit / 2n
  const rounded = (value.unscaled + (value.unscaled < 0n ? -half : half)) / unit
  if (scale >= 0) return { unscaled: rounded, scale }
  return { unscaled: rounded * powerOfTen(-scale), scale: 0 }
}

/** The value as numeric(precision, scale) has it: rounded, or refused when it would round. */
export function fitNumeric(
  value: Numeric,
  type: { readonly precision: number | null; readonly scale: number | null },
  rounding: 'round' | 'refuse',
): Numeric {
  if (type.precision === null) return value
  const scale = type.scale ?? 0
  if (value.scale < 0) return value.unscaled === 0n ? value : refuse(OUT_OF_RANGE)
  const fitted = rescale(value, scale)
  if (rounding === 'refuse' && !isEqualAtScale(value, fitted)) return refuse(INEXACT)
  const limit = powerOfTen(type.precision + Math.max(0, -scale))
  const { unscaled } = fitted
  return unscaled >= limit || unscaled <= -limit ? refuse(OUT_OF_RANGE) : fitted
}

function isEqualAtScale(value: Numeric, fitted: Numeric): boolean {
  const scale = Math.max(value.scale, fitted.scale)
  return rescale(value, scale).unscaled === rescale(fitted, scale).unscaled
}
