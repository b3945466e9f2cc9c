/** Square roots of exact decimals. */
import { leadingGroup } from './numeric-arithmetic.ts'
import { powerOfTen, type Numeric } from './numeric.ts'

const GROUP_DIGITS = 4
const SIGNIFICANT_MIN = 16
const SCALE_MAX = 1000

/**
 * The root with 16 significant digits at least, and no fewer behind the point than the number has;
 * its scale follows PostgreSQL's numeric_sqrt. Not of a number below zero.
 */
export function squareRoot(value: Numeric): Numeric {
  if (value.scale < 0) return value
  const { weight } = leadingGroup(value)
  // Digits before the point that the root has, by half the groups of the number.
  const whole =
    weight >= 0
      ? Math.floor((weight * GROUP_DIGITS) / 2) + 1
      : 1 - Math.floor((-weight * GROUP_DIGITS) / 2)
  const scale = Math.min(Math.max(SIGNIFICANT_MIN - whole, value.scale, 0), SCALE_MAX)
  return rootAtScale(value, scale)
}

/** The root rounded to that many digits behind the point; below zero, to as many before it. */
export function rootAtScale(value: Numeric, scale: number): Numeric {
  // One digit more, to round by.
  const shift = 2 * (scale + 1) - value.scale
  const shifted =
    shift >= 0 ? value.unscaled * powerOfTen(shift) : value.unscaled / powerOfTen(-shift)
  const unscaled = (wholeRoot(shifted) + 5n) / 10n
  return scale >= 0 ? { unscaled, scale } : { unscaled: unscaled * powerOfTen(-scale), scale: 0 }
}

/** The greatest whole number whose square is not greater; Newton's method. */
function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2))
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}
