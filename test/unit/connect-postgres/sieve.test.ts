import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../../src/base/cell.ts'
import type { Catalog } from '../../../src/catalog/catalog.ts'
import { postgresConnector } from '../../../src/connect/postgres/index.ts'
import type { TargetConnection } from '../../../src/plugin/connector.ts'
import type { LoadBatch, LoadRequest } from '../../../src/plugin/load.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'

const LIBRARY = `
  create table branch (id integer primary key);
  insert into branch values (1), (2);
  create table member (
    id integer primary key,
    card text unique,
    name text not null,
    branch_id integer references branch deferrable initially deferred,
    age integer constraint grown check (age >= 18),
    constraint named check (name <> 'nobody'));
  create table room (id integer primary key, floor integer, "mw_row" text,
    exclude using btree (floor with =));
  create domain shelf_mark as text check (value like '_-%');
  create table shelf (id integer primary key, mark shelf_mark);
  create table odd (id integer primary key, "$mapwright$ ' \\" text not null);
  create table visit (id integer primary key);
  create function keep() returns trigger language plpgsql as 'begin return new; end';
  create trigger keep before insert on visit for each row execute function keep();`

const GOOD: Row = ['1', 'A', 'Ada', '1', '36']
const MEMBERS: readonly Row[] = [
  GOOD,
  ['2', 'B', 'Ben', '9', '20'],
  ['3', 'A', 'Cy', '2', '20'],
  ['4', 'D', 'Dan', '2', '7'],
  ['5', null, 'nobody', null, null],
  ['6', null, null, null, null],
  ['1', 'G', 'Gil', '1', '40'],
  ['8', null, 'Hal', null, null],
]

describe('[postgres] sorting good rows from bad ones', () => {
  const database = useDatabase(() => createPostgresDatabase(LIBRARY))
  let target: TargetConnection
  let catalog: Catalog
  beforeAll(async () => {
    target = await postgresConnector.openTarget(connectionSettings('postgres', database().url))
    catalog = await target.catalog()
  })
  afterAll(async () => target.close())

  function batchFor(name: string, mode: LoadRequest['mode'], rows: readonly Row[]): LoadBatch {
    const table = catalog.tables.find((each) => each.name === name)
    if (table === undefined) throw new Error(`there is no ${name}`)
    const batch = target.startBatch({ table, columns: table.columns, key: ['id'], mode })
    for (const row of rows) batch.add(row)
    return batch
  }

  /** The outcome of a batch in a transaction of its own, and the rows that are there after it. */
  async function sort(name: string, mode: LoadRequest['mode'], ...batches: (readonly Row[])[]) {
    await target.begin()
    try {
      let good = null
      for (const rows of batches) good = await batchFor(name, mode, rows).loadGood()
      const query = target.db.selectFrom(name).select('id').orderBy('id')
      const ids = (await query.execute()).map(({ id }) => Number(id))
      const refused = good?.refused.map(({ row, code, column }) => [row, code, column])
      return { counts: good?.counts, refused, ids }
    } finally {
      await target.rollback()
    }
  }

  it('refuses each bad row for its own reason, and loads all others', async () => {
    const { counts, refused, ids } = await sort('member', 'insert', MEMBERS)
    expect(ids).toEqual([1, 8])
    expect(counts).toEqual({ inserted: 2, updated: 0, unchanged: 0 })
    expect(refused).toEqual([
      [1, 'KEY_REFERENCE', 'branch_id'],
      [2, 'KEY_DUPLICATE', 'card'],
      [3, 'ROW_CHECK', null],
      [4, 'ROW_CHECK', null],
      [5, 'VALUE_NULL', 'name'],
      [6, 'KEY_DUPLICATE', 'id'],
    ])
  })

  it('passes over what checks refuse, batch after batch, and says why', async () => {
    const bad: readonly Row[] = [
      ['10', null, 'Dan', null, '7'],
      ['11', null, 'Eve\\\t', '1', '20'],
      ['12', null, null, null, '30'],
      ['13', null, 'nobody', null, '7'],
    ]
    const good: readonly Row[] = [GOOD, ['2', 'B', 'Ben', '2', '20']]
    const worse: readonly Row[] = [
      ['20', null, 'Fay', null, '17'],
      ['21', 'A', 'Gus', null, '18'],
      ['22', null, 'Hal', null, '18'],
    ]
    const first = await sort('member', 'insert', good, bad)
    expect(first.ids).toEqual([1, 2, 11])
    expect(first.counts).toEqual({ inserted: 1, updated: 0, unchanged: 0 })
    expect(first.refused).toEqual([
      [0, 'ROW_CHECK', null],
      [2, 'VALUE_NULL', 'name'],
      [3, 'ROW_CHECK', null],
    ])
    const second = await sort('member', 'insert', bad, good, worse)
    expect(second.ids).toEqual([1, 2, 11, 22])
    expect(second.refused).toEqual([
      [0, 'ROW_CHECK', null],
      [1, 'KEY_DUPLICATE', 'card'],
    ])
  })

  it('counts what an upsert changes, and lets a row keep what is its own', async () => {
    const again: readonly Row[] = [
      GOOD,
      ['2', 'B', 'Ben', '1', '20'],
      ['3', 'C', 'Cy', '2', '20'],
      ['4', 'A', 'Dan', '2', '40'],
    ]
    const first: readonly Row[] = [GOOD, ['2', 'B', 'Benno', '1', '20']]
    const { counts, refused, ids } = await sort('member', 'upsert', first, again)
    expect(ids).toEqual([1, 2, 3])
    expect(counts).toEqual({ inserted: 1, updated: 1, unchanged: 1 })
    expect(refused).toEqual([[3, 'KEY_DUPLICATE', 'card']])
  })

  it('tries every row alone where no constraint that it knows is to blame', async () => {
    const rows: readonly Row[] = [
      ['1', '4', 'a'],
      ['2', '5', null],
      ['3', '4', 'b'],
    ]
    const { counts, refused, ids } = await sort('room', 'insert', rows)
    expect(ids).toEqual([1, 2])
    expect(counts?.inserted).toBe(2)
    expect(refused).toEqual([[2, 'ROW_CHECK', 'floor']])
  })

  it('takes a name for a name, whatever is in it', async () => {
    const { refused, ids } = await sort('odd', 'insert', [
      ['1', 'a'],
      ['2', null],
    ])
    expect({ refused, ids }).toEqual({ refused: [[1, 'VALUE_NULL', "$mapwright$ ' \\"]], ids: [1] })
  })

  it('leaves to others what its role may not do', async () => {
    const role = `${database().name}_clerk`
    await target.script(`create role ${role}; grant select, insert on member, branch to ${role};
      revoke temporary on database ${database().name} from public`)
    await target.script(`set role ${role}`)
    try {
      expect(await sort('member', 'insert', MEMBERS)).toMatchObject({ ids: [], refused: undefined })
    } finally {
      await target.script(`reset role; drop owned by ${role}; drop role ${role}`)
    }
  })

  it('leaves to others what triggers may change, and values that fit no column', async () => {
    expect(await sort('visit', 'insert', [['1']])).toMatchObject({ ids: [], refused: undefined })
    const marks: readonly Row[] = [
      ['1', 'A-7'],
      ['2', 'shelf'],
    ]
    expect(await sort('shelf', 'insert', marks)).toMatchObject({ ids: [], refused: undefined })
  })
})
