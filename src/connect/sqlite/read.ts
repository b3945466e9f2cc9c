/** Turns a select on SQLite into batches of canonical cells, and names each cell that has none. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { CompiledQuery, Expression } from 'kysely'
import { sql } from 'kysely'
import type { Cell, Row } from '../../base/cell.ts'
import type {
  ConnectionSettings,
  ReadBatch,
  ReadColumn,
  ReadProblem,
  StreamOptions,
} from '../../plugin/connector.ts'
import { bindable } from './dialect.ts'
import { engineFailure } from './failure.ts'
import type { ValueReader } from './value.ts'
import { createTextReader, createValueReader } from './value.ts'

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

/**
 * SQLite hands text over with every invalid byte already replaced. So only printable ASCII comes as
 * text; any other text comes as its bytes, and a blob as hex behind a byte no such text holds.
 */
export function sqliteCell(reference: Expression<unknown>): Expression<unknown> {
  return sql`case typeof(${reference}) when 'text' then iif(
    length(${reference}) = octet_length(${reference}) and ${reference} not glob '*[^ -~]*',
    ${reference}, cast(${reference} as blob))
    when 'blob' then char(1) || hex(${reference}) else ${reference} end`
}

/** The select must hold `sqliteCell` of each column. Rows are fetched as they are asked for. */
export async function* readSqlite(
  session: ReadSession,
  request: ReadRequest,
): AsyncGenerator<ReadBatch> {
  const { columns, options } = request
  const readText = createTextReader(databaseEncoding(session.database))
  const readers = columns.map(({ type }) => createValueReader(type, session.settings, readText))
  let batch = new BatchBuilder()
  for (const row of rowsOf(session, request.query)) {
    batch.add(row, readers)
    if (batch.count >= options.batchRows || batch.bytes >= options.batchBytes) {
      options.signal?.throwIfAborted()
      yield batch
      batch = new BatchBuilder()
    }
  }
  options.signal?.throwIfAborted()
  if (batch.count > 0) yield batch
}

function databaseEncoding(database: DatabaseSync): string {
  return String(database.prepare('pragma encoding').get()?.['encoding'])
}

function* rowsOf(session: ReadSession, query: CompiledQuery): Generator<SQLOutputValue[]> {
  try {
    const statement = session.database.prepare(query.sql)
    statement.setReadBigInts(true)
    statement.setReturnArrays(true)
    // The declared type of iterate() does not know of setReturnArrays.
    yield* statement.iterate(...bindable(query.parameters)) as Iterable<unknown> as Iterable<
      SQLOutputValue[]
    >
  } catch (error) {
    throw engineFailure(error, session.place)
  }
}

class BatchBuilder implements ReadBatch {
  readonly #rows: Cell[][] = []
  readonly problems: ReadProblem[] = []
  readonly nulled = new Map<number, number>()
  bytes = 0

  get count(): number {
    return this.#rows.length
  }

  row(index: number): Row {
    return this.#rows[index] ?? []
  }

  add(values: readonly SQLOutputValue[], readers: readonly ValueReader[]): void {
    const row: Cell[] = []
    for (const [index, read] of readers.entries()) {
      const { cell, problem, nulled } = read(values[index] ?? null)
      row.push(cell)
      this.bytes += cell?.length ?? 0
      if (nulled) this.nulled.set(index, (this.nulled.get(index) ?? 0) + 1)
      if (problem !== null)
        this.problems.push({ row: this.#rows.length, column: index, ...problem })
    }
    this.#rows.push(row)
  }
}
