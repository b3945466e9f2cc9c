/** Indexes that were taken off a target table for a load: kept here until they are back. */
import type { PlainIndex } from '../plugin/indexes.ts'
import { ledgerVersion } from './schema.ts'
import type { Ledger } from './tables.ts'
import type { UnitId } from './units.ts'

/** `built` false: it is not there yet. */
interface IndexRecord {
  readonly unit: string
  readonly name: string
  readonly built: boolean
}

/** The version with which the table of indexes came. */
const SINCE_VERSION = 2

/** What earlier runs took off this table and never built is this unit's to build. */
export async function inheritIndexes(ledger: Ledger, id: UnitId, target: string): Promise<void> {
  await ledger.db
    .updateTable(ledger.table.index)
    .set({ run: id.run, unit: id.unit })
    .where('target', '=', target)
    .where('built', '=', 0)
    .where('run', '<>', id.run)
    .execute()
}

/** One that somebody made meanwhile is what has to come back. */
export async function noteIndexes(
  ledger: Ledger,
  { run, unit }: UnitId,
  target: string,
  indexes: readonly PlainIndex[],
): Promise<void> {
  if (indexes.length === 0) return
  const { index } = ledger.table
  const names = indexes.map(({ name }) => name)
  await ledger.db
    .deleteFrom(index)
    .where('run', '=', run)
    .where('unit', '=', unit)
    .where('name', 'in', names)
    .execute()
  const rows = indexes.map(({ name, definition }) => ({ name, definition, built: 0 }))
  await ledger.db
    .insertInto(index)
    .values(rows.map((row) => ({ run, unit, target, ...row })))
    .execute()
}

/** Of a run, in the order of their names; the ledger may be older than their table. */
export async function readIndexes(ledger: Ledger, run: string): Promise<readonly IndexRecord[]> {
  if ((await ledgerVersion(ledger)) < SINCE_VERSION) return []
  const rows = await ledger.db
    .selectFrom(ledger.table.index)
    .select(['unit', 'name', 'built'])
    .where('run', '=', run)
    .orderBy('name')
    .execute()
  return rows.map((row) => ({ ...row, built: Number(row.built) === 1 }))
}

/** Of a unit, those that are not back yet. Only within a run: its ledger has this table. */
export async function readWaiting(
  ledger: Ledger,
  { run, unit }: UnitId,
): Promise<readonly PlainIndex[]> {
  return await ledger.db
    .selectFrom(ledger.table.index)
    .select(['name', 'definition'])
    .where('run', '=', run)
    .where('unit', '=', unit)
    .where('built', '=', 0)
    .orderBy('name')
    .execute()
}

export async function markBuilt(ledger: Ledger, { run, unit }: UnitId): Promise<void> {
  await ledger.db
    .updateTable(ledger.table.index)
    .set({ built: 1 })
    .where('run', '=', run)
    .where('unit', '=', unit)
    .execute()
}
