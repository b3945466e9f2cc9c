/** Compares two cells of one logical type. Pure. */
import type { Cell } from '../base/cell.ts'
import type { LogicalType } from '../catalog/logical-type.ts'

export interface Tolerance {
  readonly absolute: string | null
  readonly relative: string | null
}

/**
 * True when both are the same value. Canonical texts decide; numbers that are spelt differently
 * (`2` and `2.00`, in a target that Mapwright did not load) are compared by value, exactly.
 */
export function sameCell(
  type: LogicalType,
  expected: Cell,
  actual: Cell,
  tolerance: Tolerance | null,
): boolean {
  if (expected === actual) return true
  if (expected === null || actual === null) return false
  if (!isNumber(type)) return false
  const exact = type.kind !== 'double' && type.kind !== 'real'
  if (exact && NUMBER.test(expected) && NUMBER.test(actual)) {
    const difference = subtract(parse(expected), parse(actual))
    return difference.unscaled === 0n || isTolerated(difference, parse(expected), tolerance)
  }
  const difference = Math.abs(Number(expected) - Number(actual))
  if (difference === 0) return true
  if (!Number.isFinite(difference) || tolerance === null) return false
  const { absolute, relative } = tolerance
  if (absolute !== null && difference <= Number(absolute)) return true
  return relative !== null && difference <= Number(relative) * Math.abs(Number(expected))
}

function isNumber(type: LogicalType): boolean {
  switch (type.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'numeric':
    case 'real':
    case 'double':
      return true
    default:
      return false
  }
}

const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d{1,4})?$/iu

interface Decimal {
  readonly unscaled: bigint
  readonly scale: number
}

function parse(text: string): Decimal {
  const [mantissa = '0', exponent = '0'] = text.toLowerCase().split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const scale = fraction.length - Number(exponent)
  const unscaled = BigInt(whole + fraction)
  return scale < 0 ? { unscaled: unscaled * 10n ** BigInt(-scale), scale: 0 } : { unscaled, scale }
}

function subtract(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale)
  return { unscaled: scaled(one, scale) - scaled(other, scale), scale }
}

function scaled(value: Decimal, scale: number): bigint {
  return value.unscaled * 10n ** BigInt(scale - value.scale)
}

function isTolerated(difference: Decimal, expected: Decimal, tolerance: Tolerance | null): boolean {
  if (tolerance === null) return false
  const { absolute, relative } = tolerance
  if (absolute !== null && isWithin(difference, parse(absolute))) return true
  if (relative === null) return false
  const rate = parse(relative)
  const bound = { unscaled: rate.unscaled * expected.unscaled, scale: rate.scale + expected.scale }
  return isWithin(difference, bound)
}

function isWithin(difference: Decimal, bound: Decimal): boolean {
  const scale = Math.max(difference.scale, bound.scale)
  return magnitude(scaled(difference, scale)) <= magnitude(scaled(bound, scale))
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value
}
