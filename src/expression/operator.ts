/** Types operators, and the forms that stand for them: IN, BETWEEN, LIKE, NULLIF, IS DISTINCT. */
import type { A_Expr, Node } from '@pgsql/types'
import { BOOLEAN, type TypeKind } from '../catalog/logical-type.ts'
import { checkCall } from './call.ts'
import { constant, unify } from './coerce.ts'
import { checkAll, report, spanOf, type CheckContext, type Operand } from './context.ts'
import type { Span, TypedExpression } from './tree.ts'

export function checkOperator(node: A_Expr, context: CheckContext): TypedExpression | undefined {
  const span = spanOf(context, node.location)
  const sign = (node.name ?? []).map((part) => ('String' in part ? part.String.sval : '')).at(-1)
  switch (node.kind) {
    case 'AEXPR_OP':
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
      return checkPlain(sign ?? '', node, span, context)
    case 'AEXPR_DISTINCT':
      return checkPlain('is distinct from', node, span, context)
    case 'AEXPR_NOT_DISTINCT':
      return checkPlain('is not distinct from', node, span, context)
    case 'AEXPR_NULLIF':
      return checkNullif(node, span, context)
    case 'AEXPR_IN':
      return checkIn(node, sign === '<>', span, context)
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN':
    case 'AEXPR_BETWEEN_SYM':
    case 'AEXPR_NOT_BETWEEN_SYM':
      return checkBetween(node, span, context)
    default: {
      const message = `This form of "${sign}" is not part of the mapping language.`
      return report(context, 'EXPRESSION_NOT_ALLOWED', node.location, message)
    }
  }
}

function checkPlain(
  sign: string,
  node: A_Expr,
  span: Span,
  context: CheckContext,
): TypedExpression | undefined {
  const right = context.check(node.rexpr)
  if (node.lexpr === undefined) {
    if (right === undefined) return undefined
    return checkPrefix(sign, right, span, context)
  }
  const left = context.check(node.lexpr)
  if (left === undefined || right === undefined) return undefined
  return binary(sign, [left, right], span, context)
}

function binary(
  name: string,
  operands: readonly Operand[],
  span: Span,
  context: CheckContext,
): TypedExpression | undefined {
  return checkCall({ kind: 'operator', name, operands, named: new Map(), span }, context)
}

/** A minus before a number is part of the number. */
function checkPrefix(
  sign: string,
  operand: Operand,
  span: Span,
  context: CheckContext,
): TypedExpression | undefined {
  if (sign === '-' && operand.kind === 'constant' && operand.cell !== null) {
    const { cell, type } = operand
    const isZero = /^[0.]+$/u.test(cell)
    const negated = cell.startsWith('-') ? cell.slice(1) : isZero ? cell : `-${cell}`
    if (type.kind !== 'boolean') return constant(type, negated, { span })
  }
  const call = { kind: 'prefix', name: sign, operands: [operand], named: new Map(), span } as const
  return checkCall(call, context)
}

/** Kinds among which PostgreSQL compares as they are, so that the left one keeps its type. */
const COMPARED_AS_THEY_ARE: readonly (readonly TypeKind[])[] = [
  ['smallint', 'integer', 'bigint'],
  ['real', 'double'],
  ['date', 'timestamp', 'timestamptz'],
]

/** `nullif(a, b)`: NULL where a = b, else a, converted as far as the comparison needs it. */
function checkNullif(node: A_Expr, span: Span, context: CheckContext): TypedExpression | undefined {
  const [left, right] = [context.check(node.lexpr), context.check(node.rexpr)]
  if (left === undefined || right === undefined) return undefined
  const when = binary('=', [left, right], span, context)
  if (when?.kind !== 'call') return undefined
  const [compared] = when.operands
  const value = left.kind === 'literal' || !keepsType(left, right, compared) ? compared : left
  if (value === undefined) return undefined
  return {
    kind: 'case',
    type: value.type,
    nullable: true,
    fallible: false,
    span,
    branches: [{ when, then: constant(value.type, null, { span }) }],
    otherwise: value,
  }
}

function keepsType(
  left: TypedExpression,
  right: Operand,
  compared: TypedExpression | undefined,
): boolean {
  const isSameKind = compared?.type.kind === left.type.kind
  if (right.kind === 'literal' || isSameKind || left.type.kind === 'real') return true
  return COMPARED_AS_THEY_ARE.some(
    (kinds) => kinds.includes(left.type.kind) && kinds.includes(right.type.kind),
  )
}

const PRIMITIVE: ReadonlySet<TypeKind> = new Set([
  'text',
  'smallint',
  'integer',
  'bigint',
  'boolean',
  'uuid',
  'enum',
])

/** A list of constants is looked up in a set; any other is a chain of comparisons. */
function checkIn(
  node: A_Expr,
  isNegated: boolean,
  span: Span,
  context: CheckContext,
): TypedExpression | undefined {
  const subject = context.check(node.lexpr)
  const items = checkAll(listOf(node.rexpr), context)
  if (subject === undefined || items === undefined) return undefined
  const all = unify([subject, ...items], context, 'IN')
  const [operand, ...values] = all ?? []
  if (operand === undefined) return undefined
  const base = { type: BOOLEAN, fallible: false, span }
  const isPadded = operand.type.kind === 'text' && operand.type.fixed
  const isSet =
    PRIMITIVE.has(operand.type.kind) &&
    !isPadded &&
    values.every((value) => value.kind === 'constant' && value.cell !== null)
  const found: TypedExpression | undefined = isSet
    ? { ...base, kind: 'in', nullable: operand.nullable, operand, items: values }
    : chain(operand, values, span, context)
  if (found === undefined || !isNegated) return found
  return { ...base, kind: 'not', nullable: found.nullable, operand: found }
}

function chain(
  operand: TypedExpression,
  values: readonly TypedExpression[],
  span: Span,
  context: CheckContext,
): TypedExpression | undefined {
  const equalities = values.map((value) => binary('=', [operand, value], span, context))
  if (!equalities.every((equality) => equality !== undefined)) return undefined
  const nullable = equalities.some((equality) => equality.nullable)
  return { kind: 'or', type: BOOLEAN, nullable, fallible: false, span, operands: equalities }
}

function checkBetween(
  node: A_Expr,
  span: Span,
  context: CheckContext,
): TypedExpression | undefined {
  const subject = context.check(node.lexpr)
  const [low, high] = checkAll(listOf(node.rexpr), context) ?? []
  if (subject === undefined || low === undefined || high === undefined) return undefined
  const within = (one: Operand, other: Operand) =>
    join('and', [
      binary('>=', [subject, one], span, context),
      binary('<=', [subject, other], span, context),
    ])
  const isSymmetric = node.kind?.endsWith('_SYM') === true
  const found = isSymmetric ? join('or', [within(low, high), within(high, low)]) : within(low, high)
  if (found === undefined || node.kind?.startsWith('AEXPR_NOT') !== true) return found
  const { nullable } = found
  return { kind: 'not', type: BOOLEAN, nullable, fallible: false, span, operand: found }
}

function join(
  kind: 'and' | 'or',
  operands: readonly (TypedExpression | undefined)[],
): TypedExpression | undefined {
  const [first] = operands
  if (first === undefined || !operands.every((operand) => operand !== undefined)) return undefined
  const nullable = operands.some((operand) => operand.nullable)
  return { kind, type: BOOLEAN, nullable, fallible: false, span: first.span, operands }
}

function listOf(node: Node | undefined): readonly Node[] {
  return node !== undefined && 'List' in node ? (node.List.items ?? []) : []
}
