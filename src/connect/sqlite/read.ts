/** Turns a select on SQLite into batches of canonical cells, and names each cell that has none. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { CompiledQuery } from 'kysely'
import type { Cell, Row } from '../../base/cell.ts'
import { EngineError } from '../../base/error.ts'
import type {
  ConnectionSettings,
  ReadBatch,
  ReadColumn,
  ReadProblem,
  StreamOptions,
} from '../../plugin/connector.ts'
import { bindable } from './dialect.ts'
import { engineFailure } from './failure.ts'
import { byBytes, decodeStrictly, SecondReading, strictDecoder } from './strict-text.ts'
import { createValueReader, type StoredValue, type ValueReader } from './value.ts'

export interface ReadRequest {
  readonly query: CompiledQuery
  readonly columns: readonly ReadColumn[]
  readonly options: StreamOptions
}

/** What reading needs of a session. */
export interface ReadSession {
  readonly database: DatabaseSync
  readonly settings: ConnectionSettings
  readonly place: string
}

const REPLACEMENT = '\ufffd'

/** Rows are fetched as they are asked for. */
export async function* readSqlite(
  session: ReadSession,
  request: ReadRequest,
): AsyncGenerator<ReadBatch> {
  const { columns, options } = request
  const readers = columns.map(({ type }) => createValueReader(type, session.settings))
  let batch = new BatchBuilder(readers)
  for (const row of storedRows(session, request)) {
    batch.add(row)
    if (batch.count >= options.batchRows || batch.bytes >= options.batchBytes) {
      options.signal?.throwIfAborted()
      yield batch
      batch = new BatchBuilder(readers)
    }
  }
  options.signal?.throwIfAborted()
  if (batch.count > 0) yield batch
}

type Values = readonly SQLOutputValue[]
type StoredRow = readonly (StoredValue | null)[]

function* storedRows(session: ReadSession, { query, columns }: ReadRequest): Generator<StoredRow> {
  const strict = byBytes(query.sql, columns.length)
  const again = new SecondReading(() => rowsOf(session, strict, query.parameters))
  try {
    const encoding = String(session.database.prepare('pragma encoding').get()?.['encoding'])
    if (encoding !== 'UTF-8') {
      const decoder = strictDecoder(encoding)
      for (const row of rowsOf(session, strict, query.parameters)) {
        yield row.map((value) => decodeStrictly(value, decoder))
      }
      return
    }
    let number = 0
    for (const row of rowsOf(session, query.sql, query.parameters)) {
      yield holdsReplacement(row) ? lookAgain(session, again, row, number) : row
      number += 1
    }
  } catch (error) {
    throw engineFailure(error, session.place)
  } finally {
    again.close()
  }
}

function rowsOf(
  session: ReadSession,
  text: string,
  parameters: readonly unknown[],
): IterableIterator<Values> {
  const statement = session.database.prepare(text)
  statement.setReadBigInts(true)
  statement.setReturnArrays(true)
  // The declared type of iterate() does not know of setReturnArrays.
  const rows: unknown = statement.iterate(...bindable(parameters))
  return rows as IterableIterator<Values>
}

/** True for each row with a text that node:sqlite has replaced bytes of, and for few others. */
function holdsReplacement(row: Values): boolean {
  for (const value of row) {
    if (typeof value === 'string' && value.includes(REPLACEMENT)) return true
  }
  return false
}

function lookAgain(
  session: ReadSession,
  again: SecondReading,
  row: Values,
  number: number,
): StoredRow {
  return row.map((value, column) => {
    if (typeof value !== 'string' || !value.includes(REPLACEMENT)) return value
    const stored = again.value(number, column, value)
    if (stored !== null) return stored
    const message = `${session.place}: rows changed their order while they were read. Run again.`
    throw new EngineError('CONNECT_QUERY', message, { retryable: true })
  })
}

class BatchBuilder implements ReadBatch {
  readonly #readers: readonly ValueReader[]
  readonly #rows: Cell[][] = []
  readonly problems: ReadProblem[] = []
  readonly nulled = new Map<number, number>()
  readonly lines = null
  bytes = 0

  constructor(readers: readonly ValueReader[]) {
    this.#readers = readers
  }

  get count(): number {
    return this.#rows.length
  }

  row(index: number): Row {
    return this.#rows[index] ?? []
  }

  add(values: StoredRow): void {
    const row: Cell[] = []
    let column = 0
    for (const reader of this.#readers) {
      const value = values[column] ?? null
      const cell = value === null ? null : this.#read(reader, value, column)
      row.push(cell)
      this.bytes += cell?.length ?? 0
      column += 1
    }
    this.#rows.push(row)
  }

  #read(reader: ValueReader, value: StoredValue, column: number): Cell {
    const cell = reader(value)
    if (typeof cell === 'string') return cell
    if (cell === null) {
      this.nulled.set(column, (this.nulled.get(column) ?? 0) + 1)
      return null
    }
    const { shown, code, message } = cell
    this.problems.push({ row: this.#rows.length, column, code, message })
    return shown
  }
}
