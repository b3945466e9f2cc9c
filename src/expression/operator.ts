/** Types operators, and the forms that stand for them: IN, BETWEEN, LIKE, NULLIF, IS DISTINCT. */
import type { A_Expr, Node } from '@pgsql/types'
import { isSameType } from '../catalog/cast.ts'
import { BOOLEAN, type LogicalType, type TypeKind } from '../catalog/logical-type.ts'
import { checkQuantified } from './array.ts'
import { checkCall } from './call.ts'
import { coerce, commonType, constant, unify } from './coerce.ts'
import { checkAll, report, spanOf, type CheckContext, type Operand } from './context.ts'
import { operandsOf } from './fallible.ts'
import { folded } from './fold.ts'
import type { Span, TypedExpression } from './tree.ts'

export function checkOperator(node: A_Expr, context: CheckContext): TypedExpression | undefined {
  const span = spanOf(context, node.location)
  const sign = (node.name ?? []).map((part) => ('String' in part ? part.String.sval : '')).at(-1)
  switch (node.kind) {
    case 'AEXPR_OP':
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
      return checkPlain(sign ?? '', node, span, context)
    case 'AEXPR_OP_ANY':
    case 'AEXPR_OP_ALL':
      return checkQuantified(node, sign ?? '', span, context)
    case 'AEXPR_SIMILAR':
      return checkSimilar(sign === '!~', node, span, context)
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
  const left = node.lexpr === undefined ? null : context.check(node.lexpr)
  const right = context.check(node.rexpr)
  if (left === undefined || right === undefined) return undefined
  if (left === null) return checkPrefix(sign, right, span, context)
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

/** The parser has put the pattern, and what escapes, into a call of similar_to_escape. */
function checkSimilar(
  isNegated: boolean,
  node: A_Expr,
  span: Span,
  context: CheckContext,
): TypedExpression | undefined {
  const { rexpr } = node
  const call = rexpr !== undefined && 'FuncCall' in rexpr ? rexpr.FuncCall : undefined
  const text = context.check(node.lexpr)
  const pattern = checkAll(call?.args, context)
  if (text === undefined || pattern === undefined) return undefined
  return checkCall(
    {
      kind: 'operator',
      name: isNegated ? 'not similar to' : 'similar to',
      operands: [text, ...pattern],
      named: new Map(),
      span,
    },
    context,
  )
}

function checkPrefix(
  sign: string,
  operand: Operand,
  span: Span,
  context: CheckContext,
): TypedExpression | undefined {
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
    branches: [{ when: folded(when), then: constant(value.type, null, { span }) }],
    otherwise: value,
  }
}

function keepsType(
  left: TypedExpression,
  right: Operand,
  compared: TypedExpression | undefined,
): boolean {
  const isSameKind = compared?.type.kind === left.type.kind && !changesFixed(left, compared)
  if (right.kind === 'literal' || isSameKind || left.type.kind === 'real') return true
  return COMPARED_AS_THEY_ARE.some(
    (kinds) => kinds.includes(left.type.kind) && kinds.includes(right.type.kind),
  )
}

/**
 * A varchar that is compared with a char(n) is given as one, without blanks at its end; a char(n)
 * that is compared with a text is given as a text.
 */
function changesFixed({ type }: TypedExpression, compared: TypedExpression): boolean {
  return type.kind === 'text' && compared.type.kind === 'text' && compared.type.fixed !== type.fixed
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
  if (commonType([subject, ...items]) === undefined) {
    return unify([subject, ...items], context, 'IN')?.[0]
  }
  const values = ofOneType(subject, items, context)
  const calls = values?.map((value) => binary('=', [subject, value], span, context))
  if (calls === undefined || !calls.every((call) => call?.kind === 'call')) return undefined
  const nullable = calls.some((call) => call.nullable)
  const base = { type: BOOLEAN, fallible: false, span, nullable } as const
  const found = asSet(calls, base) ?? anyOf(calls, base)
  return isNegated ? { ...base, kind: 'not', operand: found } : found
}

/**
 * Several items that read no column come to one type, as those of an array: so PostgreSQL has it.
 */
function ofOneType(
  subject: Operand,
  items: readonly Operand[],
  context: CheckContext,
): readonly Operand[] | undefined {
  const isFixed = (item: Operand): boolean => item.kind === 'literal' || !readsRow(item)
  const fixed = items.filter(isFixed)
  const type = fixed.length > 1 ? commonType([subject, ...fixed]) : undefined
  if (type === undefined) return items
  const all = items.map((item) => (isFixed(item) ? coerce(item, type, context) : item))
  return all.every((item) => item !== undefined) ? all : undefined
}

function readsRow(tree: TypedExpression): boolean {
  return tree.kind === 'reference' || operandsOf(tree).some(readsRow)
}

/** The comparisons as one look into a set, where all compare one operand with constants. */
function asSet(
  calls: readonly (TypedExpression & { readonly kind: 'call' })[],
  base: { readonly type: LogicalType; fallible: false; span: Span; nullable: boolean },
): TypedExpression | undefined {
  const [operand] = calls[0]?.operands ?? []
  if (operand === undefined || !isPrimitive(operand.type)) return undefined
  const items = calls.flatMap(({ operands: [left, right] }) =>
    left !== undefined && right?.kind === 'constant' && isSameType(left.type, operand.type)
      ? [right]
      : [],
  )
  const isSet = items.length === calls.length && items.every(({ cell }) => cell !== null)
  return isSet ? { ...base, kind: 'in', operand, items } : undefined
}

function anyOf(
  calls: readonly TypedExpression[],
  base: { readonly type: LogicalType; fallible: false; span: Span; nullable: boolean },
): TypedExpression {
  // Of several items the operand is computed even where they are NULL, as in PostgreSQL.
  const [only] = calls
  if (calls.length === 1 && only !== undefined) return folded(only)
  return { ...base, kind: 'or', operands: calls }
}

/** True where equal values are the same to JavaScript. */
function isPrimitive(type: LogicalType): boolean {
  return PRIMITIVE.has(type.kind) && !(type.kind === 'text' && type.fixed)
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
  const { span } = first
  const all = operands.map(folded)
  return folded({ kind, type: BOOLEAN, nullable, fallible: false, span, operands: all })
}

function listOf(node: Node | undefined): readonly Node[] {
  return node !== undefined && 'List' in node ? (node.List.items ?? []) : []
}
