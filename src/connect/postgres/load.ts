/** Turns rows of cells into rows of a table, a batch as a whole or not at all. */
import type { Row } from '../../base/cell.ts'
import { tableId } from '../../catalog/catalog.ts'
import { LoadDataError } from '../../plugin/load.ts'
import type {
  CopyLines,
  GoodRows,
  LineWriter,
  LoadBatch,
  LoadCounts,
  LoadRequest,
} from '../../plugin/load.ts'
import { copyIn } from './copy-in.ts'
import {
  BEGIN,
  copyStatement,
  RELEASE,
  requireWritten,
  SAVEPOINT,
  type EncodedRows,
} from './copy-rows.ts'
import { toLoadError } from './failure.ts'
import type { LoadFacts } from './load-facts.ts'
import { LineBuffer } from './line-buffer.ts'
import { quoteTable } from './name.ts'
import { lineWriter, unfitCell } from './row-writer.ts'
import type { PostgresSession } from './session.ts'
import { screenRows } from './screen.ts'
import { sieveRows } from './sieve.ts'
import { upsert } from './upsert.ts'

/** Lines of COPY's text format, one a row: a part of a batch is a part of its lines. */
export class PostgresBatch implements LoadBatch {
  readonly #session: PostgresSession
  readonly #facts: LoadFacts
  readonly #request: LoadRequest
  readonly #buffer: LineBuffer
  readonly #write: LineWriter
  /** Rows that no text could hold: COPY would take them for an error of the whole. */
  #unfit = new Map<number, LoadDataError>()
  #lines: readonly string[] | null = null

  constructor(session: PostgresSession, facts: LoadFacts, request: LoadRequest) {
    this.#session = session
    this.#facts = facts
    this.#request = request
    this.#write = lineWriter(request)
    this.#buffer = new LineBuffer(facts.spareBuffers)
  }

  get count(): number {
    return this.#buffer.count
  }

  get bytes(): number {
    return this.#buffer.size
  }

  add(cells: Row, lines: CopyLines | null = null): void {
    const line = this.#write(cells, lines)
    if (line === null) this.#unfit.set(this.count, unfitCell(this.#request, cells, this.count))
    this.#buffer.add(line ?? '')
  }

  slice(start: number, end: number): PostgresBatch {
    this.#lines ??= this.#buffer.lines()
    const part = new PostgresBatch(this.#session, this.#facts, this.#request)
    for (const line of this.#lines.slice(start, end)) part.#buffer.add(line)
    for (const [row, { code, message, column }] of this.#unfit) {
      if (row < start || row >= end) continue
      part.#unfit.set(row - start, new LoadDataError(code, message, column, row - start))
    }
    return part
  }

  async load(): Promise<LoadCounts> {
    const [session, request] = [this.#session, this.#request]
    if (this.count === 0) return { inserted: 0, updated: 0, unchanged: 0 }
    for (const error of this.#unfit.values()) throw error
    const rows = { request, count: this.count, text: this.#buffer.bytes() }
    try {
      const write = request.mode === 'upsert' ? upsert : insert
      const counts = await write(session, this.#facts, rows)
      this.#buffer.giveBack()
      return counts
    } catch (error) {
      const refusal = error instanceof LoadDataError ? error : toLoadError(error)
      if (refusal === undefined) throw session.failure(error, `loading ${tableId(request.table)}`)
      await session.query(`rollback to savepoint ${SAVEPOINT}; ${RELEASE}`)
      throw refusal
    }
  }

  async loadGood(): Promise<GoodRows | null> {
    if (this.#unfit.size > 0) return null
    const [session, facts, request] = [this.#session, this.#facts, this.#request]
    const lines = () => (this.#lines ??= this.#buffer.lines())
    const rows = { request, count: this.count, text: this.#buffer.bytes() }
    const good =
      (await screenRows(session, facts, rows, lines)) ??
      (await sieveRows(session, facts, { request, lines: lines() }))
    if (good !== null) this.#buffer.giveBack()
    return good
  }
}

/** What goes before and after the rows goes in one message with them: no round trip is lost. */
async function insert(
  session: PostgresSession,
  facts: LoadFacts,
  { request, count, text }: EncodedRows,
): Promise<LoadCounts> {
  const { isCounted } = await facts.found(request.table)
  const copy = copyStatement(quoteTable(request.table), request)
  const { copied } = await copyIn(session, [BEGIN, copy, ...(isCounted ? [] : [RELEASE])], text)
  requireWritten(count - copied)
  if (isCounted) await session.rawQuery(RELEASE)
  return { inserted: copied, updated: 0, unchanged: 0 }
}
