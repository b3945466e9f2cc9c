/** Batches as whole lists of rows, where a test wants all of them at once. */
import type { Row } from '../../src/base/cell.ts'
import type { ReadBatch, TargetConnection } from '../../src/plugin/connector.ts'
import type { LoadCounts, LoadRequest } from '../../src/plugin/load.ts'

export function rowsOf(batch: Pick<ReadBatch, 'count' | 'row'>): Row[] {
  return Array.from({ length: batch.count }, (_, index) => batch.row(index))
}

export function batchOf(rows: readonly Row[]): ReadBatch {
  return {
    count: rows.length,
    row: (index) => rows[index] ?? [],
    problems: [],
    nulled: new Map(),
    lines: null,
  }
}

export type RowsRequest = LoadRequest & { readonly rows: readonly Row[] }

/** Loads the rows as one batch. */
export async function loadRows(
  target: TargetConnection,
  { rows, ...request }: RowsRequest,
): Promise<LoadCounts> {
  const batch = target.startBatch(request)
  for (const row of rows) batch.add(row)
  return await batch.load()
}
