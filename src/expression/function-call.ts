/** Types function calls, those that the grammar makes of special forms among them. */
import type { FuncCall, MinMaxExpr, Node } from '@pgsql/types'
import { checkAggregate } from './aggregate.ts'
import { checkCall } from './call.ts'
import { reportUnknown } from './call-refused.ts'
import { checkAll, report, spanOf, type CheckContext, type Operand } from './context.ts'
import type { TypedExpression } from './tree.ts'

/** `trim(both from x)`, `extract(year from x)`, `x at time zone z`: plain calls by these names. */
const SYNTAX: Readonly<Record<string, string>> = { timezone: 'timezone', date_part: 'extract' }

export function checkFunction(node: FuncCall, context: CheckContext): TypedExpression | undefined {
  const names = (node.funcname ?? []).flatMap((part) =>
    'String' in part ? [part.String.sval ?? ''] : [],
  )
  const isSyntax = node.funcformat === 'COERCE_SQL_SYNTAX'
  const written = names.at(-1) ?? ''
  // `like x escape y` is parsed into a call of like_escape, which nobody writes by that name.
  const isPlain = isSyntax || written === 'like_escape'
  if (names.length > 1 && !(isPlain && names[0] === 'pg_catalog')) {
    const message = 'Functions are named without a schema.'
    return report(context, 'EXPRESSION_NOT_ALLOWED', node.location, message)
  }
  if (context.functions.find('aggregate', written) !== null) {
    return checkAggregate(node, written, context)
  }
  if (isAggregate(node)) {
    const message =
      'DISTINCT, ORDER BY, FILTER and OVER belong to aggregates and windows, ' +
      'which see more than one row. A rule sees one.'
    return report(context, 'EXPRESSION_NOT_ALLOWED', node.location, message)
  }
  if (node.func_variadic === true) {
    const message = 'VARIADIC is not part of the mapping language. Write the values one by one.'
    return report(context, 'EXPRESSION_NOT_ALLOWED', node.location, message)
  }
  const name = isSyntax ? (SYNTAX[written] ?? written) : written
  const args = node.args ?? []
  if (!isInOrder(args)) {
    const message = `Name each argument of ${name} once, after those without a name.`
    return report(context, 'EXPRESSION_OPERANDS', node.location, message)
  }
  const { positional, named } = split(args)
  const operands = checkAll(positional, context)
  const values = new Map<string, Operand>()
  for (const [key, value] of named) {
    const operand = context.check(value)
    if (operand !== undefined) values.set(key, operand)
  }
  const span = spanOf(context, node.location)
  if (operands === undefined || values.size < named.length) {
    // Its operands are wrong, and its name may be too: all is said at once.
    if (context.functions.find('function', name) !== null) return undefined
    return reportUnknown({ kind: 'function', name, span }, context)
  }
  return checkCall({ kind: 'function', name, operands, named: values, span }, context)
}

function isAggregate(node: FuncCall): boolean {
  return (
    node.agg_distinct === true ||
    node.agg_star === true ||
    node.agg_filter !== undefined ||
    node.agg_order !== undefined ||
    node.over !== undefined
  )
}

/** Arguments by name stand behind the others, each name once. */
function isInOrder(nodes: readonly Node[]): boolean {
  const first = nodes.findIndex((node) => 'NamedArgExpr' in node)
  if (first < 0) return true
  const names = nodes
    .slice(first)
    .map((node) => ('NamedArgExpr' in node ? node.NamedArgExpr.name : undefined))
  return !names.includes(undefined) && new Set(names).size === names.length
}

function split(nodes: readonly Node[]): {
  readonly positional: readonly Node[]
  readonly named: readonly (readonly [string, Node | undefined])[]
} {
  const positional = nodes.filter((node) => !('NamedArgExpr' in node))
  const named = nodes.flatMap((node) =>
    'NamedArgExpr' in node ? [[node.NamedArgExpr.name ?? '', node.NamedArgExpr.arg] as const] : [],
  )
  return { positional, named }
}

/** GREATEST and LEAST. */
export function checkMinMax(node: MinMaxExpr, context: CheckContext): TypedExpression | undefined {
  const operands = checkAll(node.args, context)
  if (operands === undefined) return undefined
  const name = node.op === 'IS_LEAST' ? 'least' : 'greatest'
  const span = spanOf(context, node.location)
  return checkCall({ kind: 'function', name, operands, named: new Map(), span }, context)
}
