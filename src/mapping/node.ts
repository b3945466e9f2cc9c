/** Takes parts out of a tree whose shape the schema has checked; another shape is our own error. */
import { type YamlMap, type YamlNode, type YamlScalar, cellOf, valueAt } from '../base/yaml-node.ts'
import type { ExampleCells, Located } from './document.ts'

type Entry = YamlMap['entries'][number]

/** The node as the scalar that the schema says it is. */
export function scalarOf(node: YamlNode | undefined): YamlScalar {
  if (node?.kind !== 'scalar') throw new Error('The schema lets something else than a text through')
  return node
}

/** The text of a key and its place; null where the key is not there. */
export function textAt(node: YamlNode | undefined, key: string): Located<string> | null {
  const value = valueAt(node, key)
  return value === undefined ? null : located(value)
}

/** A scalar's text and its place. */
export function located(node: YamlNode): Located<string> {
  const scalar = scalarOf(node)
  return { value: scalar.text, at: scalar.at }
}

/** The entries of a map; none where there is none. */
export function entriesOf(node: YamlNode | undefined): readonly Entry[] {
  return node?.kind === 'map' ? node.entries : []
}

/** The items of a list; a single node is a list of one, no node an empty one. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (node === undefined) return []
  return node.kind === 'sequence' ? node.items : [node]
}

/** The entries of a map as cells by their source text. */
export function cellsOf(node: YamlNode | undefined): ExampleCells {
  return entriesOf(node).map(({ key, value }) => ({
    name: located(key),
    cell: cellOf(scalarOf(value)),
  }))
}
