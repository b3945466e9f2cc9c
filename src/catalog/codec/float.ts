/** real and double: from text by correct rounding, to the shortest text that PostgreSQL prints. */
import { OUT_OF_RANGE, RowError, refuse } from './row-error.ts'
import { compareNumeric, computeNumeric } from './numeric-arithmetic.ts'
import { parseNumeric, type Numeric } from './numeric.ts'

const NOT_A_NUMBER = new RowError(
  'VALUE_NOT_A_NUMBER',
  'The text is not a number. Digits with at most a sign, a point and an exponent are one.',
)

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const ZERO = /^[+-]?[0.]+(?:[eE]|$)/

/** The first power of ten that is printed with an exponent. */
const DOUBLE_FIXED_MAX = 15
const REAL_FIXED_MAX = 6
const FIXED_MIN = -4
const PLAIN_MIN = 1e-4
const PLAIN_MAX = 1e14
const DOUBLE_DIGITS_MAX = 17
const REAL_DIGITS_MAX = 9

export function parseFloating(kind: 'real' | 'double', text: string): number {
  if (!DECIMAL.test(text)) return refuse(NOT_A_NUMBER)
  const double = Number(text)
  const value = kind === 'double' ? double : roundToReal(text, double)
  if (!Number.isFinite(value)) return refuse(OUT_OF_RANGE)
  if (value === 0 && !ZERO.test(text)) return refuse(OUT_OF_RANGE)
  return value
}

/** The number of a canonical cell, where NaN and the infinities are possible. */
export function readFloating(kind: 'real' | 'double', cell: string): number {
  return kind === 'real' ? Math.fround(Number(cell)) : Number(cell)
}

export function formatFloating(kind: 'real' | 'double', value: number): string {
  const size = Math.abs(value)
  // There JavaScript prints what PostgreSQL does: the shortest digits, without an exponent.
  if (kind === 'double' && size >= PLAIN_MIN && size < PLAIN_MAX) return String(value)
  if (!Number.isFinite(value)) return String(value)
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const shortest = kind === 'double' ? shortestDouble(value) : shortestReal(value)
  const [mantissa = '', exponentText = '0'] = shortest.split('e')
  const exponent = Number(exponentText)
  const fixedMax = kind === 'double' ? DOUBLE_FIXED_MAX : REAL_FIXED_MAX
  if (exponent >= FIXED_MIN && exponent < fixedMax) return fixed(mantissa, exponent)
  const sign = exponent < 0 ? '-' : '+'
  return `${mantissa}e${sign}${Math.abs(exponent).toString().padStart(2, '0')}`
}

/** A double within the range of real, at real's precision; refuses what real cannot hold. */
export function toReal(value: number): number {
  const real = Math.fround(value)
  if (Number.isFinite(value) && !Number.isFinite(real)) return refuse(OUT_OF_RANGE)
  if (real === 0 && value !== 0) return refuse(OUT_OF_RANGE)
  return real
}

function fixed(mantissa: string, exponent: number): string {
  const negative = mantissa.startsWith('-')
  const digits = mantissa.replace(/[-.]/gu, '')
  const sign = negative ? '-' : ''
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const fraction = digits.slice(exponent + 1)
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`
}

function shortestDouble(value: number): string {
  const shortest = value.toExponential()
  // Only large numbers can have a shortest text that lies exactly between two doubles.
  if (Math.abs(value) < 1e14 || !isBetweenDoubles(shortest, value)) return shortest
  const digits = shortest.replace(/e.*$/u, '').replace(/[-.]/gu, '').length
  for (let precision = digits; precision < DOUBLE_DIGITS_MAX; precision += 1) {
    const text = value.toExponential(precision)
    if (Number(text) === value && !isBetweenDoubles(text, value)) return trimZeros(text)
  }
  return shortest
}

/** JavaScript rounds a tie to the even double and prints it so; PostgreSQL prints no such text. */
function isBetweenDoubles(text: string, value: number): boolean {
  const written = parseNumeric(text)
  if (written.scale > 1) return false
  const exact = exactNumeric(value)
  const order = compareNumeric(written, exact)
  if (order === 0) return false
  const neighbour = nextDouble(value, order > 0 === value > 0 ? 1n : -1n)
  if (!Number.isFinite(neighbour)) return false
  const sum = computeNumeric('+', exact, exactNumeric(neighbour))
  return compareNumeric(computeNumeric('+', written, written), sum) === 0
}

const view = new DataView(new ArrayBuffer(8))

function nextDouble(value: number, step: bigint): number {
  view.setFloat64(0, value)
  view.setBigInt64(0, view.getBigInt64(0) + step)
  return view.getFloat64(0)
}

function shortestReal(value: number): string {
  for (let precision = 0; precision < REAL_DIGITS_MAX - 1; precision += 1) {
    const text = value.toExponential(precision)
    if (isReal(text, value)) return trimZeros(evenOfTie(text, value))
    const neighbour = oneFarther(text, 1n)
    if (isReal(neighbour, value)) return trimZeros(neighbour)
  }
  return trimZeros(value.toExponential(REAL_DIGITS_MAX - 1))
}

/** True when the text is this real and no other, a tie between two being none. */
function isReal(text: string, value: number): boolean {
  const double = Number(text)
  return Math.fround(double) === value && !isMidpoint(double)
}

/** Of two texts that are equally near JavaScript takes the larger, PostgreSQL the even one. */
function evenOfTie(text: string, value: number): string {
  const lower = oneFarther(text, -1n)
  const sum = computeNumeric('+', parseNumeric(text), parseNumeric(lower))
  const exact = exactNumeric(value)
  const isTie = compareNumeric(sum, computeNumeric('+', exact, exact)) === 0
  return isTie && isReal(lower, value) && /[13579]e/u.test(text) ? lower : text
}

/** Below a power of two the gap is half as wide, so the farther text may be the one that fits. */
function oneFarther(text: string, step: bigint): string {
  const [mantissa = '', exponent = '0'] = text.split('e')
  const places = mantissa.split('.')[1]?.length ?? 0
  const digits = BigInt(mantissa.replace('.', ''))
  const next = (digits + (digits < 0n ? -step : step)).toString()
  return Number(`${next}e${Number(exponent) - places}`).toExponential(places)
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0*e/u, 'e') : text
}

/** Rounding text to double and then to real rounds twice, which shows where the double is a tie. */
function roundToReal(text: string, double: number): number {
  const real = Math.fround(double)
  if (!isMidpoint(double)) return real
  const exact = compareNumeric(parseNumeric(text), exactNumeric(double))
  if (exact === 0) return real
  const other = 2 * double - real
  const [low, high] = real < other ? [real, other] : [other, real]
  return exact > 0 ? high : low
}

function isMidpoint(double: number): boolean {
  const real = Math.fround(double)
  if (real === double || !Number.isFinite(real)) return false
  const other = 2 * double - real
  return Math.fround(other) === other && (real + other) / 2 === double
}

/** The double's exact decimal value: every one has a finite number of digits. */
export function exactNumeric(double: number): Numeric {
  let scale = 0
  let whole = double
  while (!Number.isInteger(whole)) {
    whole *= 2
    scale += 1
  }
  return { unscaled: BigInt(whole) * 5n ** BigInt(scale), scale }
}
