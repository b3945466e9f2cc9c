/** A chunk's life: claimed under a new epoch, fenced in its transaction, marked done with it. */
import { sql } from 'kysely'
import { EngineError } from '../base/error.ts'
import type { Account, Tally } from './account.ts'
import type { ChunkState, Ledger } from './tables.ts'
import { inTransaction } from './transaction.ts'

export interface ChunkId {
  readonly run: string
  readonly unit: string
  readonly chunk: number
}

export interface ChunkFacts {
  readonly account: Account
  readonly tally: Tally
  readonly ms: number
}

interface ChunkStatus {
  readonly state: ChunkState
  readonly epoch: number
  /** null until the chunk is done. */
  readonly facts: ChunkFacts | null
}

/**
 * Takes the chunk under a new epoch, which fences out whoever had it before. null: it is done, or
 * somebody's lease on it still holds.
 */
export async function claimChunk(
  ledger: Ledger,
  id: ChunkId,
  leaseMs: number,
): Promise<number | null> {
  // Not every database returns what an update made; the row stays locked until it is read.
  return await inTransaction(ledger.connection, async () => {
    const { numUpdatedRows } = await ledger.db
      .updateTable(ledger.table.chunk)
      .set({
        epoch: sql<number>`epoch + 1`,
        state: 'claimed',
        lease_until: sql<number>`${ledger.nowMs} + ${sql.lit(leaseMs)}`,
      })
      .where('run', '=', id.run)
      .where('unit', '=', id.unit)
      .where('chunk', '=', id.chunk)
      .where((is) =>
        is.or([
          is('state', '=', 'waiting'),
          is.and([is('state', '=', 'claimed'), is('lease_until', '<', ledger.nowMs)]),
        ]),
      )
      .executeTakeFirst()
    return numUpdatedRows === 0n ? null : (await readChunk(ledger, id)).epoch
  })
}

/**
 * Within the chunk's transaction, before anything is written: locks its row and makes sure that the
 * epoch is still ours. Nobody can claim the chunk from here to the end of the transaction.
 */
export async function fenceChunk(ledger: Ledger, id: ChunkId, epoch: number): Promise<void> {
  const row = await ledger.db
    .selectFrom(ledger.table.chunk)
    .select(['epoch', 'state'])
    .where('run', '=', id.run)
    .where('unit', '=', id.unit)
    .where('chunk', '=', id.chunk)
    .$if(ledger.locksRows, (query) => query.forUpdate())
    .executeTakeFirst()
  if (row === undefined || Number(row.epoch) !== epoch || row.state !== 'claimed') {
    throw new EngineError(
      'LEDGER_FENCED',
      `Chunk ${id.chunk} of "${id.unit}" was taken over by another worker. Nothing was changed.`,
    )
  }
}

/** Marks the chunk done, in its own transaction: rows and bookkeeping commit together. */
export async function completeChunk(ledger: Ledger, id: ChunkId, facts: ChunkFacts): Promise<void> {
  await ledger.db
    .updateTable(ledger.table.chunk)
    .set({
      state: 'done',
      account: JSON.stringify(facts.account),
      tally: JSON.stringify(facts.tally),
      ms: facts.ms,
    })
    .where('run', '=', id.run)
    .where('unit', '=', id.unit)
    .where('chunk', '=', id.chunk)
    .execute()
}

/** What the ledger knows of the chunk: the only answer to "did that commit go through?". */
export async function readChunk(ledger: Ledger, id: ChunkId): Promise<ChunkStatus> {
  const row = await ledger.db
    .selectFrom(ledger.table.chunk)
    .select(['state', 'epoch', 'account', 'tally', 'ms'])
    .where('run', '=', id.run)
    .where('unit', '=', id.unit)
    .where('chunk', '=', id.chunk)
    .executeTakeFirstOrThrow()
  const facts =
    row.account === null || row.tally === null
      ? null
      : {
          account: JSON.parse(row.account) as Account,
          tally: JSON.parse(row.tally) as Tally,
          ms: Number(row.ms),
        }
  return { state: row.state, epoch: Number(row.epoch), facts }
}
