/** Batches of one side -> its rows one by one, awaiting nothing but the next batch. */
import type { Row } from '../base/cell.ts'

/** Rows that are asked for once each, in their order. */
export interface RowBatch {
  readonly count: number
  /**
   * The cells of a row, good until another one is asked for; null: it is not to be compared. Where
   * there are `lines`, of cells that are not in the key nothing is said.
   */
  row(index: number): Row | null
  readonly lines: RowLine | null
}

/** The row that was asked for last. */
export interface RowLine {
  /** As a line of COPY's text format: rows with the same line are the same. null: there is none. */
  line(): string | null
  cells(): Row
}

/** One side of the comparison. Whoever opened it disposes of it, read to its end or not. */
export interface Side extends AsyncDisposable {
  /** The row at hand: its key and, without `lines`, its other cells. */
  readonly cells: Row
  readonly lines: RowLine | null
  /** What both sides are sorted by. */
  readonly order: string
  /** Goes on to the next row; false: there is none. A promise only where a batch has to come. */
  next(): boolean | Promise<boolean>
}

const NO_ROWS: RowBatch = { count: 0, row: () => null, lines: null }

/** The rows of a stream of batches. The stream is read from now on, one batch ahead. */
export class BatchedSide implements Side {
  readonly #batches: AsyncIterator<RowBatch>
  readonly #orderOf: (cells: Row) => string
  #coming: Promise<IteratorResult<RowBatch, unknown>>
  #batch = NO_ROWS
  #index = 0
  cells: Row = []
  order = ''

  constructor(batches: AsyncIterable<RowBatch>, orderOf: (cells: Row) => string) {
    this.#batches = batches[Symbol.asyncIterator]()
    this.#orderOf = orderOf
    this.#coming = this.#ask()
  }

  get lines(): RowLine | null {
    return this.#batch.lines
  }

  next(): boolean | Promise<boolean> {
    return this.#nextOfBatch() || this.#nextOfOthers()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#batches.return?.()
  }

  #nextOfBatch(): boolean {
    const batch = this.#batch
    while (this.#index < batch.count) {
      const cells = batch.row(this.#index)
      this.#index += 1
      if (cells === null) continue
      this.cells = cells
      this.order = this.#orderOf(cells)
      return true
    }
    return false
  }

  async #nextOfOthers(): Promise<boolean> {
    do {
      const { done, value } = await this.#coming
      if (done === true) return false
      this.#batch = value
      this.#index = 0
      this.#coming = this.#ask()
    } while (!this.#nextOfBatch())
    return true
  }

  #ask(): Promise<IteratorResult<RowBatch, unknown>> {
    const coming = this.#batches.next()
    // A failure belongs to whoever asks for the batch; until then it is nobody's.
    coming.catch(() => {})
    return coming
  }
}

/** How many rows there are to compare. */
export async function countRows(batches: AsyncIterable<RowBatch>): Promise<number> {
  let count = 0
  for await (const batch of batches) {
    for (let index = 0; index < batch.count; index += 1) {
      if (batch.row(index) !== null) count += 1
    }
  }
  return count
}
