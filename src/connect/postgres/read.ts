/** Turns a select into batches of canonical cells by COPY, read no faster than they are taken. */
import { isAscii, isUtf8 } from 'node:buffer'
import { once } from 'node:events'
import type { CompiledQuery } from 'kysely'
import { to as copyTo } from 'pg-copy-streams'
import type { Cell, Row } from '../../base/cell.ts'
import type { ReadBatch, ReadColumn, ReadProblem, StreamOptions } from '../../plugin/connector.ts'
import { type CellReader, createReader } from './cell.ts'
import { splitLine } from './copy-text.ts'
import { inlineParameters } from './literal.ts'
import type { PostgresSession } from './session.ts'

const LINE_END = 0x0a
const TAB = 0x09

/** Streams a compiled select whose output columns are `columns`, in order. */
export async function* streamBatches(
  session: PostgresSession,
  query: CompiledQuery,
  columns: readonly ReadColumn[],
  options: StreamOptions,
): AsyncGenerator<ReadBatch> {
  const readers = columns.map((column) => createReader(column, session.settings))
  const text = `copy (${inlineParameters(query)}) to stdout`
  const startBatch = () =>
    readers.every((reader) => reader === null) ? new LineBatch() : new CellBatch(readers)
  let batch = startBatch()
  for await (const block of readBlocks(session, text, options.signal)) {
    const decoded = decode(block)
    for (const line of decoded === null ? splitBytes(block) : decoded.split('\n')) {
      batch.add(line)
      if (batch.count >= options.batchRows || batch.bytes >= options.batchBytes) {
        yield batch
        batch = startBatch()
      }
    }
  }
  if (batch.count > 0) yield batch
}

/** Blocks of whole lines, the last line end cut off. */
async function* readBlocks(
  session: PostgresSession,
  text: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  let begun: Buffer[] = []
  for await (const chunk of readCopy(session, text, signal)) {
    const end = chunk.lastIndexOf(LINE_END)
    if (end === -1) {
      begun.push(chunk)
      continue
    }
    const head = chunk.subarray(0, end)
    yield begun.length === 0 ? head : Buffer.concat([...begun, head])
    begun = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : []
  }
}

/**
 * The bytes of a COPY. However the reader leaves, the session is ready for its next statement: a
 * copy that is not read to its end is cancelled, which fails an open transaction of the session.
 */
async function* readCopy(
  session: PostgresSession,
  text: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  signal?.throwIfAborted()
  const copy = session.startCopy(copyTo(text))
  const cancel = (): void => void session.cancel()
  signal?.addEventListener('abort', cancel)
  let state: 'reading' | 'ended' = 'reading'
  copy.once('end', () => (state = 'ended'))
  copy.once('error', () => (state = 'ended'))
  try {
    for await (const chunk of copy.iterator({ destroyOnReturn: false })) {
      yield chunk as Buffer
      signal?.throwIfAborted()
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw session.failure(error, 'reading')
  } finally {
    signal?.removeEventListener('abort', cancel)
    if (state === 'reading') {
      const ended = once(copy, 'end').catch(() => {})
      await session.cancel()
      copy.resume()
      await ended
    }
    session.endCopy()
  }
}

/** null: the bytes are no UTF-8, which a server lets through when its encoding is SQL_ASCII. */
function decode(block: Buffer): string | null {
  if (isAscii(block)) return block.toString('latin1')
  return isUtf8(block) ? block.toString('utf8') : null
}

function splitBytes(block: Buffer, separator = LINE_END): Buffer[] {
  const parts: Buffer[] = []
  let start = 0
  for (let at = block.indexOf(separator); at !== -1; at = block.indexOf(separator, start)) {
    parts.push(block.subarray(start, at))
    start = at + 1
  }
  parts.push(block.subarray(start))
  return parts
}

/** A batch that grows by lines of COPY's text format; as bytes where some of them are no text. */
interface BatchDraft extends ReadBatch {
  readonly bytes: number
  add(line: string | Buffer): void
}

const NOTHING_NULLED: ReadonlyMap<number, number> = new Map()

/** The server's texts are the cells: lines stay lines until their row is asked for. */
class LineBatch implements BatchDraft {
  readonly #lines: (string | Row)[] = []
  readonly problems: ReadProblem[] = []
  readonly nulled = NOTHING_NULLED
  bytes = 0

  get count(): number {
    return this.#lines.length
  }

  add(line: string | Buffer): void {
    this.bytes += line.length
    const isText = typeof line === 'string'
    this.#lines.push(isText ? line : splitUndecodable(line, this.#lines.length, this.problems))
  }

  row(index: number): Row {
    const line = this.#lines[index] ?? []
    return typeof line === 'string' ? splitLine(line) : line
  }
}

/** Some columns are read as the project wants them, not as the server prints them. */
class CellBatch implements BatchDraft {
  readonly #rows: Row[] = []
  readonly #readers: readonly (CellReader | null)[]
  readonly problems: ReadProblem[] = []
  readonly nulled = new Map<number, number>()
  bytes = 0

  constructor(readers: readonly (CellReader | null)[]) {
    this.#readers = readers
  }

  get count(): number {
    return this.#rows.length
  }

  row(index: number): Row {
    return this.#rows[index] ?? []
  }

  add(line: string | Buffer): void {
    this.bytes += line.length
    const known = this.problems.length
    const index = this.#rows.length
    const row: Cell[] =
      typeof line === 'string' ? splitLine(line) : splitUndecodable(line, index, this.problems)
    const isUndecodable = (column: number) =>
      this.problems.slice(known).some((problem) => problem.column === column)
    for (const [column, reader] of this.#readers.entries()) {
      const text = row[column] ?? null
      if (reader === null || text === null || isUndecodable(column)) continue
      row[column] = this.#read(reader, text, column)
    }
    this.#rows.push(row)
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

function splitUndecodable(line: Buffer, row: number, problems: ReadProblem[]): Cell[] {
  return splitBytes(line, TAB).map((field, column) => {
    const text = decode(field)
    if (text !== null) return splitLine(text)[0] ?? null
    const message = 'The bytes are no UTF-8 text.'
    problems.push({ row, column, code: 'VALUE_ENCODING', message })
    return printable(field)
  })
}

function printable(bytes: Buffer): string {
  return Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('')
}
