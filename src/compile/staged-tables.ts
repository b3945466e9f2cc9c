/** A checked mapping -> the tables that are copied for it, and what of each. */
import { RECORD_COLUMN } from '../catalog/file-numbering.ts'
import type { CheckedLookup, CheckedSource } from './checked.ts'
import type { KnownTable } from './context.ts'
import type { RowLayout } from './layout.ts'
import type { ReadFrom, StagedTable } from './program.ts'
import { numberingOf } from './row-keys.ts'
import { isStaged } from './staging.ts'

/** What a mapping has copied: only the columns that it reads, and what its rows are found by. */
export function stagedTables(
  { from, key, joins }: CheckedSource,
  lookups: readonly CheckedLookup[],
  layout: RowLayout,
): readonly StagedTable[] {
  const staged: StagedTable[] = []
  for (const table of [from, ...joins.map((join) => join.table)].filter(isStaged)) {
    const read = layout.columns.filter(({ alias }) => alias === table.alias)
    const join = joins.find((each) => each.table === table)
    staged.push(
      stagedTable(table, table.reads, {
        names: read.map(({ name }) => name),
        found: join === undefined ? key : joinIndex(join.pushed),
      }),
    )
  }
  for (const { spec, known } of lookups) {
    if (spec.kind !== 'table' || known === null || !isStaged(spec)) continue
    const names = [...spec.by, ...spec.take].map(({ name }) => name)
    staged.push(stagedTable(known, spec.reads, { names, found: spec.by.map(({ name }) => name) }))
  }
  return staged
}

/** Behind equalities an index serves one range. */
function joinIndex(pushed: CheckedSource['joins'][number]['pushed']): readonly string[] {
  const equal = pushed.filter(({ operator }) => operator === '=')
  const range = pushed.filter(({ operator }) => operator !== '=').slice(0, 1)
  return [...new Set([...equal, ...range].map(({ column }) => column))]
}

function stagedTable(
  known: KnownTable,
  reads: ReadFrom,
  { names, found }: { readonly names: readonly string[]; readonly found: readonly string[] },
): StagedTable {
  const holdsRecords = known.connector === 'files'
  const wanted = new Set([...names, ...found, ...(holdsRecords ? numberingOf(known) : [])])
  // The record's number is what its rows are stored by.
  const isStored = holdsRecords && found.join() === RECORD_COLUMN.name
  const { connection, table } = known
  return {
    connection,
    table: { schema: table.schema, name: table.name },
    columns: known.columns.filter(({ name }) => wanted.has(name)),
    indexes: isStored || found.length === 0 ? [] : [found],
    holdsRecords,
    reads: { connection: reads.connection, schema: reads.table.schema ?? '' },
  }
}
