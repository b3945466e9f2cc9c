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

/** Every value of `key` in the tree below, which may be deeper than the stack. */
export function collect(tree: unknown, key: string): unknown[] {
  const found: unknown[] = []
  const rest = [tree]
  while (rest.length > 0) {
    const node = rest.pop()
    if (typeof node !== 'object' || node === null) continue
    for (const [name, value] of Object.entries(node)) {
      if (name === key) found.push(value)
      rest.push(value)
    }
  }
  return found
}

/** What stands within a node of that kind. */
export type NodeBody<Kind extends string> = Node extends infer One
  ? One extends Record<Kind, infer Body>
    ? Body
    : never
  : never
