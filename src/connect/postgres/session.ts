/** One connection to a server as pg speaks it, prepared so that values come as canonical text. */
import net from 'node:net'
import { TLSSocket } from 'node:tls'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Submittable } from 'pg'
import type { EngineError } from '../../base/error.ts'
import type { ConnectionSettings } from '../../plugin/connector.ts'
import { createEmbeddedDatabase, embeddedFolder, openEmbedded } from './embedded.ts'
import type { EmbeddedServer } from './embedded.ts'
import { toEngineError } from './failure.ts'
import { embeddedName, readSettings } from './settings.ts'
import type { ServerAddress } from './settings.ts'

export type Role = 'source' | 'target'

/** Every cell as the server's text. */
export type TextRow = Readonly<Record<string, string | null>>

const PREPARE: Readonly<Record<string, string>> = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  extra_float_digits: '3',
  bytea_output: 'hex',
  standard_conforming_strings: 'on',
  xmloption: 'content',
  lc_monetary: 'C',
  // A table may take hours to read; who waits for a lock that long waits for a person.
  statement_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  lock_timeout: '60s',
}

// A database that does not check its bytes would fail a whole read at one that is no UTF-8. Sent as
// they are, they become problems of their rows.
const ENCODING = `set_config('client_encoding', case current_setting('server_encoding')
  when 'SQL_ASCII' then 'SQL_ASCII' else 'UTF8' end, false)`

/** What pg keeps of the connection, and its types leave out. */
interface ClientInside {
  readonly processID: number
  readonly secretKey: number
  readonly connection: { readonly stream: net.Socket }
}

export class PostgresSession {
  readonly settings: ConnectionSettings
  readonly place: string
  readonly tls: string
  // oxlint-disable-next-line typescript/no-explicit-any -- as the contract has it
  readonly db: Kysely<any>
  readonly #client: pg.Client
  readonly #embedded: EmbeddedServer | null
  #copying = false
  #isUtf8 = true
  #closed = false

  private constructor(
    settings: ConnectionSettings,
    client: pg.Client,
    address: ServerAddress,
    embedded: EmbeddedServer | null,
  ) {
    this.settings = settings
    this.#client = client
    this.#embedded = embedded
    this.place = embedded === null ? address.place : `embedded:${embeddedName(settings)}`
    const { stream } = (client as unknown as ClientInside).connection
    const protocol = stream instanceof TLSSocket ? stream.getProtocol() : null
    this.tls = protocol === null ? address.tls : `${address.tls}, ${protocol}`
    const pooled = { query: this.query.bind(this), release: () => {} }
    // Kysely's types want pg's pool; its driver calls these and nothing else.
    const pool = { connect: async () => pooled, end: async () => {} }
    this.db = new Kysely({ dialect: new PostgresDialect({ pool: pool as never }) })
  }

  static async open(settings: ConnectionSettings, role: Role): Promise<PostgresSession> {
    const embedded = await startEmbedded(settings)
    try {
      const address =
        embedded === null ? readSettings(settings) : embeddedAddress(settings, embedded)
      const client = await connect(settings, address)
      const session = new PostgresSession(settings, client, address, embedded)
      await session.#prepare(role).catch(async (error: unknown) => {
        await client.end().catch(() => {})
        throw error
      })
      return session
    } catch (error) {
      await embedded?.close()
      throw error
    }
  }

  /** Runs one statement; errors are EngineErrors. */
  async query<Result = TextRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<Result & pg.QueryResultRow>> {
    try {
      return await this.rawQuery<Result>(text, values)
    } catch (error) {
      throw this.failure(error, 'running a statement')
    }
  }

  /** Runs one statement; errors are pg's own, for a caller that looks into them. */
  async rawQuery<Result = TextRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<Result & pg.QueryResultRow>> {
    this.#assertFree()
    return values === undefined ? this.#client.query(text) : this.#client.query(text, [...values])
  }

  /** Hands the connection to a copy stream; nothing else may run until `endCopy`. */
  startCopy<Stream extends Submittable>(stream: Stream): Stream {
    this.#assertFree()
    this.#copying = true
    return this.#client.query(stream)
  }

  endCopy(): void {
    this.#copying = false
  }

  /** Asks the server to give up the running statement. */
  async cancel(): Promise<void> {
    const { processID, secretKey, connection } = this.#client as unknown as ClientInside
    const { remoteAddress: host, remotePort: port } = connection.stream
    const request = Buffer.alloc(16)
    request.writeInt32BE(16, 0)
    request.writeInt32BE(80_877_102, 4)
    request.writeInt32BE(processID, 8)
    request.writeInt32BE(secretKey, 12)
    const { host: given, port: givenPort } = this.#client
    const address =
      host === undefined || port === undefined
        ? { path: `${given}/.s.PGSQL.${givenPort}` }
        : { host, port }
    await new Promise<void>((resolve) => {
      // The server answers with nothing and closes. Out of reach, it has ended the statement too.
      const socket = net.connect(address, () => socket.end(request))
      socket.once('error', () => resolve())
      socket.once('close', () => resolve())
      socket.resume()
    })
  }

  /** False: texts come as the bytes that are stored, whatever they are. */
  get isUtf8(): boolean {
    return this.#isUtf8
  }

  get inTransaction(): boolean {
    return this.#client.getTransactionStatus() !== 'I'
  }

  /** `"library" (localhost:5432/library)`. */
  get label(): string {
    return `"${this.settings.name}" (${this.place})`
  }

  failure(error: unknown, doing: string): EngineError {
    return toEngineError(error, this.label, doing)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#client.end().catch(() => {})
    await this.#embedded?.close()
  }

  async #prepare(role: Role): Promise<void> {
    const wanted = { ...PREPARE, default_transaction_read_only: role === 'source' ? 'on' : 'off' }
    const calls = Object.entries(wanted).map(
      ([name, value]) => `set_config('${name}', '${value}', false)`,
    )
    const { rows } = await this.query(`select ${ENCODING} as encoding, ${calls.join(', ')}`)
    this.#isUtf8 = rows[0]?.['encoding'] === 'UTF8'
  }

  /** A statement would wait for the copy's end, and the copy for who sent the statement. */
  #assertFree(): void {
    if (this.#copying) throw new Error('the session is in use by a stream: open another one')
  }
}

async function startEmbedded(settings: ConnectionSettings): Promise<EmbeddedServer | null> {
  const name = embeddedName(settings)
  if (name === null) return null
  const server = await openEmbedded(embeddedFolder(settings.directory))
  try {
    await createEmbeddedDatabase(server, name)
    return server
  } catch (error) {
    await server.close()
    throw error
  }
}

function embeddedAddress(settings: ConnectionSettings, server: EmbeddedServer): ServerAddress {
  const { host, port, user, password } = server
  const database = embeddedName(settings) ?? ''
  const options = { host, port, user, password, database, application_name: 'mapwright' }
  return { options, place: `${host}:${port}/${database}`, tls: 'none (loopback)' }
}

async function connect(settings: ConnectionSettings, address: ServerAddress): Promise<pg.Client> {
  const client = new pg.Client({
    ...address.options,
    types: { getTypeParser: () => (text: string | Buffer) => text },
  })
  // Without a listener a connection that breaks while idle would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw toEngineError(error, `"${settings.name}" (${address.place})`, 'connecting')
  }
}
