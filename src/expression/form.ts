/** Types the forms of the grammar that are no functions: AND, CASE, COALESCE, IS NULL ... */
import type { BoolExpr, BooleanTest, CaseExpr, CoalesceExpr, Node, NullTest } from '@pgsql/types'
import { BOOLEAN } from '../catalog/logical-type.ts'
import { checkCall } from './call.ts'
import { condition, settled, unify } from './coerce.ts'
import {
  checkAll,
  report,
  spanOf,
  type CheckContext,
  type Literal,
  type Operand,
} from './context.ts'
import { folded } from './fold.ts'
import type { TypedExpression } from './tree.ts'

export function checkBoolean(node: BoolExpr, context: CheckContext): TypedExpression | undefined {
  const operands = (node.args ?? []).map((arg) => condition(context.check(arg), context))
  if (!operands.every((operand) => operand !== undefined)) return undefined
  const nullable = operands.some((operand) => operand.nullable)
  const base = { type: BOOLEAN, nullable, fallible: false, span: spanOf(context, node.location) }
  if (node.boolop === 'AND_EXPR') return { ...base, kind: 'and', operands }
  if (node.boolop === 'OR_EXPR') return { ...base, kind: 'or', operands }
  const [operand] = operands
  return operand === undefined ? undefined : { ...base, kind: 'not', operand }
}

export function checkNullTest(node: NullTest, context: CheckContext): TypedExpression | undefined {
  const operand = context.check(node.arg)
  if (operand === undefined) return undefined
  return {
    kind: node.nulltesttype === 'IS_NOT_NULL' ? 'isNotNull' : 'isNull',
    type: BOOLEAN,
    nullable: false,
    fallible: false,
    span: spanOf(context, node.location),
    operand: settled(operand),
  }
}

const TRUTH_TESTS = {
  IS_TRUE: 'isTrue',
  IS_NOT_TRUE: 'isNotTrue',
  IS_FALSE: 'isFalse',
  IS_NOT_FALSE: 'isNotFalse',
  IS_UNKNOWN: 'isNull',
  IS_NOT_UNKNOWN: 'isNotNull',
} as const

export function checkTruthTest(
  node: BooleanTest,
  context: CheckContext,
): TypedExpression | undefined {
  const operand = condition(context.check(node.arg), context)
  if (operand === undefined) return undefined
  const span = spanOf(context, node.location)
  const kind = TRUTH_TESTS[node.booltesttype ?? 'IS_TRUE']
  return { kind, type: BOOLEAN, nullable: false, fallible: false, span, operand }
}

/** `case x when 1 then ...` compares x with each value; `case when c then ...` tests conditions. */
export function checkCase(node: CaseExpr, context: CheckContext): TypedExpression | undefined {
  const span = spanOf(context, node.location)
  const given = node.arg === undefined ? null : context.check(node.arg)
  if (given === undefined) return undefined
  // A literal subject is a text, whatever it is compared with.
  const subject = given === null ? null : settled(given)
  const whens: (TypedExpression | undefined)[] = []
  const thens: (Operand | undefined)[] = []
  for (const arg of node.args ?? []) {
    if (!('CaseWhen' in arg)) continue
    const { expr, result } = arg.CaseWhen
    whens.push(checkWhen(subject, expr, context))
    thens.push(context.check(result))
  }
  const otherwise: Operand | undefined =
    node.defresult === undefined ? absent(span) : context.check(node.defresult)
  if (otherwise === undefined || !whens.every((when) => when !== undefined)) return undefined
  if (!thens.every((then) => then !== undefined)) return undefined
  // ELSE decides first: between char(n) and varchar, say, the type is its own.
  const [last, ...results] = unify([otherwise, ...thens], context, 'CASE') ?? []
  if (last === undefined) return undefined
  const branches = whens.map((when, index) => ({ when, then: results[index] ?? last }))
  return {
    kind: 'case',
    type: last.type,
    nullable: last.nullable || results.some((result) => result.nullable),
    fallible: false,
    span,
    branches,
    otherwise: last,
  }
}

function checkWhen(
  subject: Operand | null,
  node: Node | undefined,
  context: CheckContext,
): TypedExpression | undefined {
  const operand = context.check(node)
  if (operand === undefined) return undefined
  if (subject === null) return condition(operand, context)
  const { span } = operand
  const operands = [subject, operand]
  const call = { kind: 'operator', name: '=', operands, named: new Map(), span } as const
  const when = checkCall(call, context)
  return when === undefined ? undefined : folded(when)
}

function absent(span: Literal['span']): Literal {
  return { kind: 'literal', text: null, span }
}

export function checkCoalesce(
  node: CoalesceExpr,
  context: CheckContext,
): TypedExpression | undefined {
  const checked = checkAll(node.args, context)
  const operands = checked === undefined ? undefined : unify(checked, context, 'COALESCE')
  const [first] = operands ?? []
  if (operands === undefined || first === undefined) return undefined
  if (operands.length === 1) {
    const message = 'COALESCE of one value is that value. Add what to take when it is NULL.'
    return report(context, 'EXPRESSION_OPERANDS', node.location, message)
  }
  return {
    kind: 'coalesce',
    type: first.type,
    nullable: operands.every((operand) => operand.nullable),
    fallible: false,
    span: spanOf(context, node.location),
    operands,
  }
}
