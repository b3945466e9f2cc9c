/** Resolves where a mapping's rows come from: the table, its key, and joins proven to be to-one. */
import { tableId, type Column, type Table } from '../catalog/catalog.ts'
import { FILE_COLUMN, RECORD_COLUMN } from '../catalog/file-numbering.ts'
import type { Scope } from '../expression/tree.ts'
import type { AliasedTable, Join, MappingDocument } from '../mapping/document.ts'
import type { AliasTable, CheckedJoin, CheckedSource } from './checked.ts'
import { findTable, type CompileContext } from './context.ts'
import { equalityFamily, isExactFamily } from './equality.ts'
import { firstPlace, type ExpressionChecker } from './expressions.ts'
import type { Findings } from './findings.ts'
import { conjunctsOf, pushedEquality } from './pushdown.ts'

/** The source; undefined after saying what is wrong. `notes` are sentences for the plan. */
export function checkSource(
  document: MappingDocument,
  context: CompileContext,
  checker: ExpressionChecker,
  findings: Findings,
): CheckedSource | undefined {
  const from = aliasTable(document.source.from, context, findings)
  if (from === undefined) return undefined
  const key = sourceKey(from)
  const joins: CheckedJoin[] = []
  const tables = [from]
  let isWhole = true
  for (const join of document.source.joins) {
    const table = joinedTable(join, tables, context, findings)
    if (table === undefined) {
      isWhole = false
      continue
    }
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
  return { ...known, alias: reference.alias }
}

/** Kysely takes references as texts that it splits at dots, and trims. */
function isOdd(name: string): boolean {
  return name.includes('.') || / as /iu.test(name) || name !== name.trim()
}

function joinedTable(
  join: Join,
  earlier: readonly AliasTable[],
  context: CompileContext,
  findings: Findings,
): AliasTable | undefined {
  const table = aliasTable(join.table, context, findings)
  const from = earlier[0]
  if (table === undefined || from === undefined) return undefined
  const { at } = join.table
  if (earlier.some(({ alias }) => alias === table.alias)) {
    const message = `The alias "${table.alias}" stands for two tables. Give one of them another.`
    findings.error('COMPILE_ALIAS_TWICE', at, message)
    return undefined
  }
  if (from.connector === 'files' || table.connector === 'files') {
    const message =
      'A file cannot be joined: its rows are only streamed. Load it into the target first, ' +
      'and look it up.'
    findings.error('COMPILE_JOIN_FILES', at, message)
    return undefined
  }
  if (from.connection !== table.connection) {
    const message =
      `"${table.connection}" and "${from.connection}" are two connections, and no query ` +
      'reaches both. Use a lookup.'
    findings.error('COMPILE_JOIN_CONNECTIONS', at, message)
    return undefined
  }
  return table
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
  const all = conjuncts.map((conjunct) => pushedEquality(conjunct, table, tables))
  const pushed = all.filter((equality) => equality !== undefined)
  if (pushed.length === 0) {
    const message =
      `The source cannot find rows of ${table.alias} by this match. It needs an equality of a ` +
      `column of ${table.alias} with a column before it, of one type, joined to the rest by ` +
      '"and".'
    findings.error('COMPILE_JOIN_NOT_PUSHABLE', at, message)
    return undefined
  }
  const columns = pushed.map(({ column }) => column)
  const toOne = uniqueSets(table.table).some((set) => set.every((name) => columns.includes(name)))
  const exact = pushed.length === conjuncts.length && columns.every((name) => isExact(name, table))
  if (isSettled({ toOne, exact }) && !keyed) {
    const message =
      `The source may find several rows of ${table.alias}, or other than the match means, and ` +
      `${tables[0]?.alias ?? ''} has no key by which to settle that. Match a unique key of ` +
      `${table.alias} by equalities alone.`
    findings.error('COMPILE_JOIN_MULTIPLIES', at, message)
    return undefined
  }
  return {
    table,
    kind: join.kind,
    match,
    text: join.match.text,
    line: at.line,
    pushed,
    exact,
    toOne,
    identity: table.table.primaryKey,
  }
}

function isExact(name: string, table: AliasTable): boolean {
  const column = table.columns.find((candidate) => candidate.name === name)
  const family = column === undefined ? null : equalityFamily(table.connector, column)
  return family !== null && isExactFamily(table.connector, family)
}

export function isCondition(type: Column['type']): boolean {
  return type.kind === 'boolean'
}

/** The primary key and the unique keys. */
export function uniqueSets(table: Table): readonly (readonly string[])[] {
  const sets = [table.primaryKey, ...table.uniqueKeys.map(({ columns }) => columns)]
  return sets.filter((set) => set.length > 0)
}

/** The columns rows are ordered by: a unique key that is never NULL and that a range can bound. */
function sourceKey(from: AliasTable): readonly string[] {
  if (from.connector === 'files') {
    const isNumbering = (column: Column) => column.generated && column.name === FILE_COLUMN.name
    // Each of several files counts its records from 1.
    return from.columns.some(isNumbering)
      ? [FILE_COLUMN.name, RECORD_COLUMN.name]
      : [RECORD_COLUMN.name]
  }
  const usable = (name: string): boolean => {
    const column = from.columns.find((candidate) => candidate.name === name)
    if (column === undefined || column.nullable) return false
    return equalityFamily(from.connector, column) !== null
  }
  return uniqueSets(from.table).find((set) => set.every(usable)) ?? []
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

/** Sentences for the plan. */
export function sourceNotes(source: CheckedSource): readonly string[] {
  const { from, key, joins } = source
  const name = `${from.connection}.${tableId(from.table)}`
  const notes = key.length === 0 ? [`${name} has no usable key: it is read as one chunk.`] : []
  const settled = joins.filter(isSettled)
  for (const { table } of settled) {
    notes.push(`The match of ${table.alias} is decided by the worker.`)
  }
  return notes
}
