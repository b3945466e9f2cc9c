/** Lines of rows -> rows of a table: by LOAD DATA where it has no warnings, else by INSERT. */
import { Readable } from 'node:stream'
import { LoadDataError } from '../../plugin/load.ts'
import { quoteName } from './name.ts'
import { refusalOf, sayingOf } from './refusal.ts'
import { lineFormat, lineValues, type NamedWriter } from './row-text.ts'
import type { Session } from './session.ts'

export interface TableRows {
  readonly lines: readonly string[]
  readonly writers: readonly NamedWriter[]
  /** Of the batch; rolling back to it empties the table again. */
  readonly savepoint: string
}

/** Below it, what LOAD DATA saves does not show, and a refusal would be asked for twice. */
const LOCAL_ROWS_MIN = 100
const CHUNK_BYTES = 1 << 18
/** What a statement holds beside its values, and the protocol beside the statement. */
const PACKET_MARGIN_BYTES = 1 << 12

/**
 * All rows, or an error. LOAD DATA LOCAL makes warnings of errors, cuts what is too long and passes
 * over rows with a key that is there. So it counts only when every row went in and there was
 * nothing to warn of; else it is undone, and INSERT says what is wrong.
 */
export async function fillTable(session: Session, table: string, rows: TableRows): Promise<void> {
  if (session.readsLocalFiles && rows.lines.length >= LOCAL_ROWS_MIN) {
    if (await loadLines(session, table, rows)) return
    await session.run(`rollback to savepoint ${rows.savepoint}`)
  }
  await insertLines(session, table, rows, 0)
}

/** False: something was wrong with some row. */
async function loadLines(session: Session, table: string, rows: TableRows): Promise<boolean> {
  const statement = `load data local infile 'rows' into table ${table} ${lineFormat(rows.writers)}`
  const file = (): Readable => Readable.from(chunksOf(`${rows.lines.join('\n')}\n`))
  try {
    const { affectedRows, warnings } = await session.run(statement, file)
    return affectedRows === rows.lines.length && warnings === 0
  } catch (error) {
    const saying = sayingOf(error)
    if (saying === null || refusalOf(saying) === null) throw error
    return false
  }
}

function* chunksOf(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text, 'utf8')
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES)
}

/** `before`: how many rows of the batch came before these. */
async function insertLines(
  session: Session,
  table: string,
  rows: TableRows,
  before: number,
): Promise<void> {
  const { lines, writers } = rows
  const names = writers.map(({ name }) => quoteName(name)).join(', ')
  const values = lines.map((line) => lineValues(line, writers)).join(', ')
  const bytesMax = session.packetBytesMax - PACKET_MARGIN_BYTES
  if (Buffer.byteLength(values) > bytesMax) {
    if (lines.length === 1) throw tooLong(before, session.packetBytesMax)
    const middle = Math.floor(lines.length / 2)
    await insertLines(session, table, { ...rows, lines: lines.slice(0, middle) }, before)
    await insertLines(session, table, { ...rows, lines: lines.slice(middle) }, before + middle)
    return
  }
  await runExactly(session, `insert into ${table} (${names}) values ${values}`, before)
}

/**
 * Runs a statement that writes rows, and takes a warning of it for the refusal that it is: strict
 * mode has notes for what it cuts off a decimal or a text. null: it tells of no row of the batch.
 */
export async function runExactly(
  session: Session,
  statement: string,
  before: number | null,
): Promise<number> {
  const inBatch = ({ code, message, column, row }: LoadDataError): LoadDataError =>
    new LoadDataError(code, message, column, row === null || before === null ? null : row + before)
  try {
    const { affectedRows, warnings } = await session.run(statement)
    if (warnings === 0) return affectedRows
  } catch (error) {
    const saying = sayingOf(error)
    const refusal = saying === null ? null : refusalOf(saying)
    throw refusal === null ? error : inBatch(refusal)
  }
  const [first] = await session.rows('show warnings')
  const saying = { number: Number(first?.[1]), message: String(first?.[2]) }
  throw inBatch(refusalOf(saying) ?? new LoadDataError('VALUE_REFUSED', saying.message, null, null))
}

function tooLong(row: number, bytesMax: number): LoadDataError {
  const message = `The row is longer than the ${bytesMax} bytes of the server's max_allowed_packet.`
  return new LoadDataError('VALUE_TOO_LONG', message, null, row)
}
