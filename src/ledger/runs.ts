/** Starts, reopens and ends runs: the rows of run, unit and chunk as a plan lays them out. */
import { writeChunks, type KeyRange } from './chunks.ts'
import { expireClaims } from './lease.ts'
import type { RejectLimit } from './limit.ts'
import type { Ledger, RunState } from './tables.ts'
import { inTransaction } from './transaction.ts'

interface NewUnit {
  readonly unit: string
  readonly wave: number
  readonly source: string
  readonly target: string
  readonly digest: string
  readonly rejectLimit: RejectLimit | null
  /** In key order; a chunk's number is its index. */
  readonly chunks: readonly KeyRange[]
}

export interface NewRun {
  readonly run: string
  readonly rejectLimit: RejectLimit | null
  readonly units: readonly NewUnit[]
}

/** Writes the whole run at once: a resume finds all of its chunks, or no run. */
export async function createRun(
  ledger: Ledger,
  { run, rejectLimit, units }: NewRun,
): Promise<void> {
  const { db, table } = ledger
  await inTransaction(ledger.connection, async () => {
    await db
      .insertInto(table.run)
      .values({
        run,
        state: 'running',
        started_at: ledger.nowText,
        finished_at: null,
        cleared: 0,
        read_rows: 0,
        rejected_rows: 0,
        ...limitColumns(rejectLimit),
        message: null,
      })
      .execute()
    for (const [position, unit] of units.entries()) await createUnit(ledger, run, position, unit)
  })
}

async function createUnit(
  ledger: Ledger,
  run: string,
  position: number,
  unit: NewUnit,
): Promise<void> {
  await ledger.db
    .insertInto(ledger.table.unit)
    .values({
      run,
      unit: unit.unit,
      position,
      wave: unit.wave,
      source: unit.source,
      target: unit.target,
      digest: unit.digest,
      state: 'waiting',
      epoch: 0,
      read_rows: 0,
      rejected_rows: 0,
      ...limitColumns(unit.rejectLimit),
      sequences: '[]',
      ms: 0,
    })
    .execute()
  await writeChunks(ledger, { run, unit: unit.unit }, unit.chunks)
}

/** Makes an unfinished run the running one again. Call it while holding the run lock. */
export async function reopenRun(ledger: Ledger, run: string): Promise<void> {
  await expireClaims(ledger, { run })
  await ledger.db
    .updateTable(ledger.table.run)
    .set({ state: 'running', finished_at: null, message: null })
    .where('run', '=', run)
    .execute()
}

export async function finishRun(
  ledger: Ledger,
  run: string,
  end: { readonly state: RunState; readonly message: string | null },
): Promise<void> {
  await ledger.db
    .updateTable(ledger.table.run)
    .set({ state: end.state, message: end.message, finished_at: ledger.nowText })
    .where('run', '=', run)
    .execute()
}

/**
 * Does `begin` once a run, however often the run is resumed: in one transaction with the note that
 * it was done.
 */
export async function beginOnce(
  ledger: Ledger,
  run: string,
  begin: () => Promise<void>,
): Promise<void> {
  await inTransaction(ledger.connection, async () => {
    const row = await ledger.db
      .selectFrom(ledger.table.run)
      .select('cleared')
      .where('run', '=', run)
      .$if(ledger.locksRows, (query) => query.forUpdate())
      .executeTakeFirstOrThrow()
    if (Number(row.cleared) !== 0) return
    await begin()
    await ledger.db
      .updateTable(ledger.table.run)
      .set({ cleared: 1 })
      .where('run', '=', run)
      .execute()
  })
}

/** True once what is done once a run has been done. */
export async function hasBegun(ledger: Ledger, run: string): Promise<boolean> {
  const row = await ledger.db
    .selectFrom(ledger.table.run)
    .select('cleared')
    .where('run', '=', run)
    .executeTakeFirstOrThrow()
  return Number(row.cleared) !== 0
}

function limitColumns(limit: RejectLimit | null): {
  limit_rows: number | null
  limit_ratio: number | null
} {
  return { limit_rows: limit?.rows ?? null, limit_ratio: limit?.ratio ?? null }
}
