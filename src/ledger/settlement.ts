/** What was refused of a unit once all it refers to was loaded: a correction of its account. */
import type { Account, Tally } from './account.ts'
import { ledgerVersion } from './schema.ts'
import type { Ledger } from './tables.ts'
import type { UnitId } from './units.ts'

export interface Settlement {
  /** Figures to be added to those of the chunks; what is taken from them is below 0. */
  readonly account: Account
  readonly tally: Tally
}

/** The version with which the table of settlements came. */
const SINCE_VERSION = 4

export async function writeSettlement(
  ledger: Ledger,
  { run, unit }: UnitId,
  { account, tally }: Settlement,
): Promise<void> {
  await ledger.db
    .insertInto(ledger.table.settlement)
    .values({ run, unit, account: JSON.stringify(account), tally: JSON.stringify(tally) })
    .execute()
}

/** Of a run, by unit; the ledger may be older than their table. */
export async function readSettlements(
  ledger: Ledger,
  run: string,
): Promise<ReadonlyMap<string, Settlement>> {
  if ((await ledgerVersion(ledger)) < SINCE_VERSION) return new Map()
  const rows = await ledger.db
    .selectFrom(ledger.table.settlement)
    .select(['unit', 'account', 'tally'])
    .where('run', '=', run)
    .execute()
  return new Map(
    rows.map(({ unit, account, tally }) => [
      unit,
      { account: JSON.parse(account) as Account, tally: JSON.parse(tally) as Tally },
    ]),
  )
}
