/** Turns what the server says of a row, as an error or a warning, into the refusal of that row. */
import { LoadDataError } from '../../plugin/load.ts'

/** An error or a warning: its number, its text, and the SQLSTATE where it is known. */
export interface ServerSaying {
  readonly number: number
  readonly message: string
  readonly state?: string
}

/** By the numbers of MySQL and of MariaDB, which differ where one of them has no such thing. */
const REFUSALS: ReadonlyMap<number, string> = new Map([
  [1022, 'KEY_DUPLICATE'],
  [1062, 'KEY_DUPLICATE'],
  [1586, 'KEY_DUPLICATE'],
  [1761, 'KEY_DUPLICATE'],
  [1762, 'KEY_DUPLICATE'],
  [1216, 'KEY_REFERENCE'],
  [1217, 'KEY_REFERENCE'],
  [1451, 'KEY_REFERENCE'],
  [1452, 'KEY_REFERENCE'],
  [1048, 'VALUE_NULL'],
  [1263, 'VALUE_NULL'],
  [1364, 'VALUE_NULL'],
  [1118, 'VALUE_TOO_LONG'],
  [1406, 'VALUE_TOO_LONG'],
  [1264, 'VALUE_OUT_OF_RANGE'],
  [1690, 'VALUE_OUT_OF_RANGE'],
  // Of a day and a time that have their form, it can only be that the column does not reach them.
  [1292, 'VALUE_OUT_OF_RANGE'],
  [1265, 'VALUE_NOT_EXACT'],
  [1300, 'VALUE_ENCODING'],
  [1977, 'VALUE_ENCODING'],
  [3988, 'VALUE_ENCODING'],
  [1366, 'VALUE_TYPE'],
  [1411, 'VALUE_TYPE'],
  [3140, 'VALUE_TYPE'],
  [4025, 'ROW_CHECK'],
  [3819, 'ROW_CHECK'],
  [1369, 'ROW_CHECK'],
  [1526, 'ROW_CHECK'],
  [1644, 'ROW_TRIGGER'],
])

/** null: it is not about a row. */
export function refusalOf(saying: ServerSaying): LoadDataError | null {
  const { message } = saying
  const code = codeOf(saying)
  if (code === null) return null
  const row = / at row (\d+)$/u.exec(message)?.[1]
  return new LoadDataError(code, message, columnOf(message), row === undefined ? null : +row - 1)
}

/** The key that a KEY_DUPLICATE names; MySQL puts the table before it. */
export function keyNameOf(message: string): string | null {
  return /for key '(?:[^']*\.)?([^'.]+)'$/u.exec(message)?.[1] ?? null
}

/** What the driver threw, or what an EngineError was made of. */
export function sayingOf(error: unknown): ServerSaying | null {
  const cause: unknown = error instanceof Error && 'cause' in error ? error.cause : error
  const { errno, sqlMessage, sqlState } = (cause ?? {}) as Readonly<Record<string, unknown>>
  if (typeof errno !== 'number' || typeof sqlMessage !== 'string') return null
  return { number: errno, message: sqlMessage, state: String(sqlState) }
}

function codeOf({ number, message, state }: ServerSaying): string | null {
  if (number === 1366 && message.includes('string value')) return 'VALUE_ENCODING'
  // The condition a trigger or a procedure raises by itself, whatever number it gives it.
  return REFUSALS.get(number) ?? (state === '45000' ? 'ROW_TRIGGER' : null)
}

const NAMED = [
  /(?:column|Column) '(?:[^']+\.)?([^'.]+)'/u,
  /for column (?:`[^`]+`\.)*`([^`]+)`/u,
  /FOREIGN KEY \(`([^`]+)`\)/u,
]

function columnOf(message: string): string | null {
  for (const form of NAMED) {
    const column = form.exec(message)?.[1]
    if (column !== undefined) return column
  }
  return null
}
