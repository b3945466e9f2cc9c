/** What was taken off target tables for a load: kept here until it is back. */
import type { Suspended, SuspendedKind } from '../plugin/suspension.ts'
import { ledgerVersion } from './schema.ts'
import type { Ledger } from './tables.ts'
import type { UnitId } from './units.ts'

/** For reports; `restored` false: it is not back yet. */
export interface SuspendedState {
  readonly kind: SuspendedKind
  readonly name: string
  readonly restored: boolean
}

export interface SuspendedRecord extends SuspendedState {
  readonly run: string
  readonly unit: string
  /** Id of the table. */
  readonly target: string
  readonly columns: readonly string[]
}

/** What earlier runs took off this table and never brought back is this unit's to bring back. */
export async function inheritSuspended(
  ledger: Ledger,
  id: UnitId,
  target: string,
  kinds: readonly SuspendedKind[],
): Promise<void> {
  await ledger.db
    .updateTable(ledger.table.suspended)
    .set({ run: id.run, unit: id.unit })
    .where('target', '=', target)
    .where('kind', 'in', kinds)
    .where('restored', '=', 0)
    .where('run', '<>', id.run)
    .execute()
}

/** One that somebody made meanwhile is what has to come back. */
export async function noteSuspended(
  ledger: Ledger,
  { run, unit }: UnitId,
  target: string,
  suspended: readonly Suspended[],
): Promise<void> {
  const table = ledger.table.suspended
  for (const { kind, name, columns, definition } of suspended) {
    await ledger.db
      .deleteFrom(table)
      .where('run', '=', run)
      .where('unit', '=', unit)
      .where('kind', '=', kind)
      .where('name', '=', name)
      .execute()
    const what = { kind, name, columns: JSON.stringify(columns), definition, restored: 0 }
    await ledger.db
      .insertInto(table)
      .values({ run, unit, target, ...what })
      .execute()
  }
}

/** Of a unit, what is not back yet. Only within a run: its ledger has this table. */
export async function readWaiting(
  ledger: Ledger,
  { run, unit }: UnitId,
  kinds: readonly SuspendedKind[],
): Promise<readonly Suspended[]> {
  const rows = await ledger.db
    .selectFrom(ledger.table.suspended)
    .select(['kind', 'name', 'columns', 'definition'])
    .where('run', '=', run)
    .where('unit', '=', unit)
    .where('kind', 'in', kinds)
    .where('restored', '=', 0)
    .orderBy('kind')
    .orderBy('name')
    .execute()
  return rows.map((row) => ({ ...row, columns: JSON.parse(row.columns) as readonly string[] }))
}

export async function markRestored(
  ledger: Ledger,
  { run, unit }: UnitId,
  suspended: readonly Suspended[],
): Promise<void> {
  for (const { kind, name } of suspended) {
    await ledger.db
      .updateTable(ledger.table.suspended)
      .set({ restored: 1 })
      .where('run', '=', run)
      .where('unit', '=', unit)
      .where('kind', '=', kind)
      .where('name', '=', name)
      .execute()
  }
}

/**
 * All of a run, and what other runs have left off, in the order of names. The ledger may be older
 * than its table.
 */
export async function readSuspended(
  ledger: Ledger,
  run: string | null,
): Promise<readonly SuspendedRecord[]> {
  const version = await ledgerVersion(ledger)
  if (version < SINCE_VERSION) return version < INDEXES_SINCE ? [] : await readIndexes(ledger, run)
  const rows = await ledger.db
    .selectFrom(ledger.table.suspended)
    .select(['run', 'unit', 'target', 'kind', 'name', 'columns', 'restored'])
    .where((is) => is.or([is('restored', '=', 0), ...(run === null ? [] : [is('run', '=', run)])]))
    .orderBy('kind')
    .orderBy('name')
    .execute()
  return rows.map((row) => ({
    ...row,
    columns: JSON.parse(row.columns) as readonly string[],
    restored: Number(row.restored) === 1,
  }))
}

/** The versions with which this table came, and the one of indexes alone before it. */
const SINCE_VERSION = 3
const INDEXES_SINCE = 2

async function readIndexes(ledger: Ledger, run: string | null): Promise<SuspendedRecord[]> {
  const rows = await ledger.db
    .selectFrom(ledger.table.index)
    .select(['run', 'unit', 'target', 'name', 'built'])
    .where((is) => is.or([is('built', '=', 0), ...(run === null ? [] : [is('run', '=', run)])]))
    .orderBy('name')
    .execute()
  return rows.map(({ built, ...row }) => {
    return { ...row, kind: 'index', columns: [], restored: Number(built) === 1 }
  })
}
