/** Turns a running SELECT into batches of canonical cells, read no faster than they are taken. */
import type { CompiledQuery } from 'kysely'
import type { EngineError } from '../../base/error.ts'
import type { Cell, Row } from '../../base/cell.ts'
import type { ReadBatch, ReadColumn, ReadProblem, StreamOptions } from '../../plugin/connector.ts'
import { createReader } from './cell.ts'
import type { CellReader } from './cell.ts'
import type { Session, WireRow } from './session.ts'

/** Streams a compiled select whose output columns are `columns`, in order. */
export async function* streamBatches(
  session: Session,
  query: CompiledQuery,
  columns: readonly ReadColumn[],
  options: StreamOptions,
): AsyncGenerator<ReadBatch> {
  options.signal?.throwIfAborted()
  const readers = columns.map((column) => createReader(column, session.settings))
  const feed = new RowFeed(session, options)
  const abort = (): void => feed.wake()
  options.signal?.addEventListener('abort', abort)
  session.start(query.sql, query.parameters, feed)
  try {
    for (;;) {
      const rows = await feed.take()
      options.signal?.throwIfAborted()
      if (rows.length === 0) return
      yield decodeBatch(rows, readers)
    }
  } finally {
    options.signal?.removeEventListener('abort', abort)
    await feed.stop()
  }
}

/** Holds the rows that have arrived and pauses the connection when they fill a batch. */
class RowFeed {
  readonly #session: Session
  readonly #options: StreamOptions
  #rows: WireRow[] = []
  #bytes = 0
  #state: 'running' | 'full' | 'stopping' | 'ended' = 'running'
  #failure: EngineError | null = null
  #wake: () => void = () => {}

  constructor(session: Session, options: StreamOptions) {
    this.#session = session
    this.#options = options
  }

  fields(): void {}

  row(row: WireRow): void {
    if (this.#state === 'stopping') return
    this.#rows.push(row)
    for (const cell of row) this.#bytes += cell?.length ?? 0
    if (this.#rows.length >= this.#options.batchRows || this.#bytes >= this.#options.batchBytes) {
      this.#state = 'full'
      this.#session.pause()
      this.#wake()
    }
  }

  end(): void {
    this.#state = 'ended'
    this.#wake()
  }

  failed(error: EngineError): void {
    this.#failure = error
    this.end()
  }

  wake(): void {
    this.#wake()
  }

  /** The next batch, empty at the end. The one after it is fetched while this one is used. */
  async take(): Promise<readonly WireRow[]> {
    while (this.#state === 'running' && this.#options.signal?.aborted !== true) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    if (this.#failure !== null) throw this.#failure
    const rows = this.#rows
    this.#rows = []
    this.#bytes = 0
    if (this.#state === 'full') {
      this.#state = 'running'
      this.#session.resume()
    }
    return rows
  }

  /** Leaves the session ready for its next statement, whatever was left unread. */
  async stop(): Promise<void> {
    if (this.#state === 'ended') return
    this.#state = 'stopping'
    await this.#session.cancel()
    this.#session.resume()
    while (this.#state === 'stopping') {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    // A KILL that came after the statement's own end would hit the next one: let it hit this.
    await this.#session.rows('do 0').catch(() => [])
  }
}

function decodeBatch(wireRows: readonly WireRow[], readers: readonly CellReader[]): ReadBatch {
  const problems: ReadProblem[] = []
  const nulled = new Map<number, number>()
  const rows = wireRows.map((wireRow, index): Row => {
    const row: Cell[] = []
    for (const [column, read] of readers.entries()) {
      const bytes = wireRow[column] ?? null
      const cell = bytes === null ? null : read(bytes)
      if (cell === null || typeof cell === 'string') {
        row.push(cell)
        if (cell === null && bytes !== null) nulled.set(column, (nulled.get(column) ?? 0) + 1)
      } else {
        row.push(cell.shown)
        problems.push({ row: index, column, code: cell.code, message: cell.message })
      }
    }
    return row
  })
  return { count: rows.length, row: (index) => rows[index] ?? [], problems, nulled }
}
