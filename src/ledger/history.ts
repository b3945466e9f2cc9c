/** The ledger -> when each mapping was finished last, and when its rows last changed. */
import type { Account } from './account.ts'
import type { Ledger, UnitState } from './tables.ts'

export interface LoadTimes {
  /** Runs by their number, from 1, in the order in which they began. */
  readonly lastDone: number | null
  readonly lastChanged: number | null
}

/**
 * `replacing`: a table that was emptied has changed, whatever came into it. What a run committed
 * before it stopped has changed the rows as well.
 */
export async function readLoadTimes(
  ledger: Ledger,
  mappings: readonly { readonly name: string; readonly replacing: boolean }[],
): Promise<ReadonlyMap<string, LoadTimes>> {
  const { db, table } = ledger
  const runs = await db
    .selectFrom(table.run)
    .select('run')
    .orderBy('started_at')
    .orderBy('run')
    .execute()
  const numbers = new Map(runs.map(({ run }, index) => [run, index + 1]))
  const units = await db.selectFrom(table.unit).select(['run', 'unit', 'state']).execute()
  const times = new Map<string, LoadTimes>()
  for (const { name, replacing } of mappings) {
    const own = units
      .filter(({ unit }) => unit === name)
      .map(({ run, state }) => ({ run, state, number: numbers.get(run) ?? 0 }))
      .toSorted((one, other) => other.number - one.number)
    const lastDone = own.find(({ state }) => state === 'done')?.number ?? null
    times.set(name, { lastDone, lastChanged: await lastChange(ledger, name, own, replacing) })
  }
  return times
}

interface OwnRun {
  readonly run: string
  readonly state: UnitState
  readonly number: number
}

/** `runs`: the last one first; mostly it is that one. */
async function lastChange(
  ledger: Ledger,
  unit: string,
  runs: readonly OwnRun[],
  replacing: boolean,
): Promise<number | null> {
  for (const { run, state, number } of runs) {
    if (replacing && state === 'done') return number
    const chunks = await ledger.db
      .selectFrom(ledger.table.chunk)
      .select('account')
      .where('run', '=', run)
      .where('unit', '=', unit)
      .where('account', 'is not', null)
      .execute()
    if (chunks.some(({ account }) => account !== null && hasChanged(account))) return number
  }
  return null
}

function hasChanged(text: string): boolean {
  const { inserted, updated } = JSON.parse(text) as Account
  return inserted + updated > 0
}
