/** Reads plain values out of the parser's lists of nodes. */
import type { Node } from '../../sql/ddl.ts'

/** The texts of a list of names. */
export function stringsOf(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []))
}

/** The numbers of a list of type modifiers; the parser leaves out the value of zero. */
export function integersOf(nodes: readonly Node[] | undefined): number[] {
  return (nodes ?? []).flatMap((node) =>
    'A_Const' in node && node.A_Const.ival !== undefined ? [node.A_Const.ival.ival ?? 0] : [],
  )
}

/** Every value of `key` in the tree below, in no particular order. */
export function collect(tree: unknown, key: string): unknown[] {
  if (typeof tree !== 'object' || tree === null) return []
  return Object.entries(tree).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...collect(value, key),
  ])
}
