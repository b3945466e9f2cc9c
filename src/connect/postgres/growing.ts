/** Rows that grow in the form in which they will be sent. */
import type { Row } from '../../base/cell.ts'
import type { LoadDataError, LoadRequest, PackedRows } from '../../plugin/load.ts'
import type { RowBuffer } from './copy-rows.ts'
import { LineBuffer } from './line-buffer.ts'
import { PackedBuffer } from './packed-buffer.ts'
import type { PackedPlan } from './packed-writer.ts'
import { lineWriter, unfitCell } from './row-writer.ts'

/** Writes a row behind those that are there. Gives why it has no form that could be sent. */
type WriteRow = (cells: Row, packed: PackedRows | null) => LoadDataError | null

/** The rows of a batch as they will be sent, and how one more is written. */
export interface Growing {
  readonly request: LoadRequest
  readonly rows: RowBuffer
  readonly write: WriteRow
}

/**
 * In the binary format, where every column has one. `isFirst` is false where rows before these have
 * gone to the same COPY.
 */
export function startRows(
  request: LoadRequest,
  plan: PackedPlan | null,
  spare: Buffer[],
  isFirst = true,
): Growing {
  if (plan === null) return startLines(request, spare)
  const rows = new PackedBuffer(spare, isFirst)
  return {
    request: { ...request, columns: plan.columns },
    rows,
    write: (cells, packed) =>
      (packed === null ? plan.ofCells : plan.ofRows).write(rows, cells, packed),
  }
}

function startLines(request: LoadRequest, spare: Buffer[]): Growing {
  const lineOf = lineWriter(request)
  const rows = new LineBuffer(spare)
  return {
    request,
    rows,
    write: (cells) => {
      const line = lineOf(cells, null)
      const refusal = line === null ? unfitCell(request, cells, rows.count) : null
      rows.add(line ?? '')
      return refusal
    },
  }
}
