/** What the ways to load a batch share. */
import { LoadDataError, type LoadRequest } from '../../plugin/load.ts'
import { quoteName } from './name.ts'

export interface EncodedRows {
  readonly request: LoadRequest
  readonly count: number
  /** Lines of COPY's text format, as they are sent. */
  readonly text: Buffer
}

export const SAVEPOINT = 'mapwright_batch'

/** A deferred constraint that fails at the commit would take the whole chunk with it. */
export const BEGIN = `set constraints all immediate; savepoint ${SAVEPOINT}`

export const RELEASE = `release savepoint ${SAVEPOINT}`

export function copyStatement(table: string, request: LoadRequest): string {
  return `copy ${table} (${columnList(request)}) from stdin`
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
