/** Resolves where a mapping's rows come from: the table, its key, and joins proven to be to-one. */
import type { Column } from '../catalog/catalog.ts'
import type { Scope, SortKey } from '../expression/tree.ts'
import type { AliasedTable, ExpressionText, Join, MappingDocument } from '../mapping/document.ts'
import type { AliasTable, CheckedJoin, CheckedSource } from './checked.ts'
import { findTable, type CompileContext } from './context.ts'
import { equalityFamily, isExactFamily } from './equality.ts'
import { firstPlace, type ExpressionChecker } from './expressions.ts'
import type { Findings } from './findings.ts'
import { conjunctsOf, pushedComparison } from './pushdown.ts'
import { numberingOf, provenKeys } from './row-keys.ts'
import { directly, placeTables } from './staging.ts'

/** The source; undefined after saying what is wrong. `notes` are sentences for the plan. */
export function checkSource(
  document: MappingDocument,
  context: CompileContext,
  checker: ExpressionChecker,
  findings: Findings,
): CheckedSource | undefined {
  const alone = aliasTable(document.source.from, context, findings)
  if (alone === undefined) return undefined
  const joined = joinedTables(document, alone, context, findings)
  const at = document.source.joins[0]?.table.at ?? document.source.from.at
  const placed = placeTables(
    [alone, ...joined.map(({ table }) => table)],
    { target: context.target, at },
    findings,
  )
  const [from = alone, ...others] = placed ?? []
  const key = sourceKey(from)
  const joins: CheckedJoin[] = []
  const tables = [from]
  let isWhole = placed !== undefined && joined.length === document.source.joins.length
  for (const [index, table] of others.entries()) {
    const join = joined[index]?.join
    if (join === undefined) continue
    const checked = checkJoin({ join, table, tables, keyed: key.length > 0 }, checker, findings)
    if (checked === undefined) isWhole = false
    else joins.push(checked)
    tables.push(table)
  }
  return isWhole ? { from, key, joins } : undefined
}

function aliasTable(
  reference: AliasedTable,
  context: CompileContext,
  findings: Findings,
): AliasTable | undefined {
  const known = findTable(reference, context, findings)
  if (known === undefined) return undefined
  const names = [known.table.schema ?? '', known.table.name]
  const odd = [...names, ...known.columns.map(({ name }) => name), reference.alias].find(isOdd)
  if (odd !== undefined) {
    const message =
      `The name "${odd}" cannot be read: it holds a dot or the word "as", or begins or ends ` +
      'with a blank.'
    findings.error('COMPILE_NAME_UNSUPPORTED', reference.at, message)
    return undefined
  }
  const { connector: comparedBy } = known
  return { ...known, alias: reference.alias, reads: directly(known), comparedBy }
}

/** Kysely takes references as texts that it splits at dots, and trims. */
function isOdd(name: string): boolean {
  return name.includes('.') || / as /iu.test(name) || name !== name.trim()
}

interface JoinedTable {
  readonly join: Join
  readonly table: AliasTable
}

/** Without those that are wrong, after saying what is. */
function joinedTables(
  document: MappingDocument,
  from: AliasTable,
  context: CompileContext,
  findings: Findings,
): readonly JoinedTable[] {
  const aliases = new Set([from.alias])
  return document.source.joins.flatMap((join) => {
    const table = aliasTable(join.table, context, findings)
    if (table === undefined) return []
    if (aliases.has(table.alias)) {
      const message = `The alias "${table.alias}" stands for two tables. Give one of them another.`
      findings.error('COMPILE_ALIAS_TWICE', join.table.at, message)
      return []
    }
    aliases.add(table.alias)
    return [{ join, table }]
  })
}

interface JoinInput {
  readonly join: Join
  readonly table: AliasTable
  /** The tables before it. */
  readonly tables: readonly AliasTable[]
  /** False: the rows of one source row cannot be told from another's. */
  readonly keyed: boolean
}

function checkJoin(
  { join, table, tables, keyed }: JoinInput,
  checker: ExpressionChecker,
  findings: Findings,
): CheckedJoin | undefined {
  const scope = sourceScope([...tables, table], new Map())
  const match = checker.check(join.match, scope, table.alias)
  if (match === undefined) return undefined
  const at = firstPlace(join.match)
  if (!isCondition(match.type)) {
    findings.error('COMPILE_NOT_CONDITION', at, 'A match must be true or false.')
    return undefined
  }
  const conjuncts = conjunctsOf(match)
  const all = conjuncts.map((conjunct) => pushedComparison(conjunct, table, tables))
  const pushed = all.filter((comparison) => comparison !== undefined)
  if (pushed.length === 0) {
    const message =
      `The source cannot find rows of ${table.alias} by this match. It needs a column of ` +
      `${table.alias} that equals a column before it of the same type or, of whole numbers, ` +
      `dates and timestamps, is less or greater, joined to the rest by "and".${hintOf(table)}`
    findings.error('COMPILE_JOIN_NOT_PUSHABLE', at, message)
    return undefined
  }
  const equal = pushed.filter(({ operator }) => operator === '=')
  const columns = equal.map(({ column }) => column)
  const toOne = provenKeys(table).some((set) => set.every((name) => columns.includes(name)))
  const exact = equal.length === conjuncts.length && columns.every((name) => isExact(name, table))
  if (isSettled({ toOne, exact }) && !keyed) {
    const message =
      `The source may find several rows of ${table.alias}, or other than the match means, and ` +
      `${tables[0]?.alias ?? ''} has no key by which to settle that. Match a unique key of ` +
      `${table.alias} by equalities alone.`
    findings.error('COMPILE_JOIN_MULTIPLIES', at, message)
    return undefined
  }
  const identity = identityOf(table)
  if (join.many && identity.length === 0) {
    const message =
      `Each row of ${table.alias} is to make a row, and it has no key by which two of them ` +
      'are told apart. Give it a primary key, or a unique one without NULLs.'
    findings.error('COMPILE_JOIN_MANY_KEY', join.table.at, message)
    return undefined
  }
  const first = join.first === null ? null : checkSortKeys(join.first, scope, table.alias, checker)
  if (first === undefined) return undefined
  const { kind, many } = join
  const { text } = join.match
  return { table, kind, match, text, line: at.line, pushed, exact, toOne, many, first, identity }
}

/** Sort keys of a list; undefined after saying what is wrong. */
export function checkSortKeys(
  texts: readonly ExpressionText[],
  scope: Scope,
  subject: string,
  checker: ExpressionChecker,
): readonly SortKey[] | undefined {
  const keys = texts.map((text) => checker.sortKey(text, scope, subject))
  return keys.every((key) => key !== undefined) ? keys : undefined
}

/** Columns that are never NULL, and of which no two rows have the same. */
function identityOf(table: AliasTable): readonly string[] {
  const isNotNull = (name: string) =>
    table.columns.some((column) => column.name === name && !column.nullable)
  return provenKeys(table).find((set) => set.every(isNotNull)) ?? []
}

function hintOf({ connector }: AliasTable): string {
  if (connector !== 'files') return ''
  return ' Columns of files are text where the catalog of their connection does not say otherwise.'
}

function isExact(name: string, table: AliasTable): boolean {
  const column = table.columns.find((candidate) => candidate.name === name)
  const family = column === undefined ? null : equalityFamily(table.comparedBy, column)
  return family !== null && isExactFamily(table.comparedBy, family)
}

export function isCondition(type: Column['type']): boolean {
  return type.kind === 'boolean'
}

/** The columns rows are ordered by: a unique key that is never NULL and that a range can bound. */
function sourceKey(from: AliasTable): readonly string[] {
  if (from.connector === 'files') return numberingOf(from)
  const usable = (name: string): boolean => {
    const column = from.columns.find((candidate) => candidate.name === name)
    if (column === undefined || column.nullable) return false
    return equalityFamily(from.comparedBy, column) !== null
  }
  return provenKeys(from).find((set) => set.every(usable)) ?? []
}

/** What column names mean. A joined table's columns are NULL where nothing matched. */
export function sourceScope(tables: readonly AliasTable[], names: Scope['names']): Scope {
  return {
    tables: tables.map(({ alias, columns }, index) => ({
      alias,
      columns: columns.map(({ name, type, nullable }) => ({
        name,
        type,
        nullable: nullable || index > 0,
      })),
    })),
    names,
  }
}

/** True when the worker decides which of the rows found is the match, if any. */
export function isSettled({ exact, toOne }: Pick<CheckedJoin, 'exact' | 'toOne'>): boolean {
  return !exact || !toOne
}
