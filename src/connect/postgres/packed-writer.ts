/** What a packed row of the target is put together from: fields copied as they came, and cells. */
import type { Cell, Row } from '../../base/cell.ts'
import { RowError } from '../../catalog/codec/row-error.ts'
import type { Column } from '../../catalog/catalog.ts'
import { LoadDataError, type LoadRequest, type PackedRows } from '../../plugin/load.ts'
import { COUNT_BYTES, type PackedBuffer } from './packed-buffer.ts'
import { fieldEncoder, type FieldEncoder } from './packed-encode.ts'

type Copies = NonNullable<LoadRequest['copies']>

/** Fields of the source row that follow each other there and here. */
interface Copied {
  readonly first: number
  readonly end: number
}

/** A cell of the request's row. */
interface Encoded {
  readonly cell: number
  readonly column: string
  readonly encode: FieldEncoder
}

/** The order of columns is ours: those that are copied stand side by side as in the source. */
export interface PackedPlan {
  readonly columns: readonly Column[]
  readonly ofRows: PackedWriter
  readonly ofCells: PackedWriter
}

/** null: some column's type has no binary form that is written here. */
export function packedPlan({ columns, copies = [] }: LoadRequest): PackedPlan | null {
  const order = columnOrder(columns, copies)
  const encoders = order.map((cell): Encoded[] => {
    const column = columns[cell]
    const encode = column === undefined ? null : fieldEncoder(column.type)
    return encode === null ? [] : [{ cell, column: column?.name ?? '', encode }]
  })
  if (encoders.some((found) => found.length === 0)) return null
  const made = order.flatMap((cell, index) =>
    (copies[cell] ?? null) === null ? (encoders[index] ?? []) : [],
  )
  return {
    columns: order.flatMap((cell) => columns[cell] ?? []),
    ofRows: new PackedWriter(order.length, copiedRuns(order, copies), made),
    ofCells: new PackedWriter(order.length, [], encoders.flat()),
  }
}

/** Indexes of the columns: the copied ones as the source has them, then the others. */
function columnOrder(columns: readonly Column[], copies: Copies): readonly number[] {
  const places = columns.map((_, index) => copies[index] ?? Number.POSITIVE_INFINITY)
  return [...columns.keys()].toSorted(
    (one, other) => compareNumbers(places[one] ?? 0, places[other] ?? 0) || one - other,
  )
}

function compareNumbers(one: number, other: number): number {
  return one === other ? 0 : one - other
}

function copiedRuns(order: readonly number[], copies: Copies): Copied[] {
  const runs: Copied[] = []
  for (const index of order) {
    const from = copies[index] ?? null
    if (from === null) continue
    const last = runs.at(-1)
    if (last?.end === from) runs[runs.length - 1] = { first: last.first, end: from + 1 }
    else runs.push({ first: from, end: from + 1 })
  }
  return runs
}

class PackedWriter {
  readonly #columns: number
  readonly #copied: readonly Copied[]
  readonly #encoded: readonly Encoded[]

  constructor(columns: number, copied: readonly Copied[], encoded: readonly Encoded[]) {
    this.#columns = columns
    this.#copied = copied
    this.#encoded = encoded
  }

  /** Why the row has no such form: then a row without fields stands for it. */
  write(out: PackedBuffer, cells: Row, rows: PackedRows | null): LoadDataError | null {
    const start = out.at
    out.reserve(COUNT_BYTES)
    out.view.setInt16(start, this.#columns)
    out.at = start + COUNT_BYTES
    if (rows !== null) {
      for (const { first, end } of this.#copied) {
        out.append(rows.bytes, rows.startOf(first), rows.startOf(end))
      }
    }
    const refusal = this.#writeCells(out, cells)
    if (refusal !== null) {
      out.view.setInt16(start, 0)
      out.at = start + COUNT_BYTES
    }
    out.count += 1
    return refusal
  }

  #writeCells(out: PackedBuffer, cells: Row): LoadDataError | null {
    const encoded = this.#encoded
    let index = 0
    try {
      for (; index < encoded.length; index += 1) {
        const { cell, encode } = encoded[index] as Encoded
        const value = cells[cell] as Cell
        if (value === null) out.appendNull()
        else encode(value, out)
      }
      return null
    } catch (error) {
      if (!(error instanceof RowError)) throw error
      const code = LOADED_CODES.has(error.code) ? error.code : 'VALUE_TYPE'
      return new LoadDataError(code, error.message, encoded[index]?.column ?? null, out.count)
    }
  }
}

/** Refusals that a server names alike; for it, any other text is no value of the type. */
const LOADED_CODES: ReadonlySet<string> = new Set([
  'VALUE_NUL_CHARACTER',
  'VALUE_ENCODING',
  'VALUE_OUT_OF_RANGE',
])
