/** Converts numbers from type to type. */
import { exactNumeric, formatFloating, parseFloating, toReal } from '../../catalog/codec/float.ts'
import { checkBigint, checkInteger } from '../../catalog/codec/integer.ts'
import { compareNumeric, trimNumeric } from '../../catalog/codec/numeric-arithmetic.ts'
import {
  fitNumeric,
  formatNumeric,
  parseNumeric,
  powerOfTen,
  readNumeric,
  rescale,
  type Numeric,
} from '../../catalog/codec/numeric.ts'
import { INEXACT, OUT_OF_RANGE, refuse } from '../../catalog/codec/row-error.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'
import { roundHalfEven } from '../number/rounding.ts'

type WholeType = LogicalType & { kind: 'smallint' | 'integer' | 'bigint' }
type FloatingType = LogicalType & { kind: 'real' | 'double' }
type NumericType = LogicalType & { kind: 'numeric' }
type NumberType = WholeType | FloatingType | NumericType

export function isNumber(type: LogicalType): type is NumberType {
  return isWhole(type) || isFloating(type) || type.kind === 'numeric'
}

function isWhole(type: LogicalType): type is WholeType {
  return type.kind === 'smallint' || type.kind === 'integer' || type.kind === 'bigint'
}

function isFloating(type: LogicalType): type is FloatingType {
  return type.kind === 'real' || type.kind === 'double'
}

export function convertNumber(
  from: NumberType,
  to: NumberType,
  assignment: boolean,
): (value: never) => unknown {
  if (isWhole(to)) return toWhole(from, to, assignment)
  if (isFloating(to)) return toFloating(from, to, assignment)
  const rounding = assignment ? 'refuse' : 'round'
  if (from.kind === 'numeric') return (value: Numeric) => fitNumeric(value, to, rounding)
  if (isWhole(from)) {
    return (value: number | bigint) =>
      fitNumeric({ unscaled: BigInt(value), scale: 0 }, to, rounding)
  }
  return (value: number) =>
    fitNumeric(floatingToNumeric(value, from.kind, assignment), to, rounding)
}

function toWhole(
  from: NumberType,
  to: WholeType,
  assignment: boolean,
): (value: never) => number | bigint {
  const fit = to.kind === 'bigint' ? toBigint : toInteger(to.kind)
  if (isWhole(from)) return fit
  if (from.kind === 'numeric') return (value: Numeric) => fit(numericToWhole(value, assignment))
  return (value: number) => fit(floatingToWhole(value, assignment))
}

function toBigint(value: number | bigint): bigint {
  return checkBigint(BigInt(value))
}

function toInteger(kind: 'smallint' | 'integer'): (value: number | bigint) => number {
  return (value) => checkInteger(kind, Number(value))
}

function numericToWhole(value: Numeric, assignment: boolean): bigint {
  if (value.scale < 0) return refuse(OUT_OF_RANGE)
  const whole = rescale(value, 0)
  if (assignment && compareNumeric(whole, value) !== 0) return refuse(INEXACT)
  return whole.unscaled
}

function floatingToWhole(value: number, assignment: boolean): bigint {
  if (!Number.isFinite(value)) return refuse(OUT_OF_RANGE)
  if (assignment && !Number.isInteger(value)) return refuse(INEXACT)
  return BigInt(roundHalfEven(value))
}

function toFloating(
  from: NumberType,
  to: FloatingType,
  assignment: boolean,
): (value: never) => number {
  if (from.kind === 'numeric') return (value: Numeric) => numericToFloating(value, to, assignment)
  if (isWhole(from)) return (value: number | bigint) => wholeToFloating(value, to, assignment)
  if (to.kind === 'double') return (value: number) => value
  return (value: number) => {
    const real = toReal(value)
    return assignment && real !== value && !Number.isNaN(value) ? refuse(INEXACT) : real
  }
}

function wholeToFloating(value: number | bigint, to: FloatingType, assignment: boolean): number {
  const result = to.kind === 'double' ? Number(value) : parseFloating('real', String(value))
  return assignment && BigInt(result) !== BigInt(value) ? refuse(INEXACT) : result
}

/** On assignment the shortest text of the fraction must write the same number. */
function numericToFloating(value: Numeric, to: FloatingType, assignment: boolean): number {
  if (value.scale < 0) return Number(formatNumeric(value))
  const result = parseFloating(to.kind, formatNumeric(value))
  if (!assignment) return result
  const back = parseNumeric(formatFloating(to.kind, result))
  return compareNumeric(back, value) === 0 ? result : refuse(INEXACT)
}

/** A written cast keeps 15 digits, or 6 of a real; an assignment all that the shortest text has. */
function floatingToNumeric(value: number, kind: 'real' | 'double', assignment: boolean): Numeric {
  if (!Number.isFinite(value)) return readNumeric(String(value))
  const { digitsMax, normalMin } = kind === 'real' ? REAL_DIGITS : DOUBLE_DIGITS
  const shortest = parseNumeric(formatFloating(kind, value))
  const isShort = digitsOf(shortest).replace(/0+$/u, '').length <= digitsMax
  if (assignment || (isShort && (value === 0 || Math.abs(value) >= normalMin))) return shortest
  const exact = exactNumeric(value)
  const surplus = digitsOf(exact).length - digitsMax
  return surplus <= 0 ? exact : trimNumeric(roundToEven(exact, exact.scale - surplus))
}

/** Numbers below normalMin have fewer digits of their own than a cast prints. */
const REAL_DIGITS = { digitsMax: 6, normalMin: 2 ** -126 }
const DOUBLE_DIGITS = { digitsMax: 15, normalMin: 2 ** -1022 }

function digitsOf({ unscaled }: Numeric): string {
  return (unscaled < 0n ? -unscaled : unscaled).toString()
}

/** C rounds a tie of its decimal digits to the even one. */
function roundToEven(value: Numeric, scale: number): Numeric {
  const unit = powerOfTen(value.scale - scale)
  const whole = value.unscaled / unit
  const rest = (value.unscaled - whole * unit) * 2n
  const distance = rest < 0n ? -rest : rest
  const isUp = distance > unit || (distance === unit && whole % 2n !== 0n)
  const step = value.unscaled < 0n ? -1n : 1n
  const unscaled = isUp ? whole + step : whole
  return scale >= 0 ? { unscaled, scale } : { unscaled: unscaled * powerOfTen(-scale), scale: 0 }
}
