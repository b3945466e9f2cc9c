/** What has been read of a schema file so far: tables, types and functions under construction. */
import type { Diagnostic, Severity } from '../../base/diagnostic.ts'
import { placeAt, type Statement } from '../../sql/ddl.ts'
import { tableId, type Column, type ForeignKey, type Table, type TableName } from '../catalog.ts'
import type { LogicalType } from '../logical-type.ts'

/** A foreign key whose referenced columns may still be unsaid: they are then the primary key. */
export interface DraftForeignKey extends ForeignKey {
  readonly statement: Statement
  readonly location: number | undefined
}

export interface DraftTrigger {
  readonly name: string
  readonly timing: 'before' | 'after' | 'instead'
  readonly events: readonly ('insert' | 'update' | 'delete' | 'truncate')[]
  /** The id of the function it calls. */
  readonly calls: string
}

/** A table that later statements may still change. */
export interface DraftTable extends TableName {
  readonly kind: Table['kind']
  readonly columns: Column[]
  primaryKey: readonly string[]
  readonly uniqueKeys: Table['uniqueKeys'][number][]
  readonly foreignKeys: DraftForeignKey[]
  readonly checks: Table['checks'][number][]
  readonly triggers: DraftTrigger[]
}

/** An enum, a domain, or a type that has no logical type and is not a spelling mistake. */
export interface DraftType {
  readonly type: LogicalType
  readonly nullable: boolean
}

export interface Draft {
  /** Where names without a schema live; null: the connection has no schemas. */
  schema: string | null
  readonly hasSchemas: boolean
  readonly tables: Map<string, DraftTable>
  readonly types: Map<string, DraftType>
  /** Bodies of functions by id. */
  readonly functions: Map<string, string>
  readonly diagnostics: Diagnostic[]
}

/** A problem of a statement; `location` is the node's own, undefined for the statement's start. */
export interface DraftProblem {
  readonly code: string
  readonly message: string
  readonly location?: number | undefined
  readonly severity?: Severity
}

export function report(draft: Draft, statement: Statement, problem: DraftProblem): void {
  const { code, message, location, severity = 'error' } = problem
  draft.diagnostics.push({ code, severity, message, ...placeAt(statement, location) })
}

/** The full name of what a statement names `schema.name` or `name`. */
export function qualify(draft: Draft, schema: string | undefined, name: string): TableName {
  return { schema: draft.hasSchemas ? (schema ?? draft.schema) : null, name }
}

/** The table a statement speaks of; reported when the file has not created it before. */
export function findTable(
  draft: Draft,
  statement: Statement,
  relation: { schemaname?: string; relname?: string; location?: number } | undefined,
): DraftTable | undefined {
  const name = qualify(draft, relation?.schemaname, relation?.relname ?? '')
  const table = draft.tables.get(tableId(name))
  if (table === undefined) {
    const message = `There is no table "${tableId(name)}" above this line. Create it first.`
    report(draft, statement, {
      code: 'CATALOG_UNKNOWN_TABLE',
      message,
      location: relation?.location,
    })
  }
  return table
}

/** Reports the columns that the table does not have; true when it has all. */
export function hasColumns(
  draft: Draft,
  statement: Statement,
  table: DraftTable,
  used: { readonly columns: readonly string[]; readonly location: number | undefined },
): boolean {
  const absent = used.columns.filter((name) => !table.columns.some((c) => c.name === name))
  for (const name of absent) {
    const message = `Table "${tableId(table)}" has no column "${name}".`
    const { location } = used
    report(draft, statement, { code: 'CATALOG_UNKNOWN_COLUMN', message, location })
  }
  return absent.length === 0
}
