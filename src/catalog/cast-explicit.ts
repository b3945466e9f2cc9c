/** The conversions a written cast may ask for: PostgreSQL's, with what they cut named. */
import type { CastRule } from './cast.ts'
import type { LogicalType, TypeKind } from './logical-type.ts'

const EXACT: CastRule = { fallible: false, narrows: null }
const FALLIBLE: CastRule = { fallible: true, narrows: null }

const NUMBERS: readonly TypeKind[] = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double']
const MOMENTS: readonly TypeKind[] = ['date', 'timestamp', 'timestamptz']

export function explicitRule(from: LogicalType, to: LogicalType): CastRule | undefined {
  if (from.kind === 'unsupported' || to.kind === 'unsupported') return undefined
  if (to.kind === 'text') return toText(from, to)
  if (from.kind === 'text') return to.kind === 'array' ? undefined : FALLIBLE
  if (NUMBERS.includes(from.kind) && NUMBERS.includes(to.kind)) return betweenNumbers(from, to)
  if (from.kind === 'boolean') return to.kind === 'integer' ? EXACT : undefined
  if (to.kind === 'boolean') return from.kind === 'integer' ? EXACT : undefined
  if (MOMENTS.includes(from.kind)) return fromMoment(from, to)
  if (from.kind === 'time' && to.kind === 'time') return EXACT
  if (from.kind === 'json' && to.kind === 'jsonb') return FALLIBLE
  if (from.kind === 'jsonb' && to.kind === 'json') return EXACT
  return undefined
}

function toText(from: LogicalType, to: LogicalType & { kind: 'text' }): CastRule {
  if (to.length === null || textWidth(from) <= to.length) return EXACT
  return {
    fallible: false,
    narrows: `The cast silently cuts text after ${to.length} characters.`,
  }
}

/** The longest text a type's values have; Infinity where there is no limit. */
function textWidth(type: LogicalType): number {
  if (type.kind === 'text') return type.length ?? Number.POSITIVE_INFINITY
  if (type.kind === 'enum') return Math.max(...type.labels.map((label) => label.length))
  const widths: Partial<Record<TypeKind, number>> = {
    boolean: 5,
    smallint: 6,
    integer: 11,
    bigint: 20,
    uuid: 36,
  }
  return widths[type.kind] ?? Number.POSITIVE_INFINITY
}

const SIZES: Partial<Record<TypeKind, number>> = { smallint: 1, integer: 2, bigint: 3 }

function betweenNumbers(from: LogicalType, to: LogicalType): CastRule {
  const [fromSize, toSize] = [SIZES[from.kind], SIZES[to.kind]]
  if (fromSize !== undefined && toSize !== undefined) return fromSize <= toSize ? EXACT : FALLIBLE
  const narrows = lostDigits(from, to)
  if (to.kind === 'numeric') {
    if (to.precision === null) return { fallible: false, narrows }
    return { fallible: !holdsIntegers(from, to), narrows }
  }
  if (to.kind === 'real' || to.kind === 'double') {
    const isWide = from.kind === 'numeric' || (from.kind === 'double' && to.kind === 'real')
    return { fallible: isWide, narrows }
  }
  return FALLIBLE
}

function lostDigits(from: LogicalType, to: LogicalType): string | null {
  const isApproximate = from.kind === 'real' || from.kind === 'double'
  if (isApproximate && to.kind === 'numeric') {
    return `The cast keeps ${from.kind === 'real' ? 6 : 15} digits and silently drops the others.`
  }
  const cuts =
    (to.kind === 'real' && from.kind !== 'smallint') ||
    (to.kind === 'double' && (from.kind === 'bigint' || from.kind === 'numeric'))
  return cuts ? 'The cast silently drops digits that a binary fraction does not hold.' : null
}

const WHOLE_DIGITS: Partial<Record<TypeKind, number>> = { smallint: 5, integer: 10, bigint: 19 }

/** True when every whole number of the one type fits into the decimals of the other. */
export function holdsIntegers(from: LogicalType, to: LogicalType & { kind: 'numeric' }): boolean {
  const digits = WHOLE_DIGITS[from.kind]
  if (digits === undefined || to.precision === null) return false
  const scale = to.scale ?? 0
  return scale >= 0 && to.precision - scale >= digits
}

function fromMoment(from: LogicalType, to: LogicalType): CastRule | undefined {
  if (to.kind === 'time') return from.kind === 'date' ? undefined : EXACT
  if (!MOMENTS.includes(to.kind)) return undefined
  if (to.kind === 'date') return EXACT
  // Dates reach further than timestamps, and rounding may carry a timestamp beyond the last one.
  if (from.kind === 'date') return FALLIBLE
  return dropsDigits(from, to) ? FALLIBLE : EXACT
}

/** True when the one type has more digits of the second than the other. */
export function dropsDigits(from: LogicalType, to: LogicalType): boolean {
  return 'precision' in from && 'precision' in to && (from.precision ?? 0) > (to.precision ?? 0)
}
