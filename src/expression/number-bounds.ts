/** Ranges of exact numbers: what lies in one of two, in both, or in one after rounding. */

/** Of an exact number: it lies between two bounds, both included, in units of 10^-scale. */
export interface NumberBounds {
  readonly low: bigint
  readonly high: bigint
  /** Digits after the point, at most. */
  readonly scale: number
  /** True: it may be NaN instead. */
  readonly nan: boolean
}

/** In units of another scale, which is not smaller. */
export function atScale(number: NumberBounds, scale: number): NumberBounds {
  const factor = 10n ** BigInt(scale - number.scale)
  return { ...number, low: number.low * factor, high: number.high * factor, scale }
}

export function spanning(one: NumberBounds, other: NumberBounds): NumberBounds {
  const scale = Math.max(one.scale, other.scale)
  const [left, right] = [atScale(one, scale), atScale(other, scale)]
  return {
    low: left.low < right.low ? left.low : right.low,
    high: left.high > right.high ? left.high : right.high,
    scale,
    nan: one.nan || other.nan,
  }
}

export function intersection(
  one: NumberBounds | null,
  other: NumberBounds | null,
): NumberBounds | null {
  if (one === null || other === null) return one ?? other
  const scale = Math.max(one.scale, other.scale)
  const [left, right] = [atScale(one, scale), atScale(other, scale)]
  return {
    low: left.low > right.low ? left.low : right.low,
    high: left.high < right.high ? left.high : right.high,
    scale,
    nan: one.nan && other.nan,
  }
}

/** At another scale, half away from zero: what is between two numbers stays between them. */
export function rounded(number: NumberBounds, scale: number): NumberBounds {
  const { low, high } = number
  if (scale >= number.scale) {
    const factor = 10n ** BigInt(scale - number.scale)
    return { ...number, low: low * factor, high: high * factor, scale }
  }
  const unit = 10n ** BigInt(number.scale - scale)
  const round = (value: bigint): bigint => (value + (value < 0n ? -unit : unit) / 2n) / unit
  return { ...number, low: round(low), high: round(high), scale }
}

/** True where no number lies in both. */
export function isApart(one: NumberBounds, other: NumberBounds): boolean {
  const scale = Math.max(one.scale, other.scale)
  const [left, right] = [atScale(one, scale), atScale(other, scale)]
  return left.high < right.low || left.low > right.high
}
