/** Turns a schema file, plain SQL in PostgreSQL's words, into the tables that it would make. */
import type { Checked } from '../base/diagnostic.ts'
import { parseStatements } from '../sql/ddl.ts'
import { tableId, type Column, type ForeignKey, type Table, type Trigger } from './catalog.ts'
import { applyStatement } from './ddl/statement.ts'
import type { Draft, DraftForeignKey, DraftTable } from './ddl/draft.ts'
import { hasColumns, report } from './ddl/look-up.ts'
import { sortTable, sortTables } from './order.ts'

export interface DdlOptions {
  /** What diagnostics call the file. */
  readonly file: string
  /** Where names without a schema live; null: the connection has no schemas. */
  readonly schema: string | null
}

/**
 * The tables of a schema file, in the order of a catalog. What would change tables and is not
 * understood is an error; comments, grants, owners, extensions and rows are passed over.
 */
export function tablesFromDdl(text: string, options: DdlOptions): Checked<readonly Table[]> {
  const { value: statements, diagnostics } = parseStatements(withoutRestrict(text), options.file)
  if (statements === undefined) return { value: undefined, diagnostics }
  const draft: Draft = {
    schema: options.schema,
    hasSchemas: options.schema !== null,
    tables: new Map(),
    types: new Map(),
    functions: new Map(),
    diagnostics: [],
  }
  for (const statement of statements) applyStatement(draft, statement, statement.node)
  const tables = [...draft.tables.values()].map((table) => finishTable(draft, table))
  return { value: sortTables(tables), diagnostics: draft.diagnostics }
}

/** pg_dump frames its text in a command to psql, which is no SQL. The places of the rest stay. */
function withoutRestrict(text: string): string {
  return text.replace(/^\\(?:un)?restrict\b.*$/gmu, (line) => ' '.repeat(line.length))
}

function finishTable(draft: Draft, table: DraftTable): Table {
  return sortTable({
    ...table,
    columns: table.columns.map(finishColumn),
    foreignKeys: table.foreignKeys.flatMap((key) => finishForeignKey(draft, key)),
    triggers: table.triggers.map((trigger): Trigger => {
      const { name, timing, events, calls } = trigger
      return { name, timing, events, body: draft.functions.get(calls) ?? null }
    }),
  })
}

/** Dumps spell `serial` out: a sequence, and the default that takes from it. */
function finishColumn(column: Column): Column {
  const isSerial = column.identity === null && /^nextval\s*\(/iu.test(column.default ?? '')
  return isSerial ? { ...column, identity: 'byDefault', default: null } : column
}

/** A reference without columns is to the primary key, which may be added after it. */
function finishForeignKey(draft: Draft, key: DraftForeignKey): ForeignKey[] {
  const { name, columns, references, deferrable, statement, location } = key
  const target = draft.tables.get(tableId(references))
  if (target === undefined) {
    reportReference(draft, key, `There is no table "${tableId(references)}" to refer to.`)
    return []
  }
  const written = key.referencedColumns
  const referencedColumns = written.length > 0 ? written : target.primaryKey
  if (!hasColumns(draft, statement, target, { columns: referencedColumns, location })) return []
  if (referencedColumns.length !== columns.length) {
    const counts = `${columns.length} column(s) refer to ${referencedColumns.length}`
    reportReference(draft, key, `In the reference to "${tableId(references)}" ${counts}.`)
    return []
  }
  return [{ name, columns, references, referencedColumns, deferrable }]
}

function reportReference(draft: Draft, key: DraftForeignKey, message: string): void {
  const { statement, location } = key
  report(draft, statement, { code: 'CATALOG_REFERENCE', message, location })
}
