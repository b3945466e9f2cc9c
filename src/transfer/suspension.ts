/** Takes indexes, triggers and references off a table, and brings them back. */
import { EngineError } from '../base/error.ts'
import { tableId, type TableName } from '../catalog/catalog.ts'
import type { Program } from '../compile/program.ts'
import { inheritSuspended, markRestored, noteSuspended, readWaiting } from '../ledger/suspended.ts'
import type { UnitId } from '../ledger/units.ts'
import type { TargetConnection } from '../plugin/connector.ts'
import type { Suspended, SuspendedKind } from '../plugin/suspension.ts'
import type { Sessions, UnitTask } from './sessions.ts'

/** What is off as long as its own mapping loads, and no other. */
const OWN_KINDS: readonly SuspendedKind[] = ['index', 'trigger']

type Here = Pick<Sessions, 'target' | 'ledger'>

/**
 * In the transaction that makes the unit ready: there is a record of what is gone, or it stays.
 * What an earlier run never brought back is this unit's to bring back.
 */
export async function suspendOwn(here: Here, task: UnitTask): Promise<void> {
  const { table, indexesAfter, triggersOff } = task.loaded.program.target
  const isWanted = ({ kind, name }: Suspended) =>
    kind === 'index' ? indexesAfter : kind === 'trigger' && triggersOff.includes(name)
  await inheritSuspended(here.ledger, task, tableId(table), OWN_KINDS)
  // What an index cannot take is refused row by row where it is there from the beginning.
  await restore(here, task, { table, kinds: OWN_KINDS, isDue: (one) => !isWanted(one) })
  await suspend(here, task, { table, kinds: OWN_KINDS, isWanted })
}

/** In the transaction that ends the unit: it is done with all that it had, or not done. */
export async function restoreOwn(here: Here, unit: UnitId, table: TableName): Promise<void> {
  await restore(here, unit, { table, kinds: OWN_KINDS, isDue: () => true })
}

/** By the columns that refer: a schema file may know a constraint by another name. */
export async function suspendReferences(
  here: Here,
  unit: UnitId,
  table: TableName,
  references: Program['target']['references'],
): Promise<void> {
  const columns = new Set(references.map((reference) => JSON.stringify(reference.columns)))
  const isWanted = (one: Suspended) => columns.has(JSON.stringify(one.columns))
  await suspend(here, unit, { table, kinds: ['reference'], isWanted })
}

export async function restoreReferences(here: Here, unit: UnitId, table: TableName): Promise<void> {
  await restore(here, unit, { table, kinds: ['reference'], isDue: () => true })
}

/** Does work in a session that keeps to no reference, where it can be told so. */
export async function unenforced<T>(
  { enforceReferences }: TargetConnection,
  isWanted: boolean,
  work: () => Promise<T>,
): Promise<T> {
  if (!isWanted || enforceReferences === null) return await work()
  await enforceReferences(false)
  try {
    return await work()
  } finally {
    // Of a session that is lost there is nothing left that would not keep to them.
    await enforceReferences(true).catch(() => {})
  }
}

interface Suspending {
  readonly table: TableName
  readonly kinds: readonly SuspendedKind[]
  readonly isWanted: (one: Suspended) => boolean
}

async function suspend(
  { target, ledger }: Here,
  unit: UnitId,
  { table, kinds, isWanted }: Suspending,
): Promise<void> {
  const suspended: Suspended[] = []
  for (const kind of kinds) {
    suspended.push(...(await target.suspension.find(table, kind)).filter(isWanted))
  }
  await noteSuspended(ledger, unit, tableId(table), suspended)
  for (const one of suspended) {
    const what = `taken off "${tableId(table)}" for the load`
    if (one.hindrance !== undefined) throw failure(what, one, new Error(one.hindrance))
    try {
      await target.suspension.takeOff(table, one)
    } catch (error) {
      throw failure(what, one, error)
    }
  }
}

interface Restoring {
  readonly table: TableName
  readonly kinds: readonly SuspendedKind[]
  readonly isDue: (one: Suspended) => boolean
}

async function restore(
  { target, ledger }: Here,
  unit: UnitId,
  { table, kinds, isDue }: Restoring,
): Promise<void> {
  const waiting = (await readWaiting(ledger, unit, kinds)).filter(isDue)
  for (const kind of new Set(waiting.map((one) => one.kind))) {
    const there = new Set((await target.suspension.find(table, kind)).map(({ name }) => name))
    for (const one of waiting) {
      if (one.kind !== kind || there.has(one.name)) continue
      try {
        await target.suspension.bringBack(one)
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
