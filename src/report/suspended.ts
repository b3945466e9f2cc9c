/** What was taken off targets for their load, as blocks of a report. */
import type { SuspendedRecord } from '../ledger/suspended.ts'
import { table, type Block } from './document.ts'

interface Loaded {
  readonly target: string
  readonly suspended: readonly {
    readonly kind: string
    readonly name: string
    readonly restored: boolean
  }[]
}

/** A table without what is off still has its rows, and is not yet what it will be. */
export function suspendedBlocks(units: readonly Loaded[]): readonly Block[] {
  const rowsOf = (restored: boolean) =>
    units.flatMap(({ target, suspended }) =>
      suspended
        .filter((one) => one.restored === restored)
        .map(({ kind, name }) => ({ cells: [target, kind, name] })),
    )
  const block = (text: string, rows: ReturnType<typeof rowsOf>): readonly Block[] =>
    rows.length === 0 ? [] : [{ kind: 'heading', text }, table(['target', 'what', 'name'], rows)]
  return [
    ...block('Off until the run is done', rowsOf(false)),
    ...block('Off for the load, and back', rowsOf(true)),
  ]
}

/** What runs that were given up took off, and none has brought back. */
export function leftOffBlocks(off: readonly SuspendedRecord[]): readonly Block[] {
  if (off.length === 0) return []
  const rows = off.map(({ target, kind, name, unit, run }) => ({
    cells: [target, kind, name, unit, run],
  }))
  return [
    { kind: 'heading', text: 'Off since an earlier run, until its mapping runs again' },
    table(['target', 'what', 'name', 'mapping', 'run'], rows),
  ]
}
