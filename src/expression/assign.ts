/** Converts a typed tree to the type of what it feeds, as PostgreSQL's assignment does. */
import type { Checked, Diagnostic, Place } from '../base/diagnostic.ts'
import { castRule, isSameType } from '../catalog/cast.ts'
import type { LogicalType, TypeKind } from '../catalog/logical-type.ts'
import { formatType } from '../catalog/type-name.ts'
import { castTo, constant, labelHint, readConstant } from './coerce.ts'
import { placeOf, type ExpressionSource } from './context.ts'
import type { Hazard, TypedExpression } from './tree.ts'

/** A column, or whatever else takes a value of one type. */
export interface AssignmentTarget {
  readonly name: string
  readonly type: LogicalType
  readonly nullable: boolean
}

export interface Assigned {
  readonly tree: TypedExpression
  readonly hazards: readonly Hazard[]
}

/**
 * The value is kept or the row refused: nothing is rounded or cut here. Whether a NULL is taken is
 * the caller's question. `at` is where the tree was written.
 */
export function assignTo(
  tree: TypedExpression,
  target: AssignmentTarget,
  at: ExpressionSource | Place,
): Checked<Assigned> {
  const { type } = target
  if (isSameType(tree.type, type)) return { value: { tree, hazards: [] }, diagnostics: [] }
  if (tree.kind === 'constant' && isReadAsText(tree.type, type)) {
    return assignConstant(tree, target, at)
  }
  const rule = castRule(tree.type, type, 'assignment')
  if (rule === undefined) {
    const message =
      `"${target.name}" is ${formatType(type)}, and ${formatType(tree.type)} does not convert ` +
      'to it by itself. Write a cast or a function that says how.'
    return refuse('EXPRESSION_NO_ASSIGNMENT', tree, at, message)
  }
  const hazards: Hazard[] =
    rule.narrows === null ? [] : [{ kind: 'narrows', message: rule.narrows, span: tree.span }]
  return { value: { tree: castTo(tree, type, true), hazards }, diagnostics: [] }
}

const EXACT_NUMBERS: ReadonlySet<TypeKind> = new Set(['smallint', 'integer', 'bigint', 'numeric'])

/** True where reading the constant's cell by the input of the other type is converting it. */
function isReadAsText(from: LogicalType, to: LogicalType): boolean {
  if (from.kind === 'text') return true
  return EXACT_NUMBERS.has(from.kind) && (EXACT_NUMBERS.has(to.kind) || to.kind === 'text')
}

/** A constant that does not fit never will: that is a mistake in the file, no reject. */
function assignConstant(
  tree: TypedExpression & { readonly kind: 'constant' },
  target: AssignmentTarget,
  at: ExpressionSource | Place,
): Checked<Assigned> {
  const { type } = target
  const { cell } = tree
  if (cell === null)
    return { value: { tree: constant(type, null, tree), hazards: [] }, diagnostics: [] }
  const isWhole = type.kind !== 'numeric' && type.kind !== 'text' && tree.type.kind === 'numeric'
  const result = readConstant(type, isWhole ? cell.replace(/\.0+$/u, '') : cell)
  if ('cell' in result) {
    return { value: { tree: constant(type, result.cell, tree), hazards: [] }, diagnostics: [] }
  }
  const message =
    `'${cell}' is no ${formatType(type)} for "${target.name}". ${result.problem.message}` +
    labelHint(type, cell)
  return refuse('EXPRESSION_LITERAL', tree, at, message)
}

function refuse(
  code: string,
  tree: TypedExpression,
  at: ExpressionSource | Place,
  message: string,
): Checked<Assigned> {
  const place = 'lines' in at ? placeOf(at, tree.span.start) : at
  const diagnostic: Diagnostic = { ...place, code, severity: 'error', message }
  return { value: undefined, diagnostics: [diagnostic] }
}
