/** The bench's own servers: an embedded PostgreSQL for both sides, MariaDB where there is one. */
import path from 'node:path'
import mysql from 'mysql2/promise'
import pg from 'pg'
import { createEmbeddedDatabase, openEmbedded } from '../src/connect/postgres/embedded.ts'
import { startMariadbd } from '../test/support/servers/mariadbd.ts'

export interface PostgresServer {
  readonly version: string
  /** The environment in which psql, and any other client of libpq, finds the server. */
  readonly env: Readonly<Record<string, string>>
  url(database: string): string
  execute(database: string, text: string): Promise<readonly Readonly<Record<string, unknown>>[]>
}

export interface MariadbServer {
  readonly version: string
  readonly url: string
  /** Arguments by which its own client finds it. */
  readonly clientArgs: readonly string[]
  readonly env: Readonly<Record<string, string>>
  execute(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>
}

export interface Servers {
  readonly postgres: PostgresServer
  /** null: there is none on this machine. */
  readonly mariadb: MariadbServer | null
  close(): Promise<void>
}

export const SOURCE = 'bench_source'
export const TARGET = 'bench_target'

// A checkpoint or a vacuum in the middle of one of two paired runs would decide between them.
const POSTGRES_FLAGS = [
  'max_wal_size=20GB',
  'checkpoint_timeout=1h',
  'autovacuum=off',
  'shared_buffers=1GB',
].flatMap((setting) => ['-c', setting])

export async function openServers(folder: string): Promise<Servers> {
  const embedded = await openEmbedded(path.join(folder, 'postgres'), { flags: POSTGRES_FLAGS })
  const { host, port, user, password } = embedded
  for (const name of [SOURCE, TARGET]) await createEmbeddedDatabase(embedded, name)
  const url = (database: string) => `postgres://${user}:${password}@${host}:${port}/${database}`
  const execute: PostgresServer['execute'] = async (database, text) => {
    const client = new pg.Client({ connectionString: url(database) })
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(text)).rows ?? []
    } finally {
      await client.end()
    }
  }
  const [version] = await execute(SOURCE, 'show server_version')
  const stops: (() => Promise<void>)[] = [() => embedded.close()]
  const env = { PGHOST: host, PGPORT: String(port), PGUSER: user, PGPASSWORD: password }
  const postgres = {
    version: `PostgreSQL ${String(version?.['server_version'])}`,
    env,
    url,
    execute,
  }
  const mariadb = await openMariadb(stops)
  return {
    postgres,
    mariadb,
    async close() {
      for (const stop of stops.toReversed()) await stop()
    },
  }
}

async function openMariadb(stops: (() => Promise<void>)[]): Promise<MariadbServer | null> {
  const answer = await startMariadbd(stops)
  if (answer.kind === 'absent') return null
  const server = new URL(answer.url)
  await ready(answer.url)
  const url = new URL(SOURCE, answer.url).href
  const execute: MariadbServer['execute'] = async (text) => {
    const connection = await mysql.createConnection({ uri: answer.url, multipleStatements: true })
    try {
      const [rows] = await connection.query(text)
      return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : []
    } finally {
      await connection.end()
    }
  }
  await execute(`create database ${SOURCE}; create database ${TARGET}`)
  const [version] = await execute('select version() as version')
  return {
    version: `MariaDB ${String(version?.['version'])}`,
    url,
    clientArgs: ['-h', server.hostname, '-P', server.port, '-u', server.username],
    env: { MYSQL_PWD: server.password },
    execute,
  }
}

const READY_MS_MAX = 60_000

async function ready(url: string): Promise<void> {
  const giveUpAt = Date.now() + READY_MS_MAX
  for (;;) {
    try {
      const connection = await mysql.createConnection(url)
      await connection.end()
      return
    } catch (error) {
      if (Date.now() > giveUpAt) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
