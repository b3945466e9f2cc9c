/** The ledger -> what a run has done so far, for resuming, status and reports. */
import { parseKey, type KeyRange } from './chunks.ts'
import { sumAccounts, sumTallies, type Account, type Tally } from './account.ts'
import { limitOf, type RejectLimit } from './limit.ts'
import { readSettlements, type Settlement } from './settlement.ts'
import { readSuspended, type SuspendedState } from './suspended.ts'
import type { ChunkState, Ledger, RunState, UnitState } from './tables.ts'

export interface RunRecord {
  readonly run: string
  readonly state: RunState
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly rejectLimit: RejectLimit
  readonly message: string | null
}

interface ChunkRecord extends KeyRange {
  readonly chunk: number
  readonly state: ChunkState
}

export interface UnitRecord {
  readonly unit: string
  readonly wave: number
  readonly source: string
  readonly target: string
  readonly digest: string
  readonly state: UnitState
  readonly rejectLimit: RejectLimit
  readonly sequences: readonly { readonly column: string; readonly next: string }[]
  readonly ms: number
  /** Taken off the target for the load. */
  readonly suspended: readonly SuspendedState[]
  readonly chunks: readonly ChunkRecord[]
  /** Sums over the chunks that are done, and what was refused of them afterwards. */
  readonly account: Account
  readonly tally: Tally
}

/** The latest run, finished or not; null when there is none. */
export async function readLastRun(ledger: Ledger): Promise<RunRecord | null> {
  const row = await ledger.db
    .selectFrom(ledger.table.run)
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('run', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    run: row.run,
    state: row.state,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    rejectLimit: limitOf(row),
    message: row.message,
  }
}

/** One text for what runs there were; another one as soon as a run begins, goes on or ends. */
export async function readLedgerMark(ledger: Ledger): Promise<string> {
  const last = await readLastRun(ledger)
  return last === null ? '' : JSON.stringify([last.run, last.state, last.finishedAt])
}

/** The units of a run in the order of its plan. */
export async function readUnits(ledger: Ledger, run: string): Promise<readonly UnitRecord[]> {
  const units = await ledger.db
    .selectFrom(ledger.table.unit)
    .selectAll()
    .where('run', '=', run)
    .orderBy('position')
    .execute()
  const suspended = await readSuspended(ledger, run)
  const settlements = await readSettlements(ledger, run)
  const records: UnitRecord[] = []
  for (const unit of units) {
    records.push({
      unit: unit.unit,
      wave: Number(unit.wave),
      source: unit.source,
      target: unit.target,
      digest: unit.digest,
      state: unit.state,
      rejectLimit: limitOf(unit),
      sequences: JSON.parse(unit.sequences) as UnitRecord['sequences'],
      ms: Number(unit.ms),
      suspended: suspended
        .filter((one) => one.run === run && one.unit === unit.unit)
        .map(({ kind, name, restored }) => ({ kind, name, restored })),
      ...settled(await readChunks(ledger, run, unit.unit), settlements.get(unit.unit)),
    })
  }
  return records
}

/** What was refused after the chunks is no longer among what they loaded. */
function settled(loaded: Loaded, settlement: Settlement | undefined): Loaded {
  if (settlement === undefined) return loaded
  const { chunks, account, tally } = loaded
  return {
    chunks,
    account: sumAccounts([account, settlement.account]),
    tally: sumTallies([tally, settlement.tally]),
  }
}

type Loaded = Pick<UnitRecord, 'chunks' | 'account' | 'tally'>

async function readChunks(ledger: Ledger, run: string, unit: string): Promise<Loaded> {
  const rows = await ledger.db
    .selectFrom(ledger.table.chunk)
    .select(['chunk', 'low', 'high', 'state', 'account', 'tally'])
    .where('run', '=', run)
    .where('unit', '=', unit)
    .orderBy('chunk')
    .execute()
  const accounts = rows.flatMap((row) =>
    row.account === null ? [] : [JSON.parse(row.account) as Account],
  )
  const tallies = rows.flatMap((row) =>
    row.tally === null ? [] : [JSON.parse(row.tally) as Tally],
  )
  const chunks = rows.map((row) => ({
    chunk: Number(row.chunk),
    state: row.state,
    low: parseKey(row.low),
    high: parseKey(row.high),
  }))
  return { chunks, account: sumAccounts(accounts), tally: sumTallies(tallies) }
}
