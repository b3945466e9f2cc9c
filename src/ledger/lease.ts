/** Keeps the claims of a living run alive, and keeps two runs on one target apart. */
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { EngineError } from '../base/error.ts'
import type { ChunkId } from './claim.ts'
import type { Ledger } from './tables.ts'
import { inTransaction } from './transaction.ts'

const RUN_LOCK = 'mapwright.run'
const LOCK_POLL_MS = 100

/**
 * Prolongs the leases of a run. Rows that a chunk's transaction holds are skipped: their lock is
 * the better claim, and waiting for it would hold up the others. A SQLite target has nothing to
 * prolong: whoever writes holds the whole file.
 */
export async function renewClaims(ledger: Ledger, run: string, leaseMs: number): Promise<void> {
  if (!ledger.locksRows) return
  const { db, table, nowMs } = ledger
  await inTransaction(ledger.connection, async () => {
    const claims = await db
      .selectFrom(table.chunk)
      .select(['unit', 'chunk'])
      .where('run', '=', run)
      .where('state', '=', 'claimed')
      .forUpdate()
      .skipLocked()
      .execute()
    for (const { unit, chunk } of claims) {
      await db
        .updateTable(table.chunk)
        .set({ lease_until: sql<number>`${nowMs} + ${sql.lit(leaseMs)}` })
        .where('run', '=', run)
        .where('unit', '=', unit)
        .where('chunk', '=', Number(chunk))
        .execute()
    }
  })
}

/**
 * One run at a time on a target: its claims are then the only ones, and a resume may take them. It
 * waits a little, for a server takes a moment to see that the process that held the lock is dead.
 */
export async function holdRunLock(ledger: Ledger, waitMsMax: number): Promise<void> {
  for (let waitedMs = 0; !(await ledger.connection.tryLock(RUN_LOCK)); waitedMs += LOCK_POLL_MS) {
    if (waitedMs >= waitMsMax) {
      throw new EngineError(
        'LEDGER_RUN_ACTIVE',
        `Another run is at work on "${ledger.connection.settings.name}". ` +
          'Wait until it ends, or stop it.',
        { retryable: true },
      )
    }
    await delay(LOCK_POLL_MS)
  }
}

export async function releaseRunLock(ledger: Ledger): Promise<void> {
  await ledger.connection.unlock(RUN_LOCK)
}

/**
 * Lets claims be taken over at once: for a task that came back undone, and on resume, where the
 * run lock says that the process that made them is gone. Their epochs stay, so they stay fenced.
 */
export async function expireClaims(
  ledger: Ledger,
  id: { readonly run: string } & Partial<ChunkId>,
) {
  await ledger.db
    .updateTable(ledger.table.chunk)
    .set({ state: 'waiting', lease_until: 0 })
    .where('run', '=', id.run)
    .where('state', '=', 'claimed')
    .$if(id.unit !== undefined, (query) => query.where('unit', '=', id.unit as string))
    .$if(id.chunk !== undefined, (query) => query.where('chunk', '=', id.chunk as number))
    .execute()
}
