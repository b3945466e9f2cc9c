/** Turns the settings of a connection into the options of mysql2, TLS included. */
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import type { ConnectionOptions, SslOptions } from 'mysql2'
import { EngineError } from '../../base/error.ts'
import type { ConnectionSettings } from '../../plugin/connector.ts'
import type { Role } from './prepare.ts'

export interface ServerAddress {
  readonly options: ConnectionOptions
  /** Host, port and database for messages, without user or password. */
  readonly place: string
  /** The TLS asked for, as `info` shows it when no more is known. */
  readonly tls: 'verify-full' | 'verify-ca' | 'require' | 'none (loopback)' | 'none (opted down)'
}

const CONNECT_TIMEOUT_MS = 10_000
const PARAMETERS = new Set(['socket', 'ssl-ca'])

/**
 * Reads `mysql://user:password@host:port/database`; `?socket=` names a Unix socket, `?ssl-ca=` a
 * file of certificate authorities. Throws CONNECT_URL, never with the URL's text, which holds a
 * password.
 */
export function readSettings(settings: ConnectionSettings, role: Role = 'source'): ServerAddress {
  const url = parseUrl(settings)
  // The rest of such a url is part of a password, which no message may repeat.
  if (url.search.includes('@')) {
    throw urlError(settings, 'a "?" in user or password must be written as %3F')
  }
  if (url.username === '') throw urlError(settings, 'it names no user')
  const database = decode(settings, url.pathname.slice(1))
  if (database === '' || database.includes('/')) {
    throw urlError(settings, 'it must end in the name of one database')
  }
  for (const name of url.searchParams.keys()) {
    if (!PARAMETERS.has(name)) throw urlError(settings, `it has an unknown parameter "${name}"`)
  }
  const host = url.hostname.replace(/^\[|\]$/gu, '')
  const socketPath = url.searchParams.get('socket')
  if (host === '' && socketPath === null) throw urlError(settings, 'it names no host')

  const port = url.port === '' ? 3306 : Number(url.port)
  const ssl = socketPath === null ? tlsOptions(settings, host, url.searchParams) : 'none (loopback)'
  return {
    options: {
      ...(socketPath === null ? { host, port } : { socketPath }),
      user: decode(settings, url.username),
      password: decode(settings, url.password),
      database,
      charset: 'utf8mb4',
      connectTimeout: CONNECT_TIMEOUT_MS,
      // A server could ask its client for any file that the client may read. A target's session
      // lets it ask, and answers with the rows of the batch at hand or with nothing.
      ...(role === 'target' ? {} : { flags: ['-LOCAL_FILES'] }),
      ...(typeof ssl === 'string' ? {} : { ssl }),
    },
    place: `${socketPath ?? `${url.hostname}:${port}`}/${database}`,
    tls: typeof ssl === 'string' ? ssl : tlsName(settings),
  }
}

function parseUrl(settings: ConnectionSettings): URL {
  const text = settings.url?.reveal() ?? ''
  if (!URL.canParse(text)) throw urlError(settings, 'it cannot be read as a URL')
  const url = new URL(text)
  if (url.protocol !== 'mysql:' && url.protocol !== 'mariadb:') {
    throw urlError(settings, 'it must begin with mysql:// or mariadb://')
  }
  return url
}

function decode(settings: ConnectionSettings, part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw urlError(settings, 'a "%" in user, password or database must be written as %25')
  }
}

function urlError(settings: ConnectionSettings, what: string): EngineError {
  return new EngineError(
    'CONNECT_URL',
    `The URL of connection "${settings.name}" is wrong: ${what}. ` +
      'Write it as mysql://user:password@host:3306/database.',
  )
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host === '::1' ||
    (isIP(host) === 4 && host.startsWith('127.')) ||
    /^::ffff:127\./iu.test(host)
  )
}

function tlsOptions(
  settings: ConnectionSettings,
  host: string,
  parameters: URLSearchParams,
): SslOptions | 'none (loopback)' | 'none (opted down)' {
  if (settings.tls === 'disable') return 'none (opted down)'
  // The default is for hosts that are not this one; anything else was written and is kept to.
  if (isLoopback(host) && settings.tls === 'verify-full') return 'none (loopback)'
  if (settings.tls === 'verify-full' && isIP(host) !== 0) {
    // mysql2 would compare the certificate with the name "localhost".
    throw new EngineError(
      'CONNECT_TLS',
      `Connection "${settings.name}" gives its server as an IP address, which a certificate is ` +
        'not verified against. Give the name in the certificate, or write `tls: verify-ca`.',
    )
  }
  const authorities = parameters.get('ssl-ca')
  return {
    rejectUnauthorized: settings.tls !== 'require',
    verifyIdentity: settings.tls === 'verify-full',
    ...(authorities === null ? {} : { ca: readAuthorities(settings, authorities) }),
  }
}

function tlsName(settings: ConnectionSettings): ServerAddress['tls'] {
  return settings.tls === 'disable' ? 'none (opted down)' : settings.tls
}

function readAuthorities(settings: ConnectionSettings, file: string): string {
  try {
    return readFileSync(path.resolve(settings.directory, file), 'utf8')
  } catch (cause) {
    throw new EngineError(
      'CONNECT_TLS',
      `The file ${file}, named by ssl-ca of connection "${settings.name}", cannot be read.`,
      { cause },
    )
  }
}
