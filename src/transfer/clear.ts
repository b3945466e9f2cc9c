/** Empties the tables of `replace` mappings, once a run, before its first chunk. */
import { EngineError } from '../base/error.ts'
import { tableId } from '../catalog/catalog.ts'
import type { TableName } from '../catalog/catalog.ts'
import { clearOnce } from '../ledger/runs.ts'
import type { Ledger } from '../ledger/tables.ts'
import { qualified } from './queries.ts'

/**
 * `tables` in load order: they are emptied in the reverse, so that referencing rows go first.
 * DELETE rather than TRUNCATE, which would take tables along that nobody named.
 */
export async function clearTables(
  ledger: Ledger,
  run: string,
  tables: readonly TableName[],
): Promise<void> {
  if (tables.length === 0) return
  await clearOnce(ledger, run, async () => {
    for (const table of tables.toReversed()) {
      try {
        await ledger.connection.db.deleteFrom(qualified(table)).execute()
      } catch (error) {
        throw new EngineError(
          'TRANSFER_NOT_CLEARED',
          `The rows of "${tableId(table)}" cannot be deleted for load: replace. If other tables ` +
            `reference them, write load: upsert. ${error instanceof Error ? error.message : ''}`,
          { cause: error },
        )
      }
    }
  })
}
