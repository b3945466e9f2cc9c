/** Turns rows of cells into rows of a table, a batch as a whole or not at all. */
import type { Row } from '../../base/cell.ts'
import { tableId } from '../../catalog/catalog.ts'
import { LoadDataError } from '../../plugin/load.ts'
import type { GoodRows, LoadBatch, LoadCounts, PackedRows } from '../../plugin/load.ts'
import { copyIn } from './copy-in.ts'
import {
  BEGIN,
  copyStatement,
  RELEASE,
  requireWritten,
  UNDO,
  type EncodedRows,
} from './copy-rows.ts'
import { toLoadError } from './failure.ts'
import type { Growing } from './growing.ts'
import type { LoadFacts } from './load-facts.ts'
import { quoteTable } from './name.ts'
import type { PostgresSession } from './session.ts'
import { screenRows } from './screen.ts'
import { sieveRows } from './sieve.ts'
import { upsert } from './upsert.ts'

/** A part of a batch is a part of its rows, as they are to be sent. */
export class PostgresBatch implements LoadBatch {
  readonly #session: PostgresSession
  readonly #facts: LoadFacts
  readonly #growing: Growing
  /** Rows that cannot be sent: COPY would take them for an error of the whole. */
  #unfit = new Map<number, LoadDataError>()

  constructor(session: PostgresSession, facts: LoadFacts, growing: Growing) {
    this.#session = session
    this.#facts = facts
    this.#growing = growing
  }

  get count(): number {
    return this.#growing.rows.count
  }

  get bytes(): number {
    return this.#growing.rows.size
  }

  add(cells: Row, packed: PackedRows | null = null): void {
    const refusal = this.#growing.write(cells, packed)
    if (refusal !== null) this.#unfit.set(this.count - 1, refusal)
  }

  slice(start: number, end: number): PostgresBatch {
    const rows = this.#growing.rows.pick((row) => row >= start && row < end)
    const part = new PostgresBatch(this.#session, this.#facts, { ...this.#growing, rows })
    for (const [row, { code, message, column }] of this.#unfit) {
      if (row < start || row >= end) continue
      part.#unfit.set(row - start, new LoadDataError(code, message, column, row - start))
    }
    return part
  }

  async load(): Promise<LoadCounts> {
    const [session, { request, rows }] = [this.#session, this.#growing]
    if (this.count === 0) return { inserted: 0, updated: 0, unchanged: 0 }
    for (const error of this.#unfit.values()) throw error
    try {
      const write = request.mode === 'upsert' ? upsert : insert
      const counts = await write(session, this.#facts, { request, rows })
      rows.giveBack()
      return counts
    } catch (error) {
      const refusal = error instanceof LoadDataError ? error : toLoadError(error)
      if (refusal === undefined) throw session.failure(error, `loading ${tableId(request.table)}`)
      await session.query(UNDO)
      throw refusal
    }
  }

  async loadGood(): Promise<GoodRows | null> {
    if (this.#unfit.size > 0) return null
    const [session, facts, encoded] = [this.#session, this.#facts, this.#growing]
    const good =
      (await screenRows(session, facts, encoded)) ?? (await sieveRows(session, facts, encoded))
    if (good !== null) encoded.rows.giveBack()
    return good
  }
}

/** What goes before and after the rows goes in one message with them: no round trip is lost. */
async function insert(
  session: PostgresSession,
  facts: LoadFacts,
  { request, rows }: EncodedRows,
): Promise<LoadCounts> {
  const { isCounted } = await facts.found(request.table)
  const copy = copyStatement(quoteTable(request.table), request, rows.format)
  const statements = [BEGIN, copy, ...(isCounted ? [] : [RELEASE])]
  const { copied } = await copyIn(session, statements, rows.message())
  requireWritten(rows.count - copied)
  if (isCounted) await session.rawQuery(RELEASE)
  return { inserted: copied, updated: 0, unchanged: 0 }
}
