/** Types sort keys: `c.created_at desc nulls last`. */
import type { Node, SortBy } from '@pgsql/types'
import { isUncompared } from './call-refused.ts'
import { settled } from './coerce.ts'
import { reportAt, type CheckContext } from './context.ts'
import type { SortKey } from './tree.ts'

/** One item of an ORDER BY. NULLs are greater than all else, as in PostgreSQL. */
export function checkSort(node: SortBy, context: CheckContext): SortKey | undefined {
  const operand = context.check(node.node)
  if (operand === undefined) return undefined
  const tree = settled(operand)
  if (tree.kind === 'constant') {
    // In SQL a number would be the place of a column, which is nothing that stands here.
    const message = 'A constant sorts nothing. Write what the rows are sorted by.'
    return reportAt(context, 'EXPRESSION_SORT_KEY', tree.span, message)
  }
  if (isUncompared(tree.type)) {
    const message = `Values of ${tree.type.kind} have no order here. Sort by a part of them.`
    return reportAt(context, 'EXPRESSION_SORT_KEY', tree.span, message)
  }
  const descending = node.sortby_dir === 'SORTBY_DESC'
  const nulls = node.sortby_nulls ?? 'SORTBY_NULLS_DEFAULT'
  const nullsFirst = nulls === 'SORTBY_NULLS_DEFAULT' ? descending : nulls === 'SORTBY_NULLS_FIRST'
  return { tree, descending, nullsFirst }
}

/** The items of an ORDER BY within an expression. */
export function checkSorts(
  nodes: readonly Node[],
  context: CheckContext,
): readonly SortKey[] | undefined {
  const keys = nodes.map((node) => ('SortBy' in node ? checkSort(node.SortBy, context) : undefined))
  return keys.every((key) => key !== undefined) ? keys : undefined
}
