/** One connection to a server, by mysql2, prepared to read exactly and to write nothing. */
import { createConnection } from 'mysql2'
import type { Connection, ConnectionOptions, Query } from 'mysql2'
import { TLSSocket } from 'node:tls'
import { EngineError } from '../../base/error.ts'
import type { ConnectionSettings } from '../../plugin/connector.ts'
import { toEngineError } from './failure.ts'
import { readSettings } from './settings.ts'
import type { ServerAddress } from './settings.ts'

/** A row as it comes over the wire: bytes, never converted. */
export type WireRow = readonly (Buffer | null)[]

export type TextRow = readonly (string | null)[]

export interface TextResult {
  readonly names: readonly string[]
  readonly rows: readonly TextRow[]
}

const PREPARE = [
  'set names utf8mb4',
  'set session transaction isolation level repeatable read, read only',
  // An empty sql_mode: a backslash in a literal is an escape, as mysql2 takes it to be, and CHAR
  // comes without its padding. A reader under back-pressure is no dead client, hence the timeouts.
  // A select limit set for the server would end a table early without an error.
  "set session time_zone = '+00:00', sql_mode = '', autocommit = 1, net_write_timeout = 3600," +
    ' wait_timeout = 28800, sql_select_limit = 18446744073709551615',
]

export class Session {
  readonly settings: ConnectionSettings
  readonly place: string
  readonly #address: ServerAddress
  readonly #connection: Connection
  #version = ''
  #lost: unknown = null
  #closed = false

  private constructor(
    settings: ConnectionSettings,
    address: ServerAddress,
    connection: Connection,
  ) {
    this.settings = settings
    this.place = address.place
    this.#address = address
    this.#connection = connection
    // Without a listener a connection that breaks while idle would end the process.
    connection.on('error', (error: unknown) => {
      this.#lost ??= error
    })
  }

  static async open(settings: ConnectionSettings): Promise<Session> {
    const address = readSettings(settings)
    const name = `"${settings.name}" (${address.place})`
    const connection = await connect(address.options).catch((error: unknown) => {
      throw toEngineError(error, name, 'connecting')
    })
    const session = new Session(settings, address, connection)
    try {
      for (const statement of PREPARE) await session.rows(statement)
      session.#version = versionName((await session.rows('select version()'))[0]?.[0] ?? '')
    } catch (error) {
      await session.close()
      throw error
    }
    return session
  }

  /** `MariaDB 10.11.18` or `MySQL 8.4.2`. */
  get version(): string {
    return this.#version
  }

  get isMariaDb(): boolean {
    return this.#version.startsWith('MariaDB')
  }

  /** The TLS in force: its protocol and how far the server's name was checked. */
  get tls(): string {
    const stream: unknown = (this.#connection as { readonly stream?: unknown }).stream
    const protocol = stream instanceof TLSSocket ? stream.getProtocol() : null
    return protocol === null ? this.#address.tls : `${protocol} (${this.#address.tls})`
  }

  /** Every row of a small result, as text. */
  async rows(statement: string): Promise<readonly TextRow[]> {
    return (await this.query(statement, [])).rows
  }

  async query(statement: string, parameters: readonly unknown[]): Promise<TextResult> {
    let names: readonly string[] = []
    const rows: TextRow[] = []
    await new Promise<void>((resolve, reject) => {
      this.start(statement, parameters, {
        fields: (fields) => {
          names = fields
        },
        row: (row) => rows.push(row.map((cell) => cell?.toString('utf8') ?? null)),
        end: resolve,
        failed: reject,
      })
    })
    return { names, rows }
  }

  /** Starts a statement; exactly one of `end` and `failed` is called, after the rows. */
  start(statement: string, parameters: readonly unknown[], to: RowListener): void {
    if (this.#lost !== null || this.#closed) {
      to.failed(this.#lostError())
      return
    }
    const query: Query = this.#connection.query({
      sql: statement,
      values: [...parameters],
      rowsAsArray: true,
      typeCast: false,
    })
    // mysql2 tells a lost connection to the connection's listeners, not to the query's.
    const lost = (): void => settle(() => to.failed(this.#lostError()))
    let settled = false
    const settle = (call: () => void): void => {
      if (settled) return
      settled = true
      this.#connection.removeListener('error', lost)
      call()
    }
    this.#connection.on('error', lost)
    query.on('fields', (fields: readonly { readonly name: string }[] | undefined) => {
      to.fields(fields?.map((field) => field.name) ?? [])
    })
    query.on('result', (row: unknown) => {
      if (Array.isArray(row)) to.row(row as WireRow)
    })
    query.on('error', (error: unknown) => settle(() => to.failed(this.failure(error))))
    query.on('end', () => settle(() => to.end()))
  }

  pause(): void {
    this.#connection.pause()
  }

  resume(): void {
    this.#connection.resume()
  }

  /** Ends the running statement from a second connection: its rows stop with an error. */
  async cancel(): Promise<void> {
    try {
      const second = await connect(this.#address.options)
      await new Promise<void>((resolve) => {
        second.query(`kill query ${this.#connection.threadId}`, () => resolve())
      })
      second.destroy()
    } catch {
      this.#connection.destroy()
      this.#lost ??= new EngineError('CONNECT_LOST', 'The statement could not be cancelled.')
    }
  }

  failure(error: unknown): EngineError {
    return toEngineError(error, `"${this.settings.name}" (${this.place})`, 'reading')
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await new Promise<void>((resolve) => {
      if (this.#lost === null) this.#connection.end(() => resolve())
      else resolve()
    })
    this.#connection.destroy()
  }

  #lostError(): EngineError {
    const cause = this.#lost ?? new Error('the connection was closed')
    const said = cause instanceof Error ? cause.message.replace(/[.\s]+$/u, '') : 'unknown cause'
    return new EngineError(
      'CONNECT_LOST',
      `Connection "${this.settings.name}" (${this.place}) was lost: ${said}. Run again.`,
      { retryable: true, cause },
    )
  }
}

export interface RowListener {
  fields(names: readonly string[]): void
  row(row: WireRow): void
  end(): void
  failed(error: EngineError): void
}

/** `10.11.18-MariaDB-0+deb12u1`, `5.5.5-10.11.18-MariaDB`, `8.4.2-log`. */
function versionName(version: string): string {
  const maria = /(\d+\.\d+\.\d+)-MariaDB/u.exec(version)?.[1]
  return maria === undefined ? `MySQL ${/^[\d.]+/u.exec(version)?.[0] ?? ''}` : `MariaDB ${maria}`
}

function connect(options: ConnectionOptions): Promise<Connection> {
  const connection = createConnection(options)
  return new Promise((resolve, reject) => {
    connection.connect((error) => {
      if (error === null) {
        resolve(connection)
      } else {
        connection.on('error', () => {})
        connection.destroy()
        reject(error)
      }
    })
  })
}
