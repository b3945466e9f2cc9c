/** Emits the values that rows are sorted by, and how these are compared. */
import type { Column } from '../../catalog/catalog.ts'
import { isUncompared } from '../../expression/call-refused.ts'
import type { SortKey } from '../../expression/tree.ts'
import type { ModuleWriter } from './writer.ts'

/** Text of an array of values, and of a function that compares two of these. */
export function emitOrder(
  keys: readonly SortKey[],
  ties: readonly { readonly alias: string; readonly column: Column }[],
  writer: ModuleWriter,
): { readonly values: string; readonly compare: string } {
  const sorted = ties.filter(({ column }) => !isUncompared(column.type))
  const values = [
    ...keys.map(({ tree }) => writer.value(tree)),
    ...sorted.map(({ alias, column }) =>
      writer.decode(column.type, `row[${writer.layout.indexOf(alias, column.name)}]`),
    ),
  ]
  const orderings = [
    ...keys.map(({ tree, descending, nullsFirst }) => ({
      type: tree.type,
      descending,
      nullsFirst,
    })),
    ...sorted.map(({ column: { type } }) => ({ type, descending: false, nullsFirst: false })),
  ]
  return {
    values: `[${values.join(', ')}]`,
    compare: writer.constant(`rt.order(${JSON.stringify(orderings)})`, 'order'),
  }
}
