/** Empties the tables of `replace` mappings before their first chunk. */
import { sql } from 'kysely'
import { EngineError } from '../base/error.ts'
import { tableId } from '../catalog/catalog.ts'
import type { ForeignKey, Table, TableName } from '../catalog/catalog.ts'
import type { TargetConnection } from '../plugin/connector.ts'
import { qualified } from './queries.ts'

/**
 * In the open transaction. `tables` in load order: they are emptied in the reverse, so that
 * referencing rows go first. DELETE rather than TRUNCATE, which would take tables along that nobody
 * named.
 */
export async function clearTables(
  connection: TargetConnection,
  tables: readonly TableName[],
): Promise<void> {
  await refuseReferenced(connection, tables)
  for (const table of tables.toReversed()) {
    try {
      await connection.db.deleteFrom(qualified(table)).execute()
    } catch (error) {
      throw notCleared(tableId(table), error)
    }
  }
  try {
    await connection.checkDeferred()
  } catch (error) {
    throw notCleared(tables.map(tableId).join('", "'), error)
  }
}

/** `on delete cascade` or `set null` would change rows of a table that nobody named. */
async function refuseReferenced(
  connection: TargetConnection,
  tables: readonly TableName[],
): Promise<void> {
  const cleared = new Set(tables.map(tableId))
  const catalog = await connection.catalog()
  for (const table of catalog.tables) {
    if (cleared.has(tableId(table))) continue
    for (const key of table.foreignKeys) {
      const referenced = tableId(key.references)
      if (cleared.has(referenced) && (await isReferencing(connection, table, key))) {
        throw notCleared(referenced, `Rows of "${tableId(table)}" reference them.`)
      }
    }
  }
}

async function isReferencing(
  { db }: TargetConnection,
  table: Table,
  key: ForeignKey,
): Promise<boolean> {
  const rows = key.columns.reduce(
    (query, column) => query.where(sql.id(column), 'is not', null),
    db.selectFrom(qualified(table)).select(sql<number>`1`.as('one')),
  )
  return (await rows.limit(1).executeTakeFirst()) !== undefined
}

function notCleared(table: string, why: unknown): EngineError {
  const reason = why instanceof Error ? why.message : String(why)
  return new EngineError(
    'TRANSFER_NOT_CLEARED',
    `The rows of "${table}" cannot be deleted for load: replace. If other tables reference ` +
      `them, write load: upsert. ${reason}`,
    { cause: why },
  )
}
