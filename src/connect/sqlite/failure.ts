/** Turns node:sqlite's errors into the world's fault (EngineError) or a row's (LoadDataError). */
import { EngineError } from '../../base/error.ts'
import { LoadDataError } from '../../plugin/load.ts'

/** The fields node:sqlite sets on its errors; `errcode` is SQLite's extended result code. */
interface SqliteFailure {
  readonly code: string
  readonly errcode: number
  readonly message: string
}

const CONSTRAINT = 19
const MISMATCH = 20

/** Extended result codes of constraints: https://sqlite.org/rescode.html */
const CONSTRAINT_CODES: ReadonlyMap<number, string> = new Map([
  [275, 'ROW_CHECK'],
  [787, 'KEY_REFERENCE'],
  [1299, 'VALUE_NULL'],
  [1555, 'KEY_DUPLICATE'],
  [1811, 'ROW_TRIGGER'],
  [2067, 'KEY_DUPLICATE'],
  [2579, 'KEY_DUPLICATE'],
  [3091, 'VALUE_TYPE'],
])

function isSqliteFailure(error: unknown): error is SqliteFailure {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
}

/** An EngineError for anything SQLite says; other errors are ours and pass as they are. */
export function engineFailure(error: unknown, place: string): unknown {
  if (!isSqliteFailure(error)) return error
  const { code, what, retryable } = worldFailure(error.errcode & 0xff)
  const message = `${place}: ${what ?? error.message}.`
  return new EngineError(code, message, { retryable, cause: error })
}

function worldFailure(primary: number): { code: string; what?: string; retryable: boolean } {
  switch (primary) {
    case 5:
    case 6:
      return {
        code: 'CONNECT_BUSY',
        what: 'another program is writing to the file, try again when it is done',
        retryable: true,
      }
    case 8:
      return { code: 'CONNECT_READ_ONLY', what: 'the file may not be written', retryable: false }
    case 13:
      return {
        code: 'CONNECT_DISK_FULL',
        what: 'the disk is full: make room, then run again',
        retryable: false,
      }
    case 10:
    case 14:
      return {
        code: 'CONNECT_FILE_UNREADABLE',
        what: 'the file cannot be read or written, look at its permissions and those of its folder',
        retryable: false,
      }
    case 11:
    case 26:
      return {
        code: 'CONNECT_NOT_SQLITE',
        what: 'the file is no SQLite database, or a damaged one',
        retryable: false,
      }
    default:
      return { code: 'CONNECT_QUERY', retryable: false }
  }
}

/** A LoadDataError where SQLite refused the row itself, else an EngineError. */
export function loadFailure(error: unknown, row: number | null, place: string): unknown {
  if (!isSqliteFailure(error)) return error
  const primary = error.errcode & 0xff
  if (primary === MISMATCH) return new LoadDataError('VALUE_TYPE', error.message, null, row)
  if (primary !== CONSTRAINT) return engineFailure(error, place)
  const code = CONSTRAINT_CODES.get(error.errcode) ?? 'ROW_CHECK'
  return new LoadDataError(code, error.message, failedColumn(error.message), row)
}

/** `UNIQUE constraint failed: member.email` names one column; several of a key name none. */
function failedColumn(message: string): string | null {
  const named = /^(?:UNIQUE|NOT NULL) constraint failed: [^.,]+\.([^.,]+)$/.exec(message)
  return named?.[1] ?? null
}
