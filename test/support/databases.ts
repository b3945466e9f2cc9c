/** Gives a test file its own databases on a real server; fails it when it leaves a session open. */
import { createHash, randomBytes } from 'node:crypto'
import mysql from 'mysql2/promise'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { isRequired } from './required.ts'
import type { ServerAnswer, ServerName } from './servers/answer.ts'

export interface TestDatabase {
  readonly name: string
  readonly url: string
  /** Runs statements natively, past the code under test; rows as the driver gives them. */
  execute(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Drops it; fails when a session other than ours is still open. */
  close(): Promise<void>
}

const LEAK_LIMIT_MS = 2_000

/** The url of a server, null where the machine has none and none is required. */
export async function serverUrl(name: ServerName): Promise<string | null> {
  const response = await fetch(`${inject('testServers')}/${name}`)
  const body: unknown = await response.json()
  if (!response.ok) throw new Error(`the test server ${name} failed to start: ${String(body)}`)
  const answer = body as ServerAnswer
  if (answer.kind === 'running') return answer.url
  if (
    name.startsWith('docker') ? isRequired('docker') : name !== 'mariadb' || isRequired('mariadb')
  ) {
    throw new Error(`the test server ${name} is required and absent: ${answer.reason}`)
  }
  return null
}

/** A MariaDB for tests, null (skip the suite by name) where there is none. */
export async function mariadbUrl(): Promise<string | null> {
  return serverUrl('mariadb')
}

/**
 * A fresh PostgreSQL database with `schema` in it. The script runs once a run, in a template that
 * further databases with the same script are clones of.
 */
export async function createPostgresDatabase(
  schema = '',
  server: ServerName = 'postgres',
): Promise<TestDatabase> {
  const maintenance = (await serverUrl(server)) ?? ''
  const name = `${inject('testRun')}_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: maintenance })
  await admin.connect()
  try {
    const template = schema === '' ? 'template1' : await ensureTemplate(admin, maintenance, schema)
    await admin.query(`create database ${name} template ${template}`)
  } finally {
    await admin.end()
  }
  const url = databaseUrl(maintenance, name)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    name,
    url,
    execute: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows ?? [],
    close: async () => {
      await client.end()
      await dropPostgresDatabase(maintenance, name)
    },
  }
}

/** A fresh MariaDB database with `schema` in it. Only where `mariadbUrl()` is not null. */
export async function createMariadbDatabase(
  schema = '',
  server: ServerName = 'mariadb',
): Promise<TestDatabase> {
  const maintenance = (await serverUrl(server)) ?? ''
  const name = `${inject('testRun')}_${randomBytes(6).toString('hex')}`
  const client = await mysql.createConnection({ uri: maintenance, multipleStatements: true })
  await client.query(`create database ${name} character set utf8mb4; use ${name}`)
  if (schema !== '') await client.query(schema)
  return {
    name,
    url: databaseUrl(maintenance, name),
    execute: async (sql) => {
      const [rows] = await client.query(sql)
      return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : []
    },
    close: async () => {
      const left = await settle(async () => {
        const [rows] = await client.query(
          'select id from information_schema.processlist where db = ? and id <> connection_id()',
          [name],
        )
        return Array.isArray(rows) ? rows.map((row) => JSON.stringify(row)) : []
      })
      await client.query(`drop database ${name}`)
      await client.end()
      if (left.length > 0) throw new Error(`sessions left open: ${left.join('; ')}`)
    },
  }
}

/** The database of a test file: made before its tests, dropped after them, leaks reported. */
export function useDatabase(create: () => Promise<TestDatabase>): () => TestDatabase {
  let database: TestDatabase | undefined
  beforeAll(async () => {
    database = await create()
  })
  afterAll(async () => database?.close())
  return () => {
    if (database === undefined) throw new Error('the database is there once the tests run')
    return database
  }
}

async function ensureTemplate(admin: pg.Client, url: string, schema: string): Promise<string> {
  const digest = createHash('sha256').update(schema).digest('hex').slice(0, 16)
  const name = `${inject('testRun')}_template_${digest}`
  // Two test files may want it at once.
  await admin.query('select pg_advisory_lock(hashtext($1))', [name])
  const found = await admin.query('select 1 from pg_database where datname = $1', [name])
  if (found.rowCount === 0) {
    await admin.query(`create database ${name}_draft`)
    const client = new pg.Client({ connectionString: databaseUrl(url, `${name}_draft`) })
    await client.connect()
    try {
      await client.query(schema)
    } finally {
      await client.end()
    }
    await admin.query(`alter database ${name}_draft rename to ${name}`)
  }
  await admin.query('select pg_advisory_unlock(hashtext($1))', [name])
  return name
}

async function dropPostgresDatabase(maintenance: string, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: maintenance })
  await admin.connect()
  try {
    const left = await settle(async () => {
      const found = await admin.query<{ session: string }>(
        `select concat_ws(': ', nullif(application_name, ''), state, query) as session
         from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
        [name],
      )
      return found.rows.map((row) => row.session)
    })
    await admin.query(`drop database ${name} (force)`)
    if (left.length > 0) throw new Error(`sessions left open: ${left.join('; ')}`)
  } finally {
    await admin.end()
  }
}

/** A session that was closed takes a moment to leave the server's list. */
async function settle(list: () => Promise<readonly string[]>): Promise<readonly string[]> {
  const giveUpAt = Date.now() + LEAK_LIMIT_MS
  for (;;) {
    const left = await list()
    if (left.length === 0 || Date.now() > giveUpAt) return left
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
