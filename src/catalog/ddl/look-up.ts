/** Finds what a statement names in the draft, and reports what is not there. */
import type { Severity } from '../../base/diagnostic.ts'
import { placeAt, type RangeVar, type Statement } from '../../sql/ddl.ts'
import { tableId, type TableName } from '../catalog.ts'
import type { Draft, DraftTable } from './draft.ts'

/** A problem of a statement; `location` is the node's own, undefined for the statement's start. */
interface DraftProblem {
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

/** The id of what a statement names by a list of one or two names. */
export function idOf(draft: Draft, names: readonly string[]): string {
  return tableId(qualify(draft, names.at(-2), names.at(-1) ?? ''))
}

/** The table a statement speaks of; reported when the file has not created it before. */
export function findTable(
  draft: Draft,
  statement: Statement,
  relation: RangeVar | undefined,
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
