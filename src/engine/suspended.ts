/** Differences of a target from its snapshot -> those that no run of ours is about to undo. */
import type { Drift } from '../catalog/drift.ts'
import { ledgerExists } from '../ledger/schema.ts'
import { readSuspended, type SuspendedRecord } from '../ledger/suspended.ts'
import { ledgerOf } from '../ledger/tables.ts'
import type { TargetConnection } from '../plugin/connector.ts'

/** True where one of the differences may be what a run has taken off. */
export function mayBeSuspended(drifts: readonly Drift[]): boolean {
  return drifts.some(isGone)
}

/** What the ledger says a run has taken off comes back: it is no reason not to go on. */
export async function withoutSuspended(
  drifts: readonly Drift[],
  target: TargetConnection,
): Promise<readonly Drift[]> {
  const ledger = ledgerOf(target)
  if (!(await ledgerExists(ledger))) return drifts
  const waiting = (await readSuspended(ledger, null)).filter(({ restored }) => !restored)
  return drifts.filter((drift) => !waiting.some((one) => isSame(one, drift)))
}

function isGone({ kind, live }: Drift): boolean {
  return live === null && (kind === 'trigger' || kind === 'foreignKey')
}

/** A constraint may have another name in a schema file than in the database. */
function isSame({ kind, name, target, columns }: SuspendedRecord, drift: Drift): boolean {
  if (!isGone(drift) || drift.table !== target) return false
  if (kind === 'trigger') return drift.kind === 'trigger' && drift.name === name
  const refers = drift.snapshot?.startsWith(`(${columns.join(', ')}) to `) === true
  return kind === 'reference' && drift.kind === 'foreignKey' && refers
}
