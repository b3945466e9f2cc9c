/** Takes indexes that refuse no row off a table before its load, and makes them anew after it. */
import { EngineError } from '../base/error.ts'
import { tableId, type TableName } from '../catalog/catalog.ts'
import { inheritIndexes, markBuilt, noteIndexes, readWaiting } from '../ledger/indexes.ts'
import type { UnitId } from '../ledger/units.ts'
import type { Sessions, UnitTask } from './sessions.ts'

/**
 * In the transaction that makes the unit ready: there is a record of what is gone, or it stays.
 * What an earlier run never built comes first.
 */
export async function setAsideIndexes({ target, ledger }: Sessions, task: UnitTask): Promise<void> {
  const { table, indexesAfter } = task.loaded.program.target
  if (target.indexes === null) return
  await inheritIndexes(ledger, task, tableId(table))
  // What an index cannot take is refused row by row where it is there from the beginning.
  if (!indexesAfter) return await rebuildIndexes({ target, ledger }, task, table)
  const plain = await target.indexes.plain(table)
  await noteIndexes(ledger, task, tableId(table), plain)
  for (const { name } of plain) {
    try {
      await target.indexes.drop(table, name)
    } catch (error) {
      throw failure(`taken off "${tableId(table)}" for the load`, name, error)
    }
  }
}

/** In the transaction that ends the unit: it is done with its indexes, or not done. */
export async function rebuildIndexes(
  { target, ledger }: Pick<Sessions, 'target' | 'ledger'>,
  unit: UnitId,
  table: TableName,
): Promise<void> {
  if (target.indexes === null) return
  const waiting = await readWaiting(ledger, unit)
  if (waiting.length === 0) return
  const there = new Set((await target.indexes.plain(table)).map(({ name }) => name))
  for (const index of waiting) {
    if (there.has(index.name)) continue
    try {
      await target.indexes.create(index)
    } catch (error) {
      throw failure(`built again on "${tableId(table)}"`, index.name, error)
    }
  }
  await markBuilt(ledger, unit)
}

function failure(what: string, name: string, cause: unknown): EngineError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const retryable = cause instanceof EngineError && cause.retryable
  const message = `The index "${name}" cannot be ${what}. ${reason}`
  return new EngineError('TRANSFER_INDEX', message, { cause, retryable })
}
