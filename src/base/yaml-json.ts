/** Turns a YAML tree into JSON, and the names of JSON back into entries of the tree. */
import { type YamlMap, type YamlNode, type YamlScalar, cellOf } from './yaml-node.ts'

/**
 * The node as JSON. Scalars become values of the core schema; with `scalars: 'text'` they become
 * their text, a plain null null. Objects have no prototype, so that no key meets an inherited one.
 */
export function toJson(node: YamlNode, scalars: 'value' | 'text' = 'value'): unknown {
  switch (node.kind) {
    case 'scalar':
      return scalars === 'text' ? cellOf(node) : finiteValue(node)
    case 'sequence':
      return node.items.map((item) => toJson(item, scalars))
    case 'map': {
      const object = Object.create(null) as Record<string, unknown>
      for (const [name, entry] of jsonEntries(node)) object[name] = toJson(entry.value, scalars)
      return object
    }
  }
}

/** The entries of a map by the names they have in JSON. */
export function jsonEntries(node: YamlMap): ReadonlyMap<string, YamlMap['entries'][number]> {
  const entries = new Map<string, YamlMap['entries'][number]>()
  for (const entry of node.entries) {
    // A plain null and the text 'null' are two keys of a map, but would be one of an object.
    const name = entry.key.text
    entries.set(entries.has(name) ? `'${name}'` : name, entry)
  }
  return entries
}

/** JSON knows neither infinity nor NaN. */
function finiteValue(scalar: YamlScalar): string | number | boolean | null {
  const { value } = scalar
  return typeof value === 'number' && !Number.isFinite(value) ? scalar.text : value
}
