/** The ranges of a unit's chunks -> their rows in the ledger, and back. */
import type { Cell } from '../base/cell.ts'
import type { Ledger } from './tables.ts'
import type { UnitId } from './units.ts'

/** Keys from `low` on and before `high`; null: unbounded on that side. */
export interface KeyRange {
  readonly low: readonly Cell[] | null
  readonly high: readonly Cell[] | null
}

const INSERT_ROWS_MAX = 500

/** In key order; a chunk's number is its index. */
export async function writeChunks(
  ledger: Ledger,
  { run, unit }: UnitId,
  ranges: readonly KeyRange[],
): Promise<void> {
  const chunks = ranges.map(({ low, high }, chunk) => ({
    run,
    unit,
    chunk,
    low: low === null ? null : JSON.stringify(low),
    high: high === null ? null : JSON.stringify(high),
    epoch: 0,
    lease_until: 0,
    state: 'waiting' as const,
    account: null,
    tally: null,
    ms: 0,
  }))
  for (let start = 0; start < chunks.length; start += INSERT_ROWS_MAX) {
    await ledger.db
      .insertInto(ledger.table.chunk)
      .values(chunks.slice(start, start + INSERT_ROWS_MAX))
      .execute()
  }
}

/** Other chunks for a unit that has begun none: within a transaction of its preparation. */
export async function replaceChunks(
  ledger: Ledger,
  id: UnitId,
  ranges: readonly KeyRange[],
): Promise<void> {
  await ledger.db
    .deleteFrom(ledger.table.chunk)
    .where('run', '=', id.run)
    .where('unit', '=', id.unit)
    .execute()
  await writeChunks(ledger, id, ranges)
}

/** The ranges of a unit's chunks in the order of their numbers. */
export async function readRanges(
  ledger: Ledger,
  { run, unit }: UnitId,
): Promise<readonly KeyRange[]> {
  const rows = await ledger.db
    .selectFrom(ledger.table.chunk)
    .select(['low', 'high'])
    .where('run', '=', run)
    .where('unit', '=', unit)
    .orderBy('chunk')
    .execute()
  return rows.map((row) => ({ low: parseKey(row.low), high: parseKey(row.high) }))
}

export function parseKey(text: string | null): readonly Cell[] | null {
  return text === null ? null : (JSON.parse(text) as readonly Cell[])
}
