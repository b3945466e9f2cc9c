/** Logarithms and exponentials to any number of bits, by their series on whole numbers. */

/** A few bits more than are asked for, because each step of a series rounds. */
const GUARD_BITS = 32

function bitLength(value: bigint): number {
  const digits = (value < 0n ? -value : value).toString(16)
  return 4 * (digits.length - 1) + (32 - Math.clz32(Number.parseInt(digits[0] ?? '0', 16)))
}

function shift(value: bigint, bits: number): bigint {
  return bits >= 0 ? value << BigInt(bits) : value >> BigInt(-bits)
}

/** 2 artanh(numerator / denominator), which is small, as a fixed number of so many bits. */
function twiceArtanh(numerator: bigint, denominator: bigint, bits: number): bigint {
  const one = 1n << BigInt(bits)
  const x = (numerator * one) / denominator
  const square = (x * x) / one
  let power = x
  let sum = 0n
  for (let odd = 1n; power !== 0n; odd += 2n) {
    sum += power / odd
    power = (power * square) / one
  }
  return 2n * sum
}

const doublings = new Map<number, bigint>()

/** The logarithm of 2. */
function logarithmOfTwo(bits: number): bigint {
  const known = doublings.get(bits)
  if (known !== undefined) return known
  const value = twiceArtanh(1n, 3n, bits)
  if (doublings.size > 100) doublings.clear()
  doublings.set(bits, value)
  return value
}

/** The natural logarithm of a fraction above zero, times 2^bits. */
export function logarithm(numerator: bigint, denominator: bigint, bits: number): bigint {
  const wide = bits + GUARD_BITS
  let exponent = bitLength(numerator) - bitLength(denominator)
  // Between 1/2 and 2, and then between 3/4 and 3/2, where the series is short.
  let [over, under] =
    exponent >= 0
      ? [numerator, denominator << BigInt(exponent)]
      : [numerator << BigInt(-exponent), denominator]
  if (4n * over < 3n * under) {
    over *= 2n
    exponent -= 1
  } else if (2n * over > 3n * under) {
    under *= 2n
    exponent += 1
  }
  const rest = twiceArtanh(over - under, over + under, wide)
  return shift(rest + BigInt(exponent) * logarithmOfTwo(wide), -GUARD_BITS)
}

/** mantissa * 2^exponent */
interface Scaled {
  readonly mantissa: bigint
  readonly exponent: number
}

/** e to the power of value / 2^valueBits; the mantissa has about as many bits as are asked for. */
export function exponential(value: bigint, valueBits: number, bits: number): Scaled {
  const halvings = Math.ceil(Math.sqrt(bits) / 3)
  const wide = bits + GUARD_BITS + halvings
  const size = Math.max(0, bitLength(value) - valueBits)
  const fine = wide + size
  const ln2 = logarithmOfTwo(fine)
  const x = shift(value, fine - valueBits)
  const exponent = Number(x / ln2)
  const rest = shift(x - BigInt(exponent) * ln2, wide - fine)
  const one = 1n << BigInt(wide)
  const part = rest >> BigInt(halvings)
  let term = one
  let sum = one
  for (let count = 1n; term !== 0n; count += 1n) {
    term = (term * part) / (one * count)
    sum += term
  }
  for (let round = 0; round < halvings; round += 1) sum = (sum * sum) / one
  return { mantissa: sum, exponent: exponent - wide }
}

const MANTISSA_BITS = 64
const EXPONENT_MIN = -1074
/** Of these and fewer bits are the results that lie exactly between two doubles. */
const EXACT_BITS = 128

/** The double that is nearest to what was computed with some bits more than `EXACT_BITS`. */
export function toDouble(computed: Scaled): number {
  const { mantissa, exponent } = settled(computed)
  const surplus = Math.max(bitLength(mantissa) - MANTISSA_BITS, EXPONENT_MIN - exponent, 0)
  if (surplus === 0) return Number(mantissa) * 2 ** exponent
  // Below the smallest normal number fewer bits count, and the rest decides the last of them.
  const cut = mantissa >> BigInt(surplus)
  const isExact = cut << BigInt(surplus) === mantissa
  const end = exponent + surplus
  if (end > EXPONENT_MIN) return scale(Number(isExact ? cut : cut | 1n), end)
  const half = (mantissa >> BigInt(surplus - 1)) & 1n
  return Number(cut + half) * 2 ** EXPONENT_MIN
}

/** Without the last bits, which rounding left: 10^23 is what it is, not the least bit less. */
function settled({ mantissa, exponent }: Scaled): Scaled {
  const surplus = bitLength(mantissa) - EXACT_BITS
  if (surplus <= 0) return { mantissa, exponent }
  const half = 1n << BigInt(surplus - 1)
  return { mantissa: (mantissa + half) >> BigInt(surplus), exponent: exponent + surplus }
}

/** In two steps, for the power alone may be out of a double's range. */
function scale(value: number, exponent: number): number {
  const first = Math.trunc(exponent / 2)
  return value * 2 ** first * 2 ** (exponent - first)
}

/** A finite double as a whole number times a power of two. */
export function partsOf(value: number): Scaled {
  if (value === 0) return { mantissa: 0n, exponent: 0 }
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))) - 53, EXPONENT_MIN)
  const mantissa = scale(value, -exponent)
  return { mantissa: BigInt(mantissa), exponent }
}
