/** The witness's own SELECT: named columns of one table, as cells. */
import { sql, type Expression, type Kysely, type SelectQueryBuilder } from 'kysely'
import type { TableName } from '../catalog/catalog.ts'
import type { ReadColumn } from '../plugin/connector.ts'

type Database = Record<string, Record<string, unknown>>

/** A session that compiles and reads: a source's, or a target's own. */
export interface CellSession {
  readonly db: Kysely<Database>
  cell(reference: Expression<unknown>, column: ReadColumn): Expression<unknown>
}

/** Identifiers go in as parts, never as text: a name may hold a dot. */
export function selectCells(
  session: CellSession,
  table: TableName,
  columns: readonly ReadColumn[],
): SelectQueryBuilder<Database, string, Record<string, unknown>> {
  const name = table.schema === null ? sql.id(table.name) : sql.id(table.schema, table.name)
  return session.db
    .selectFrom(sql<Record<string, unknown>>`${name}`.as('t'))
    .select(
      columns.map((column, index) =>
        sql`${session.cell(columnOf(column.name), column)}`.as(`c${index}`),
      ),
    ) as SelectQueryBuilder<Database, string, Record<string, unknown>>
}

/** A column of the table that `selectCells` reads. */
export function columnOf(name: string): Expression<unknown> {
  return sql`${sql.id('t', name)}`
}
