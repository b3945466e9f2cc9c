/** Splits a join's match into the comparisons that the source can evaluate, and the rest. */
import type { Column } from '../catalog/catalog.ts'
import type { TypedExpression } from '../expression/tree.ts'
import type { AliasTable, ComparisonOperator, PushedComparison } from './checked.ts'
import { equalityFamily, isInteger, isOrderedFamily } from './equality.ts'

/** The parts of a conjunction. */
export function conjunctsOf(tree: TypedExpression): readonly TypedExpression[] {
  return tree.kind === 'and' ? tree.operands.flatMap(conjunctsOf) : [tree]
}

/** Each operator as it reads from its right side. */
const TURNED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

/**
 * The comparison, where the source finds at least every row that it is true for: a bare column of
 * the joined table with a bare column of one family before it, or with a constant.
 */
export function pushedComparison(
  tree: TypedExpression,
  joined: AliasTable,
  earlier: readonly AliasTable[],
): PushedComparison | undefined {
  if (tree.kind !== 'call' || !isOperator(tree.name)) return undefined
  const [left, right] = tree.operands.map(bare)
  if (left === undefined || right === undefined) return undefined
  return (
    sided({ inner: left, operator: tree.name, outer: right }, joined, earlier) ??
    sided({ inner: right, operator: TURNED[tree.name], outer: left }, joined, earlier)
  )
}

function isOperator(name: string): name is ComparisonOperator {
  return Object.hasOwn(TURNED, name)
}

interface Sides {
  readonly inner: TypedExpression
  readonly operator: ComparisonOperator
  readonly outer: TypedExpression
}

function sided(
  { inner, operator, outer }: Sides,
  joined: AliasTable,
  earlier: readonly AliasTable[],
): PushedComparison | undefined {
  const column = columnOf(inner, [joined])
  const family = column === undefined ? null : equalityFamily(joined.comparedBy, column)
  if (column === undefined || family === null) return undefined
  if (operator !== '=' && !isOrderedFamily(family)) return undefined
  if (outer.kind === 'constant') {
    const isLiteral = family === 'integer' || family.startsWith('text ')
    if (outer.cell === null || !isLiteral) return undefined
    return { column: column.name, operator, other: { kind: 'constant', cell: outer.cell } }
  }
  const other = columnOf(outer, earlier)
  if (other === undefined || outer.kind !== 'reference') return undefined
  if (equalityFamily(joined.comparedBy, other) !== family) return undefined
  if (outer.reference.kind !== 'column') return undefined
  const { alias } = outer.reference
  return { column: column.name, operator, other: { kind: 'column', alias, column: other.name } }
}

function columnOf(tree: TypedExpression, tables: readonly AliasTable[]): Column | undefined {
  if (tree.kind !== 'reference' || tree.reference.kind !== 'column') return undefined
  const { alias, column } = tree.reference
  const table = tables.find((candidate) => candidate.alias === alias)
  return table?.columns.find(({ name }) => name === column)
}

/** Takes off conversions that change no value: of an integer to a wider one, of text to text. */
function bare(tree: TypedExpression): TypedExpression {
  if (tree.kind !== 'cast' || tree.fallible) return tree
  const from = tree.operand.type
  const isWidening = isInteger(from) && isInteger(tree.type)
  const isText =
    from.kind === 'text' && tree.type.kind === 'text' && !from.fixed && tree.type.length === null
  return isWidening || isText ? bare(tree.operand) : tree
}
