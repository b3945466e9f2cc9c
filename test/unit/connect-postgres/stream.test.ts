/** Rows that go in without a stop: all of them, or none and a session that goes on. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import type { Row } from '../../../src/base/cell.ts'
import type { Catalog } from '../../../src/catalog/catalog.ts'
import { postgresConnector } from '../../../src/connect/postgres/index.ts'
import type { TargetConnection } from '../../../src/plugin/connector.ts'
import type { LoadRequest, LoadStream } from '../../../src/plugin/load.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'

const SCHEMA = `
  create table shelf (id integer primary key, label text check (label <> 'bad'), room integer,
    tags text[]);
  create table vain (id integer primary key, label text);
  create function pass_over() returns trigger language plpgsql as
    'begin if new.id = 3 then return null; end if; return new; end';
  create trigger pass before insert on vain for each row execute function pass_over();
  create table loan (id integer primary key, shelf_id integer
    references shelf deferrable initially deferred)`

const ROWS = 3000

describe('[postgres] rows without a stop', () => {
  const database = useDatabase(() => createPostgresDatabase(SCHEMA))
  let target: TargetConnection
  let catalog: Catalog
  beforeAll(async () => {
    target = await postgresConnector.openTarget(connectionSettings('postgres', database().url))
    catalog = await target.catalog()
  })
  afterAll(async () => target.close())
  beforeEach(async () => target.script('truncate shelf, vain, loan'))

  function open(name: string, names: readonly string[]): LoadStream {
    const table = catalog.tables.find((each) => each.name === name)
    if (table === undefined || target.openStream === null) throw new Error(`no ${name}`)
    const columns = names.flatMap((one) => table.columns.filter((each) => each.name === one))
    const request: LoadRequest = { table, columns, key: ['id'], mode: 'insert' }
    return target.openStream(request)
  }

  async function startAnew(): Promise<void> {
    await target.rollback()
    await target.begin()
  }

  async function count(name: string): Promise<string> {
    const { rows } = await sql<{
      n: string
    }>`select count(*)::text as n from ${sql.id(name)}`.execute(target.db)
    return rows[0]?.n ?? ''
  }

  async function load(stream: LoadStream, rows: Iterable<Row>) {
    for (const row of rows) {
      stream.add(row)
      if (stream.bytes > 4096) await stream.send()
    }
    return await stream.finish()
  }

  function* shelves(bad: number | null = null): Generator<Row> {
    const label = 'ż'.repeat(40)
    for (let id = 0; id < ROWS; id += 1) yield [String(id), id === bad ? 'bad' : label, '7']
  }

  it.each([
    ['binary', ['id', 'label', 'room']],
    ['text', ['id', 'label', 'room', 'tags']],
  ])('loads many pieces, and then others: %s', async (_, names) => {
    const wide = (row: Row): Row => (names.length === 4 ? [...row, '{a,"b c"}'] : row)
    await target.begin()
    const rows = [...shelves()].map(wide)
    const all = { inserted: ROWS, updated: 0, unchanged: 0 }
    expect(await load(open('shelf', names), rows)).toEqual(all)
    const more = [wide(['-1', null, null]), wide(['-2', 'x', null])]
    expect(await load(open('shelf', names), more)).toMatchObject({ inserted: 2 })
    expect(await load(open('shelf', names), [])).toMatchObject({ inserted: 0 })
    await target.commit()
    expect(await count('shelf')).toBe(String(ROWS + 2))
  })

  it.each([0, 1, ROWS / 2, ROWS - 1])(
    'says that row %i is refused, and is free again',
    async (bad) => {
      await target.begin()
      const stream = open('shelf', ['id', 'label', 'room'])
      await expect(load(stream, shelves(bad))).rejects.toMatchObject({ code: 'ROW_CHECK' })
      await stream.finish().catch(() => {})
      await target.rollback()
      expect(await count('shelf')).toBe('0')
      await target.begin()
      expect(await load(open('shelf', ['id', 'label', 'room']), shelves())).toMatchObject({
        inserted: ROWS,
      })
      await target.commit()
    },
  )

  it('says what no text can hold, what a trigger takes away, what a key refuses', async () => {
    await target.begin()
    const stream = open('shelf', ['id', 'label', 'room'])
    expect(() => stream.add(['1', 'a\0b', null])).toThrow(/NUL/u)
    await stream.finish().catch(() => {})
    await startAnew()
    const vain = load(open('vain', ['id', 'label']), [['3', 'gone']])
    await expect(vain).rejects.toMatchObject({ code: 'ROW_SKIPPED' })
    await startAnew()
    const loan = load(open('loan', ['id', 'shelf_id']), [['1', '99']])
    await expect(loan).rejects.toMatchObject({ code: 'KEY_REFERENCE' })
    await target.rollback()
    expect(await count('vain')).toBe('0')
  })

  it('fails with the world, not with a row, where the connection is lost', async () => {
    const other = await postgresConnector.openTarget(connectionSettings('postgres', database().url))
    const { openStream } = other
    if (openStream === null) throw new Error('no stream')
    await other.begin()
    const [own] = (
      await sql<{ pid: string }>`select pg_backend_pid()::text as pid`.execute(other.db)
    ).rows
    const table = catalog.tables.find(({ name }) => name === 'shelf')
    if (table === undefined) throw new Error('no shelf')
    const columns = table.columns.slice(0, 3)
    const stream = openStream({ table, columns, key: ['id'], mode: 'insert' })
    stream.add(['1', 'a', null])
    await stream.send()
    await sql`select pg_terminate_backend(${Number(own?.pid)})`.execute(target.db)
    const rest = load(stream, shelves())
    await expect(rest).rejects.toMatchObject({ name: 'EngineError', retryable: true })
    await other.close()
  })
})
