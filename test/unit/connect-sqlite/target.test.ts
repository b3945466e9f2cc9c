/** Writing to a SQLite file: exact counts, exact rows, transactions, scripts, locks, sequences. */
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import type { Row } from '../../../src/base/cell.ts'
import type { Column } from '../../../src/catalog/catalog.ts'
import { sqliteConnector } from '../../../src/connect/sqlite/index.ts'
import type { TargetConnection } from '../../../src/plugin/connector.ts'
import type { LoadCounts } from '../../../src/plugin/load.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { sqliteFile, sqliteValues } from '../../support/sqlite-file.ts'
import { useTempFolder } from '../../support/temp-folder.ts'
import { loadRows, type RowsRequest } from '../../support/batches.ts'

const folder = useTempFolder()
const opened: TargetConnection[] = []

afterEach(async () => {
  for (const target of opened.splice(0)) await target.close()
})

const SCHEMA = `
  create table branch (id integer primary key, name text);
  create table member (
    id integer primary key,
    email text not null collate nocase unique,
    loans integer check (loans >= 0),
    branch integer references branch,
    fee numeric(20,2));
  insert into branch values (1, 'Centre');`

async function open(script = SCHEMA): Promise<{ target: TargetConnection; file: string }> {
  const file = sqliteFile(folder, script)
  return { target: await openAgain(file), file }
}

async function openAgain(file: string): Promise<TargetConnection> {
  const target = await sqliteConnector.openTarget(connectionSettings('sqlite', file))
  opened.push(target)
  return target
}

async function request(
  target: TargetConnection,
  rows: readonly Row[],
  changes: Partial<RowsRequest> = {},
): Promise<RowsRequest> {
  const catalog = await target.catalog()
  const name = changes.table?.name ?? 'member'
  const columns: readonly Column[] =
    catalog.tables.find((each) => each.name === name)?.columns ?? []
  return { table: { schema: null, name }, columns, key: ['id'], mode: 'upsert', rows, ...changes }
}

async function load(
  target: TargetConnection,
  rows: readonly Row[],
  changes: Partial<RowsRequest> = {},
): Promise<LoadCounts> {
  const wanted = await request(target, rows, changes)
  await target.begin()
  try {
    const counts = await loadRows(target, wanted)
    await target.commit()
    return counts
  } catch (error) {
    await target.rollback()
    throw error
  }
}

const ADA = ['1', 'ada@library.example', '2', '1', '0.50']
const BEN = ['2', 'ben@library.example', null, null, '12.00']

describe('an upsert', () => {
  it('counts what it inserted, updated and left as it was', async () => {
    const { target, file } = await open()
    expect(await load(target, [ADA, BEN])).toEqual({ inserted: 2, updated: 0, unchanged: 0 })
    const changed = [ADA, ['2', 'ben@library.example', '0', null, '12.00'], ['3', 'cy', ...'000']]
    changed[2] = ['3', 'cy@library.example', '0', '1', null] as string[]
    expect(await load(target, changed)).toEqual({ inserted: 1, updated: 1, unchanged: 1 })
    expect(sqliteValues(file, 'select loans from member order by id')).toEqual([2, 0, 0])
  })

  it('sees a change that the collation does not', async () => {
    const { target, file } = await open()
    await load(target, [ADA])
    const louder = [['1', 'ADA@library.example', ...ADA.slice(2)]]
    expect(await load(target, louder)).toEqual({ inserted: 0, updated: 1, unchanged: 0 })
    expect(sqliteValues(file, 'select email from member')).toEqual(['ADA@library.example'])
  })

  it('of nothing but the key leaves rows alone', async () => {
    const { target } = await open()
    const [id] =
      (await target.catalog()).tables.find(({ name }) => name === 'branch')?.columns ?? []
    const columns = id === undefined ? [] : [id]
    const table = { schema: null, name: 'branch' }
    const counts = await load(target, [['1'], ['2']], { table, columns })
    expect(counts).toEqual({ inserted: 1, updated: 0, unchanged: 1 })
  })

  it('wipes nothing that it does not feed', async () => {
    const { target, file } = await open()
    await load(target, [ADA])
    const { columns } = await request(target, [])
    const fed = columns.filter(({ name }) => name === 'id' || name === 'email')
    await load(target, [['1', 'ada@example.org']], { columns: fed })
    expect(sqliteValues(file, 'select loans from member')).toEqual([2])
  })
})

describe('a row that the target refuses', () => {
  it.each<[what: string, row: Row, code: string, column: string | null]>([
    [
      'an email that is there',
      ['7', 'ADA@library.example', '0', null, null],
      'KEY_DUPLICATE',
      'email',
    ],
    ['no email', ['7', null, '0', null, null], 'VALUE_NULL', 'email'],
    ['no key', [null, 'x', '0', null, null], 'VALUE_NULL', 'id'],
    ['loans below zero', ['7', 'x', '-1', null, null], 'ROW_CHECK', null],
    ['a branch that is not there', ['7', 'x', '0', '9', null], 'KEY_REFERENCE', null],
    [
      'a fee it cannot hold',
      ['7', 'x', '0', null, '12345678901234567.89'],
      'VALUE_NOT_EXACT',
      'fee',
    ],
  ])('is named: %s', async (_what, row, code, column) => {
    const { target, file } = await open()
    for (const mode of ['insert', 'upsert'] as const) {
      const loading = load(target, [ADA, BEN, row, ['8', 'y', '0', null, null]], { mode })
      await expect(loading).rejects.toMatchObject({ name: 'LoadDataError', code, column, row: 2 })
    }
    expect(sqliteValues(file, 'select count(*) from member')).toEqual([0])
  })

  it('by a trigger, a strict table or its key twice is named too', async () => {
    const { target } = await open(`
      create table shelf (id integer primary key, room integer) strict;
      create trigger full before insert on shelf when new.room > 3
        begin select raise(abort, 'the room is full'); end;`)
    const table = { schema: null, name: 'shelf' }
    const twice = load(
      target,
      [
        ['1', '1'],
        ['1', '2'],
      ],
      { table, mode: 'insert' },
    )
    await expect(twice).rejects.toMatchObject({ code: 'KEY_DUPLICATE', column: 'id', row: 1 })
    const full = load(target, [['1', '4']], { table })
    await expect(full).rejects.toMatchObject({ code: 'ROW_TRIGGER', message: 'the room is full' })
    const { columns } = await request(target, [], { table })
    const asText = columns.map((column) => ({ ...column, native: 'text' }))
    const strict = load(target, [['1', 'attic']], {
      table,
      columns: asText.slice(0, 2),
      mode: 'insert',
    })
    await expect(strict).rejects.toMatchObject({ code: 'VALUE_TYPE', row: 0 })
  })

  it('takes nothing of a batch that it refuses, and keeps what was there', async () => {
    const { target, file } = await open()
    await target.begin()
    await loadRows(target, await request(target, [ADA]))
    await expect(
      loadRows(target, await request(target, [BEN, BEN], { mode: 'insert' })),
    ).rejects.toThrow()
    await target.commit()
    expect(sqliteValues(file, 'select id from member')).toEqual([1])
  })
})

it('checks deferred references before they could fail at the commit', async () => {
  const { target } = await open(`
    create table member (id integer primary key,
      sponsor integer references member deferrable initially deferred);`)
  await target.begin()
  const missing = { name: 'LoadDataError', code: 'KEY_REFERENCE', row: null }
  const loading = loadRows(target, await request(target, [['1', '2']]))
  await expect(loading).rejects.toMatchObject(missing)
  await target.script('insert into member values (1, 2)')
  await expect(target.commit()).rejects.toMatchObject(missing)
  await loadRows(target, await request(target, [['2', null]]))
  await target.commit()
})

it('finds rows by bound cells of every type', async () => {
  const { target } = await open()
  await load(target, [ADA, BEN])
  const { columns } = await request(target, [])
  for (const [index, column] of columns.entries()) {
    const value = target.parameter(ADA[index] ?? null, {
      ...column,
      table: { schema: null, name: 'member' },
    })
    const query = target.db.selectFrom('member').select('id').where(column.name, '=', value)
    expect(await query.execute()).toEqual([{ id: 1 }])
  }
})

describe('a transaction', () => {
  it('keeps other writers out, and says that they may try again', async () => {
    const { target, file } = await open()
    await target.begin()
    const other = new DatabaseSync(file, { timeout: 0 })
    expect(() => other.exec('begin immediate')).toThrow('locked')
    other.close()
    await target.rollback()
    await target.rollback()
  })

  it('goes back when it is rolled back, ledger and rows alike', async () => {
    const { target, file } = await open()
    await target.begin()
    await target.db.schema.createTable('run').addColumn('id', 'integer').execute()
    await loadRows(target, await request(target, [ADA]))
    await target.rollback()
    expect(sqliteValues(file, "select name from sqlite_schema where name = 'run'")).toEqual([])
    expect(sqliteValues(file, 'select id from member')).toEqual([])
  })
})

describe('a script', () => {
  it('runs statement by statement, and names the line of the one that fails', async () => {
    const { target, file } = await open()
    const running = target.script(
      "insert into branch values (5, 'a;b');\n\n-- no\ninsert into x values (1);",
    )
    await expect(running).rejects.toMatchObject({ code: 'CONNECT_SCRIPT' })
    await expect(running).rejects.toThrow('Line 4: no such table: x.')
    expect(sqliteValues(file, 'select name from branch where id = 5')).toEqual(['a;b'])
  })

  it('cannot end the transaction it runs in', async () => {
    const { target, file } = await open()
    await target.begin()
    const running = target.script('delete from branch;\ncommit;')
    await expect(running).rejects.toThrow('Line 2: COMMIT would end the transaction')
    await target.rollback()
    expect(sqliteValues(file, 'select id from branch')).toEqual([1])
  })
})

it('holds a lock against other sessions until it is given back or the session ends', async () => {
  const { target, file } = await open()
  const other = await openAgain(file)
  expect(await target.tryLock('migrate')).toBe(true)
  expect(await target.tryLock('migrate')).toBe(true)
  expect(await other.tryLock('migrate')).toBe(false)
  expect(await other.tryLock('run/1')).toBe(true)
  await target.unlock('migrate')
  expect(await other.tryLock('migrate')).toBe(true)
  await other.close()
  expect(await target.tryLock('migrate')).toBe(true)
})

it('moves the sequence of an AUTOINCREMENT column, and no other', async () => {
  const { target, file } = await open(`
    create table ticket (id integer primary key autoincrement, title text);
    create table card (id integer primary key, title text);
    insert into card values (9, 'x');`)
  const ticket = { schema: null, name: 'ticket' }
  expect(await target.setSequences(ticket)).toEqual([{ column: 'id', next: '1' }])
  await load(target, [['41', 'A']], { table: ticket })
  expect(await target.setSequences(ticket)).toEqual([{ column: 'id', next: '42' }])
  await target.script("delete from ticket; insert into ticket (title) values ('B')")
  expect(sqliteValues(file, 'select id from ticket')).toEqual([42])
  expect(await target.setSequences({ schema: null, name: 'card' })).toEqual([])
})

it('makes the file where there is none, but no folder', async () => {
  const target = await openAgain(`${folder}/new.sqlite`)
  expect(await target.info()).toMatchObject({ readOnly: false })
  await expect(openAgain(`${folder}/none/new.sqlite`)).rejects.toMatchObject({
    code: 'CONNECT_FILE_MISSING',
  })
})
