/** Migrations on real targets: applied, taken back, refused, and never half done. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { connectorOf } from '../../../src/builtin.ts'
import { silentLogger } from '../../../src/base/logger.ts'
import { migrateDown, migrateStatus, migrateUp } from '../../../src/migrate/migrate.ts'
import type { ConnectionSettings, TargetConnection } from '../../../src/plugin/connector.ts'
import { readMigrations, writeMigration } from '../../../src/project/migrations.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()
const database = useDatabase(() => createPostgresDatabase())
let sqliteFiles = 0

const TARGETS: readonly (readonly [string, () => ConnectionSettings])[] = [
  [
    'sqlite',
    () => connectionSettings('sqlite', path.join(folder, `library${(sqliteFiles += 1)}.sqlite`)),
  ],
  ['postgres', () => connectionSettings('postgres', database().url)],
]

async function tables(target: TargetConnection): Promise<string[]> {
  return (await target.catalog()).tables.map((table) => table.name)
}

describe.each(TARGETS)('[%s] migrations', (kind, settingsOf) => {
  const directory = path.join(folder, kind)
  const open: TargetConnection[] = []
  let settings: ConnectionSettings

  beforeEach(async () => {
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(path.join(directory, 'migrations'), { recursive: true })
    settings = settingsOf()
    if (kind !== 'postgres') return
    await database().execute('drop schema if exists mapwright cascade')
    await database().execute('drop table if exists member, book')
  })

  afterAll(async () => {
    for (const target of open) await target.close()
  })

  function write(name: string, text: string): void {
    writeFileSync(path.join(directory, 'migrations', name), text)
  }

  async function session(): Promise<TargetConnection> {
    const target = await connectorOf(settings.kind).openTarget(settings)
    open.push(target)
    return target
  }

  async function options(target: TargetConnection, lockTimeoutMs = 0) {
    const { value: files, diagnostics } = await readMigrations(directory)
    if (files === undefined) throw new Error(JSON.stringify(diagnostics))
    return { target, files, log: silentLogger, now: () => new Date(), lockTimeoutMs }
  }

  async function states(target: TargetConnection): Promise<string[]> {
    return (await migrateStatus(await options(target))).map(({ name, state }) => `${name} ${state}`)
  }

  it('applies what is pending in order, once, and takes the last back', async () => {
    write('0001_member.sql', 'create table member (id integer primary key);')
    write('0001_member.down.sql', 'drop table member;')
    write('0002_book.sql', 'create table book (id integer primary key);')
    write('0002_book.down.sql', 'drop table book;')
    const target = await session()
    expect(await states(target)).toEqual(['0001_member pending', '0002_book pending'])
    const done = await migrateUp(await options(target))
    expect(done.map(({ name }) => name)).toEqual(['0001_member', '0002_book'])
    expect(await migrateUp(await options(target))).toEqual([])
    expect(await tables(target)).toEqual(['book', 'member'])
    expect(await migrateDown(await options(target))).toMatchObject([{ name: '0002_book' }])
    expect(await tables(target)).toEqual(['member'])
    expect(await states(target)).toEqual(['0001_member applied', '0002_book pending'])
  })

  it('stops after the migration that is named', async () => {
    write('0001_member.sql', 'create table member (id integer primary key);')
    write('0002_book.sql', 'create table book (id integer primary key);')
    const target = await session()
    await migrateUp(await options(target), '0001_member')
    expect(await states(target)).toEqual(['0001_member applied', '0002_book pending'])
    await expect(migrateUp(await options(target), '0009_x')).rejects.toMatchObject({
      code: 'MIGRATE_UNKNOWN',
    })
  })

  it('leaves nothing of a migration that fails, not even its history row', async () => {
    write('0001_member.sql', 'create table member (id integer primary key);\ninsert into nowhere;')
    const target = await session()
    await expect(migrateUp(await options(target))).rejects.toMatchObject({
      code: 'MIGRATE_FAILED',
      message: expect.stringContaining('migrations/0001_member.sql') as unknown,
    })
    expect(await tables(target)).toEqual([])
    expect(await states(target)).toEqual(['0001_member pending'])
  })

  it('does not let a migration end its own transaction', async () => {
    write('0001_member.sql', 'create table member (id integer primary key);\ncommit;')
    const target = await session()
    await expect(migrateUp(await options(target))).rejects.toMatchObject({ code: 'MIGRATE_FAILED' })
    expect(await tables(target)).toEqual([])
  })

  it('refuses an edited, a missing and a late migration, and says which', async () => {
    write('0002_book.sql', 'create table book (id integer primary key);')
    const target = await session()
    await migrateUp(await options(target))
    write('0002_book.sql', 'create table book (id integer primary key, title text);')
    await expect(migrateUp(await options(target))).rejects.toMatchObject({
      code: 'MIGRATE_CHANGED',
    })
    write('0002_book.sql', 'create table book (id integer primary key);')
    write('0001_member.sql', 'create table member (id integer primary key);')
    await expect(migrateUp(await options(target))).rejects.toMatchObject({ code: 'MIGRATE_LATE' })
    rmSync(path.join(directory, 'migrations', '0001_member.sql'))
    rmSync(path.join(directory, 'migrations', '0002_book.sql'))
    await expect(migrateUp(await options(target))).rejects.toMatchObject({ code: 'MIGRATE_GONE' })
  })

  it('has one checksum for both kinds of line ends', async () => {
    write('0001_member.sql', 'create table member (\n  id integer primary key\n);\n')
    const target = await session()
    await migrateUp(await options(target))
    write('0001_member.sql', 'create table member (\r\n  id integer primary key\r\n);\r\n')
    expect(await migrateUp(await options(target))).toEqual([])
  })

  it('waits for another process no longer than it is told', async () => {
    write('0001_member.sql', 'create table member (id integer primary key);')
    const [target, other] = [await session(), await session()]
    expect(await other.tryLock('mapwright.migrate')).toBe(true)
    await expect(migrateUp(await options(target))).rejects.toMatchObject({ code: 'MIGRATE_LOCKED' })
    await other.unlock('mapwright.migrate')
    expect(await migrateUp(await options(target))).toHaveLength(1)
  })

  it('runs migrations written in TypeScript', async () => {
    write(
      '0001_member.ts',
      `import type { Kysely } from 'kysely'
       export async function up(db: Kysely<unknown>): Promise<void> {
         await db.schema.createTable('member').addColumn('id', 'integer').execute()
       }
       export async function down(db: Kysely<unknown>): Promise<void> {
         await db.schema.dropTable('member').execute()
       }`,
    )
    const target = await session()
    await migrateUp(await options(target))
    expect(await tables(target)).toEqual(['member'])
    await migrateDown(await options(target))
    expect(await tables(target)).toEqual([])
  })

  it('says what a module lacks, and what has no way back', async () => {
    write('0001_member.ts', 'export const oops = 1')
    const target = await session()
    await expect(migrateUp(await options(target))).rejects.toMatchObject({ code: 'MIGRATE_MODULE' })
    rmSync(path.join(directory, 'migrations', '0001_member.ts'))
    write('0001_member.sql', 'create table member (id integer primary key);')
    await migrateUp(await options(target))
    await expect(migrateDown(await options(target))).rejects.toMatchObject({
      code: 'MIGRATE_NO_DOWN',
    })
    expect(await tables(target)).toEqual(['member'])
  })
})

describe('the folder of migrations', () => {
  const directory = path.join(folder, 'names')

  beforeEach(() => {
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(path.join(directory, 'migrations'), { recursive: true })
  })

  async function codesOf(files: Readonly<Record<string, string>>): Promise<string[]> {
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(path.join(directory, 'migrations', name), text)
    }
    return (await readMigrations(directory)).diagnostics.map(({ code }) => code)
  }

  it('refuses names, numbers and contents that would mislead', async () => {
    expect(await codesOf({ 'first.sql': 'select 1' })).toEqual(['PROJECT_MIGRATION_NAME'])
    expect(await codesOf({ 'first.sql': '', '0001_a.down.sql': 'x' })).toEqual([
      'PROJECT_MIGRATION_DOWN_ALONE',
      'PROJECT_MIGRATION_NAME',
    ])
  })

  it('refuses an empty file and a number that is taken', async () => {
    expect(await codesOf({ '0001_a.sql': ' \n' })).toEqual(['PROJECT_MIGRATION_EMPTY'])
    expect(await codesOf({ '0001_a.sql': 'x', '0001_b.sql': 'x' })).toEqual([
      'PROJECT_MIGRATION_NUMBER',
    ])
  })

  it('refuses what would be passed over without a word', async () => {
    mkdirSync(path.join(directory, 'migrations', '0002_folder.sql'))
    const latin = Buffer.from("insert into member values ('Zo\xeb')", 'latin1')
    writeFileSync(path.join(directory, 'migrations', '0003_latin.sql'), latin)
    expect(await codesOf({ '0001_a.sql': 'x', '0001_a.down.ts': 'x' })).toEqual([
      'PROJECT_MIGRATION_NAME',
      'PROJECT_MIGRATION_NAME',
      'PROJECT_ENCODING',
    ])
  })

  it('writes the next one with its way back', async () => {
    writeFileSync(path.join(directory, 'migrations', '0007_a.sql'), 'x')
    const { value = [] } = await readMigrations(directory)
    expect(await writeMigration(directory, 'Add a due date!', value)).toEqual([
      'migrations/0008_add_a_due_date.sql',
      'migrations/0008_add_a_due_date.down.sql',
    ])
  })
})
