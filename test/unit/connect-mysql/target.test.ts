/** Writing to MySQL: exact counts whatever the collation, all or nothing, scripts, locks, files. */
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import type { Row } from '../../../src/base/cell.ts'
import { mysqlConnector } from '../../../src/connect/mysql/index.ts'
import type { TargetConnection } from '../../../src/plugin/connector.ts'
import type { LoadCounts } from '../../../src/plugin/load.ts'
import { loadRows, type RowsRequest } from '../../support/batches.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createMariadbDatabase, mariadbUrl, useDatabase } from '../../support/databases.ts'

const SCHEMA = `
  create table member (
    id int auto_increment primary key, email varchar(40) not null unique, fee decimal(6,2),
    shout varchar(50) as (upper(email)) stored, at timestamp not null default current_timestamp);
  create table card (code varchar(10) primary key, owner varchar(20));
  create table area (id int primary key, parent int, foreign key (parent) references area (id));
  create table pile (id int primary key) engine = MyISAM;`

/** Enough for LOAD DATA. */
const MANY = 300

describe.skipIf((await mariadbUrl()) === null)('[mysql] a target', () => {
  const database = useDatabase(() => createMariadbDatabase(SCHEMA))
  const opened: TargetConnection[] = []

  afterEach(async () => {
    for (const target of opened.splice(0)) await target.close()
    await database().execute('delete from area where parent is not null')
    await database().execute('delete from member; delete from card; delete from area')
  })

  async function open(): Promise<TargetConnection> {
    const target = await mysqlConnector.openTarget(connectionSettings('mysql', database().url))
    opened.push(target)
    return target
  }

  async function request(
    target: TargetConnection,
    name: string,
    names: readonly string[],
    rows: readonly Row[],
    mode: RowsRequest['mode'] = 'upsert',
  ): Promise<RowsRequest> {
    const { tables } = await target.catalog()
    const known = tables.find((table) => table.name === name)?.columns ?? []
    const columns = names.flatMap((each) => known.filter((column) => column.name === each))
    const key = name === 'card' ? ['code'] : ['id']
    return { table: { schema: null, name }, columns, key, mode, rows }
  }

  async function load(
    target: TargetConnection,
    ...wanted: Parameters<typeof request> extends [unknown, ...infer Rest] ? Rest : never
  ): Promise<LoadCounts> {
    await target.begin()
    try {
      const counts = await loadRows(target, await request(target, ...wanted))
      await target.commit()
      return counts
    } catch (error) {
      await target.rollback()
      throw error
    }
  }

  const MEMBER = ['id', 'email', 'fee'] as const
  const members = (count: number): Row[] =>
    Array.from({ length: count }, (_, n) => [String(n), `m${n}@library.example`, '1.50'])

  it('keeps a key of 0, and computes what is computed', async () => {
    const target = await open()
    await load(target, 'member', MEMBER, members(1))
    expect(await database().execute('select id, shout from member')).toEqual([
      { id: 0, shout: 'M0@LIBRARY.EXAMPLE' },
    ])
  })

  it('sees a change that the collation does not', async () => {
    const target = await open()
    await load(target, 'card', ['code', 'owner'], [['a', 'ada']])
    const counts = await load(target, 'card', ['code', 'owner'], [['a', 'Ada ']])
    expect(counts).toEqual({ inserted: 0, updated: 1, unchanged: 0 })
    expect(await database().execute('select owner from card')).toEqual([{ owner: 'Ada ' }])
  })

  it.each(['A', 'a '])('takes the key "%s" for another than "a", which it is not', async (code) => {
    const target = await open()
    await load(target, 'card', ['code'], [['a']])
    const folded = { name: 'LoadDataError', code: 'KEY_DUPLICATE', column: 'code' }
    for (const mode of ['insert', 'upsert'] as const) {
      await expect(load(target, 'card', ['code'], [[code]], mode)).rejects.toMatchObject(folded)
      const both = load(target, 'card', ['code'], [['b'], [code], ['c']], mode)
      await expect(both).rejects.toMatchObject(folded)
      const twice = load(target, 'card', ['code'], [['d'], [code.replace('a', 'd')], ['D']], mode)
      await expect(twice).rejects.toMatchObject(folded)
    }
    expect(await database().execute('select code from card')).toEqual([{ code: 'a' }])
  })

  it('counts exactly what one batch inserts, updates and leaves', async () => {
    const target = await open()
    const rows = members(MANY)
    expect(await load(target, 'member', MEMBER, rows)).toMatchObject({ inserted: MANY })
    const changed = [...rows.slice(0, 100), ...rows.slice(100).map(([id, email]) => [id, email])]
      .map((row) => [row[0] ?? null, row[1] ?? null, row[2] ?? null])
      .concat([['9999', 'new@library.example', null]])
    const counts = await load(target, 'member', MEMBER, changed)
    expect(counts).toEqual({ inserted: 1, updated: 200, unchanged: 100 })
  })

  it.each(['insert', 'upsert'] as const)('names the bad row among many by %s', async (mode) => {
    const target = await open()
    const bad: readonly (readonly [row: Row, code: string, column: string, row: number | null])[] =
      [
        [['5000', 'a'.repeat(41), null], 'VALUE_TOO_LONG', 'email', 200],
        [['5000', null, null], 'VALUE_NULL', 'email', 200],
        [[null, 'x', null], 'VALUE_NULL', 'id', 200],
        [['5000', 'x', '10000.00'], 'VALUE_OUT_OF_RANGE', 'fee', 200],
        [['5000', 'M7@library.example', null], 'KEY_DUPLICATE', 'email', null],
      ]
    for (const [row, code, column, at] of bad) {
      const rows = [...members(200), row, ...members(MANY).slice(200)]
      const loading = load(target, 'member', MEMBER, rows, mode)
      await expect(loading, code).rejects.toMatchObject({ code, column, row: at })
    }
    expect(await database().execute('select count(*) as n from member')).toEqual([{ n: 0 }])
  })

  it.each(['insert', 'upsert'] as const)(
    'loads parents before their children by %s',
    async (mode) => {
      const target = await open()
      const rows = Array.from({ length: MANY }, (_, n): Row => [
        String(1000 - n),
        n === 0 ? null : String(1001 - n),
      ])
      const counts = await load(target, 'area', ['id', 'parent'], rows, mode)
      expect(counts.inserted).toBe(MANY)
      const orphan = load(target, 'area', ['id', 'parent'], [['1', '2']], mode)
      await expect(orphan).rejects.toMatchObject({ code: 'KEY_REFERENCE', column: 'parent' })
    },
  )

  it('loads no table that could not be rolled back', async () => {
    const target = await open()
    const loading = load(target, 'pile', ['id'], [['1']])
    await expect(loading).rejects.toMatchObject({ code: 'CONNECT_ENGINE' })
    expect(await database().execute('select * from pile')).toEqual([])
  })

  it('does not say of a transaction that the server ended that it was committed', async () => {
    const target = await open()
    await target.begin()
    await loadRows(target, await request(target, 'card', ['code'], [['a']]))
    await sql`create table desk (id int)`.execute(target.db)
    await expect(target.commit()).rejects.toMatchObject({ code: 'CONNECT_TRANSACTION' })
    await target.rollback()
    await database().execute('drop table desk')
  })

  it('says of a session lost before its commit that it was, so that it is retried', async () => {
    const target = await open()
    await target.begin()
    await loadRows(target, await request(target, 'card', ['code'], [['a']]))
    const found = await sql<{ id: string }>`select connection_id() as id`.execute(target.db)
    await database().execute(`kill ${found.rows[0]?.id}`)
    await expect(target.commit()).rejects.toMatchObject({ code: 'CONNECT_LOST', retryable: true })
    expect(await database().execute('select code from card')).toEqual([])
  })

  it('takes rows of any length, and refuses one that the server would not take', async () => {
    const target = await open()
    await target.script('create table scroll (id int primary key, text longtext)')
    const long = 'x'.repeat(9_000_000)
    await load(
      target,
      'scroll',
      ['id', 'text'],
      [
        ['1', long],
        ['2', long],
        ['3', long],
      ],
      'insert',
    )
    const found = await database().execute('select sum(length(text)) as n from scroll')
    expect(found).toEqual([{ n: String(3 * long.length) }])
    const tooLong = load(
      target,
      'scroll',
      ['id', 'text'],
      [
        ['4', 'y'],
        ['5', long + long],
      ],
    )
    await expect(tooLong).rejects.toMatchObject({ code: 'VALUE_TOO_LONG', row: 1 })
    await target.script('drop table scroll')
  })

  it('gives the server no file, whatever it asks for', async () => {
    const target = await open()
    const asking = sql`load data local infile '/etc/hostname' into table card`.execute(target.db)
    await expect(asking).rejects.toThrow()
    expect(await database().execute('select * from card')).toEqual([])
  })

  it('runs bodies of triggers, and what ends a transaction only outside of one', async () => {
    const target = await open()
    await target.script(`
      # a comment; with a semicolon
      delimiter //
      create trigger stamp before update on card for each row begin
        set new.owner = 'a;b'; set new.owner = concat(new.owner, "c"); end //
      delimiter ;
      insert into card values ('k', null); -- and; another
      update card set owner = 'x' /* ; */ where code = 'k'`)
    expect(await database().execute('select owner from card')).toEqual([{ owner: 'a;bc' }])
    await target.script('drop trigger stamp')
    await target.begin()
    for (const ending of ['commit', 'truncate table card', 'alter table card add x int']) {
      const running = target.script(`delete from card;\n${ending}`)
      await expect(running).rejects.toThrow(/^Line 2: .* would end the transaction/u)
    }
    await target.rollback()
    expect(await database().execute('select code from card')).toEqual([{ code: 'k' }])
  })

  it('keeps a lock to its own database', async () => {
    const [target, other] = [await open(), await open()]
    expect(await target.tryLock('run')).toBe(true)
    expect(await target.tryLock('run')).toBe(true)
    const elsewhere = await createMariadbDatabase()
    const apart = await mysqlConnector.openTarget(connectionSettings('mysql', elsewhere.url))
    expect(await apart.tryLock('run')).toBe(true)
    await apart.close()
    await elsewhere.close()
    await target.unlock('run')
    expect(await other.tryLock('run')).toBe(true)
  })
})
