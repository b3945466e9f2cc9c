/** The embedded server: joined by several, stopped by the last. */
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import pg from 'pg'
import {
  createEmbeddedDatabase,
  type EmbeddedServer,
  openEmbedded,
} from '../../../src/connect/postgres/embedded.ts'
import { postgresConnector } from '../../../src/connect/postgres/index.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

describe('[postgres] the embedded server', () => {
  const folder = path.join(useTempFolder(), 'postgres')

  it('is one server for all who open it at the same time', async () => {
    const servers = await Promise.all([openEmbedded(folder), openEmbedded(folder)])
    const [first, second] = servers
    expect(second.port).toBe(first.port)
    await first.close()
    expect(await ask(second, "select upper('straße') as answer")).toBe('STRASSE')
    await second.close()
    await expect(ask(second, 'select 1')).rejects.toThrow('ECONNREFUSED')
  })

  it('keeps its data and its password when it is opened again', async () => {
    const server = await openEmbedded(folder)
    await Promise.all([
      createEmbeddedDatabase(server, 'Night Library'),
      createEmbeddedDatabase(server, 'Night Library'),
    ])
    await server.close()
    const again = await openEmbedded(folder)
    expect(again.password).toBe(server.password)
    const query = "select count(*)::int as answer from pg_database where datname = 'Night Library'"
    expect(await ask(again, query)).toBe(1)
    await again.close()
  })

  it('keeps the password from other users', async () => {
    const data = path.join(folder, 'data')
    expect((await stat(path.join(data, 'mapwright.password'))).mode & 0o777).toBe(0o600)
    expect((await readFile(path.join(data, 'mapwright.password'), 'utf8')).length).toBe(33)
  })

  it('finds another place where its user cannot enter the folder', async () => {
    const closed = path.join(folder, '..', 'closed')
    await mkdir(closed, { mode: 0o700 })
    const server = await openEmbedded(closed)
    expect(await ask(server, 'select 1 as answer')).toBe(1)
    await server.close()
    if (process.getuid?.() !== 0) return
    const data = (await readFile(path.join(closed, 'location'), 'utf8')).trim()
    expect((await stat(data)).mode & 0o777).toBe(0o700)
    await rm(data, { recursive: true })
  })

  it('is a database of the project by its url, made when it is first opened', async () => {
    const directory = path.join(folder, '..', 'project')
    const settings = connectionSettings('postgres', 'embedded:shop', { directory })
    const [target, source] = await Promise.all([
      postgresConnector.openTarget(settings),
      postgresConnector.openSource(settings),
    ])
    const { place, tls, version } = await source.info()
    expect({ place, tls }).toEqual({ place: 'embedded:shop', tls: 'none (loopback)' })
    expect(version).toMatch(/^PostgreSQL 18/u)
    await target.script('create table shelf (id integer)')
    await target.close()
    expect((await source.catalog()).tables).toMatchObject([{ schema: 'public', name: 'shelf' }])
    await source.close()
    expect(await readdir(path.join(directory, '.mapwright', 'postgres', 'data'))).not.toContain(
      'postmaster.pid',
    )
  })

  it('touches no data directory that it has not made', async () => {
    const foreign = path.join(folder, '..', 'foreign')
    await mkdir(path.join(foreign, 'data'), { recursive: true })
    await writeFile(path.join(foreign, 'data', 'PG_VERSION'), '15')
    await expect(openEmbedded(foreign)).rejects.toMatchObject({ code: 'CONNECT_EMBEDDED' })
    expect(await readdir(foreign)).toEqual(['data'])
  })

  it('joins a server whose starter was killed', async () => {
    const server = await openEmbedded(folder)
    const leases = "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
    await ask(server, leases)
    const joined = await openEmbedded(folder)
    expect(joined.port).toBe(server.port)
    await joined.close()
    await expect(ask(joined, 'select 1')).rejects.toThrow('ECONNREFUSED')
    await server.close()
  })
})

async function ask(server: EmbeddedServer, sql: string): Promise<unknown> {
  const { host, port, user, password } = server
  const client = new pg.Client({ host, port, user, password, database: 'postgres' })
  await client.connect()
  try {
    const found = await client.query<{ answer: unknown }>(sql)
    return found.rows[0]?.answer
  } finally {
    await client.end()
  }
}
