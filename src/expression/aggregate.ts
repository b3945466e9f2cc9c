/** Types aggregates: what a rule computes of all rows of a group. */
import type { FuncCall } from '@pgsql/types'
import { TEXT } from '../catalog/logical-type.ts'
import { isUncompared } from './call-refused.ts'
import { checkCall } from './call.ts'
import { condition, typeOf } from './coerce.ts'
import { checkAll, report, reportAt, spanOf, type CheckContext, type Operand } from './context.ts'
import { checkSorts } from './sort-key.ts'
import type { AggregateCall, AggregateSink, Scope, TypedExpression } from './tree.ts'

/** A reference to what the aggregate gives; undefined after saying what is wrong. */
export function checkAggregate(
  node: FuncCall,
  name: string,
  context: CheckContext,
): TypedExpression | undefined {
  const sink = context.scope.aggregates
  const span = spanOf(context, node.location)
  if (sink === undefined) {
    const message =
      `${name} is an aggregate, which sees all rows of a group. Here is one row: it belongs into ` +
      'the rules of a mapping with group_by, and not into another aggregate.'
    return reportAt(context, 'EXPRESSION_AGGREGATE', span, message)
  }
  if (node.over !== undefined || node.agg_within_group === true || node.func_variadic === true) {
    const message = 'Windows and ordered-set aggregates are not part of the mapping language.'
    return report(context, 'EXPRESSION_NOT_ALLOWED', node.location, message)
  }
  const inner = context.within(rowScope(context.scope))
  const operands = checkAll(node.args, inner)
  const order = checkSorts(node.agg_order ?? [], inner)
  const filter =
    node.agg_filter === undefined ? null : condition(inner.check(node.agg_filter), inner)
  if (operands === undefined || order === undefined || filter === undefined) return undefined
  const isDistinct = node.agg_distinct === true
  if (isDistinct && !mayBeDistinct(operands, order.length, node, inner)) return undefined
  const called = checkCall({ kind: 'aggregate', name, operands, named: new Map(), span }, inner)
  if (called?.kind !== 'call') return undefined
  const call = { name, key: called.key, operands: called.operands, distinct: isDistinct }
  const { type, nullable } = called
  return referenceTo({ ...call, order, filter, type, nullable }, called, { sink, context })
}

function referenceTo(
  call: AggregateCall,
  { span, type, nullable }: TypedExpression,
  { sink, context }: { readonly sink: AggregateSink; readonly context: CheckContext },
): TypedExpression {
  const reference = sink.add(call)
  context.references.push(reference)
  return { kind: 'reference', reference, type, nullable, fallible: false, span }
}

/** Within an aggregate there is no other. */
function rowScope(scope: Scope): Scope {
  const { aggregates, ...row } = scope
  return aggregates === undefined ? scope : row
}

function mayBeDistinct(
  operands: readonly Operand[],
  sorts: number,
  node: FuncCall,
  context: CheckContext,
): boolean {
  if (sorts > 0) {
    const message =
      'DISTINCT sorts the values to tell them apart, so ORDER BY cannot stand beside it here.'
    report(context, 'EXPRESSION_NOT_ALLOWED', node.location, message)
    return false
  }
  const uncompared = operands.find((operand) => isUncompared(typeOf(operand) ?? TEXT))
  if (uncompared === undefined) return true
  const message = `Values of ${typeOf(uncompared)?.kind} are not told apart here.`
  reportAt(context, 'EXPRESSION_TYPE', uncompared.span, message)
  return false
}

/** All that an aggregate reads of a row. */
export function treesOfAggregate(call: AggregateCall): readonly TypedExpression[] {
  const { operands, order, filter } = call
  return [...operands, ...order.map(({ tree }) => tree), ...(filter === null ? [] : [filter])]
}
