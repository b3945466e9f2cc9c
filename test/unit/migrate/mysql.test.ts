/** MySQL commits a change of the schema at once: what a migration may be, and what it leaves. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLogger } from '../../../src/base/logger.ts'
import { mysqlConnector } from '../../../src/connect/mysql/index.ts'
import {
  migrateDown,
  migrateStatus,
  migrateUp,
  type MigrateOptions,
} from '../../../src/migrate/migrate.ts'
import type { TargetConnection } from '../../../src/plugin/connector.ts'
import { readMigrations } from '../../../src/project/migrations.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createMariadbDatabase, mariadbUrl, useDatabase } from '../../support/databases.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()
const MEMBER = 'create table member (id int primary key, name text)'

describe.skipIf((await mariadbUrl()) === null)('[mysql] a migration', () => {
  const database = useDatabase(() => createMariadbDatabase())
  let target: TargetConnection

  beforeEach(async () => {
    rmSync(path.join(folder, 'migrations'), { recursive: true, force: true })
    mkdirSync(path.join(folder, 'migrations'))
    await database().execute('drop table if exists mapwright_migration, member, book')
    target = await mysqlConnector.openTarget(connectionSettings('mysql', database().url))
  })
  afterEach(() => target.close())

  function write(name: string, text: string): void {
    writeFileSync(path.join(folder, 'migrations', name), text)
  }

  async function options(): Promise<MigrateOptions> {
    const { value: files, diagnostics } = await readMigrations(folder)
    if (files === undefined) throw new Error(JSON.stringify(diagnostics))
    return { target, files, log: silentLogger, now: () => new Date(), lockTimeoutMs: 0 }
  }

  async function states(): Promise<string[]> {
    return (await migrateStatus(await options())).map(({ name, state }) => `${name} ${state}`)
  }

  async function tables(): Promise<string[]> {
    const open = await mysqlConnector.openSource(connectionSettings('mysql', database().url))
    const { tables: found } = await open.catalog()
    await open.close()
    return found.map(({ name }) => name)
  }

  it('of one change of the schema is applied, and taken back', async () => {
    write('0001_member.sql', `-- Who borrows.\n${MEMBER};`)
    write('0001_member.down.sql', 'drop table member;')
    expect(await migrateUp(await options())).toHaveLength(1)
    expect(await states()).toEqual(['0001_member applied'])
    expect(await tables()).toEqual(['member'])
    expect(await migrateDown(await options())).toHaveLength(1)
    expect(await states()).toEqual(['0001_member pending'])
    expect(await tables()).toEqual([])
  })

  it('of several is refused before the first of them is done', async () => {
    write('0001_two.sql', `${MEMBER};\n\ncreate table book (id int);`)
    await expect(migrateUp(await options())).rejects.toMatchObject({
      code: 'MIGRATE_FAILED',
      message: expect.stringMatching(
        /0001_two\.sql .*Line 1: MySQL commits CREATE TABLE/u,
      ) as unknown,
    })
    expect(await tables()).toEqual([])
    expect(await states()).toEqual(['0001_two pending'])
  })

  it('that the server refuses leaves no trace', async () => {
    write('0001_member.sql', 'create table member (id nothing);')
    await expect(migrateUp(await options())).rejects.toMatchObject({ code: 'MIGRATE_FAILED' })
    expect(await states()).toEqual(['0001_member pending'])
    write('0001_member.sql', MEMBER)
    write('0001_member.down.sql', 'drop table visitor;')
    await migrateUp(await options())
    await expect(migrateDown(await options())).rejects.toMatchObject({ code: 'MIGRATE_FAILED' })
    expect(await states()).toEqual(['0001_member applied'])
  })

  it('of rows is one transaction', async () => {
    await database().execute(MEMBER)
    write('0001_rows.sql', "insert into member values (1, 'a;b');\ninsert into nowhere values (1);")
    await expect(migrateUp(await options())).rejects.toMatchObject({
      message: expect.stringMatching(/Line 2: .*nowhere/u) as unknown,
    })
    expect(await database().execute('select * from member')).toEqual([])
    write('0001_rows.sql', "insert into member values (1, 'a;b');\nupdate member set id = 2;")
    await migrateUp(await options())
    expect(await database().execute('select * from member')).toEqual([{ id: 2, name: 'a;b' }])
  })

  it.each([
    [
      'the query builder',
      `await db.schema.createTable('book').addColumn('id', 'integer').execute()`,
    ],
    ['a statement', 'await sql`create table book (id int)`.execute(db)'],
  ])('written in TypeScript changes rows, and no schema by %s', async (_, change) => {
    await database().execute(MEMBER)
    write(
      '0001_rows.mjs',
      `import { sql } from 'kysely'
       export async function up(db) {
         await db.insertInto('member').values({ id: 1 }).execute()
         ${change}
       }`,
    )
    await expect(migrateUp(await options())).rejects.toMatchObject({ code: 'MIGRATE_TRANSACTION' })
    expect(await database().execute('select * from member')).toEqual([])
    expect(await tables()).toEqual(['member'])
    expect(await states()).toEqual(['0001_rows pending'])
  })

  it('that is broken off is found unfinished, and stops the rest until it is settled', async () => {
    const { rows } = await sql<{ id: string }>`select connection_id() as id`.execute(target.db)
    write('0001_member.sql', 'create table member as select sleep(20) as id')
    const migrating = expect(migrateUp(await options())).rejects.toMatchObject({
      code: 'MIGRATE_UNFINISHED',
      message: expect.stringMatching(/^migrations\/0001_member\.sql was broken off/u) as unknown,
    })
    const busy = `select 1 from information_schema.processlist where id = ${rows[0]?.id}
      and info like 'create table member%'`
    while ((await database().execute(busy)).length === 0);
    await database().execute(`kill ${rows[0]?.id}`)
    await migrating
    target = await mysqlConnector.openTarget(connectionSettings('mysql', database().url))
    expect(await states()).toEqual(['0001_member unfinished'])
    await expect(migrateUp(await options())).rejects.toMatchObject({ code: 'MIGRATE_UNFINISHED' })
    await database().execute('delete from mapwright_migration')
    expect(await states()).toEqual(['0001_member pending'])
  })
})
