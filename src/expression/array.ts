/** Types what is done with arrays: subscripts, slices, and comparisons with ANY and ALL. */
import type { A_Expr, A_Indices, A_Indirection } from '@pgsql/types'
import { isSameType } from '../catalog/cast.ts'
import { BOOLEAN, TEXT, type LogicalType } from '../catalog/logical-type.ts'
import { formatType } from '../catalog/type-name.ts'
import { checkCall } from './call.ts'
import { castTo, coerce, settled, typeOf } from './coerce.ts'
import { report, reportAt, type CheckContext, type Operand } from './context.ts'
import type { Span, TypedExpression } from './tree.ts'

/** `x[1]`, `x[2:3]`; of jsonb `x['key']`. */
export function checkSubscripts(
  node: A_Indirection,
  context: CheckContext,
): TypedExpression | undefined {
  let value: Operand | undefined = context.check(node.arg)
  for (const step of node.indirection ?? []) {
    if (!('A_Indices' in step)) {
      const message = 'Fields of rows are not part of the mapping language.'
      return report(context, 'EXPRESSION_NOT_ALLOWED', 0, message)
    }
    if (value === undefined) return undefined
    value = checkSubscript(settled(value), step.A_Indices, context)
  }
  return value === undefined ? undefined : settled(value)
}

function checkSubscript(
  value: TypedExpression,
  { is_slice, lidx, uidx }: A_Indices,
  context: CheckContext,
): TypedExpression | undefined {
  const { kind } = value.type
  if (kind !== 'array' && (kind !== 'jsonb' || is_slice === true)) {
    const message = `Subscripts are of arrays, and this is ${formatType(value.type)}.`
    return reportAt(context, 'EXPRESSION_OPERANDS', value.span, message)
  }
  const bounds = [lidx, uidx].map((node) => (node === undefined ? null : context.check(node)))
  if (!bounds.every((bound) => bound !== undefined)) return undefined
  const { span } = value
  const call = (name: string, operands: readonly Operand[]) =>
    checkCall({ kind: 'operator', name, operands, named: new Map(), span }, context)
  const open = (text: string): Operand => ({ kind: 'literal', text, span })
  const [lower, upper] = bounds
  if (is_slice === true) {
    return call('[:]', [value, lower ?? open('1'), upper ?? open(String(LENGTH_MAX))])
  }
  if (kind === 'array') return call('[]', [value, upper ?? open('1')])
  const step = settled(upper ?? open(''))
  if (!JSON_STEPS.has(step.type.kind)) {
    const message = 'A subscript of jsonb is a text or an integer. Write a cast.'
    return reportAt(context, 'EXPRESSION_OPERANDS', step.span, message)
  }
  const key = isSameType(step.type, TEXT) ? step : castTo(step, TEXT, false)
  const base = { nullable: step.nullable, fallible: false, span } as const
  return call('#>', [value, { ...base, kind: 'array', type: TEXTS, items: [key] }])
}

const JSON_STEPS: ReadonlySet<string> = new Set(['text', 'smallint', 'integer'])
const TEXTS: LogicalType = { kind: 'array', element: TEXT }

const LENGTH_MAX = 2_147_483_647

/** `x = any(array)`: what the operator gives for one of the elements, or for all. */
export function checkQuantified(
  node: A_Expr,
  sign: string,
  span: Span,
  context: CheckContext,
): TypedExpression | undefined {
  const [given, checked] = [context.check(node.lexpr), context.check(node.rexpr)]
  if (given === undefined || checked === undefined) return undefined
  const isAny = node.kind === 'AEXPR_OP_ANY'
  const element = typeOf(given) ?? TEXT
  const array =
    checked.kind === 'literal' ? coerce(checked, { kind: 'array', element }, context) : checked
  if (array === undefined) return undefined
  if (array.type.kind !== 'array') {
    const message = `${isAny ? 'ANY' : 'ALL'} takes an array. For a list of values write IN (...).`
    return reportAt(context, 'EXPRESSION_OPERANDS', span, message)
  }
  const compare = (left: Operand, right: Operand) =>
    checkCall(
      { kind: 'operator', name: sign, operands: [left, right], named: new Map(), span },
      context,
    )
  const tree =
    array.kind === 'array' && array.items.length > 0
      ? joinTests(
          isAny,
          array.items.map((item) => compare(given, item)),
        )
      : overElements(isAny, given, array, compare)
  if (tree === undefined || tree.test.type.kind === 'boolean') return tree?.tree
  const message = `"${sign}" gives no truth value, so there is no ANY or ALL of it.`
  return reportAt(context, 'EXPRESSION_NOT_BOOLEAN', span, message)
}

interface Quantified {
  readonly tree: TypedExpression
  readonly test: TypedExpression
}

/** Of written elements, which are compared one by one. */
function joinTests(
  isAny: boolean,
  tests: readonly (TypedExpression | undefined)[],
): Quantified | undefined {
  const [test] = tests
  if (test === undefined || !tests.every((each) => each !== undefined)) return undefined
  const nullable = tests.some((each) => each.nullable)
  const { span } = test
  const kind = isAny ? 'or' : 'and'
  return { tree: { kind, type: BOOLEAN, nullable, fallible: false, span, operands: tests }, test }
}

function overElements(
  isAny: boolean,
  given: Operand,
  array: TypedExpression,
  compare: (left: Operand, right: Operand) => TypedExpression | undefined,
): Quantified | undefined {
  if (array.type.kind !== 'array') return undefined
  const { element } = array.type
  const { span } = array
  const tested = (side: 'left' | 'right', type: LogicalType): TypedExpression => {
    return { kind: 'tested', side, type, nullable: true, fallible: false, span }
  }
  // A literal is of the type of what it is compared with, so it is no operand of the search.
  const isLiteral = given.kind === 'literal'
  const test = compare(isLiteral ? given : tested('left', given.type), tested('right', element))
  if (test === undefined) return undefined
  const operand = settled(given)
  const kind = isAny ? 'any' : 'all'
  const base = { type: BOOLEAN, nullable: true, fallible: false, span } as const
  return { tree: { ...base, kind, operand, array, test }, test }
}
