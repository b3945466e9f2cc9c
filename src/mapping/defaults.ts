/** Lays the keys of a mapping over the project's defaults. */
import type { YamlMap, YamlNode } from '../base/yaml-node.ts'

/** The mapping's own keys first; maps are merged key by key, all else is replaced. */
export function withDefaults(node: YamlNode, defaults: YamlMap | null): YamlNode {
  return defaults === null ? node : merge(node, defaults)
}

function merge(node: YamlNode, defaults: YamlNode): YamlNode {
  if (node.kind !== 'map' || defaults.kind !== 'map') return node
  const own = node.entries.map(({ key, value }) => {
    const other = defaults.entries.find((entry) => entry.key.text === key.text)
    return { key, value: other === undefined ? value : merge(value, other.value) }
  })
  const names = new Set(node.entries.map(({ key }) => key.text))
  const added = defaults.entries.filter(({ key }) => !names.has(key.text))
  return { ...node, entries: [...own, ...added] }
}
