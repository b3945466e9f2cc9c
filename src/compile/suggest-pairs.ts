/** Pairs tables and columns of two catalogs by names, keys and types: what a draft is made from. */
import { castRule } from '../catalog/cast.ts'
import type { Catalog, Column, Table } from '../catalog/catalog.ts'
import { formatType } from '../catalog/type-name.ts'
import { renamed } from '../mapping/naming.ts'
import type { Project } from '../project/project.ts'

export interface ColumnPair {
  readonly source: Column
  readonly target: Column
  /** True: `copy` means it already. */
  readonly isCopied: boolean
}

export interface TablePair {
  readonly connection: string
  readonly source: Table
  readonly target: Table
  /** In the order of the target's columns. */
  readonly columns: readonly ColumnPair[]
  /** What a person has to decide, a sentence each. */
  readonly questions: readonly string[]
  /** True: some conversion can refuse a value. */
  readonly isFallible: boolean
}

export interface SuggestRequest {
  readonly sources: readonly Catalog[]
  readonly target: Catalog
  readonly naming: Project['naming']
  /** Tables of the target that mappings fill already, by name. */
  readonly filled: ReadonlySet<string>
}

/** One for each table of the target that has a likely source; in the order of the target. */
export function pairTables({ sources, target, naming, filled }: SuggestRequest): TablePair[] {
  const open = target.tables.filter(({ kind, name }) => kind === 'table' && !filled.has(name))
  const found = open.flatMap((table) => {
    const source = sourceOf(table, sources)
    return source === undefined ? [] : [{ ...source, target: table }]
  })
  return found.map((each) => pairOf(each, found, naming))
}

interface Likely {
  readonly connection: string
  readonly source: Table
  /** True: by its columns alone. */
  readonly byColumns: boolean
}

interface Found extends Likely {
  readonly target: Table
}

/** How much of the target's columns a table of another name must have. */
const SHARED_MIN = 0.6

function sourceOf(target: Table, sources: readonly Catalog[]): Likely | undefined {
  const all = sources.flatMap(({ connection, tables }) =>
    tables.map((source) => ({ connection, source })),
  )
  const named = all.filter(({ source }) => singular(source.name) === singular(target.name))
  const [first] = named
  if (first !== undefined) return { ...first, byColumns: false }
  const rated = all
    .map((each) => ({ ...each, shared: sharedColumns(each.source, target) }))
    .filter(({ shared }) => shared >= SHARED_MIN)
    .sort((a, b) => b.shared - a.shared)
  const [best, second] = rated
  // Two that are as likely: neither is.
  if (best === undefined || best.shared === second?.shared) return undefined
  return { connection: best.connection, source: best.source, byColumns: true }
}

function sharedColumns(source: Table, target: Table): number {
  const names = new Set(source.columns.map(({ name }) => plain(name)))
  // `id` and `name` are in every other table, and say nothing of one.
  const telling = target.columns.filter(({ name }) => !['id', 'name'].includes(plain(name)))
  if (telling.length < 2) return 0
  return telling.filter(({ name }) => names.has(plain(name))).length / telling.length
}

/** `CustomerID` and `customer_id` alike. */
function plain(name: string): string {
  return renamed(name, 'snake_case').replace(/[^\p{L}\p{N}]/gu, '')
}

/** `Regions` and `region`, `countries` and `Country` alike. */
function singular(name: string): string {
  return plain(name)
    .replace(/ies$/u, 'y')
    .replace(/(?<=ss|x|ch|sh)es$/u, '')
    .replace(/(?<![su])s$/u, '')
}

function pairOf(found: Found, all: readonly Found[], naming: Project['naming']): TablePair {
  const { connection, source, target, byColumns } = found
  const columns: ColumnPair[] = []
  const questions: string[] = []
  if (byColumns) {
    questions.push(`${source.name} was taken for its columns, not for its name. Is it the source?`)
  }
  for (const column of target.columns) {
    if (column.generated) continue
    const twin = twinOf(column, source, target, naming)
    if (twin === undefined) questions.push(unpaired(column))
    else columns.push({ source: twin.column, target: column, isCopied: twin.isCopied })
  }
  const used = new Set(columns.map((pair) => pair.source.name))
  for (const { name, type } of source.columns) {
    if (used.has(name)) continue
    questions.push(
      `${source.name}.${name} (${formatType(type)}) feeds no column. Use it, or drop it with a ` +
        'reason.',
    )
  }
  const fit = columns.filter((pair) => {
    const problem = conversionQuestion(pair)
    if (problem !== null) questions.push(problem.text)
    return problem?.blocks !== true
  })
  questions.push(...keyQuestions({ ...found, columns: fit }, all))
  const isFallible = fit.some(
    (pair) =>
      castRule(pair.source.type, pair.target.type, 'assignment')?.fallible === true ||
      (pair.source.nullable && !pair.target.nullable),
  )
  return { connection, source, target, columns: fit, questions, isFallible }
}

function unpaired({ name, type, nullable, default: own }: Column): string {
  const words = `${formatType(type)}${nullable ? '' : ' not null'}`
  const leave = nullable || own !== null ? ', or leave it with a reason' : ''
  return `${name} (${words}) has no likely source. Write a rule${leave}.`
}

/** The source's column for one of the target: of its name, or of its name with the table's. */
function twinOf(
  column: Column,
  source: Table,
  target: Table,
  naming: Project['naming'],
): { readonly column: Column; readonly isCopied: boolean } | undefined {
  const copied = source.columns.find(({ name }) => renamed(name, naming) === column.name)
  if (copied !== undefined) return { column: copied, isCopied: true }
  const names = [source.name, target.name].map(singular)
  const stem = (name: string): string => {
    const bare = plain(name)
    const prefix = names.find((table) => bare.startsWith(table) && bare !== table)
    return prefix === undefined ? bare : bare.slice(prefix.length)
  }
  const alike =
    source.columns.find(({ name }) => plain(name) === plain(column.name)) ??
    source.columns.find(({ name }) => stem(name) === stem(column.name))
  return alike === undefined ? undefined : { column: alike, isCopied: false }
}

/** blocks: no rule can be written before it is answered. */
function conversionQuestion({
  source,
  target,
}: ColumnPair): { readonly text: string; readonly blocks: boolean } | null {
  const rule = castRule(source.type, target.type, 'assignment')
  const types = `${formatType(source.type)} to ${formatType(target.type)}`
  if (rule === undefined) {
    const text =
      `${target.name}: ${types} does not convert by itself. ` + `Write a rule for ${source.name}.`
    return { text, blocks: true }
  }
  if (rule.narrows !== null) {
    const text =
      `${target.name}: ${types}: ${rule.narrows} Write a cast that says so, or accept: ` +
      `[narrows:${target.name}].`
    return { text, blocks: false }
  }
  if (target.type.kind !== 'enum' || source.type.kind === 'enum')
    return labelQuestion(source, target)
  const labels = target.type.labels.join(', ')
  const text =
    `${target.name}: texts other than ${labels} are refused. Where the source has others, write ` +
    'of and map.'
  return { text, blocks: false }
}

function labelQuestion(
  source: Column,
  target: Column,
): { readonly text: string; readonly blocks: boolean } | null {
  if (target.type.kind !== 'enum' || source.type.kind !== 'enum') return null
  const { labels } = target.type
  const missing = source.type.labels.filter((label) => !labels.includes(label))
  if (missing.length === 0) return null
  const text =
    `${target.name}: ${missing.join(', ')} of ${source.name} are none of ${labels.join(', ')}. ` +
    'Write of and map.'
  return { text, blocks: true }
}

/** A reference whose key the target made anew is looked up; one that is the source's is copied. */
function keyQuestions(
  found: Found & { readonly columns: readonly ColumnPair[] },
  all: readonly Found[],
): readonly string[] {
  const { source, target, columns } = found
  const questions: string[] = []
  if (target.primaryKey.length === 0 && target.uniqueKeys.length === 0) {
    questions.push(`${target.name} has no key, so no row of it is found again. Give it one.`)
  }
  for (const key of target.foreignKeys) {
    const [name] = key.columns
    const pair = columns.find((each) => each.target.name === name)
    if (key.columns.length > 1 || pair === undefined) continue
    const parent = all.find((each) => each.target.name === key.references.name)
    const own = source.foreignKeys.find(({ columns: [first] }) => first === pair.source.name)
    const isSame =
      parent !== undefined && (own === undefined || own.references.name === parent.source.name)
    const keeps = parent?.target.columns.find((each) => each.name === key.referencedColumns[0])
    const isKept =
      keeps !== undefined && castRule(pair.source.type, keeps.type, 'assignment') !== undefined
    if (isSame && isKept) continue
    questions.push(
      `${pair.target.name} refers to ${key.references.name}, whose keys may not be those of ` +
        `${pair.source.name}. Look it up, or take it from a crosswalk.`,
    )
  }
  return questions
}
