/** Turns a select into batches of canonical cells by COPY, read no faster than they are taken. */
import { sql, type CompiledQuery } from 'kysely'
import type { Cell, Row } from '../../base/cell.ts'
import type {
  PackedSource,
  ReadBatch,
  ReadColumn,
  ReadProblem,
  StreamOptions,
} from '../../plugin/connector.ts'
import { type CellReader, createReader, selectCell } from './cell.ts'
import { lineShape, RowLines } from './copy-lines.ts'
import { CopyOut, type RowBlock } from './copy-out.ts'
import type { CopyFormat } from './copy-rows.ts'
import { inlineParameters } from './literal.ts'
import { isSentAsText, PackedBatch, packedShape, type PackedShape } from './packed-rows.ts'
import type { PostgresSession } from './session.ts'

/** Streams a compiled select whose output columns are `columns`, in order. */
export async function* streamBatches(
  session: PostgresSession,
  query: CompiledQuery,
  columns: readonly ReadColumn[],
  options: StreamOptions,
): AsyncGenerator<ReadBatch> {
  const readers = columns.map((column) => createReader(column, session.settings))
  const text = `copy (${inlineParameters(query)}) to stdout`
  const shape = lineShape(columns, session.isUtf8)
  const isAsSent = readers.every((reader) => reader === null)
  const batchOf = (lines: RowLines) =>
    isAsSent ? new LineBatch(lines) : new CellBatch(lines, readers)
  for await (const block of readCopy(session, { text, format: 'text' }, options.signal)) {
    for (const part of partsOf(block, options)) {
      yield batchOf(new RowLines(part, shape))
    }
  }
}

/** null: the server has not checked its texts, or a column is read in a way of its own. */
export function packedSource(
  session: PostgresSession,
  columns: readonly ReadColumn[],
): PackedSource | null {
  const isAsSent = columns.every((column) => createReader(column, session.settings) === null)
  const shape = session.isUtf8 && isAsSent ? packedShape(columns) : null
  if (shape === null) return null
  return {
    cell: (reference, column) => {
      const cell = selectCell(reference, column)
      const isText = !isSentAsText(column) || column.type.kind === 'text'
      return isText ? cell : sql`cast(${cell} as text)`
    },
    stream: (query, options) => streamPacked(session, query, shape, options),
  }
}

async function* streamPacked(
  session: PostgresSession,
  query: CompiledQuery,
  shape: PackedShape,
  options: StreamOptions,
): AsyncGenerator<ReadBatch> {
  const text = `copy (${inlineParameters(query)}) to stdout (format binary)`
  for await (const block of readCopy(session, { text, format: 'binary' }, options.signal)) {
    for (const part of partsOf(block, options)) yield new PackedBatch(part, shape)
  }
}

function* partsOf(block: RowBlock, { batchRows, batchBytes }: StreamOptions): Generator<RowBlock> {
  const { bytes, bounds, count } = block
  if (count <= batchRows && bytes.length <= batchBytes) {
    yield block
    return
  }
  let first = 0
  for (let row = 0; row < count; row += 1) {
    const size = (bounds[2 * row + 1] ?? 0) - (bounds[2 * first] ?? 0)
    const parted = row + 1 - first
    if (row + 1 < count && parted < batchRows && size < batchBytes) continue
    yield { bytes, bounds: bounds.subarray(2 * first, 2 * (row + 1)), count: parted }
    first = row + 1
  }
}

/**
 * The rows of a COPY. However the reader leaves, the session is ready for its next statement: a
 * copy that is not read to its end is cancelled, which fails an open transaction of the session.
 */
async function* readCopy(
  session: PostgresSession,
  { text, format }: { readonly text: string; readonly format: CopyFormat },
  signal: AbortSignal | undefined,
): AsyncGenerator<RowBlock> {
  signal?.throwIfAborted()
  const copy = session.startCopy(new CopyOut(text, format))
  const cancels: Promise<void>[] = []
  const cancel = (): void => void cancels.push(session.cancel())
  signal?.addEventListener('abort', cancel)
  try {
    for (let block = await copy.next(); block !== null; block = await copy.next()) {
      yield block
      signal?.throwIfAborted()
    }
    signal?.throwIfAborted()
  } catch (error) {
    signal?.throwIfAborted()
    throw session.failure(error, 'reading')
  } finally {
    signal?.removeEventListener('abort', cancel)
    // One that came late would hit the session's next statement.
    await Promise.all(cancels)
    if (!copy.isEnded) {
      await session.cancel()
      await copy.drain()
    }
    session.endCopy()
  }
}

const NOTHING_NULLED: ReadonlyMap<number, number> = new Map()

/** The server's texts are the cells: lines stay lines until their row is asked for. */
class LineBatch implements ReadBatch {
  readonly lines: RowLines
  readonly nulled = NOTHING_NULLED

  constructor(lines: RowLines) {
    this.lines = lines
  }

  get count(): number {
    return this.lines.count
  }

  get problems(): readonly ReadProblem[] {
    return this.lines.problems
  }

  row(index: number): Row {
    return this.lines.row(index)
  }
}

/** Some columns are read as the project wants them, not as the server prints them. */
class CellBatch implements ReadBatch {
  readonly lines = null
  readonly #rows: Row[] = []
  readonly problems: ReadProblem[]
  readonly nulled = new Map<number, number>()

  constructor(lines: RowLines, readers: readonly (CellReader | null)[]) {
    this.problems = [...lines.problems]
    const undecodable = new Set(lines.problems.map(({ row, column }) => `${row} ${column}`))
    for (let index = 0; index < lines.count; index += 1) {
      const row = lines.row(index)
      for (const [column, reader] of readers.entries()) {
        const text = row[column] ?? null
        if (reader === null || text === null || undecodable.has(`${index} ${column}`)) continue
        row[column] = this.#read(reader, text, column)
      }
      this.#rows.push(row)
    }
  }

  get count(): number {
    return this.#rows.length
  }

  row(index: number): Row {
    return this.#rows[index] ?? []
  }

  #read(reader: CellReader, text: string, column: number): Cell {
    const cell = reader(text)
    if (typeof cell === 'string') return cell
    if (cell === null) {
      this.nulled.set(column, (this.nulled.get(column) ?? 0) + 1)
      return null
    }
    const { code, message, shown } = cell
    this.problems.push({ row: this.#rows.length, column, code, message })
    return shown
  }
}
