/** What is certain of calculations: the range of their results, and whether they can overflow. */
import { boundsOfType, boundsOfValues, UNBOUNDED, type Bounds } from '../expression/bounds.ts'
import { atScale, rounded, type NumberBounds } from '../expression/number-bounds.ts'
import type { KnownCall, KnownOperand } from '../expression/function-table.ts'
import { BOOLEAN, type LogicalType } from '../catalog/logical-type.ts'

export type KnownRule = (operands: readonly KnownOperand[], returns: LogicalType) => KnownCall

export const NOTHING_MORE: KnownCall = {}

function ofNumber(number: NumberBounds): Bounds {
  return { ...UNBOUNDED, number }
}

/** Whole numbers between two, both included. */
export function between(low: number, high: number): Bounds {
  return ofNumber({ low: BigInt(low), high: BigInt(high), scale: 0, nan: false })
}

/** The result, which is not refused where the type has room for all of it. */
function within(number: NumberBounds, returns: LogicalType): KnownCall {
  const room = boundsOfType(returns).number
  const fits = room === null || (number.low >= room.low && number.high <= room.high)
  return fits ? { bounds: ofNumber(number), fallible: false } : NOTHING_MORE
}

function spanOf(values: readonly bigint[]): Pick<NumberBounds, 'low' | 'high'> {
  const [first = 0n, ...rest] = values
  return {
    low: rest.reduce((least, value) => (value < least ? value : least), first),
    high: rest.reduce((most, value) => (value > most ? value : most), first),
  }
}

/** A rule for two numbers of which both ranges are known. */
function ofTwo(
  compute: (left: NumberBounds, right: NumberBounds, returns: LogicalType) => KnownCall,
): KnownRule {
  return ([left, right], returns) => {
    const [one, other] = [left?.bounds.number ?? null, right?.bounds.number ?? null]
    return one === null || other === null ? NOTHING_MORE : compute(one, other, returns)
  }
}

function aligned(
  one: NumberBounds,
  other: NumberBounds,
): readonly [NumberBounds, NumberBounds, Pick<NumberBounds, 'scale' | 'nan'>] {
  const scale = Math.max(one.scale, other.scale)
  return [atScale(one, scale), atScale(other, scale), { scale, nan: one.nan || other.nan }]
}

const sum = ofTwo((left, right, returns) => {
  const [one, other, base] = aligned(left, right)
  return within({ ...base, low: one.low + other.low, high: one.high + other.high }, returns)
})

const difference = ofTwo((left, right, returns) => {
  const [one, other, base] = aligned(left, right)
  return within({ ...base, low: one.low - other.high, high: one.high - other.low }, returns)
})

/** PostgreSQL keeps no more digits behind the point than this. */
const SCALE_MAX = 1000

const product = ofTwo((left, right, returns) => {
  const scale = left.scale + right.scale
  if (scale > SCALE_MAX) return NOTHING_MORE
  const ends = [left.low, left.high].flatMap((a) => [right.low, right.high].map((b) => a * b))
  return within({ ...spanOf(ends), scale, nan: left.nan || right.nan }, returns)
})

function hasZero({ low, high }: NumberBounds): boolean {
  return low <= 0n && high >= 0n
}

function magnitude({ low, high }: NumberBounds): bigint {
  return -low > high ? -low : high
}

/** Cut toward zero, the quotient of whole numbers is no larger than the dividend. */
const wholeQuotient = ofTwo((left, right, returns) => {
  if (hasZero(right)) return NOTHING_MORE
  const most = magnitude(left)
  const isPositive = left.low >= 0n && right.low > 0n
  return within({ low: isPositive ? 0n : -most, high: most, scale: 0, nan: false }, returns)
})

const decimalQuotient = ofTwo((_, right) => (hasZero(right) ? NOTHING_MORE : { fallible: false }))

const rest = ofTwo((left, right, returns) => {
  if (hasZero(right)) return NOTHING_MORE
  const [one, other, base] = aligned(left, right)
  const most = magnitude(other)
  const low = one.low >= 0n ? 0n : -most
  return within({ ...base, low, high: one.high <= 0n ? 0n : most }, returns)
})

function ofOne(compute: (number: NumberBounds, returns: LogicalType) => KnownCall): KnownRule {
  return ([operand], returns) => {
    const number = operand?.bounds.number ?? null
    return number === null ? NOTHING_MORE : compute(number, returns)
  }
}

const negation = ofOne((number, returns) =>
  within({ ...number, low: -number.high, high: -number.low }, returns),
)

const absolute = ofOne((number, returns) => {
  const low = hasZero(number) ? 0n : spanOf([number.low, number.high].map(absOf)).low
  return within({ ...number, low, high: magnitude(number) }, returns)
})

function absOf(value: bigint): bigint {
  return value < 0n ? -value : value
}

/** Rounding up or down moves a number by less than one. */
function toWhole(isNearest: boolean): KnownRule {
  return ofOne((number, returns) => {
    const whole = rounded(number, 0)
    const spare = isNearest || number.scale === 0 ? 0n : 1n
    return within({ ...whole, low: whole.low - spare, high: whole.high + spare }, returns)
  })
}

/** To a number of digits that is written. */
const toDigits: KnownRule = ([value, count], returns) => {
  const number = value?.bounds.number ?? null
  const digits = singleNumber(count)
  if (number === null || digits === undefined || digits < 0 || digits > SCALE_MAX) {
    return NOTHING_MORE
  }
  const result = rounded(number, digits)
  const spare = digits < number.scale ? 1n : 0n
  return within({ ...result, low: result.low - spare, high: result.high + spare }, returns)
}

/** The number that an operand is, where it is always the same. */
function singleNumber(operand: KnownOperand | undefined): number | undefined {
  const number = operand?.bounds.number ?? null
  if (number === null || number.low !== number.high || number.scale > 0) return undefined
  return Number(number.low)
}

/** How the left may stand to the right: less (-1), equal (0), greater (1); all three: not known. */
function orders([left, right]: readonly KnownOperand[]): readonly (-1 | 0 | 1)[] {
  const [one, other] = [left?.bounds.number ?? null, right?.bounds.number ?? null]
  if (one === null || other === null || one.nan || other.nan) return [-1, 0, 1]
  const [a, b] = aligned(one, other)
  return [
    ...(a.low < b.high ? ([-1] as const) : []),
    ...(a.low <= b.high && a.high >= b.low ? ([0] as const) : []),
    ...(a.high > b.low ? ([1] as const) : []),
  ]
}

/** What a comparison always comes to, where the ranges leave no choice. */
export function comparing(
  test: (order: -1 | 0 | 1) => boolean,
  more: (operands: readonly KnownOperand[]) => boolean | undefined = () => undefined,
): KnownRule {
  return (operands) => {
    const outcomes = new Set(orders(operands).map(test))
    const [only] = outcomes
    const holds = outcomes.size === 1 ? only : more(operands)
    if (holds === undefined) return NOTHING_MORE
    return { bounds: boundsOfValues(BOOLEAN, [holds ? 't' : 'f']) }
  }
}

/** The rules of an operation under the keys that its signatures have. */
function under(name: string, kinds: readonly string[], rule: KnownRule) {
  return kinds.map((kind) => [`${name}_${kind}_${kind}`, rule] as const)
}

const WHOLE = ['smallint', 'integer', 'bigint']
const EXACT = [...WHOLE, 'numeric']

export const knownNumbers: readonly (readonly [key: string, rule: KnownRule])[] = [
  ...under('add', EXACT, sum),
  ...under('subtract', EXACT, difference),
  ...under('multiply', EXACT, product),
  ...under('divide', WHOLE, wholeQuotient),
  ['divide_numeric_numeric', decimalQuotient],
  ...under('remainder', EXACT, rest),
  ...under('mod', EXACT, rest),
  ...EXACT.flatMap((kind) => [
    [`prefix_subtract_${kind}`, negation] as const,
    [`abs_${kind}`, absolute] as const,
  ]),
  ...['round', 'trunc', 'ceil', 'ceiling', 'floor'].map(
    (name) => [`${name}_numeric`, toWhole(name === 'round')] as const,
  ),
  ...['round', 'trunc'].map((name) => [`${name}_numeric_integer`, toDigits] as const),
]
