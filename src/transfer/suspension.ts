/** Takes indexes and triggers off a table before its load, and brings them back after it. */
import { EngineError } from '../base/error.ts'
import { tableId, type TableName } from '../catalog/catalog.ts'
import { inheritSuspended, markRestored, noteSuspended, readWaiting } from '../ledger/suspended.ts'
import type { UnitId } from '../ledger/units.ts'
import type { Suspended, SuspendedKind } from '../plugin/suspension.ts'
import type { LoadedProgram, Sessions, UnitTask } from './sessions.ts'

/** Of one table, and of no other mapping. */
const OWN_KINDS: readonly SuspendedKind[] = ['index', 'trigger']

type Here = Pick<Sessions, 'target' | 'ledger'>

/**
 * In the transaction that makes the unit ready: there is a record of what is gone, or it stays.
 * What an earlier run never brought back is this unit's to bring back.
 */
export async function suspendOwn({ target, ledger }: Here, task: UnitTask): Promise<void> {
  const { suspension } = target
  if (suspension === null) return
  const { table } = task.loaded.program.target
  const wanted = wantedOf(task.loaded)
  await inheritSuspended(ledger, task, tableId(table), OWN_KINDS)
  // What an index cannot take is refused row by row where it is there from the beginning.
  await restore({ target, ledger }, task, table, (one) => !wanted(one))
  const suspended: Suspended[] = []
  for (const kind of OWN_KINDS) {
    suspended.push(...(await suspension.find(table, kind)).filter(wanted))
  }
  await noteSuspended(ledger, task, tableId(table), suspended)
  for (const one of suspended) {
    try {
      await suspension.takeOff(table, one)
    } catch (error) {
      throw failure(`taken off "${tableId(table)}" for the load`, one, error)
    }
  }
}

/** In the transaction that ends the unit: it is done with all that it had, or not done. */
export async function restoreOwn(here: Here, unit: UnitId, table: TableName): Promise<void> {
  await restore(here, unit, table, () => true)
}

function wantedOf({ program }: LoadedProgram): (one: Suspended) => boolean {
  const { indexesAfter, triggersOff } = program.target
  return ({ kind, name }) =>
    kind === 'index' ? indexesAfter : kind === 'trigger' && triggersOff.includes(name)
}

async function restore(
  { target, ledger }: Here,
  unit: UnitId,
  table: TableName,
  isDue: (one: Suspended) => boolean,
): Promise<void> {
  const { suspension } = target
  if (suspension === null) return
  const waiting = (await readWaiting(ledger, unit, OWN_KINDS)).filter(isDue)
  for (const kind of new Set(waiting.map((one) => one.kind))) {
    const there = new Set((await suspension.find(table, kind)).map(({ name }) => name))
    for (const one of waiting) {
      if (one.kind !== kind || there.has(one.name)) continue
      try {
        await suspension.bringBack(one)
      } catch (error) {
        throw failure(`brought back to "${tableId(table)}"`, one, error)
      }
    }
  }
  await markRestored(ledger, unit, waiting)
}

function failure(what: string, { kind, name }: Suspended, cause: unknown): EngineError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const retryable = cause instanceof EngineError && cause.retryable
  const message = `The ${kind} "${name}" cannot be ${what}. ${reason}`
  return new EngineError('TRANSFER_SUSPENDED', message, { cause, retryable })
}
