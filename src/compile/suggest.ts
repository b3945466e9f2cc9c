/** Turns pairs of tables into drafts: the text of mappings, and of a bundle for equal tables. */
import type { Catalog, Table } from '../catalog/catalog.ts'
import { renamed } from '../mapping/naming.ts'
import type { ColumnPair, SuggestRequest, TablePair } from './suggest-pairs.ts'
import { pairTables } from './suggest-pairs.ts'

export interface Draft {
  /** Relative to the project's folder. */
  readonly file: string
  readonly text: string
  /** `source -> target` of each table. */
  readonly tables: readonly string[]
  readonly questions: readonly string[]
}

export interface Suggestion {
  readonly drafts: readonly Draft[]
  /** Tables of the target that are filled by nothing yet. */
  readonly unfilled: readonly string[]
  /** `connection.table` of sources that no draft reads. */
  readonly unread: readonly string[]
}

export interface DraftRequest extends SuggestRequest {
  /** Names of mappings and of files in mappings/ that there are. */
  readonly taken: ReadonlySet<string>
  /** True: the project's defaults say what becomes of a value that is refused. */
  readonly hasOnError: boolean
}

/** A list of one table is no shorter than a mapping. */
const BUNDLE_MIN = 2

export function suggest(request: DraftRequest): Suggestion {
  const { sources, target, filled, taken } = request
  const pairs = pairTables(request).filter((pair) => isFileName(pair.target.name, taken))
  const equal = pairs.filter((pair) => isEqual(pair, request))
  const drafts: Draft[] = []
  for (const { connection } of sources) {
    const bundled = equal.filter((pair) => pair.connection === connection)
    const schemas = new Set(
      bundled.map(({ source, target: { schema } }) => `${source.schema}.${schema}`),
    )
    const file = `mappings/${connection}.yaml`
    if (bundled.length < BUNDLE_MIN || schemas.size > 1 || taken.has(connection)) continue
    drafts.push(bundleOf(file, connection, bundled, request))
    for (const pair of bundled) pairs.splice(pairs.indexOf(pair), 1)
  }
  drafts.push(...pairs.map((pair) => draftOf(pair, request)))
  const done = new Set([...filled, ...drafts.flatMap(({ tables }) => tables.map(targetOf))])
  const read = new Set(drafts.flatMap(({ tables }) => tables.map((table) => table.split(' ')[0])))
  return {
    drafts,
    unfilled: namesOf(target).filter((name) => !done.has(name)),
    unread: sources.flatMap((catalog) =>
      namesOf(catalog)
        .map((name) => `${catalog.connection}.${name}`)
        .filter((name) => !read.has(name)),
    ),
  }
}

function namesOf({ tables }: Catalog): readonly string[] {
  return tables.filter(({ kind }) => kind === 'table').map(({ name }) => name)
}

function isFileName(name: string, taken: ReadonlySet<string>): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_-]*$/u.test(name) && !taken.has(name)
}

/** True where `copy` says everything. */
function isEqual(pair: TablePair, { hasOnError }: DraftRequest): boolean {
  const isWhole = pair.questions.length === 0 && pair.columns.every(({ isCopied }) => isCopied)
  return isWhole && (hasOnError || !pair.isFallible)
}

const TOP = '# A draft of mapwright suggest. Lines with "?:" are questions to you.'

function bundleOf(
  file: string,
  connection: string,
  pairs: readonly TablePair[],
  { target, naming }: DraftRequest,
): Draft {
  const [first] = pairs
  const prefix = (name: string, schema: string | null | undefined) =>
    [name, ...(schema === null || schema === undefined ? [] : [quoted(schema)])].join('.')
  const entries = pairs.map((pair) => {
    const name = quoted(pair.source.name)
    const isNamed = renamed(pair.source.name, naming) === pair.target.name
    return `  - ${yaml(isNamed ? name : `${name} as ${quoted(pair.target.name)}`)}`
  })
  const lines = [
    TOP,
    `source: ${yaml(`${prefix(connection, first?.source.schema)}.*`)}`,
    `target: ${yaml(`${prefix(target.connection, first?.target.schema)}.*`)}`,
    'tables:',
    ...entries,
  ]
  return { file, text: `${lines.join('\n')}\n`, tables: pairs.map(tableOf), questions: [] }
}

function tableOf({ connection, source, target }: TablePair): string {
  return `${connection}.${source.name} -> ${target.name}`
}

function targetOf(table: string): string {
  return table.slice(table.indexOf(' -> ') + 4)
}

function draftOf(pair: TablePair, { sources, target, hasOnError }: DraftRequest): Draft {
  const { connection, source, columns, questions, isFallible } = pair
  const alias = aliasOf(source.name)
  const from = sources.find((catalog) => catalog.connection === connection) ?? target
  const copies = columns.some(({ isCopied }) => isCopied)
  const rules = columns.filter(({ isCopied }) => !isCopied)
  const lines = [
    TOP,
    `source: ${yaml(`${tableName(from, source)} as ${alias}`)}`,
    `target: ${yaml(tableName(target, pair.target))}`,
    ...(isFallible && !hasOnError ? ['on_error: reject'] : []),
    ...(copies ? [`copy: ${alias}`] : []),
    ...(rules.length === 0 ? [] : ['columns:', ...rules.map((rule) => ruleOf(rule, alias))]),
    ...questions.map((question) => `# ?: ${question}`),
  ]
  return {
    file: `mappings/${pair.target.name}.yaml`,
    text: `${lines.join('\n')}\n`,
    tables: [tableOf(pair)],
    questions,
  }
}

function ruleOf({ source, target }: ColumnPair, alias: string): string {
  return `  ${yaml(target.name)}: ${yaml(`${alias}.${quoted(source.name)}`)}`
}

/** With its schema where its name alone could mean another. */
function tableName({ connection, tables }: Catalog, { schema, name }: Table): string {
  const isAlone =
    tables.filter((table) => table.name.toLowerCase() === name.toLowerCase()).length < 2
  return [connection, ...(schema === null || isAlone ? [] : [quoted(schema)]), quoted(name)].join(
    '.',
  )
}

function aliasOf(name: string): string {
  const [letter = 't'] = name.toLowerCase()
  return /[a-z]/u.test(letter) ? letter : 't'
}

/** A name in SQL. */
function quoted(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}

const WORDS: ReadonlySet<string> = new Set(['null', 'true', 'false'])

/** A text in YAML. */
function yaml(text: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_. *-]*$/u.test(text) && !WORDS.has(text.toLowerCase())
  return isPlain ? text : `'${text.replaceAll("'", "''")}'`
}
