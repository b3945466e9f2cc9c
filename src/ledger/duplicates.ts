/** Which source rows lose their target key to an earlier row: found once, before the chunks. */
import type { ChunkId } from './claim.ts'
import type { Ledger } from './tables.ts'
import type { UnitId } from './units.ts'

/** Keys are JSON of the source key's cells. */
export interface Duplicate {
  readonly chunk: number
  readonly sourceKey: string
  readonly firstKey: string
}

const INSERT_ROWS_MAX = 500

export async function writeDuplicates(
  ledger: Ledger,
  id: UnitId,
  duplicates: readonly Duplicate[],
): Promise<void> {
  for (let start = 0; start < duplicates.length; start += INSERT_ROWS_MAX) {
    const rows = duplicates.slice(start, start + INSERT_ROWS_MAX).map((duplicate) => ({
      run: id.run,
      unit: id.unit,
      chunk: duplicate.chunk,
      source_key: duplicate.sourceKey,
      first_key: duplicate.firstKey,
    }))
    await ledger.db.insertInto(ledger.table.duplicate).values(rows).execute()
  }
}

/** Forgets what an unfinished search found. */
export async function clearDuplicates(ledger: Ledger, id: UnitId): Promise<void> {
  await ledger.db
    .deleteFrom(ledger.table.duplicate)
    .where('run', '=', id.run)
    .where('unit', '=', id.unit)
    .execute()
}

/** The losers of one chunk: source key to the key of the row that keeps the target key. */
export async function readDuplicates(
  ledger: Ledger,
  id: ChunkId,
): Promise<ReadonlyMap<string, string>> {
  const rows = await ledger.db
    .selectFrom(ledger.table.duplicate)
    .select(['source_key', 'first_key'])
    .where('run', '=', id.run)
    .where('unit', '=', id.unit)
    .where('chunk', '=', id.chunk)
    .execute()
  return new Map(rows.map((row) => [row.source_key, row.first_key]))
}
