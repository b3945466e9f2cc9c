/** Rows as they were before a load changed them, kept until no reference is off any more. */
import type { Cell, Row } from '../base/cell.ts'
import type { Ledger } from './tables.ts'
import type { UnitId } from './units.ts'

/** No row has it: it tells how many rows the table held before the load. */
const COUNT = ''
const INSERT_ROWS_MAX = 200

export interface EarlierRow {
  /** One text for the row's key. */
  readonly key: string
  readonly cells: Row
}

export async function writeEarlierCount(ledger: Ledger, id: UnitId, rows: number): Promise<void> {
  await writeEarlier(ledger, id, [{ key: COUNT, cells: [String(rows)] }])
}

export async function readEarlierCount(ledger: Ledger, id: UnitId): Promise<number> {
  const [count] = (await readEarlier(ledger, id, [COUNT])).get(COUNT) ?? []
  return Number(count ?? 0)
}

export async function writeEarlier(
  ledger: Ledger,
  { run, unit }: UnitId,
  rows: readonly EarlierRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += INSERT_ROWS_MAX) {
    const some = rows.slice(start, start + INSERT_ROWS_MAX).map(({ key, cells }) => {
      return { run, unit, row_key: key, cells: JSON.stringify(cells) }
    })
    await ledger.db.insertInto(ledger.table.earlier).values(some).execute()
  }
}

/** By key; a row that was not there before, or was left as it is, is not among them. */
export async function readEarlier(
  ledger: Ledger,
  { run, unit }: UnitId,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Row>> {
  const rows = await ledger.db
    .selectFrom(ledger.table.earlier)
    .select(['row_key', 'cells'])
    .where('run', '=', run)
    .where('unit', '=', unit)
    .where('row_key', 'in', keys)
    .execute()
  return new Map(rows.map((row) => [row.row_key, JSON.parse(row.cells) as readonly Cell[]]))
}

export async function forgetEarlier(ledger: Ledger, { run, unit }: UnitId): Promise<void> {
  await ledger.db
    .deleteFrom(ledger.table.earlier)
    .where('run', '=', run)
    .where('unit', '=', unit)
    .execute()
}
