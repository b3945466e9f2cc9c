/** Which work tables are filled in the target, and what columns they were made with. */
import { ledgerVersion } from './schema.ts'
import type { Ledger } from './tables.ts'

/** Of the ledger that has the table. */
const SINCE_VERSION = 5

/** The digest of a table's columns and key, by its name; none where there is no ledger. */
export async function readWorkShapes(ledger: Ledger): Promise<ReadonlyMap<string, string>> {
  if ((await ledgerVersion(ledger)) < SINCE_VERSION) return new Map()
  const rows = await ledger.db.selectFrom(ledger.table.work).select(['name', 'shape']).execute()
  return new Map(rows.map(({ name, shape }) => [name, shape]))
}

/** In the open transaction, once the last of its rows is loaded. */
export async function writeWorkShape(
  ledger: Ledger,
  { name, shape, run }: { readonly name: string; readonly shape: string; readonly run: string },
): Promise<void> {
  await forgetWorkShape(ledger, name)
  await ledger.db.insertInto(ledger.table.work).values({ name, shape, run }).execute()
}

/** It is about to be made anew. */
export async function forgetWorkShape({ db, table }: Ledger, name: string): Promise<void> {
  await db.deleteFrom(table.work).where('name', '=', name).execute()
}
