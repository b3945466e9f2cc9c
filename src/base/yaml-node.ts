/** The plain tree a YAML file is read into, every part with its place. */
import type { Place } from './diagnostic.ts'

/**
 * A text whose line breaks are those of the file, where YAML's folding leaves that open. `lines`
 * gives for each line of the text the place where it starts. Within a line, escapes of quoted
 * styles (`''`, `\t`) make columns approximate.
 */
interface LaidOutText {
  readonly text: string
  readonly lines: readonly Place[]
}

export interface YamlScalar {
  readonly kind: 'scalar'
  /** The text as written: without quotes, with YAML's escapes and folding applied. */
  readonly text: string
  /** The value of the YAML 1.2 core schema; numbers wider than a double are rounded. */
  readonly value: string | number | boolean | null
  readonly style: 'plain' | 'quoted' | 'block'
  readonly at: Place
  readonly layout: LaidOutText
}

interface YamlSequence {
  readonly kind: 'sequence'
  readonly items: readonly YamlNode[]
  readonly at: Place
}

export interface YamlMap {
  readonly kind: 'map'
  /** In the order of the file; no two keys are equal. */
  readonly entries: readonly { readonly key: YamlScalar; readonly value: YamlNode }[]
  readonly at: Place
}

export type YamlNode = YamlScalar | YamlSequence | YamlMap

/** The scalar's text as a cell: a plain null is NULL, a quoted one the text. */
export function cellOf(scalar: YamlScalar): string | null {
  return scalar.value === null ? null : scalar.text
}

/** The value of a key, undefined where the node is no map or has no such key. */
export function valueAt(node: YamlNode | undefined, key: string): YamlNode | undefined {
  if (node?.kind !== 'map') return undefined
  return node.entries.find((entry) => entry.key.text === key)?.value
}
