/** Turns rows of cells into rows of a table, a batch as a whole or not at all. */
import type { Row } from '../../base/cell.ts'
import { tableId } from '../../catalog/catalog.ts'
import { LoadDataError } from '../../plugin/connector.ts'
import type { LoadBatch, LoadCounts, LoadRequest } from '../../plugin/connector.ts'
import {
  BEGIN,
  copyRows,
  copyStatement,
  requireWritten,
  SAVEPOINT,
  type EncodedRows,
} from './copy-rows.ts'
import { joinLine, splitLine } from './copy-text.ts'
import { toLoadError } from './failure.ts'
import { quoteTable } from './name.ts'
import type { PostgresSession } from './session.ts'
import { upsert } from './upsert.ts'

/** Lines of COPY's text format, one a row: a part of a batch is a part of its lines. */
export class PostgresBatch implements LoadBatch {
  readonly #session: PostgresSession
  readonly #request: LoadRequest
  readonly #lines: string[]
  bytes = 0

  constructor(session: PostgresSession, request: LoadRequest, lines: string[] = []) {
    this.#session = session
    this.#request = request
    this.#lines = lines
  }

  get count(): number {
    return this.#lines.length
  }

  add(cells: Row): void {
    const line = joinLine(cells)
    this.bytes += line.length + 1
    this.#lines.push(line)
  }

  slice(start: number, end: number): PostgresBatch {
    return new PostgresBatch(this.#session, this.#request, this.#lines.slice(start, end))
  }

  async load(): Promise<LoadCounts> {
    const [session, request] = [this.#session, this.#request]
    if (this.count === 0) return { inserted: 0, updated: 0, unchanged: 0 }
    const rows = { request, lines: this.#lines, text: this.#encode() }
    try {
      const counts = await (request.mode === 'upsert' ? upsert : insert)(session, rows)
      await session.rawQuery(RELEASE)
      return counts
    } catch (error) {
      const refusal = error instanceof LoadDataError ? error : toLoadError(error)
      if (refusal === undefined) throw session.failure(error, `loading ${tableId(request.table)}`)
      await session.query(`rollback to savepoint ${SAVEPOINT}; ${RELEASE}`)
      throw refusal
    }
  }

  /** Errors name a row, for COPY would take a NUL for an error of the whole. */
  #encode(): Buffer {
    const text = `${this.#lines.join('\n')}\n`
    if (!text.includes('\0') && text.isWellFormed()) return Buffer.from(text, 'utf8')
    for (const [row, line] of this.#lines.entries()) {
      for (const [index, cell] of splitLine(line).entries()) {
        const column = this.#request.columns[index]?.name ?? null
        if (cell?.includes('\0') === true) {
          const message = "The text holds a NUL character, which PostgreSQL's text cannot hold."
          throw new LoadDataError('VALUE_NUL_CHARACTER', message, column, row)
        }
        if (cell?.isWellFormed() === false) {
          const message = 'The text holds half of a surrogate pair, which is no character.'
          throw new LoadDataError('VALUE_ENCODING', message, column, row)
        }
      }
    }
    return Buffer.from(text, 'utf8')
  }
}

const RELEASE = `release savepoint ${SAVEPOINT}`

/** What goes before the rows goes in one message with them: that saves a round trip a batch. */
async function insert(session: PostgresSession, rows: EncodedRows): Promise<LoadCounts> {
  const copy = copyStatement(quoteTable(rows.request.table), rows.request)
  const inserted = await copyRows(session, [BEGIN, copy], rows.text)
  requireWritten(rows.lines.length - inserted)
  return { inserted, updated: 0, unchanged: 0 }
}
