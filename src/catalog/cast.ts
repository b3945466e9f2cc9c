/**
 * Says of two logical types whether one converts to the other, and what may go wrong or be lost.
 */
import type { LogicalType, TypeKind } from './logical-type.ts'
import { assignmentRule } from './cast-assignment.ts'
import { explicitRule } from './cast-explicit.ts'

/**
 * explicit: a written cast, which rounds and cuts as PostgreSQL's does. assignment: feeding a
 * column, where the value is kept or the row refused.
 */
export type CastContext = 'explicit' | 'assignment'

export interface CastRule {
  /** True when some value of the one type is refused by the other. */
  readonly fallible: boolean
  /** What is lost without a word, for a person to accept; null: nothing. */
  readonly narrows: string | null
}

const EXACT: CastRule = { fallible: false, narrows: null }

/** undefined: there is no such conversion. */
export function castRule(
  from: LogicalType,
  to: LogicalType,
  context: CastContext,
): CastRule | undefined {
  if (isSameType(from, to)) return EXACT
  return context === 'explicit' ? explicitRule(from, to) : assignmentRule(from, to)
}

export function isSameType(left: LogicalType, right: LogicalType): boolean {
  switch (left.kind) {
    case 'numeric':
      return (
        right.kind === 'numeric' &&
        left.precision === right.precision &&
        (left.scale ?? 0) === (right.scale ?? 0)
      )
    case 'text':
      return right.kind === 'text' && left.length === right.length && left.fixed === right.fixed
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return right.kind === left.kind && right.precision === left.precision
    case 'enum':
      return right.kind === 'enum' && left.labels.join('\0') === right.labels.join('\0')
    case 'array':
      return right.kind === 'array' && isSameType(left.element, right.element)
    case 'unsupported':
      return false
    case 'boolean':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'bytea':
    case 'uuid':
    case 'json':
    case 'jsonb':
    case 'date':
    case 'interval':
      return right.kind === left.kind
  }
}

const IMPLICIT: Readonly<Partial<Record<TypeKind, readonly TypeKind[]>>> = {
  smallint: ['integer', 'bigint', 'numeric', 'real', 'double'],
  integer: ['bigint', 'numeric', 'real', 'double'],
  bigint: ['numeric', 'real', 'double'],
  numeric: ['real', 'double'],
  real: ['double'],
  date: ['timestamp', 'timestamptz'],
  timestamp: ['timestamptz'],
}

/** True when an operand of the one kind may stand where the other is asked for, with no cast. */
export function isImplicitCast(from: TypeKind, to: TypeKind): boolean {
  return from === to || (IMPLICIT[from]?.includes(to) ?? false)
}
