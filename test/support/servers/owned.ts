/** The servers of one test run: each started when a test file first asks, stopped at the end. */
import path from 'node:path'
import mysql from 'mysql2/promise'
import pg from 'pg'
import { openEmbedded } from '../../../src/connect/postgres/embedded.ts'
import { root } from '../tidy/sources.ts'
import type { ServerAnswer, ServerName } from './answer.ts'
import { dockerMariadb, dockerPostgres, startContainer } from './docker.ts'
import { startMariadbd } from './mariadbd.ts'

export type Stop = () => Promise<void>

const READY_LIMIT_MS = 60_000

export class OwnedServers {
  readonly #started = new Map<ServerName, Promise<ServerAnswer>>()
  readonly #stops: Stop[] = []

  /** The server's url, started now if it was not. */
  async get(name: ServerName): Promise<ServerAnswer> {
    let answer = this.#started.get(name)
    if (answer === undefined) {
      answer = this.#start(name)
      this.#started.set(name, answer)
    }
    return answer
  }

  /** The servers that were asked for, and what became of them. */
  async list(): Promise<ReadonlyMap<ServerName, ServerAnswer>> {
    const list = new Map<ServerName, ServerAnswer>()
    for (const [name, answer] of this.#started) list.set(name, await answer)
    return list
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#started.values())
    for (const stop of this.#stops.splice(0).toReversed()) await stop()
  }

  async #start(name: ServerName): Promise<ServerAnswer> {
    switch (name) {
      case 'postgres':
        return given('MAPWRIGHT_TEST_POSTGRES_URL') ?? this.#first('docker-postgres', 'embedded')
      case 'mariadb':
        return given('MAPWRIGHT_TEST_MARIADB_URL') ?? this.#firstMariadb()
      case 'embedded':
        return this.#embedded()
      case 'docker-postgres':
        return ready(await startContainer(dockerPostgres, this.#stops))
      case 'docker-mariadb':
        return ready(await startContainer(dockerMariadb, this.#stops))
    }
  }

  async #first(...names: readonly ServerName[]): Promise<ServerAnswer> {
    const reasons: string[] = []
    for (const name of names) {
      const answer = await this.get(name)
      if (answer.kind === 'running') return answer
      reasons.push(answer.reason)
    }
    return { kind: 'absent', reason: reasons.join('; ') }
  }

  async #firstMariadb(): Promise<ServerAnswer> {
    const docker = await this.get('docker-mariadb')
    if (docker.kind === 'running') return docker
    const own = await startMariadbd(this.#stops)
    if (own.kind === 'running') return ready(own)
    return { kind: 'absent', reason: `${docker.reason}; ${own.reason}` }
  }

  async #embedded(): Promise<ServerAnswer> {
    // Kept between runs and shared by runs that overlap; each names its databases by itself.
    const folder = path.join(root, '.mapwright', 'test-postgres')
    const server = await openEmbedded(folder, { flags: ['-c', 'fsync=off'] })
    this.#stops.push(() => server.close())
    const place = `${server.user}:${server.password}@${server.host}:${server.port}`
    return { kind: 'running', url: `postgres://${place}/postgres`, origin: 'embedded PostgreSQL' }
  }
}

function given(variable: string): ServerAnswer | undefined {
  const url = process.env[variable]
  return url === undefined || url === '' ? undefined : { kind: 'running', url, origin: variable }
}

/** A port that listens is not yet a server that answers. */
async function ready(answer: ServerAnswer): Promise<ServerAnswer> {
  if (answer.kind === 'absent') return answer
  const giveUpAt = Date.now() + READY_LIMIT_MS
  for (;;) {
    try {
      await greet(answer.url)
      return answer
    } catch (error) {
      if (Date.now() > giveUpAt) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

async function greet(url: string): Promise<void> {
  if (url.startsWith('mysql:')) {
    const connection = await mysql.createConnection(url)
    await connection.end()
    return
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.end()
}
