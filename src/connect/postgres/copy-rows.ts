/** What the ways to load a batch share. */
import { LoadDataError, type LoadRequest } from '../../plugin/load.ts'
import { quoteName } from './name.ts'

export type CopyFormat = 'text' | 'binary'

/** Rows in the form in which COPY takes them. */
export interface RowBuffer {
  readonly format: CopyFormat
  readonly count: number
  readonly size: number
  /** What is sent where more rows follow. */
  piece(): Buffer
  /** All that is sent, or the last of it. */
  message(): Buffer
  /** The same, each row with its index in front, as a column of its own. */
  numbered(): Buffer
  /** The rows that are wanted, by their index. */
  pick(isWanted: (row: number) => boolean): RowBuffer
  /** The fields of all rows, as parameters of a statement. */
  parameters(): readonly (string | Buffer | null)[]
  /** Nobody needs the rows any more. */
  giveBack(): void
}

export interface EncodedRows {
  /** With its columns in the order of the rows' fields. */
  readonly request: LoadRequest
  readonly rows: RowBuffer
}

const SAVEPOINT = 'mapwright_batch'

/** A deferred constraint that fails at the commit would take the whole chunk with it. */
export const BEGIN = `set constraints all immediate; savepoint ${SAVEPOINT}`

export const RELEASE = `release savepoint ${SAVEPOINT}`

export const UNDO = `rollback to savepoint ${SAVEPOINT}; ${RELEASE}`

/** `first`: columns in front of the request's own. */
export function copyStatement(
  table: string,
  request: LoadRequest,
  format: CopyFormat,
  first: readonly string[] = [],
): string {
  const columns = [...first, columnList(request)].join(', ')
  return `copy ${table} (${columns}) from stdin${format === 'binary' ? ' (format binary)' : ''}`
}

export function columnList(request: LoadRequest): string {
  return request.columns.map(({ name }) => quoteName(name)).join(', ')
}

/** A trigger that returns NULL takes a row away, and says nothing. */
export function requireWritten(missing: number): void {
  if (missing === 0) return
  const message = 'A trigger of the target passed over the row, or gave it another key.'
  throw new LoadDataError('ROW_SKIPPED', message, null, null)
}
