/** Turns what mysql2 throws into an EngineError with a code of this area. */
import { EngineError } from '../../base/error.ts'

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
const REFUSED: ServerFailure = {
  code: 'CONNECT_REFUSED',
  retryable: true,
  advice: 'The server takes no connection from here now; see its limits and grants.',
}
const PASSWORD: ServerFailure = {
  code: 'CONNECT_PASSWORD',
  advice: 'Check user and password.',
}
const DATABASE: ServerFailure = {
  code: 'CONNECT_DATABASE',
  advice: 'Check the name of the database and that the user may use it.',
}
const TLS: ServerFailure = {
  code: 'CONNECT_TLS',
  advice: 'Check the certificate (ssl-ca in the URL), or write a lower `tls` for this connection.',
}
const PERMISSION: ServerFailure = {
  code: 'CONNECT_PERMISSION',
  advice: 'Grant the user what it needs.',
}
const BUSY: ServerFailure = {
  code: 'CONNECT_BUSY',
  retryable: true,
  advice: 'Another session holds a lock; run again.',
}
const QUERY: ServerFailure = {
  code: 'CONNECT_QUERY',
  advice: 'If a table or column is gone, take a new snapshot.',
}

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
  PROTOCOL_CONNECTION_LOST: LOST,
  ER_SERVER_SHUTDOWN: LOST,
  ER_CONNECTION_KILLED: LOST,
  ER_NET_READ_INTERRUPTED: LOST,
  ER_NET_WRITE_INTERRUPTED: LOST,
  ER_HOST_NOT_PRIVILEGED: REFUSED,
  ER_HOST_IS_BLOCKED: REFUSED,
  ER_CON_COUNT_ERROR: REFUSED,
  ER_TOO_MANY_USER_CONNECTIONS: REFUSED,
  ER_USER_LIMIT_REACHED: REFUSED,
  ER_ACCESS_DENIED_ERROR: PASSWORD,
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: PASSWORD,
  ER_MUST_CHANGE_PASSWORD_LOGIN: PASSWORD,
  ER_ACCOUNT_HAS_BEEN_LOCKED: PASSWORD,
  ER_BAD_DB_ERROR: DATABASE,
  ER_DBACCESS_DENIED_ERROR: DATABASE,
  HANDSHAKE_NO_SSL_SUPPORT: TLS,
  HANDSHAKE_SSL_ERROR: TLS,
  ER_SECURE_TRANSPORT_REQUIRED: TLS,
  ER_TABLEACCESS_DENIED_ERROR: PERMISSION,
  ER_COLUMNACCESS_DENIED_ERROR: PERMISSION,
  ER_SPECIFIC_ACCESS_DENIED_ERROR: PERMISSION,
  ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: {
    code: 'CONNECT_READ_ONLY',
    advice: 'Source sessions never write.',
  },
  ER_LOCK_WAIT_TIMEOUT: BUSY,
  ER_LOCK_DEADLOCK: BUSY,
}

/** `doing` completes the sentence "Connection x (place) failed while ...". */
export function toEngineError(error: unknown, connection: string, doing: string): EngineError {
  if (error instanceof EngineError) return error
  const code = errorCode(error)
  const failure = FAILURES[code] ?? (isCertificateError(error) ? TLS : QUERY)
  const said = error instanceof Error && error.message !== '' ? error.message : code
  const sentence = said.replace(/[.\s]+$/u, '')
  return new EngineError(
    failure.code,
    `Connection ${connection} failed while ${doing}: ${sentence}. ${failure.advice}`,
    { retryable: failure.retryable ?? false, cause: error },
  )
}

function errorCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code)
  return ''
}

/** Node names them one by one: DEPTH_ZERO_SELF_SIGNED_CERT, ERR_TLS_CERT_ALTNAME_INVALID ... */
function isCertificateError(error: unknown): boolean {
  return /CERT|^ERR_TLS|^ERR_SSL|^UNABLE_TO|HOSTNAME_MISMATCH/u.test(errorCode(error))
}
