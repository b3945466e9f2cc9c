/** Turns the settings of a connection into the options of pg, TLS included. */
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import type { ConnectionOptions } from 'node:tls'
import type { ClientConfig } from 'pg'
import { EngineError } from '../../base/error.ts'
import type { ConnectionSettings } from '../../plugin/connector.ts'

export interface ServerAddress {
  readonly options: ClientConfig
  /** Host, port and database for messages, without user or password. */
  readonly place: string
  /** The TLS asked for, as `info` shows it. */
  readonly tls: 'verify-full' | 'verify-ca' | 'require' | 'none (loopback)' | 'none (opted down)'
}

const CONNECT_TIMEOUT_MS = 10_000
const DEFAULT_PORT = 5432
const PARAMETERS = new Set(['host', 'sslrootcert'])

/** The database's name of `embedded:NAME`, null for every other url. */
export function embeddedName(settings: ConnectionSettings): string | null {
  const text = settings.url?.reveal() ?? ''
  if (!text.startsWith('embedded:')) return null
  const name = text.slice('embedded:'.length)
  if (!/^[\p{L}_][\p{L}\p{N}_$-]*$/u.test(name) || Buffer.byteLength(name) > 63) {
    throw urlError(settings, 'the name after "embedded:" must be letters, digits and _')
  }
  return name
}

/**
 * Reads `postgres://user:password@host:port/database`; `?host=` names the folder of a Unix socket,
 * `?sslrootcert=` a file of certificate authorities. Throws CONNECT_URL, never with the url's text,
 * which holds a password.
 */
export function readSettings(settings: ConnectionSettings): ServerAddress {
  const url = parseUrl(settings)
  // The rest of such a url is part of a password, which no message may repeat.
  if (url.search.includes('@')) {
    throw urlError(settings, 'a "?" in user or password must be written as %3F')
  }
  for (const name of url.searchParams.keys()) {
    if (PARAMETERS.has(name)) continue
    const instead = name === 'sslmode' ? '; write `tls` for the connection instead' : ''
    throw urlError(settings, `it has an unknown parameter "${name}"${instead}`)
  }
  const database = decode(settings, url.pathname.slice(1))
  if (database === '') throw urlError(settings, 'it must end in the name of a database')
  const socket = url.searchParams.get('host')
  const host = socket ?? decode(settings, url.hostname.replace(/^\[|\]$/gu, ''))
  if (host === '') throw urlError(settings, 'it names no host')
  if (url.username === '') throw urlError(settings, 'it names no user')
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port)
  const password = decode(settings, url.password)
  const ssl = tlsOptions(settings, host, url.searchParams.get('sslrootcert'))
  return {
    options: {
      host,
      port,
      database,
      user: decode(settings, url.username),
      // A function, or pg would take an empty password from the environment or ~/.pgpass.
      password: () => password,
      ssl: typeof ssl === 'string' ? false : ssl,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      application_name: 'mapwright',
    },
    place: `${socket ?? url.hostname}:${port}/${database}`,
    tls: typeof ssl === 'string' ? ssl : (settings.tls as ServerAddress['tls']),
  }
}

function parseUrl(settings: ConnectionSettings): URL {
  const text = settings.url?.reveal() ?? ''
  if (!URL.canParse(text)) throw urlError(settings, 'it cannot be read as a url')
  const url = new URL(text)
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') {
    throw urlError(settings, 'it must begin with postgres:// or embedded:')
  }
  return url
}

function decode(settings: ConnectionSettings, text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw urlError(settings, 'a % in it begins no escape; write %25 for the sign itself')
  }
}

function urlError(settings: ConnectionSettings, what: string): EngineError {
  return new EngineError(
    'CONNECT_URL',
    `The url of connection "${settings.name}" is wrong: ${what}. ` +
      'Write it as postgres://user:password@host:5432/database.',
  )
}

function isLoopback(host: string): boolean {
  return (
    host.startsWith('/') ||
    host === 'localhost' ||
    host === '::1' ||
    (isIP(host) === 4 && host.startsWith('127.')) ||
    /^::ffff:127\./iu.test(host)
  )
}

function tlsOptions(
  settings: ConnectionSettings,
  host: string,
  authorities: string | null,
): ConnectionOptions | 'none (loopback)' | 'none (opted down)' {
  if (settings.tls === 'disable') return 'none (opted down)'
  // The default is for hosts that are not this one; anything else was written and is kept to.
  if (isLoopback(host) && settings.tls === 'verify-full') return 'none (loopback)'
  return {
    // pg gives TLS the name of a host, but not an address, to verify.
    ...(isIP(host) === 0 ? {} : { host }),
    rejectUnauthorized: settings.tls !== 'require',
    ...(settings.tls === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
    ...(authorities === null ? {} : { ca: readAuthorities(settings, authorities) }),
  }
}

function readAuthorities(settings: ConnectionSettings, file: string): string {
  try {
    return readFileSync(path.resolve(settings.directory, file), 'utf8')
  } catch (cause) {
    throw new EngineError(
      'CONNECT_TLS',
      `The file ${file}, named by sslrootcert of connection "${settings.name}", cannot be read.`,
      { cause },
    )
  }
}
