/** Turns a running SELECT into batches of canonical cells, read no faster than they are taken. */
import type { CompiledQuery } from 'kysely'
import type { EngineError } from '../../base/error.ts'
import type { Cell, Row } from '../../base/cell.ts'
import type { ReadBatch, ReadColumn, ReadProblem, StreamOptions } from '../../plugin/connector.ts'
import type { Misfit } from '../misfit.ts'
import { RowReader } from './packets.ts'
import type { RowListener, Session } from './session.ts'

/** Streams a compiled select whose output columns are `columns`, in order. */
export async function* streamBatches(
  session: Session,
  query: CompiledQuery,
  columns: readonly ReadColumn[],
  options: StreamOptions,
): AsyncGenerator<ReadBatch> {
  options.signal?.throwIfAborted()
  const feed = new RowFeed(session, new RowReader(columns, session.settings), options)
  const abort = (): void => feed.wake()
  options.signal?.addEventListener('abort', abort)
  session.start(query.sql, query.parameters, feed)
  try {
    for (;;) {
      const batch = await feed.take()
      options.signal?.throwIfAborted()
      if (batch.count === 0) return
      yield batch
    }
  } finally {
    options.signal?.removeEventListener('abort', abort)
    await feed.stop()
  }
}

/** Holds the rows that have arrived and pauses the connection when they fill a batch. */
class RowFeed implements RowListener {
  readonly #session: Session
  readonly #reader: RowReader
  readonly #options: StreamOptions
  #batch = new BatchDraft()
  #state: 'running' | 'full' | 'stopping' | 'ended' = 'running'
  #failure: EngineError | null = null
  #wake: () => void = () => {}

  constructor(session: Session, reader: RowReader, options: StreamOptions) {
    this.#session = session
    this.#reader = reader
    this.#options = options
  }

  fields(): void {}

  row(): void {}

  readonly packet = (buffer: Buffer, start: number, end: number): void => {
    if (this.#state === 'stopping') return
    const batch = this.#batch
    batch.startRow(end - start)
    this.#reader.read(buffer, start, batch.take)
    if (batch.count >= this.#options.batchRows || batch.bytes >= this.#options.batchBytes) {
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
  async take(): Promise<ReadBatch> {
    while (this.#state === 'running' && this.#options.signal?.aborted !== true) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    if (this.#failure !== null) throw this.#failure
    const batch = this.#batch
    this.#batch = new BatchDraft()
    if (this.#state === 'full') {
      this.#state = 'running'
      this.#session.resume()
    }
    return batch
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

class BatchDraft implements ReadBatch {
  readonly #rows: Row[] = []
  readonly problems: ReadProblem[] = []
  readonly nulled = new Map<number, number>()
  readonly lines = null
  bytes = 0
  #row: Cell[] = []

  get count(): number {
    return this.#rows.length
  }

  row(index: number): Row {
    return this.#rows[index] ?? []
  }

  startRow(bytes: number): void {
    this.#row = []
    this.#rows.push(this.#row)
    this.bytes += bytes
  }

  /** The next cell of the row. */
  readonly take = (read: string | null | Misfit, isNull: boolean): void => {
    const column = this.#row.length
    if (read === null || typeof read === 'string') {
      this.#row.push(read)
      if (read === null && !isNull) this.nulled.set(column, (this.nulled.get(column) ?? 0) + 1)
    } else {
      const { shown, code, message } = read
      this.#row.push(shown)
      this.problems.push({ row: this.#rows.length - 1, column, code, message })
    }
  }
}
