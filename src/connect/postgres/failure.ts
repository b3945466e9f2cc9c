/** Turns what pg throws into the world's fault (EngineError) or a row's (LoadDataError). */
import { EngineError } from '../../base/error.ts'
import { LoadDataError, type RowRefusal } from '../../plugin/load.ts'

interface ServerFailure {
  readonly code: string
  readonly retryable?: boolean
  readonly advice: string
}

const UNREACHABLE: ServerFailure = {
  code: 'CONNECT_UNREACHABLE',
  retryable: true,
  advice: 'Check host and port, and that the server runs.',
}
const LOST: ServerFailure = {
  code: 'CONNECT_LOST',
  retryable: true,
  advice: 'The connection broke; run again.',
}
const BUSY: ServerFailure = {
  code: 'CONNECT_BUSY',
  retryable: true,
  advice: 'Another session is in the way; run again.',
}
const REFUSED: ServerFailure = {
  code: 'CONNECT_REFUSED',
  retryable: true,
  advice: 'The server takes no connection from here now; see its limits and pg_hba.conf.',
}
const PASSWORD: ServerFailure = { code: 'CONNECT_PASSWORD', advice: 'Check user and password.' }
const DATABASE: ServerFailure = {
  code: 'CONNECT_DATABASE',
  advice: 'Check the name of the database and that the user may use it.',
}
const TLS: ServerFailure = {
  code: 'CONNECT_TLS',
  advice:
    'Check the certificate (sslrootcert in the url), or write a lower `tls` for this connection.',
}
const PERMISSION: ServerFailure = {
  code: 'CONNECT_PERMISSION',
  advice: 'Grant the user what it needs.',
}
const READ_ONLY: ServerFailure = {
  code: 'CONNECT_READ_ONLY',
  advice: 'A source session never writes, and neither can a standby.',
}
const TIMEOUT: ServerFailure = {
  code: 'CONNECT_TIMEOUT',
  retryable: true,
  advice: "The statement was cancelled; see the server's statement_timeout.",
}
const DISK_FULL: ServerFailure = { code: 'CONNECT_DISK_FULL', advice: 'Make room, run again.' }
const QUERY: ServerFailure = {
  code: 'CONNECT_QUERY',
  advice: 'If a table or column is gone, take a new snapshot.',
}

/** By SQLSTATE, by its class, or by Node's own code. */
const FAILURES: Readonly<Record<string, ServerFailure>> = {
  ECONNREFUSED: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  ENOENT: UNREACHABLE,
  EACCES: UNREACHABLE,
  ECONNRESET: LOST,
  EPIPE: LOST,
  '08': LOST,
  '57P01': LOST,
  '57P02': LOST,
  '57P05': LOST,
  '57P03': REFUSED,
  '53300': REFUSED,
  '28000': { ...REFUSED, retryable: false },
  '28P01': PASSWORD,
  '3D000': DATABASE,
  '42501': PERMISSION,
  '25006': READ_ONLY,
  '40': BUSY,
  '55P03': BUSY,
  '55006': BUSY,
  '57014': TIMEOUT,
  '53100': DISK_FULL,
}

/** pg's own errors have a text only. */
const SAID: readonly (readonly [RegExp, ServerFailure])[] = [
  [/timeout expired|timeout exceeded/u, UNREACHABLE],
  [/terminated|connection error|Connection ended|not queryable|was closed/u, LOST],
  [/support SSL|SSL connection/u, TLS],
  [/^SASL|password must be/u, PASSWORD],
]

/** SQLSTATE, or its class, of what a row can be refused for; every class of data errors is here. */
const REFUSALS: Readonly<Record<string, string>> = {
  '22001': 'VALUE_TOO_LONG',
  '54000': 'VALUE_TOO_LONG',
  '22003': 'VALUE_OUT_OF_RANGE',
  '22008': 'VALUE_OUT_OF_RANGE',
  '22015': 'VALUE_OUT_OF_RANGE',
  '22007': 'VALUE_TYPE',
  '22P02': 'VALUE_TYPE',
  '22P03': 'VALUE_TYPE',
  '22021': 'VALUE_ENCODING',
  '22P05': 'VALUE_ENCODING',
  '22': 'VALUE_REFUSED',
  '23502': 'VALUE_NULL',
  '23505': 'KEY_DUPLICATE',
  '21000': 'KEY_DUPLICATE',
  '23503': 'KEY_REFERENCE',
  '23': 'ROW_CHECK',
  '44': 'ROW_CHECK',
  P0: 'ROW_TRIGGER',
  '20': 'ROW_TRIGGER',
  '38': 'ROW_TRIGGER',
}

/** Classes that PostgreSQL and the standard speak in; any other is of the schema's own making. */
const CLASSES: ReadonlySet<string> = new Set(
  (
    '00 01 02 03 08 09 0A 0B 0F 0L 0P 0Z 10 20 21 22 23 24 25 26 27 28 2B 2D 2F 34 38 39 3B 3D ' +
    '3F 40 42 44 53 54 55 57 58 72 F0 HV P0 XX'
  ).split(' '),
)

/** `doing` completes the sentence "Connection x failed while ...". */
export function toEngineError(error: unknown, connection: string, doing: string): EngineError {
  if (error instanceof EngineError) return error
  const code = field(error, 'code')
  const said = error instanceof Error && error.message !== '' ? error.message : code
  const failure =
    FAILURES[code] ??
    FAILURES[code.slice(0, 2)] ??
    (isCertificateError(code) ? TLS : SAID.find(([text]) => text.test(said))?.[1]) ??
    QUERY
  return new EngineError(
    failure.code,
    `Connection ${connection} failed while ${doing}: ${said.replace(/[.\s]+$/u, '')}. ` +
      failure.advice,
    { retryable: failure.retryable ?? false, cause: error },
  )
}

/** The refusal of a row, undefined when the error is none. */
export function toLoadError(error: unknown): LoadDataError | undefined {
  const refusal = error instanceof Error ? refusalOf(error) : undefined
  if (refusal === undefined) return undefined
  const { code, message, column, row } = refusal
  return new LoadDataError(code, message, column, row)
}

/** As `toLoadError`, of what an error says. */
export function refusalOf(error: { readonly message: string }): RowRefusal | undefined {
  const state = field(error, 'code')
  const code = REFUSALS[state] ?? REFUSALS[state.slice(0, 2)] ?? ownCode(error, state)
  if (code === undefined) return undefined
  const detail = field(error, 'detail')
  // The detail of a key names the values of the key only; others show the whole row.
  const message =
    code.startsWith('KEY_') && detail !== '' ? `${error.message}: ${detail}` : error.message
  const context = /^COPY .+?, line (\d+)(?:, column ([^:\n]+))?/mu.exec(field(error, 'where'))
  const keyColumns = /\(([^()]+)\)=\(/u.exec(detail)?.[1]?.split(', ') ?? []
  const named = field(error, 'column') || context?.[2] || ''
  const column = named !== '' ? named : keyColumns.length === 1 ? (keyColumns[0] ?? null) : null
  return { code, message, column, row: context === null ? null : Number(context[1]) - 1 }
}

/** `raise exception using errcode = 'LB001'`; Node's own errors have no severity. */
function ownCode(error: unknown, state: string): string | undefined {
  const isServers = state.length === 5 && field(error, 'severity') === 'ERROR'
  return isServers && !CLASSES.has(state.slice(0, 2)) ? 'ROW_TRIGGER' : undefined
}

type Field = 'code' | 'detail' | 'where' | 'column' | 'severity'

function field(error: unknown, name: Field): string {
  if (typeof error !== 'object' || error === null || !(name in error)) return ''
  const value = (error as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'string' ? value : ''
}

/** Node names them one by one: DEPTH_ZERO_SELF_SIGNED_CERT, ERR_TLS_CERT_ALTNAME_INVALID ... */
function isCertificateError(code: string): boolean {
  return /CERT|^ERR_TLS|^ERR_SSL|^UNABLE_TO|HOSTNAME_MISMATCH/u.test(code)
}
