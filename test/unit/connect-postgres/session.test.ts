/** What only PostgreSQL does: partitions, identities, bytes that are no text, broken sessions. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postgresConnector } from '../../../src/connect/postgres/index.ts'
import type { Catalog, Table } from '../../../src/catalog/catalog.ts'
import type { ReadBatch, TargetConnection } from '../../../src/plugin/connector.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'
import { loadRows, rowsOf, type RowsRequest } from '../../support/batches.ts'

const SMALL = { batchRows: 10, batchBytes: 10_000 }

const LIBRARY = `
create table visit (id integer, day date, note text, primary key (id, day))
  partition by range (day);
create table visit_2024 partition of visit for values from ('2024-01-01') to ('2025-01-01');
create table card (id integer generated always as identity primary key, owner text,
  height numeric, doc json);
create table room (id integer primary key, code money, wing "char");
insert into room values (1, '1234.5', 'w');
create sequence desk_numbers increment by -5 start with -5;
create table desk (id integer default nextval('desk_numbers') primary key);
create table share (id integer primary key, part integer generated always as (10 / id) stored);
create table gate (id integer primary key, kind text);
insert into gate select n, case n when 3 then 'N/A' when 4 then 'maybe' else 'true' end
  from generate_series(1, 5) n;`

describe('[postgres] loading', () => {
  const database = useDatabase(() => createPostgresDatabase(LIBRARY))
  let target: TargetConnection
  let catalog: Catalog
  beforeAll(async () => {
    target = await postgresConnector.openTarget(connectionSettings('postgres', database().url))
    catalog = await target.catalog()
  })
  afterAll(async () => target.close())

  const request = (name: string, key: string[], rows: RowsRequest['rows']): RowsRequest => {
    const table = tableNamed(catalog, name)
    return { table, columns: table.columns, key, mode: 'upsert', rows }
  }

  it('counts an upsert into partitions, and refuses a row that none of them takes', async () => {
    const key = ['id', 'day']
    await target.begin()
    await loadRows(
      target,
      request('visit', key, [
        ['1', '2024-05-01', 'a'],
        ['2', '2024-05-01', 'b'],
      ]),
    )
    const rows = [
      ['1', '2024-05-01', 'a'],
      ['2', '2024-05-01', 'c'],
      ['3', '2024-05-01', 'd'],
    ]
    const counts = await loadRows(target, request('visit', key, rows))
    expect(counts).toEqual({ inserted: 1, updated: 1, unchanged: 1 })
    const outside = loadRows(target, request('visit', key, [['4', '1999-01-01', 'e']]))
    await expect(outside).rejects.toMatchObject({ name: 'LoadDataError', code: 'ROW_CHECK' })
    await target.rollback()
  })

  it('takes equal numbers that are written differently for different cells', async () => {
    await target.begin()
    await loadRows(target, request('card', ['id'], [['7', 'Ada', '1.0', '{"a": 1}']]))
    const same = await loadRows(target, request('card', ['id'], [['7', 'Ada', '1.0', '{"a": 1}']]))
    expect(same).toEqual({ inserted: 0, updated: 0, unchanged: 1 })
    const finer = await loadRows(
      target,
      request('card', ['id'], [['7', 'Ada', '1.00', '{"a": 1}']]),
    )
    expect(finer).toEqual({ inserted: 0, updated: 1, unchanged: 0 })
    const json = await loadRows(target, request('card', ['id'], [['7', 'Ada', '1.00', '{"a":1}']]))
    expect(json).toEqual({ inserted: 0, updated: 1, unchanged: 0 })
    await target.commit()
    expect(await target.setSequences(tableNamed(catalog, 'card'))).toEqual([
      { column: 'id', next: '8' },
    ])
    expect(await target.setSequences(tableNamed(catalog, 'card'))).toEqual([])
  })

  it('moves a falling sequence down, and one that no column owns', async () => {
    await target.begin()
    await loadRows(target, { ...request('desk', ['id'], [['-12'], ['4']]), mode: 'insert' })
    await target.commit()
    const set = await target.setSequences(tableNamed(catalog, 'desk'))
    expect(set).toEqual([{ column: 'id', next: '-17' }])
  })

  it('names a row that comes twice in one batch', async () => {
    await target.begin()
    const rows = [
      ['1', 'A', null, null],
      ['1', 'B', null, null],
    ]
    const twice = loadRows(target, request('card', ['id'], rows))
    await expect(twice).rejects.toMatchObject({ code: 'KEY_DUPLICATE', row: null })
    await target.rollback()
  })

  it('refuses a row that a generated column cannot be made for', async () => {
    const table = tableNamed(catalog, 'share')
    const columns = table.columns.filter((column) => !column.generated)
    await target.begin()
    const rows = [['2'], ['0']]
    const loading = loadRows(target, { table, columns, key: ['id'], mode: 'insert', rows })
    await expect(loading).rejects.toMatchObject({ code: 'VALUE_REFUSED', row: 1 })
    await target.rollback()
  })

  it('says that a column without a canonical form cannot be read', async () => {
    const table = tableNamed(catalog, 'room')
    const columns = table.columns.map((column) => ({ ...column, table }))
    const query = sql`select * from room`.compile(target.db)
    const reading = readAll(target.stream(query, columns, SMALL))
    await expect(reading).rejects.toMatchObject({ code: 'CONNECT_TYPE' })
    await expect(reading).rejects.toThrow('"code" of table "public.room" is of type money')
  })

  it('reads a column as the project declares it, what does not fit being a problem', async () => {
    const types = { 'gate.kind': { kind: 'boolean' } } as const
    const settings = connectionSettings('postgres', database().url, {
      types,
      nullTokens: { boolean: ['N/A'] },
    })
    const source = await postgresConnector.openSource(settings)
    const table = tableNamed(await source.catalog(), 'gate')
    const columns = table.columns.map((column) => ({ ...column, table }))
    const query = sql`select id, kind from gate order by id`.compile(target.db)
    const [batch] = await readAll(source.sql?.stream(query, columns, SMALL) ?? [])
    expect(batch && rowsOf(batch).map(([, kind]) => kind)).toEqual(['t', 't', null, 'maybe', 't'])
    expect(batch?.problems).toMatchObject([{ row: 3, column: 1, code: 'VALUE_INVALID_BOOLEAN' }])
    expect(batch?.nulled).toEqual(new Map([[1, 1]]))
    await source.close()
  })

  it('says so instead of waiting for ever when a session is asked while it streams', async () => {
    const table = tableNamed(catalog, 'gate')
    const columns = table.columns.map((column) => ({ ...column, table }))
    const query = sql`select id, kind from gate order by id`.compile(target.db)
    for await (const _ of target.stream(query, columns, { ...SMALL, batchRows: 1 })) {
      await expect(target.info()).rejects.toThrow('in use by a stream')
      break
    }
    expect((await target.info()).version).toMatch(/^PostgreSQL \d+\.\d+$/u)
  })

  it('is a lost connection, to be tried again, when the server ends the session', async () => {
    const other = await postgresConnector.openTarget(connectionSettings('postgres', database().url))
    const pid = sql<{ pid: string }>`select pg_backend_pid() as pid`
    const [row] = (await pid.execute(other.db)).rows
    await database().execute(`select pg_terminate_backend(${row?.pid})`)
    const asking = sql`select 1`.execute(other.db)
    await expect(asking).rejects.toMatchObject({ code: 'CONNECT_LOST', retryable: true })
    await expect(sql`select 1`.execute(other.db)).rejects.toMatchObject({ code: 'CONNECT_LOST' })
    await other.close()
  })

  it('is an error of the world when a permission, a lock or the disk is in the way', async () => {
    await target.script('create role guest; grant select on gate to guest; set role guest')
    const writing = target.script("insert into gate values (9, 'x')")
    await expect(writing).rejects.toMatchObject({ code: 'CONNECT_PERMISSION' })
    await target.script('reset role; drop owned by guest; drop role guest')
    const holder = await postgresConnector.openTarget(
      connectionSettings('postgres', database().url),
    )
    await holder.begin()
    await holder.script('lock table gate')
    await target.script("set lock_timeout = '10ms'")
    const waiting = target.script('select * from gate')
    await expect(waiting).rejects.toMatchObject({ code: 'CONNECT_BUSY', retryable: true })
    await target.script("set lock_timeout = 0; set statement_timeout = '10ms'")
    const slow = target.script('select pg_sleep(5)')
    await expect(slow).rejects.toMatchObject({ code: 'CONNECT_TIMEOUT' })
    await target.script('set statement_timeout = 0')
    const full = target.script(`do $$ begin raise sqlstate '53100'; end $$`)
    await expect(full).rejects.toMatchObject({ code: 'CONNECT_DISK_FULL', retryable: false })
    await holder.rollback()
    await holder.close()
  })
})

describe('[postgres] a database that does not check its bytes', () => {
  const database = useDatabase(async () => {
    const made = await createPostgresDatabase()
    await made.execute(
      `create database ${made.name}_ascii template template0 encoding 'SQL_ASCII' locale 'C' ` +
        "locale_provider 'libc'",
    )
    return {
      ...made,
      close: async () => {
        await made.execute(`drop database ${made.name}_ascii (force)`)
        await made.close()
      },
    }
  })

  it('gives bytes that are no UTF-8 as problems, and the rest as it is', async () => {
    const url = new URL(database().url)
    url.pathname += '_ascii'
    const settings = connectionSettings('postgres', url.href)
    const target = await postgresConnector.openTarget(settings)
    await target.script('create table old (id integer, name text, note text)')
    await target.script(String.raw`insert into old
      select id, convert_from(name, 'SQL_ASCII'), convert_from(note, 'SQL_ASCII')
      from (values (1, 'M\374ller'::bytea, 'a'::bytea), (2, 'M\303\274ller', 'b\011c'),
        (3, null, '\377\\')) v(id, name, note)`)
    const table = tableNamed(await target.catalog(), 'old')
    const columns = table.columns.map((column) => ({ ...column, table }))
    const query = sql`select * from old order by id`.compile(target.db)
    const [batch] = await readAll(target.stream(query, columns, SMALL))
    expect(batch && rowsOf(batch)).toEqual([
      ['1', String.raw`M\xfcller`, 'a'],
      ['2', 'Müller', 'b\tc'],
      ['3', null, String.raw`\xff\\`],
    ])
    expect(batch?.problems).toMatchObject([
      { row: 0, column: 1, code: 'VALUE_ENCODING' },
      { row: 2, column: 2, code: 'VALUE_ENCODING' },
    ])
    await target.close()
  })
})

async function readAll(
  batches: AsyncIterable<ReadBatch> | Iterable<ReadBatch>,
): Promise<ReadBatch[]> {
  const all: ReadBatch[] = []
  for await (const batch of batches) all.push(batch)
  return all
}

function tableNamed(catalog: Catalog, name: string): Table {
  const table = catalog.tables.find((one) => one.name === name)
  if (table === undefined) throw new Error(`no table ${name}`)
  return table
}
