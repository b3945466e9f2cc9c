/** What a connector reads -> batches of rows to compare. */
import type { Row } from '../base/cell.ts'
import type { ReadBatch } from '../plugin/connector.ts'
import type { RowBatch } from './side.ts'

/** So little that it is still in the processor's caches when it is compared. */
export const BATCH = { batchRows: 5000, batchBytes: 256 * 1024 }

/** The cells of a row as they were read. */
export function cellsOf(batch: ReadBatch, index: number): Row {
  return batch.row(index)
}

/** All rows of the batches, as they were read. */
export async function* readBatches(batches: AsyncIterable<ReadBatch>): AsyncGenerator<RowBatch> {
  for await (const batch of batches) {
    yield { count: batch.count, row: (index) => cellsOf(batch, index) }
  }
}
