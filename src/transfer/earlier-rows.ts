/** Rows that are about to be loaded -> what stands in their place, kept for an undo. */
import type { Cell, Row } from '../base/cell.ts'
import { EngineError } from '../base/error.ts'
import { tableId } from '../catalog/catalog.ts'
import type { Program } from '../compile/program.ts'
import { readEarlierCount, writeEarlier, type EarlierRow } from '../ledger/earlier.ts'
import { lookupKeyText, type FetchLookup } from './lookup-cache.ts'
import { fetchFromTable } from './lookup-fetch.ts'
import { keyReader } from './row-key.ts'
import type { Sessions, UnitTask } from './sessions.ts'

/** In the chunk's transaction, before its rows go in. */
export type KeepEarlier = (rows: readonly { readonly cells: Row }[]) => Promise<void>

/** null: the load changes no row that it would have to bring back. */
export async function earlierKeeper(
  { target, ledger }: Pick<Sessions, 'target' | 'ledger'>,
  task: UnitTask,
): Promise<KeepEarlier | null> {
  const { program } = task.loaded
  const { table, columns, load, key } = program.target
  if (program.settledWith.length === 0 || load !== 'upsert') return null
  if ((await readEarlierCount(ledger, task)) === 0) return null
  const take = columns.map(({ column }) => column)
  const by = key.flatMap((name) => take.filter((column) => column.name === name))
  const fetch: FetchLookup = fetchFromTable(target, { table, by, take })
  const keyOf = keyReader(program)
  return async (rows) => {
    const keyed = rows.map(({ cells }) => ({ cells, key: keyOf(cells) }))
    const found = await fetch(keyed.map(({ key: { cells } }) => cells))
    const changed = keyed.flatMap(({ cells, key: { cells: parts, text } }): EarlierRow[] => {
      const before = found.get(lookupKeyText(parts))
      if (before === undefined) return []
      if (typeof before === 'string') throw notKept(program, parts)
      const isSame = cells.every((cell, index) => cell === before[index])
      return isSame ? [] : [{ key: text, cells: before }]
    })
    await writeEarlier(ledger, task, changed)
  }
}

function notKept({ target: { table } }: Program, key: readonly Cell[]): EngineError {
  return new EngineError(
    'TRANSFER_NOT_UNDONE',
    `The row ${key.join(', ')} of "${tableId(table)}" cannot be read as its columns are ` +
      'declared, so it could not be brought back where its new cells refer to none. Put it right ' +
      'first.',
  )
}
