/** Rows of a table that go in by one COPY, piece after piece, as long as none is refused. */
import type { Row } from '../../base/cell.ts'
import { tableId } from '../../catalog/catalog.ts'
import type { LoadCounts, LoadRequest, LoadStream, PackedRows } from '../../plugin/load.ts'
import { copyStatement, requireWritten } from './copy-rows.ts'
import { CopyStream } from './copy-stream.ts'
import { toLoadError } from './failure.ts'
import { startRows, type Growing } from './growing.ts'
import { quoteTable } from './name.ts'
import type { PackedPlan } from './packed-writer.ts'
import type { PostgresSession } from './session.ts'

export interface StreamOptions {
  readonly request: LoadRequest
  readonly plan: PackedPlan | null
  /** For rows on their way, which are given back when they are sent. */
  readonly spare: Buffer[]
}

export class PostgresStream implements LoadStream {
  readonly #session: PostgresSession
  readonly #options: StreamOptions
  readonly #copy: CopyStream
  #growing: Growing
  #sent = 0

  constructor(session: PostgresSession, options: StreamOptions) {
    const { request, plan, spare } = options
    this.#session = session
    this.#options = options
    this.#growing = startRows(request, plan, spare)
    const { rows, request: written } = this.#growing
    const copy = copyStatement(quoteTable(request.table), written, rows.format)
    // A deferred constraint that speaks at the commit says of no row that it is to blame.
    this.#copy = session.startCopy(new CopyStream(['set constraints all immediate', copy]))
  }

  get bytes(): number {
    return this.#growing.rows.size
  }

  add(cells: Row, packed: PackedRows | null = null): void {
    const refusal = this.#growing.write(cells, packed)
    if (refusal !== null) throw refusal
  }

  async send(): Promise<void> {
    const { rows } = this.#growing
    const { request, plan, spare } = this.#options
    if (rows.count === 0) return
    this.#sent += rows.count
    this.#growing = startRows(request, plan, spare, false)
    await this.#told(this.#copy.send(rows.piece(), () => rows.giveBack()))
  }

  async finish(): Promise<LoadCounts> {
    const { rows } = this.#growing
    this.#sent += rows.count
    try {
      const copied = await this.#told(this.#end(rows.message()))
      requireWritten(this.#sent - copied)
      return { inserted: copied, updated: 0, unchanged: 0 }
    } finally {
      this.#session.endCopy()
    }
  }

  async #end(last: Buffer): Promise<number> {
    // Where sending fails the COPY has ended, which says why.
    await this.#copy.send(last, () => {}).catch(() => {})
    return await this.#copy.end()
  }

  async #told<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      const doing = `loading ${tableId(this.#options.request.table)}`
      throw toLoadError(error) ?? this.#session.failure(error, doing)
    }
  }
}
