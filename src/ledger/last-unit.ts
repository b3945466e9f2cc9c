/** The ledger -> the latest finished unit of a mapping, whichever run it was part of. */
import type { Ledger } from './tables.ts'

/** The id of the latest run in which the mapping was loaded whole; null: never. */
export async function readLastRunOf(ledger: Ledger, mapping: string): Promise<string | null> {
  const row = await ledger.db
    .selectFrom(`${ledger.table.unit} as unit`)
    .innerJoin(`${ledger.table.run} as run`, 'run.run', 'unit.run')
    .select('unit.run')
    .where('unit.unit', '=', mapping)
    .where('unit.state', '=', 'done')
    .orderBy('run.started_at', 'desc')
    .orderBy('run.run', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.run ?? null
}
