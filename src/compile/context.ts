/** What compiling needs to know of the project, and the names of tables in it. */
import { didYouMean } from '../base/closest.ts'
import type { Place } from '../base/diagnostic.ts'
import { tableId, type Catalog, type Column, type Table } from '../catalog/catalog.ts'
import { WORK } from '../catalog/work-name.ts'
import { RECORD_COLUMN } from '../catalog/file-numbering.ts'
import type { FunctionTable } from '../expression/function-table.ts'
import type { TableReference } from '../mapping/document.ts'
import type { ConnectionSettings } from '../plugin/connector.ts'
import type { Project } from '../project/project.ts'
import type { CoverageMinimum } from './covered.ts'
import type { Findings } from './findings.ts'
import { matchName } from './names.ts'

/** A connection's catalog, and the settings that decide where it reads NULL. */
export interface CompileConnection {
  readonly catalog: Catalog
  readonly settings: Pick<ConnectionSettings, 'nullTokens' | 'zeroDates'>
}

/** What the project gives. */
export interface ProjectContext {
  readonly connections: ReadonlyMap<string, CompileConnection>
  /** Name of the connection that is filled. */
  readonly target: string
  readonly naming: Project['naming']
  readonly drops: Project['drops']
  readonly splits: Project['splits']
  readonly coverage: CoverageMinimum
  readonly functions: FunctionTable
  /** The project's own, in its file. */
  readonly ownFunctions: Project['functions']
  /** Those in files of their own: each file's name in the build folder, and keys of signatures. */
  readonly plugins: readonly { readonly module: string; readonly keys: readonly string[] }[]
}

/** And what its mappings make of it. */
export interface CompileContext extends ProjectContext {
  readonly work: WorkTables
}

/** The tables of the reserved schema `work`. */
export interface WorkTables {
  readonly names: readonly string[]
  /** wrong: its mapping is; circle: it would be made from itself. */
  readonly find: (name: string) => KnownTable | 'wrong' | 'circle'
}

export interface KnownTable {
  readonly connection: string
  /** Connector kind. */
  readonly connector: string
  readonly table: Table
  /**
   * The table's columns as they are read: null tokens make a column nullable, files have `_row`.
   */
  readonly columns: readonly Column[]
  /** Of a work table its name, and a digest of its columns and key; null: a database's own. */
  readonly work: { readonly name: string; readonly shape: string } | null
}

/** The table a reference means; undefined after saying what is wrong with it. */
export function findTable(
  reference: TableReference,
  context: CompileContext,
  findings: Findings,
): KnownTable | undefined {
  if (reference.connection === WORK) return findWork(reference, context.work, findings)
  const connection = context.connections.get(reference.connection)
  if (connection === undefined) {
    const hint = didYouMean(reference.connection, context.connections.keys())
    const message = `There is no connection "${reference.connection}" in mapwright.yaml.${hint}`
    findings.error('COMPILE_UNKNOWN_CONNECTION', reference.at, message)
    return undefined
  }
  const table = pickTable(reference, connection.catalog, findings)
  return table === undefined ? undefined : knownTable(reference.connection, connection, table)
}

function findWork(
  { schema, table, at }: TableReference,
  work: WorkTables,
  findings: Findings,
): KnownTable | undefined {
  const match = matchName(
    schema === null ? table : `${schema}.${table}`,
    work.names,
    (name) => name,
  )
  if (match.kind !== 'one') {
    const hint = match.kind === 'none' ? match.hint : ''
    const message = `No mapping fills the work table work.${table}.${hint}`
    findings.error('COMPILE_UNKNOWN_TABLE', at, message)
    return undefined
  }
  const found = work.find(match.item)
  if (found === 'circle') {
    const message =
      `work.${match.item} would be made from itself: its mapping reads what is made from it. ` +
      'Leave out one of these sources or lookups.'
    findings.error('COMPILE_WORK_CIRCLE', at, message)
  }
  return typeof found === 'string' ? undefined : found
}

/** A table of a catalog as compiling sees it. */
export function knownTable(name: string, connection: CompileConnection, table: Table): KnownTable {
  const { connector } = connection.catalog
  const columns = table.columns.map((column) =>
    !column.nullable && readsNull(connection, column) ? { ...column, nullable: true } : column,
  )
  if (connector === 'files') columns.push(RECORD_COLUMN)
  return { connection: name, connector, table, columns, work: null }
}

function readsNull(connection: CompileConnection, column: Column): boolean {
  const { nullTokens, zeroDates } = connection.settings
  const { kind } = column.type
  const tokens = [...(nullTokens['*'] ?? []), ...(nullTokens[kind] ?? [])]
  const isMoment = kind === 'date' || kind === 'timestamp' || kind === 'timestamptz'
  const zeroIsNull = zeroDates === 'null' && connection.catalog.connector === 'mysql'
  return tokens.length > 0 || (isMoment && zeroIsNull)
}

function pickTable(
  reference: TableReference,
  catalog: Catalog,
  findings: Findings,
): Table | undefined {
  const inSchema = catalog.tables.filter(
    (table) => reference.schema === null || sameName(table.schema ?? '', reference.schema),
  )
  const match = matchName(reference.table, inSchema, (table) => table.name)
  if (match.kind === 'one') {
    const twins = inSchema.filter((table) => table.name === match.item.name)
    if (twins.length === 1) return match.item
    return ambiguous(reference, twins, findings)
  }
  if (match.kind === 'several') return ambiguous(reference, match.items, findings)
  const written = [reference.connection, reference.schema, reference.table]
  const name = written.filter((part) => part !== null).join('.')
  const message = `There is no table ${name}.${match.hint}`
  findings.error('COMPILE_UNKNOWN_TABLE', reference.at, message)
  return undefined
}

function sameName(name: string, written: string): boolean {
  return matchName(written, [name], (item) => item).kind === 'one'
}

function ambiguous(
  reference: TableReference,
  tables: readonly Table[],
  findings: Findings,
): undefined {
  const names = tables.map((table) => `${reference.connection}.${tableId(table)}`).join(', ')
  const message = `"${reference.table}" may be each of ${names}. Write one of these in full.`
  findings.error('COMPILE_AMBIGUOUS_TABLE', reference.at, message)
}

/** The column of that name; undefined after saying that there is none. */
export function findColumn(
  written: { readonly value: string; readonly at: Place },
  table: KnownTable,
  findings: Findings,
): Column | undefined {
  const match = matchName(written.value, table.columns, (column) => column.name)
  if (match.kind === 'one') return match.item
  const where = `${table.connection}.${tableId(table.table)}`
  const message =
    match.kind === 'several'
      ? `${where} has several columns named "${written.value}" but for case. Quote the one meant.`
      : `${where} has no column "${written.value}".${match.hint}`
  findings.error('COMPILE_UNKNOWN_COLUMN', written.at, message)
  return undefined
}
