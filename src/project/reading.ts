/** What the readers of the project file share: where they read, and the plain parts of a node. */
import type { Diagnostic, Place } from '../base/diagnostic.ts'
import { valueAt, type YamlNode } from '../base/yaml-node.ts'
import type { Variables } from './environment.ts'

export interface ProjectReading {
  readonly directory: string
  readonly variables: Variables
  /** Where everything that is found wrong is put. */
  readonly diagnostics: Diagnostic[]
}

export interface LocatedText {
  readonly text: string
  readonly at: Place
}

/** The scalar of a key, undefined where there is none. */
export function textAt(node: YamlNode | undefined, key: string): LocatedText | undefined {
  const value = valueAt(node, key)
  return value?.kind === 'scalar' ? value : undefined
}

/** The scalars of a list, or the one that stands in its place. */
export function scalarsOf(node: YamlNode | undefined): readonly LocatedText[] {
  if (node === undefined) return []
  const nodes = node.kind === 'sequence' ? node.items : [node]
  return nodes.flatMap((item) => (item.kind === 'scalar' ? [item] : []))
}

/** The texts of a list, or of the one that stands in its place; null where there is neither. */
export function textsOf(node: YamlNode | undefined): string[] | null {
  return node === undefined ? null : scalarsOf(node).map(({ text }) => text)
}
