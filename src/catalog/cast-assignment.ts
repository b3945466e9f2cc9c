/**
 * The conversions of feeding a column: PostgreSQL's, and text to anything; values are kept or
 * refused.
 */
import type { CastRule } from './cast.ts'
import { dropsDigits, explicitRule, holdsIntegers } from './cast-explicit.ts'
import type { LogicalType } from './logical-type.ts'

const EXACT: CastRule = { fallible: false, narrows: null }
const FALLIBLE: CastRule = { fallible: true, narrows: null }

export function assignmentRule(from: LogicalType, to: LogicalType): CastRule | undefined {
  if (to.kind === 'text') return toText(from, to)
  if (from.kind === 'enum' && to.kind === 'enum') {
    return from.labels.every((label) => to.labels.includes(label)) ? EXACT : FALLIBLE
  }
  const rule = explicitRule(from, to)
  if (rule === undefined || from.kind === 'text') return rule
  if (from.kind === 'boolean' || to.kind === 'boolean') return undefined
  // The day would be lost whatever the value.
  if (to.kind === 'time' && from.kind !== 'time') return undefined
  if (from.kind === 'json') return { fallible: true, narrows: LOST_BY_JSONB }
  if (from.kind === 'timestamptz' && to.kind !== 'timestamptz') {
    return { fallible: to.kind === 'date' || dropsDigits(from, to), narrows: LOST_ZONE }
  }
  return keepsAll(from, to) ? EXACT : FALLIBLE
}

const LOST_BY_JSONB = 'jsonb keeps neither blanks, nor the order of keys, nor all of equal keys.'
const LOST_ZONE = 'The column has no time zone: the time in UTC is kept.'

function toText(from: LogicalType, to: LogicalType & { kind: 'text' }): CastRule | undefined {
  const rule = explicitRule(from, to)
  if (rule === undefined || rule.narrows === null) return rule
  return FALLIBLE
}

/** True when no value of the one type is refused by the other. */
function keepsAll(from: LogicalType, to: LogicalType): boolean {
  switch (to.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      return explicitRule(from, to)?.fallible === false
    case 'numeric':
      return holdsDecimals(from, to)
    case 'real':
      return from.kind === 'smallint'
    case 'double':
      return from.kind === 'smallint' || from.kind === 'integer' || from.kind === 'real'
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return from.kind !== 'date' && !dropsDigits(from, to)
    case 'json':
      return true
    default:
      return false
  }
}

function holdsDecimals(from: LogicalType, to: LogicalType & { kind: 'numeric' }): boolean {
  if (to.precision === null) return true
  if (from.kind !== 'numeric') return holdsIntegers(from, to)
  if (from.precision === null) return false
  const [fromScale, toScale] = [from.scale ?? 0, to.scale ?? 0]
  return toScale >= fromScale && to.precision - toScale >= from.precision - fromScale
}
