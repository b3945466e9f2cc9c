/** to_char of numbers: their digits, rounded as their type is, in a format. */
import type { Cell } from '../../base/cell.ts'
import { exactNumeric } from '../../catalog/codec/float.ts'
import { checkBigint } from '../../catalog/codec/integer.ts'
import { computeNumeric, roundNumeric } from '../../catalog/codec/numeric-arithmetic.ts'
import { formatNumeric, powerOfTen, rescale, type Numeric } from '../../catalog/codec/numeric.ts'
import { OUT_OF_RANGE, refuse } from '../../catalog/codec/row-error.ts'
import type { Inspection } from '../../expression/function-table.ts'
import { takes, type OpenSignature } from '../declare.ts'
import { numberFormat, type NumberFormat } from './format.ts'
import { printNumber } from './print.ts'
import { romanOf } from './roman.ts'
import { roundHalfEven } from './rounding.ts'

const INTEGER_MAX = 2_147_483_647
function isRoman({ has }: NumberFormat): boolean {
  return has.has('RN') || has.has('rn')
}

function formatOf(text: string): NumberFormat {
  const format = numberFormat(text)
  if (typeof format === 'string') throw new Error('a format that was not looked at')
  return format
}

/** The number's text, with a minus where it is below zero, at its places in the format. */
function place(text: string, format: NumberFormat): string {
  const { fraction, shifted } = format
  const whole = format.whole + shifted
  const isNegative = text.startsWith('-')
  const digits = isNegative ? text.slice(1) : text
  const point = digits.indexOf('.')
  const length = point < 0 ? digits.length : point
  const fits = length <= whole
  const shown = fits ? digits : `${'#'.repeat(whole)}.${'#'.repeat(fraction)}`
  const number = {
    text: shown,
    sign: isNegative ? '-' : '+',
    spaces: fits ? whole - length : 0,
  } as const
  return printNumber(format, number, shifted)
}

function roman(value: number, format: NumberFormat): string {
  return printNumber(format, { text: romanOf(value), sign: '', spaces: 0 }, 0)
}

/** ` 1.50e+02`, for NaN and the infinities as many `#` as that would take. */
function exponential(text: string | null, { whole, fraction }: NumberFormat): string {
  if (text !== null) return text.startsWith('-') ? text : ` ${text}`
  const filled = '#'.repeat(whole + fraction + 6)
  return ` ${filled.slice(1, whole + 1)}.${filled.slice(whole + 2)}`
}

function withExponent(digits: string, exponent: number): string {
  const power = String(Math.abs(exponent)).padStart(2, '0')
  return `${digits}e${exponent < 0 ? '-' : '+'}${power}`
}

/** The power of ten of the first digit. */
function exponentOf({ unscaled, scale }: Numeric): number {
  if (unscaled === 0n) return 0
  return (unscaled < 0n ? -unscaled : unscaled).toString().length - 1 - scale
}

/** A number rounded away from ten to the next power keeps its exponent: 10.0e+02. */
function exactExponential(value: Numeric, fraction: number): string {
  const exponent = exponentOf(value)
  const scale = value.scale + exponent
  const mantissa =
    scale >= 0
      ? { unscaled: value.unscaled, scale }
      : { unscaled: value.unscaled * powerOfTen(-scale), scale: 0 }
  return withExponent(formatNumeric(rescale(mantissa, fraction)), exponent)
}

function ofNumeric(value: Numeric, format: NumberFormat): string {
  if (isRoman(format)) {
    const whole = value.scale < 0 ? NaN : Number(rescale(value, 0).unscaled)
    return roman(whole, format)
  }
  if (format.has.has('EEEE')) {
    return exponential(value.scale < 0 ? null : exactExponential(value, format.fraction), format)
  }
  const factor = { unscaled: powerOfTen(format.shifted), scale: 0 }
  const shifted = format.has.has('V') ? computeNumeric('*', value, factor) : value
  return place(formatNumeric(roundNumeric(shifted, 'round', format.fraction)), format)
}

function wholeText(value: bigint, { fraction }: NumberFormat): string {
  return fraction === 0 ? String(value) : `${value}.${'0'.repeat(fraction)}`
}

function ofInteger(value: number, format: NumberFormat): string {
  if (isRoman(format)) return roman(value, format)
  if (format.has.has('EEEE')) return ofDouble(value, format)
  const shifted = BigInt(value) * powerOfTen(format.shifted)
  const isWithin = shifted >= -INTEGER_MAX - 1 && shifted <= INTEGER_MAX
  return isWithin ? place(wholeText(shifted, format), format) : refuse(OUT_OF_RANGE)
}

function ofBigint(value: bigint, format: NumberFormat): string {
  if (isRoman(format) || format.has.has('EEEE')) {
    return ofNumeric({ unscaled: value, scale: 0 }, format)
  }
  return place(wholeText(checkBigint(value * powerOfTen(format.shifted)), format), format)
}

/** As C prints it, where a tie goes to the even digit. */
function fixed(value: number, fraction: number): string {
  if (!Number.isFinite(value)) return String(value)
  const exact = exactNumeric(Math.abs(value))
  const text = formatNumeric({ unscaled: halfEven(exact, fraction), scale: fraction })
  return value < 0 || Object.is(value, -0) ? `-${text}` : text
}

/** The digits at a scale of a number that is not below zero. */
function halfEven({ unscaled, scale }: Numeric, wanted: number): bigint {
  if (wanted >= scale) return unscaled * powerOfTen(wanted - scale)
  const unit = powerOfTen(scale - wanted)
  const whole = unscaled / unit
  const twice = 2n * (unscaled - whole * unit)
  return twice > unit || (twice === unit && whole % 2n === 1n) ? whole + 1n : whole
}

function fixedExponential(value: number, fraction: number): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  if (value === 0) return `${sign}${withExponent(fixed(0, fraction), 0)}`
  const exact = exactNumeric(Math.abs(value))
  let exponent = exponentOf(exact)
  let digits = halfEven(exact, fraction - exponent)
  if (digits >= powerOfTen(fraction + 1)) {
    digits /= 10n
    exponent += 1
  }
  return sign + withExponent(formatNumeric({ unscaled: digits, scale: fraction }), exponent)
}

const DOUBLE_DIGITS = 15
const REAL_DIGITS = 6

function ofFloating(value: number, format: NumberFormat, digitsMax: number): string {
  if (isRoman(format)) return roman(roundHalfEven(value), format)
  if (format.has.has('EEEE')) {
    const text = Number.isFinite(value) ? fixedExponential(value, format.fraction) : null
    return exponential(text, format)
  }
  const length = fixed(Math.abs(value), 0).length
  const fraction = Math.min(format.fraction, Math.max(digitsMax - length, 0))
  return place(fixed(value, fraction), { ...format, fraction })
}

/** By its text, for `**` is not exact. */
function powerOfTenDouble({ shifted }: NumberFormat): number {
  return Number(`1e${shifted}`)
}

function ofDouble(value: number, format: NumberFormat): string {
  const shifted = format.has.has('V') ? value * powerOfTenDouble(format) : value
  return ofFloating(shifted, format, DOUBLE_DIGITS)
}

function ofReal(value: number, format: NumberFormat): string {
  const factor = Math.fround(powerOfTenDouble(format))
  const shifted = format.has.has('V') ? Math.fround(value * factor) : value
  return ofFloating(shifted, format, REAL_DIGITS)
}

function inspectNumberFormat([, text]: readonly (Cell | undefined)[]): Inspection {
  const format = typeof text === 'string' ? numberFormat(text) : undefined
  return typeof format === 'string' ? { problem: { operand: 1, message: format } } : {}
}

export const NUMBER_FORMAT = {
  names: ['number', 'format'],
  constants: [1],
  fallible: true,
  inspect: inspectNumberFormat,
} as const

export const numberPrinting: readonly OpenSignature[] = [
  // PostgreSQL has none for smallint, and prefers double for it.
  takes(['smallint', 'text'], 'text', (v, text) => ofDouble(v, formatOf(text)), NUMBER_FORMAT),
  takes(['integer', 'text'], 'text', (v, text) => ofInteger(v, formatOf(text)), NUMBER_FORMAT),
  takes(['bigint', 'text'], 'text', (v, text) => ofBigint(v, formatOf(text)), NUMBER_FORMAT),
  takes(['numeric', 'text'], 'text', (v, text) => ofNumeric(v, formatOf(text)), NUMBER_FORMAT),
  takes(['real', 'text'], 'text', (v, text) => ofReal(v, formatOf(text)), NUMBER_FORMAT),
  takes(['double', 'text'], 'text', (v, text) => ofDouble(v, formatOf(text)), NUMBER_FORMAT),
]
