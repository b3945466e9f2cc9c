/** One connection to a server, by mysql2, prepared to read exactly, or to write as exactly. */
import { createConnection } from 'mysql2'
import type { Connection, ConnectionOptions, Query } from 'mysql2'
import type { Readable } from 'node:stream'
import { TLSSocket } from 'node:tls'
import { EngineError } from '../../base/error.ts'
import type { ConnectionSettings } from '../../plugin/connector.ts'
import { toEngineError } from './failure.ts'
import { takeRows, type TakeRow } from './packets.ts'
import { preparation, type Role } from './prepare.ts'
import { readSettings } from './settings.ts'
import type { ServerAddress } from './settings.ts'

/** A row as it comes over the wire: bytes, never converted. */
type WireRow = readonly (Buffer | null)[]

export type TextRow = readonly (string | null)[]

/** How a statement without rows ended. */
export interface Done {
  /** Rows that it met, whether it changed them or not. */
  readonly affectedRows: number
  /** Notes among them. */
  readonly warnings: number
}

interface TextResult {
  readonly names: readonly string[]
  readonly rows: readonly TextRow[]
  /** null: the statement gave rows. */
  readonly done: Done | null
}

export class Session {
  readonly settings: ConnectionSettings
  readonly place: string
  readonly #address: ServerAddress
  readonly #connection: Connection
  readonly #doing: string
  #version = ''
  #readsLocalFiles = false
  #packetBytesMax = 1 << 20
  #lost: unknown = null
  #closed = false

  private constructor(
    settings: ConnectionSettings,
    address: ServerAddress,
    connection: Connection,
    role: Role,
  ) {
    this.#doing = role === 'source' ? 'reading' : 'running a statement'
    this.settings = settings
    this.place = address.place
    this.#address = address
    this.#connection = connection
    // Without a listener a connection that breaks while idle would end the process.
    connection.on('error', (error: unknown) => {
      this.#lost ??= error
    })
  }

  static async open(settings: ConnectionSettings, role: Role): Promise<Session> {
    const address = readSettings(settings, role)
    const name = `"${settings.name}" (${address.place})`
    const connection = await connect(address.options).catch((error: unknown) => {
      throw toEngineError(error, name, 'connecting')
    })
    const session = new Session(settings, address, connection, role)
    try {
      const asked = await session.rows('select version(), @@max_allowed_packet, @@local_infile')
      const [version, packetBytesMax, local] = asked[0] ?? []
      session.#version = versionName(version ?? '')
      session.#packetBytesMax = Number(packetBytesMax)
      session.#readsLocalFiles = role === 'target' && local === '1'
      const statements = preparation(role, session.isMariaDb)
      for (const statement of statements) await session.rows(statement)
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

  /** True where the server takes rows by LOAD DATA LOCAL; MySQL 8 has to be told to. */
  get readsLocalFiles(): boolean {
    return this.#readsLocalFiles
  }

  /** The longest statement that the server takes. */
  get packetBytesMax(): number {
    return this.#packetBytesMax
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

  async query(
    statement: string,
    parameters: readonly unknown[],
    file?: () => Readable,
  ): Promise<TextResult> {
    const result = { names: [] as readonly string[], rows: [] as TextRow[], done: null }
    await new Promise<void>((resolve, reject) => {
      const to: RowListener = {
        fields: (names) => Object.assign(result, { names }),
        row: (row) => result.rows.push(row.map((cell) => cell?.toString('utf8') ?? null)),
        done: (done) => Object.assign(result, { done }),
        end: resolve,
        failed: reject,
      }
      this.start(statement, parameters, to, file)
    })
    return result
  }

  /** Runs a statement that gives no rows. `file` is what it reads by LOAD DATA LOCAL. */
  async run(statement: string, file?: () => Readable): Promise<Done> {
    const { done } = await this.query(statement, [], file)
    return done ?? { affectedRows: 0, warnings: 0 }
  }

  /**
   * Starts a statement; exactly one of `end` and `failed` is called, after the rows. A server that
   * asks for a file gets `file`, whatever name it asks for, and nothing where there is none.
   */
  start(
    statement: string,
    parameters: readonly unknown[],
    to: RowListener,
    file?: () => Readable,
  ): void {
    if (this.#lost !== null || this.#closed) {
      to.failed(this.#lostError())
      return
    }
    const query: Query = this.#connection.query({
      sql: statement,
      values: [...parameters],
      rowsAsArray: true,
      typeCast: false,
      ...(file === undefined ? {} : { infileStreamFactory: file }),
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
    if (to.packet !== undefined) takeRows(query, to.packet)
    query.on('result', (row: unknown) => {
      if (Array.isArray(row)) to.row(row as WireRow)
      else to.done?.(doneOf(row))
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
    return toEngineError(error, `"${this.settings.name}" (${this.place})`, this.#doing)
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
  done?(done: Done): void
  fields(names: readonly string[]): void
  row(row: WireRow): void
  /** Where it is there, it takes the rows instead. */
  readonly packet?: TakeRow
  end(): void
  failed(error: EngineError): void
}

function doneOf(header: unknown): Done {
  const { affectedRows, warningStatus } = header as Readonly<Record<string, number>>
  return { affectedRows: affectedRows ?? 0, warnings: warningStatus ?? 0 }
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
