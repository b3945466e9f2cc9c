/** What the ledger says became of a mapping's rows the last time it ran. */
import { readLastRunOf } from '../ledger/last-unit.ts'
import { readRejects } from '../ledger/rejects.ts'
import { readUnits } from '../ledger/status.ts'
import type { Ledger } from '../ledger/tables.ts'
import { RefusedKeys } from './refused-keys.ts'

export interface LastAccount {
  readonly run: string
  readonly read: number
  readonly filtered: number
  /** Source keys, as JSON, of the refused rows; whoever asked for the account closes it. */
  readonly refused: RefusedKeys
  /** Sentences on an account that does not add up. */
  readonly problems: readonly string[]
}

const PAGE = 5000

/** null: no finished run of this mapping stands in the ledger. */
export async function lastAccount(ledger: Ledger, unit: string): Promise<LastAccount | null> {
  const run = await readLastRunOf(ledger, unit)
  const record = run === null ? null : (await readUnits(ledger, run)).find((u) => u.unit === unit)
  if (run === null || record === null || record === undefined) return null
  const { read, added, filtered, rejected, folded, mapped } = record.account
  const { inserted, updated, unchanged } = record.account
  const refused = new RefusedKeys()
  let kept = 0
  try {
    for (let size = PAGE; size === PAGE; kept += size) {
      const page = await readRejects(ledger, { run, unit, limit: PAGE, offset: kept })
      for (const reject of page) refused.add(JSON.stringify(reject.sourceKey))
      size = page.length
    }
  } catch (error) {
    refused[Symbol.dispose]()
    throw error
  }
  const problems = [
    ...(read + added === filtered + rejected + folded + mapped
      ? []
      : [`The ledger's account is open: ${read} rows read, other sums.`]),
    ...(mapped === inserted + updated + unchanged
      ? []
      : [`The ledger's account is open: ${mapped} rows mapped, other sums.`]),
    ...(kept === rejected ? [] : [`${rejected} rows were refused, ${kept} are in quarantine.`]),
  ]
  return { run, read, filtered, refused, problems }
}
