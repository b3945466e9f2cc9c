/** A unit's life around its chunks: prepared under an epoch of its own, then loaded, then done. */
import { sql } from 'kysely'
import { EngineError } from '../base/error.ts'
import type { Ledger, UnitState } from './tables.ts'
import { inTransaction } from './transaction.ts'

export interface UnitId {
  readonly run: string
  readonly unit: string
}

/** Takes the preparation of a unit under a new epoch; null when it is already prepared. */
export async function claimUnit(ledger: Ledger, id: UnitId): Promise<number | null> {
  return await inTransaction(ledger.connection, async () => {
    const { numUpdatedRows } = await ledger.db
      .updateTable(ledger.table.unit)
      .set({ epoch: sql<number>`epoch + 1` })
      .where('run', '=', id.run)
      .where('unit', '=', id.unit)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return null
    const row = await ledger.db
      .selectFrom(ledger.table.unit)
      .select('epoch')
      .where('run', '=', id.run)
      .where('unit', '=', id.unit)
      .executeTakeFirstOrThrow()
    return Number(row.epoch)
  })
}

/** Within a transaction of the preparation: nobody has taken it, and nobody can until commit. */
export async function fenceUnit(ledger: Ledger, id: UnitId, epoch: number): Promise<void> {
  const row = await ledger.db
    .selectFrom(ledger.table.unit)
    .select(['epoch', 'state'])
    .where('run', '=', id.run)
    .where('unit', '=', id.unit)
    .$if(ledger.locksRows, (query) => query.forUpdate())
    .executeTakeFirst()
  if (row === undefined || Number(row.epoch) !== epoch || row.state !== 'waiting') {
    throw new EngineError(
      'LEDGER_FENCED',
      `The preparation of "${id.unit}" was taken over by another worker. Nothing was changed.`,
    )
  }
}

export async function setUnitState(
  ledger: Ledger,
  id: UnitId,
  change: { readonly state: UnitState; readonly sequences?: string; readonly ms?: number },
): Promise<void> {
  await ledger.db
    .updateTable(ledger.table.unit)
    .set({
      state: change.state,
      ...(change.sequences === undefined ? {} : { sequences: change.sequences }),
      ...(change.ms === undefined ? {} : { ms: sql<number>`ms + ${sql.lit(change.ms)}` }),
    })
    .where('run', '=', id.run)
    .where('unit', '=', id.unit)
    .execute()
}

/** To the end of the transaction; whoever settled it before has come to an end. */
export async function lockUnit(ledger: Ledger, { run, unit }: UnitId): Promise<void> {
  if (!ledger.locksRows) return
  await ledger.db
    .selectFrom(ledger.table.unit)
    .select('unit')
    .where('run', '=', run)
    .where('unit', '=', unit)
    .forUpdate()
    .execute()
}
