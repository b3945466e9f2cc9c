/** One migration, one transaction: whatever a migration does, it is applied whole or not at all. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLogger } from '../../../src/base/logger.ts'
import { connectorOf } from '../../../src/builtin.ts'
import {
  migrateDown,
  migrateStatus,
  migrateUp,
  type MigrateOptions,
} from '../../../src/migrate/migrate.ts'
import type { ConnectionSettings, TargetConnection } from '../../../src/plugin/connector.ts'
import { readMigrations } from '../../../src/project/migrations.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()
const database = useDatabase(() => createPostgresDatabase())
let sqliteFiles = 0

const MEMBER = 'create table member (id integer primary key);'
const BOOK = 'create table book (id integer primary key);'

describe.each(['sqlite', 'postgres'] as const)('[%s] a migration', (kind) => {
  const directory = path.join(folder, kind)
  let settings: ConnectionSettings
  let target: TargetConnection

  beforeEach(async () => {
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(path.join(directory, 'migrations'), { recursive: true })
    await database().execute('drop schema if exists mapwright cascade')
    await database().execute('drop table if exists member, book')
    sqliteFiles += 1
    const url = kind === 'sqlite' ? path.join(folder, `${sqliteFiles}.sqlite`) : database().url
    settings = connectionSettings(kind, url)
    target = await openTarget()
  })

  afterEach(async () => {
    await target.close()
  })

  async function openTarget(): Promise<TargetConnection> {
    return await connectorOf(kind).openTarget(settings)
  }

  function write(name: string, text: string): void {
    writeFileSync(path.join(directory, 'migrations', name), text)
  }

  function writeModule(name: string, up: string): void {
    write(name, `import { sql } from 'kysely'\nexport async function up(db) {\n  ${up}\n}`)
  }

  async function options(changes: Partial<MigrateOptions> = {}): Promise<MigrateOptions> {
    const { value: files, diagnostics } = await readMigrations(directory)
    if (files === undefined) throw new Error(JSON.stringify(diagnostics))
    return { target, files, log: silentLogger, now: () => new Date(), lockTimeoutMs: 0, ...changes }
  }

  async function states(): Promise<string[]> {
    return (await migrateStatus(await options())).map(({ name, state }) => `${name} ${state}`)
  }

  async function tables(): Promise<string[]> {
    return (await target.catalog()).tables.map(({ name }) => name)
  }

  it('that fails half-way names its file and line, and leaves nothing', async () => {
    write('0001_member.sql', `${MEMBER}\n\ninsert into nowhere values (1);`)
    await expect(migrateUp(await options())).rejects.toMatchObject({
      code: 'MIGRATE_FAILED',
      message: expect.stringMatching(
        /^migrations\/0001_member\.sql .*Line 3: .*nowhere/u,
      ) as unknown,
    })
    expect(await tables()).toEqual([])
    expect(await states()).toEqual(['0001_member pending'])
  })

  it('that fails on its way back names the file of that way', async () => {
    write('0001_member.sql', MEMBER)
    write('0001_member.down.sql', '-- No such table.\ndrop table visitor;')
    await migrateUp(await options())
    await expect(migrateDown(await options())).rejects.toMatchObject({
      message: expect.stringMatching(/^migrations\/0001_member\.down\.sql .*Line 2: /u) as unknown,
    })
    expect(await states()).toEqual(['0001_member applied'])
  })

  it('written in TypeScript names its line, too', async () => {
    writeModule(
      '0001_member.mjs',
      `await sql.raw(${JSON.stringify(MEMBER)}).execute(db)
  throw new Error('No members.')`,
    )
    await expect(migrateUp(await options())).rejects.toMatchObject({
      message: expect.stringMatching(/0001_member\.mjs .*Line 4: No members\./u) as unknown,
    })
    expect(await tables()).toEqual([])
  })

  it.each([
    ['a transaction of its own', 'await db.transaction().execute(async () => {})'],
    ['a controlled transaction', 'await db.startTransaction().execute()'],
    ['a session of its own', 'await db.connection().execute(async () => {})'],
    ['a commit', 'await sql`-- done\ncommit`.execute(db)'],
    ['a rollback', 'await sql`rollback work`.execute(db)'],
  ])('may not have %s', async (_, statement) => {
    writeModule(
      '0001_member.mjs',
      `await sql.raw(${JSON.stringify(MEMBER)}).execute(db)\n${statement}`,
    )
    await expect(migrateUp(await options())).rejects.toMatchObject({
      code: 'MIGRATE_TRANSACTION',
      message: expect.stringContaining('migrations/0001_member.mjs') as unknown,
    })
    expect(await tables()).toEqual([])
    expect(await states()).toEqual(['0001_member pending'])
  })

  it('may use savepoints and query builders', async () => {
    writeModule(
      '0001_member.mjs',
      `await sql\`savepoint here\`.execute(db)
       await db.schema.createTable('book').addColumn('id', 'integer').execute()
       await sql\`rollback to here\`.execute(db)
       await db.schema.createTable('member').addColumn('id', 'integer').execute()
       await db.insertInto('member').values({ id: 1 }).execute()`,
    )
    await migrateUp(await options())
    expect(await tables()).toEqual(['member'])
  })

  // SQLite takes one statement at a time, so nothing can be slipped in there.
  if (kind === 'postgres') {
    it('that slips a commit in is found out', async () => {
      writeModule('0001_member.mjs', 'await sql`select 1; commit`.execute(db)')
      const applying = migrateUp(await options())
      await expect(applying).rejects.toMatchObject({ code: 'MIGRATE_TRANSACTION' })
      expect(await states()).toEqual(['0001_member pending'])
    })
  }

  it('is applied by one of two processes; the other finds nothing to do', async () => {
    write('0001_member.sql', MEMBER)
    write('0002_book.sql', BOOK)
    const other = await openTarget()
    const both = await Promise.all([
      migrateUp(await options({ lockTimeoutMs: 10_000 })),
      migrateUp(await options({ lockTimeoutMs: 10_000, target: other })),
    ])
    await other.close()
    expect(both.map((done) => done.length).toSorted((a, b) => a - b)).toEqual([0, 2])
    expect(await states()).toEqual(['0001_member applied', '0002_book applied'])
  })

  it('is not begun after an interruption; those before it stay', async () => {
    write('0001_member.sql', MEMBER)
    write('0002_book.sql', BOOK)
    const interrupt = new AbortController()
    const log = { ...silentLogger, info: () => interrupt.abort() }
    await expect(migrateUp(await options({ log, signal: interrupt.signal }))).rejects.toThrow()
    expect(await tables()).toEqual(['member'])
    expect(await states()).toEqual(['0001_member applied', '0002_book pending'])
    expect(await migrateUp(await options())).toHaveLength(1)
  })

  it('is left alone where it is asked for again, or was never there', async () => {
    write('0001_member.sql', MEMBER)
    write('0001_member.down.sql', 'drop table member;')
    write('0002_book.sql', BOOK)
    write('0002_book.down.sql', 'drop table book;')
    await migrateUp(await options(), '0001_member')
    expect(await migrateUp(await options(), '0001_member')).toEqual([])
    expect(await migrateDown(await options(), '0002_book')).toEqual([])
    await migrateUp(await options())
    const names = (await migrateDown(await options(), '0001_member')).map(({ name }) => name)
    expect(names).toEqual(['0002_book', '0001_member'])
    expect(await tables()).toEqual([])
  })

  it('that has run asks for its status without leaving a trace', async () => {
    write('0001_member.sql', MEMBER)
    expect(await states()).toEqual(['0001_member pending'])
    const left = await target.db.introspection.getTables()
    expect(left.map(({ name }) => name)).toEqual([])
  })

  it('comes after all with a lower number, however many digits it has', async () => {
    write('10000_book.sql', BOOK)
    write('9999_member.sql', MEMBER)
    expect(await states()).toEqual(['9999_member pending', '10000_book pending'])
    const done = await migrateUp(await options())
    expect(done.map(({ name }) => name)).toEqual(['9999_member', '10000_book'])
    write('10000_book.sql', `${BOOK} -- edited`)
    expect(await states()).toEqual(['9999_member applied', '10000_book changed'])
  })

  it('that is not written yet is pending, and is not applied', async () => {
    write('0001_member.sql', '-- Members.\n/* To be written. */\n')
    expect(await states()).toEqual(['0001_member pending'])
    await expect(migrateUp(await options())).rejects.toMatchObject({ code: 'MIGRATE_EMPTY' })
    expect(await states()).toEqual(['0001_member pending'])
  })

  it('with an empty way back cannot be taken back', async () => {
    write('0001_member.sql', MEMBER)
    write('0001_member.down.sql', '-- To be written.\n')
    await migrateUp(await options())
    await expect(migrateDown(await options())).rejects.toMatchObject({
      code: 'MIGRATE_NO_DOWN',
      message: expect.stringContaining('migrations/0001_member.down.sql') as unknown,
    })
  })
})
