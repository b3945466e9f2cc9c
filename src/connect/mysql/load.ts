/** Turns a batch of canonical cells into rows of a table, of which none is changed on its way. */
import type { Row } from '../../base/cell.ts'
import type { LoadBatch, LoadCounts, LoadRequest } from '../../plugin/load.ts'
import { LoadDataError } from '../../plugin/load.ts'
import { fillTable, type TableRows } from './fill.ts'
import { quoteName } from './name.ts'
import { keyNameOf, refusalOf, sayingOf } from './refusal.ts'
import { formatField, type NamedWriter } from './row-text.ts'
import type { Session } from './session.ts'
import { createWriter } from './store.ts'
import { upsertRows } from './upsert.ts'

/** A line of LOAD DATA, or why there is none. */
type Line = string | LoadDataError

const SAVEPOINT = 'mapwright_batch'

/** Lines, one a row: a part of a batch is a part of its lines. */
export class MysqlBatch implements LoadBatch {
  readonly #session: Session
  readonly #request: LoadRequest
  readonly #writers: readonly NamedWriter[]
  readonly #requireTable: () => Promise<void>
  readonly #lines: Line[]
  bytes = 0

  /** `requireTable` throws where the table cannot be loaded all or nothing. */
  constructor(
    session: Session,
    request: LoadRequest,
    requireTable: () => Promise<void>,
    lines: Line[] = [],
  ) {
    this.#session = session
    this.#request = request
    this.#writers = request.columns.map((column) => ({
      name: column.name,
      ...createWriter(column),
    }))
    this.#requireTable = requireTable
    this.#lines = lines
  }

  get count(): number {
    return this.#lines.length
  }

  add(cells: Row): void {
    const line = this.#lineOf(cells)
    this.bytes += typeof line === 'string' ? line.length + 1 : 1
    this.#lines.push(line)
  }

  slice(start: number, end: number): MysqlBatch {
    const lines = this.#lines.slice(start, end)
    return new MysqlBatch(this.#session, this.#request, this.#requireTable, lines)
  }

  /** Strict inserts name the row, so parts are tried at that row. */
  async loadGood(): Promise<null> {
    return null
  }

  async load(): Promise<LoadCounts> {
    if (this.count === 0) return { inserted: 0, updated: 0, unchanged: 0 }
    await this.#requireTable()
    const lines = this.#soundLines()
    const [session, request] = [this.#session, this.#request]
    await session.run(`savepoint ${SAVEPOINT}`)
    try {
      const rows: TableRows = { lines, writers: this.#writers, savepoint: SAVEPOINT }
      const counts =
        request.mode === 'upsert'
          ? await upsertRows(session, request, rows)
          : await insertRows(session, request, rows)
      await session.run(`release savepoint ${SAVEPOINT}`)
      return counts
    } catch (error) {
      const refusal = error instanceof LoadDataError ? error : refusalIn(error)
      if (refusal === null) throw error
      await session.run(`rollback to savepoint ${SAVEPOINT}`)
      await session.run(`release savepoint ${SAVEPOINT}`)
      throw await withKeyColumn(session, request, refusal)
    }
  }

  /** Where one is not, the first of these is what the batch is refused for. */
  #soundLines(): readonly string[] {
    const lines: string[] = []
    for (const [row, line] of this.#lines.entries()) {
      if (typeof line !== 'string') {
        throw new LoadDataError(line.code, line.message, line.column, row)
      }
      lines.push(line)
    }
    return lines
  }

  #lineOf(cells: Row): Line {
    const fields: string[] = []
    for (let index = 0; index < this.#writers.length; index += 1) {
      const writer = this.#writers[index] as NamedWriter
      const cell = cells[index] ?? null
      const written = cell === null ? null : writer.write(cell)
      if (written !== null && typeof written !== 'string') {
        return new LoadDataError(written.code, written.message, writer.name, null)
      }
      // The server would number it, or take the time of day, instead of refusing it.
      if (written === null && this.#request.columns[index]?.nullable === false) {
        const message = `Column ${writer.name} may not be NULL.`
        return new LoadDataError('VALUE_NULL', message, writer.name, null)
      }
      fields.push(formatField(written))
    }
    // Joined, for what is put together piece by piece stays in pieces.
    return fields.join('\t')
  }
}

async function insertRows(
  session: Session,
  request: LoadRequest,
  rows: TableRows,
): Promise<LoadCounts> {
  await fillTable(session, quoteName(request.table.name), rows)
  return { inserted: rows.lines.length, updated: 0, unchanged: 0 }
}

function refusalIn(error: unknown): LoadDataError | null {
  const saying = sayingOf(error)
  return saying === null ? null : refusalOf(saying)
}

/** A duplicate is said of a key; where that is one column, it is the column's. */
async function withKeyColumn(
  session: Session,
  { table, key }: LoadRequest,
  refusal: LoadDataError,
): Promise<LoadDataError> {
  const name = refusal.code === 'KEY_DUPLICATE' ? keyNameOf(refusal.message) : null
  if (name === null) return refusal
  const found = await session.query(
    `select column_name from information_schema.statistics
     where table_schema = database() and table_name = ? and index_name = ?`,
    [table.name, name],
  )
  const columns = name === 'mapwright_key' ? key : found.rows.map(([column]) => String(column))
  const column = columns.length === 1 ? (columns[0] ?? null) : null
  return new LoadDataError(refusal.code, refusal.message, column, refusal.row)
}
