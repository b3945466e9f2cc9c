/** What a connector reads -> batches of rows to compare. */
import type { Row } from '../base/cell.ts'
import type { ReadBatch } from '../plugin/connector.ts'
import type { CopyLines } from '../plugin/load.ts'
import type { RowBatch } from './side.ts'

/** So little that it is still in the processor's caches when it is compared. */
export const BATCH = { batchRows: 5000, batchBytes: 256 * 1024 }

/** The cells of a row as they were read. */
export function cellsOf(batch: ReadBatch, index: number): Row {
  return batch.row(index)
}

/** All rows of the batches, of `columns` cells each; as lines where those are wanted. */
export async function* readBatches(
  batches: AsyncIterable<ReadBatch>,
  columns: number,
  withLines: boolean,
): AsyncGenerator<RowBatch> {
  for await (const batch of batches) {
    yield withLines && batch.lines !== null
      ? linesOf(batch, batch.lines, columns)
      : { count: batch.count, row: (index) => cellsOf(batch, index), lines: null }
  }
}

function linesOf(batch: ReadBatch, lines: CopyLines, columns: number): RowBatch {
  let at = -1
  return {
    count: batch.count,
    row: (index) => {
      at = index
      return lines.read(index)
    },
    lines: { line: () => lines.fields(0, columns - 1), cells: () => cellsOf(batch, at) },
  }
}
