/** Turns the text of a YAML file into a plain tree with places, by rules stricter than YAML's. */
import {
  type Alias,
  type Document,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
  isAlias,
  isMap,
  isScalar,
  parseAllDocuments,
} from 'yaml'
import type { Checked, Place } from './diagnostic.ts'
import { findSplitExpressions } from './yaml-flow.ts'
import { type ScalarSource, layOut } from './yaml-layout.ts'
import type { YamlMap, YamlNode, YamlScalar } from './yaml-node.ts'
import {
  type Reading,
  complain,
  complainAll,
  complainAt,
  placeOf,
  startReading,
} from './yaml-reading.ts'
import { DEPTH_MAX, explainSyntax, splitFlow, tooDeep } from './yaml-syntax.ts'

const CHARACTERS_MAX = 1024 * 1024
const ALIASES_MAX = 100
const TAG_SEARCH_MAX = 1000

type ParsedNode = Scalar | YAMLMap | YAMLSeq | Alias

/** Reads one YAML 1.2 document. There is a value only where nothing at all is wrong. */
export function parseYaml(file: string, fileText: string): Checked<YamlNode> {
  const text = fileText.startsWith('\uFEFF') ? fileText.slice(1) : fileText
  const reading = startReading(file, text)
  const value = readText(reading)
  const diagnostics = reading.diagnostics.sort(
    (one, other) => one.line - other.line || one.column - other.column,
  )
  return { value: diagnostics.length > 0 ? undefined : value, diagnostics }
}

function readText(reading: Reading): YamlNode | undefined {
  if (reading.text.length > CHARACTERS_MAX) {
    const message = 'The file is larger than 1 MiB. Split it up: a mapping fills one table.'
    return complain(reading, 'YAML_TOO_LARGE', message, 0)
  }
  const document = parseDocument(reading)
  if (document === undefined) return undefined
  const node = document.contents
  const value = node === null ? emptyDocument(reading) : readNode(reading, document, node, 1)
  if (document.errors.length === 0) {
    const warnings = reading.diagnostics.length > 0 ? [] : document.warnings
    complainAll(reading, explainSyntax(reading.text, warnings))
    return value
  }
  // Of a broken file the tree tells only these; they say more than the errors they lead to.
  const isNested = document.errors.some(({ code }) => code === 'BLOCK_AS_IMPLICIT_KEY')
  const telling = reading.diagnostics.filter(
    // A colon within a literal (`a || ': ' || b`) leaves half of the literal behind it.
    ({ code }) => code === 'YAML_FLOW_SPLIT' || (code === 'YAML_UNCLOSED_QUOTE' && !isNested),
  )
  reading.diagnostics.splice(0, Infinity, ...telling)
  if (telling.length === 0) complainAll(reading, explainSyntax(reading.text, document.errors))
  return undefined
}

function parseDocument(reading: Reading): Document | undefined {
  let documents: Document[]
  try {
    documents = [
      ...parseAllDocuments(reading.text, {
        version: '1.2',
        schema: 'core',
        merge: false,
        strict: true,
        // The package compares each key with every other one: readMap has a set.
        uniqueKeys: false,
        prettyErrors: false,
        logLevel: 'silent',
      }),
    ] as Document[]
  } catch (error) {
    if (error instanceof RangeError) return complainAll(reading, [tooDeep(0)])
    throw error
  }
  const [document, second] = documents
  if (document === undefined) return emptyDocument(reading)
  if (/^%/mu.test(reading.text.slice(0, document.range?.[0]))) {
    const message = 'A YAML directive (%) is not read here. Take the line out.'
    return complain(reading, 'YAML_DIRECTIVE', message, reading.text.indexOf('%'))
  }
  if (second !== undefined) {
    const message = 'A file holds one YAML document. Put what follows the "---" into its own file.'
    return complain(reading, 'YAML_SEVERAL_DOCUMENTS', message, second.range?.[0] ?? 0)
  }
  return document
}

function readNode(
  reading: Reading,
  document: Document,
  node: ParsedNode,
  depth: number,
): YamlNode | undefined {
  const offset = startOf(node)
  if (depth > DEPTH_MAX) return complainAll(reading, [tooDeep(offset)])
  if (isAlias(node)) return readAlias(reading, document, node)
  if (hasTag(node)) {
    const message =
      'A value that begins with "!" is a YAML tag, and tags are not read. Write the value in ' +
      'double quotes, or as a block; in an expression write "not".'
    return complain(reading, 'YAML_TAG', message, tagOffset(reading, offset))
  }
  if (isScalar(node)) return readScalar(reading, document, node)
  const splits = findSplitExpressions(node).map(splitFlow)
  if (splits.length > 0) return complainAll(reading, splits)
  if (isMap(node)) return readMap(reading, document, node, depth)
  const items: YamlNode[] = []
  for (const item of node.items as (ParsedNode | null)[]) {
    const value = item === null ? undefined : readNode(reading, document, item, depth + 1)
    if (value !== undefined) items.push(value)
  }
  return { kind: 'sequence', items, at: placeOf(reading, offset) }
}

function readMap(reading: Reading, document: Document, node: YAMLMap, depth: number): YamlMap {
  const entries: YamlMap['entries'][number][] = []
  const seen = new Set<string>()
  const start = startOf(node)
  for (const pair of node.items as Pair<ParsedNode | null, ParsedNode | null>[]) {
    const key = readKey(reading, document, pair.key, start)
    if (key === undefined) continue
    // `~` and `null` are one key, the text 'null' is another.
    const identity = key.value === null ? 'null' : `text ${key.text}`
    if (seen.has(identity)) {
      const message = `The key "${key.text}" is there twice. Keep one of the two.`
      complainAt(reading, 'YAML_DUPLICATE_KEY', message, key.at)
    }
    seen.add(identity)
    if (pair.value === null || isEmpty(pair.value))
      emptyValue(reading, `The key "${key.text}" has no value.`, key.at)
    else {
      const value = readNode(reading, document, pair.value, depth + 1)
      if (value !== undefined) entries.push({ key, value })
    }
  }
  return { kind: 'map', entries, at: placeOf(reading, start) }
}

function readKey(
  reading: Reading,
  document: Document,
  node: ParsedNode | null,
  mapStart: number,
): YamlScalar | undefined {
  const isText = isScalar(node) || isAlias(node)
  const key = isText ? readNode(reading, document, node, DEPTH_MAX) : undefined
  if (key?.kind === 'scalar' && key.text === '<<' && key.style === 'plain') {
    const message = 'Merge keys (<<) are not read. Write the keys out.'
    return complainAt(reading, 'YAML_MERGE_KEY', message, key.at)
  }
  if (key?.kind === 'scalar') return key
  if (isText && startOf(node) < (node.range?.[1] ?? 0)) return undefined
  const message = 'A key is one text; a key that is empty, a list or a map means nothing here.'
  return complain(reading, 'YAML_KEY', message, node === null ? mapStart : startOf(node))
}

function readAlias(reading: Reading, document: Document, alias: Alias): YamlNode | undefined {
  const offset = startOf(alias)
  reading.aliases += 1
  if (reading.aliases > ALIASES_MAX) {
    // Said once, and no further alias is looked up.
    if (reading.aliases > ALIASES_MAX + 1) return undefined
    const message = `There are more than ${ALIASES_MAX} aliases. Write the values out.`
    return complain(reading, 'YAML_TOO_MANY_ALIASES', message, offset)
  }
  const node = alias.resolve(document) as ParsedNode | undefined
  if (node === undefined || !isScalar(node) || hasTag(node)) {
    const what = node === undefined ? 'nothing has that anchor' : 'only one text can be repeated'
    const message =
      `A value that begins with "*" is a YAML alias, and ${what}. Write the value out, or as a ` +
      'block ("|" behind the colon, the value on the next line).'
    return complain(reading, 'YAML_ALIAS', message, offset)
  }
  const scalar = readScalar(reading, document, node)
  return scalar && { ...scalar, at: placeOf(reading, offset, alias.range?.[1]) }
}

const STYLES = {
  PLAIN: ['plain', 'plain'],
  QUOTE_SINGLE: ['quoted', 'single'],
  QUOTE_DOUBLE: ['quoted', 'double'],
  BLOCK_LITERAL: ['block', 'literal'],
  BLOCK_FOLDED: ['block', 'folded'],
} as const

function readScalar(reading: Reading, document: Document, node: Scalar): YamlScalar | undefined {
  const [start, end] = node.range ?? [0, 0, 0]
  const [style, sourceStyle] = STYLES[(node.type ?? 'PLAIN') as keyof typeof STYLES]
  const text = node.source ?? ''
  if (isEmpty(node)) {
    return emptyValue(reading, 'A value is missing.', placeOf(reading, start))
  }
  if (style === 'plain') checkComment(reading, start, end)
  else if (style === 'quoted') checkQuote(reading, document, start, end)
  const source: ScalarSource = { file: reading.text, start, end, style: sourceStyle, text }
  const layout = layOut(source)
  const value = node.value as YamlScalar['value'] | bigint
  return {
    kind: 'scalar',
    text,
    value: typeof value === 'bigint' ? Number(value) : value,
    style,
    at: placeOf(reading, start, style === 'block' ? undefined : end),
    layout: {
      text: layout.text,
      lines: layout.offsets.map((offset) => placeOf(reading, offset)),
    },
  }
}

// `#-` counts on the same line only: on a line of its own it is a list item commented out.
const OPERATOR_COMMENT = /^(?:[ \t]+#(?:>|-(?!-))|\s+#>)/u

function checkComment(reading: Reading, start: number, end: number): void {
  const match = OPERATOR_COMMENT.exec(reading.text.slice(end, end + CHARACTERS_MAX))
  if (match === null) return
  const value = reading.text.slice(start, end)
  const message =
    `YAML takes what follows "#" as a comment, so the value ends at "${value}". Write it as a ` +
    'block ("|" behind the colon, the value on the next line); of a comment, put a blank after "#".'
  complain(reading, 'YAML_COMMENT_CUTS', message, end + match[0].indexOf('#'))
}

function checkQuote(reading: Reading, document: Document, start: number, end: number): void {
  const isUnclosed = document.errors.some(
    ({ code, message, pos }) =>
      code === 'MISSING_CHAR' && message.endsWith('quote') && pos[0] > start && pos[0] <= end,
  )
  if (!isUnclosed) return
  const message = `The quote ${reading.text.charAt(start)} is never closed. Close it.`
  complain(reading, 'YAML_UNCLOSED_QUOTE', message, start)
}

/** What YAML reads where nothing is written. */
function isEmpty(node: ParsedNode): boolean {
  return isScalar(node) && node.type === 'PLAIN' && node.source === '' && !hasTag(node)
}

function startOf(node: ParsedNode): number {
  return node.range?.[0] ?? 0
}

/** The range of a tagged node begins behind its tag. */
function tagOffset(reading: Reading, offset: number): number {
  const before = reading.text.slice(0, offset)
  const tag = /!\S*\s*$/u.exec(before.slice(-TAG_SEARCH_MAX))?.[0] ?? ''
  return offset - tag.length
}

function hasTag(node: Scalar | YAMLMap | YAMLSeq): boolean {
  return node.tag !== undefined
}

function emptyDocument(reading: Reading): undefined {
  const message = 'The file is empty. Write its keys, or delete it.'
  return complain(reading, 'YAML_EMPTY_DOCUMENT', message, 0)
}

function emptyValue(reading: Reading, what: string, place: Place): undefined {
  const message = `${what} Write one (null for none, '' for an empty text), or take the key out.`
  return complainAt(reading, 'YAML_EMPTY_VALUE', message, place)
}
