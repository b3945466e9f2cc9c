/** Turns a bundle into the tree of a mapping for each of its tables, every part with its place. */
import { valueAt, type YamlMap, type YamlNode, type YamlScalar } from '../base/yaml-node.ts'
import type { Project } from '../project/project.ts'
import { entriesOf, itemsOf, scalarOf } from './node.ts'
import { renamed } from './naming.ts'
import { report, type Reader } from './reader.ts'
import { unquote } from './table-name.ts'

/** One table of a bundle, written out as a mapping of its own. */
export interface BundledMapping {
  readonly name: string
  readonly node: YamlNode
}

/** True for what was meant as a bundle: a list of tables, or a source of several. */
export function isBundle(node: YamlNode): boolean {
  const source = valueAt(node, 'source')
  const isOfMany = source?.kind === 'scalar' && source.text.trim().endsWith('.*')
  return isOfMany || valueAt(node, 'tables') !== undefined
}

const MANY = /^\s*(?<prefix>\S[^]*)\.\*\s*$/u
const NAME = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$-]*)`
const ENTRY = new RegExp(
  String.raw`^\s*(?<source>${NAME})(?:\s+as\s+(?<target>${NAME}))?\s*$`,
  'iu',
)
const PLAIN = /^[\p{L}_][\p{L}\p{N}_$-]*$/u
/** What a file of its own could be called. */
const FILE = /^[A-Za-z0-9_][A-Za-z0-9_-]*$/u

export function expandBundle(
  reader: Reader,
  node: YamlNode,
  naming: Project['naming'],
): readonly BundledMapping[] {
  const target = valueAt(node, 'target')
  const source = prefixOf(reader, valueAt(node, 'source'), 'legacy.*')
  const into = prefixOf(reader, valueAt(target, 'into') ?? target, 'shop.*')
  if (source === undefined || into === undefined) return []
  const shared = entriesOf(node).filter(
    ({ key }) => !['source', 'target', 'tables'].includes(key.text),
  )
  return itemsOf(valueAt(node, 'tables')).flatMap((item) => {
    const entry = scalarOf(item)
    const names = readEntry(reader, entry, naming)
    if (names === undefined) return []
    const table = scalar(entry, `${into}.${names.target}`)
    const filled =
      target?.kind === 'map'
        ? map(entry, [
            ...target.entries.filter(({ key }) => key.text !== 'into'),
            { key: scalar(entry, 'into'), value: table },
          ])
        : table
    const written = map(entry, [
      { key: scalar(entry, 'source'), value: scalar(entry, `${source}.${names.source}`) },
      { key: scalar(entry, 'target'), value: filled },
      { key: scalar(entry, 'copy'), value: scalar(entry, names.source) },
      ...shared,
    ])
    return [{ name: unquote(names.target), node: written }]
  })
}

function prefixOf(reader: Reader, node: YamlNode | undefined, example: string): string | undefined {
  const { text, at } = scalarOf(node)
  const prefix = MANY.exec(text)?.groups?.['prefix']
  if (prefix !== undefined) return prefix
  const message =
    `"${text}" names one table, and here "tables" are listed. Write ${example}, or take "tables" ` +
    'out.'
  return report(reader, 'MAPPING_BUNDLE', at, message)
}

function readEntry(
  reader: Reader,
  { text, at }: YamlScalar,
  naming: Project['naming'],
): { readonly source: string; readonly target: string } | undefined {
  const { source, target } = ENTRY.exec(text)?.groups ?? {}
  if (source === undefined) {
    const message =
      `"${text}" is no table of a bundle. Write its name, or NAME as TARGET; names of other than ` +
      'letters, digits, "_" and "-" stand in double quotes.'
    return report(reader, 'MAPPING_BUNDLE', at, message)
  }
  const written = target ?? (naming === 'same' ? source : quoted(renamed(unquote(source), naming)))
  if (FILE.test(unquote(written))) return { source, target: written }
  const message =
    `A mapping cannot be called ${unquote(written)}, as this table of the target is. ` +
    'Write a file of its own for it.'
  return report(reader, 'MAPPING_BUNDLE', at, message)
}

function quoted(name: string): string {
  return PLAIN.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}

/** A text that stands where the table is listed. */
function scalar(entry: YamlScalar, text: string): YamlScalar {
  return { ...entry, text, value: text, layout: { text, lines: entry.layout.lines } }
}

function map({ at }: YamlScalar, entries: YamlMap['entries']): YamlMap {
  return { kind: 'map', entries, at }
}
