/** Types `x::type`, `cast(x as type)`, `date '...'` and arrays. */
import type { A_ArrayExpr, TypeCast, TypeName } from '@pgsql/types'
import { castRule, isSameType } from '../catalog/cast.ts'
import { TEXT, type LogicalType } from '../catalog/logical-type.ts'
import { formatType, typeOfSpelling } from '../catalog/type-name.ts'
import { castBounds } from './bounds-cast.ts'
import { certaintyOf, nothingKnown } from './certainty.ts'
import { castTo, constant, literalOf, unify } from './coerce.ts'
import { checkAll, report, reportAt, spanOf, type CheckContext, type Operand } from './context.ts'
import type { Span, TypedExpression } from './tree.ts'

const NESTED = 'An array of arrays is not part of the mapping language.'

export function checkCast(node: TypeCast, context: CheckContext): TypedExpression | undefined {
  const type = typeOfName(node.typeName, context)
  const span = spanOf(context, node.location)
  if (type?.kind === 'array' && node.arg !== undefined && 'A_ArrayExpr' in node.arg) {
    return castElements(node.arg.A_ArrayExpr, type, span, context)
  }
  const operand = context.check(node.arg)
  if (type === undefined || operand === undefined) return undefined
  return castOperand(operand, type, span, context)
}

/** `array[...]::type[]`: each element is cast, and there may be none. */
function castElements(
  node: A_ArrayExpr,
  type: LogicalType & { readonly kind: 'array' },
  span: Span,
  context: CheckContext,
): TypedExpression | undefined {
  const checked = checkAll(node.elements, context)
  if (checked?.some((item) => item.kind !== 'literal' && item.type.kind === 'array') === true) {
    return report(context, 'EXPRESSION_NOT_ALLOWED', node.location, NESTED)
  }
  const items = checked?.map((item) => castOperand(item, type.element, item.span, context))
  if (items?.every((item) => item !== undefined) !== true) return undefined
  return { kind: 'array', type, nullable: false, fallible: false, span, items }
}

function castOperand(
  operand: Operand,
  type: LogicalType,
  span: Span,
  context: CheckContext,
): TypedExpression | undefined {
  if (operand.kind === 'literal' && type.kind === 'array') return literalOf(operand, type, context)
  // A literal under a cast is read by the type's input, cutting and rounding as that does.
  const value = operand.kind === 'literal' ? constant(TEXT, operand.text, operand) : operand
  if (operand.kind === 'literal' && operand.text === null) return constant(type, null, { span })
  if (isSameType(value.type, type)) return value
  const rule = castRule(value.type, type, 'explicit')
  if (rule === undefined) {
    const message = `There is no cast from ${formatType(value.type)} to ${formatType(type)}.`
    return reportAt(context, 'EXPRESSION_NO_CAST', span, message)
  }
  const { functions } = context
  const given = certaintyOf(value, nothingKnown(functions)).bounds
  const { keeps } = castBounds(given, { from: value.type, to: type, assignment: false })
  if (rule.narrows !== null && !keeps) {
    context.hazards.push({ kind: 'narrows', message: rule.narrows, span })
  }
  return { ...castTo(value, type, false), span }
}

function typeOfName(node: TypeName | undefined, context: CheckContext): LogicalType | undefined {
  const names = (node?.names ?? []).flatMap((part) =>
    'String' in part ? [part.String.sval ?? ''] : [],
  )
  const name = names.at(-1) ?? ''
  const modifiers = (node?.typmods ?? []).flatMap((part) =>
    'A_Const' in part && part.A_Const.ival !== undefined ? [part.A_Const.ival.ival ?? 0] : [],
  )
  const schema = names.length > 1 ? (names[0] ?? null) : null
  const spelling = {
    schema: schema === 'pg_catalog' ? null : schema,
    name,
    modifiers,
    array: (node?.arrayBounds?.length ?? 0) > 0,
  }
  const isPlain = node?.setof !== true && modifiers.length === (node?.typmods ?? []).length
  const type = typeOfSpelling(spelling, () => undefined, name)
  if (isPlain && type.kind !== 'unsupported') return type
  const message = `There is no type "${name}" in the mapping language.`
  return report(context, 'EXPRESSION_UNKNOWN_TYPE', node?.location, message)
}

/** `array[...]` of values of one type. */
export function checkArray(node: A_ArrayExpr, context: CheckContext): TypedExpression | undefined {
  const checked = checkAll(node.elements, context)
  if (checked?.length === 0) {
    const message = 'An empty array needs its type: array[]::text[].'
    return report(context, 'EXPRESSION_OPERANDS', node.location, message)
  }
  const items = checked === undefined ? undefined : unify(checked, context, 'ARRAY')
  if (items === undefined) return undefined
  const element = items[0]?.type ?? TEXT
  if (element.kind === 'array') {
    return report(context, 'EXPRESSION_NOT_ALLOWED', node.location, NESTED)
  }
  return {
    kind: 'array',
    type: { kind: 'array', element },
    nullable: false,
    fallible: false,
    span: spanOf(context, node.location),
    items,
  }
}
