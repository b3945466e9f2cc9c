/** Rows that are passed on as lines of COPY: nothing of them may change on the way. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Kysely } from 'kysely'
import type { Row } from '../../../src/base/cell.ts'
import type { Catalog, Table } from '../../../src/catalog/catalog.ts'
import { postgresConnector } from '../../../src/connect/postgres/index.ts'
import type {
  ReadBatch,
  SourceConnection,
  TargetConnection,
} from '../../../src/plugin/connector.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'

const SCHEMA = `
  create table note (id integer primary key, title text, body text, count integer, tags text[]);
  create function noisy(n integer) returns integer language plpgsql as
    'begin raise notice ''at %'', n; return 100 / (n - 50); end'`

const OPTIONS = { batchRows: 7, batchBytes: 1 << 20 }
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.replaceAll('\0', '')),
  fc.constantFrom('', '\\N', '\\', '\\\\.', 'a\tb', 'a\nb', 'a\r\nb', '\b\f\v', 'Łukasz', '👩‍👧'),
)
const cells = fc.tuple(fc.option(text), fc.option(text), fc.option(fc.integer().map(String)))

describe('[postgres] rows as lines', () => {
  const database = useDatabase(() => createPostgresDatabase(SCHEMA))
  let source: SourceConnection
  let target: TargetConnection
  let catalog: Catalog
  beforeAll(async () => {
    const settings = connectionSettings('postgres', database().url)
    source = await postgresConnector.openSource(settings)
    target = await postgresConnector.openTarget(settings)
    catalog = await target.catalog()
  })
  afterAll(async () => {
    await source.close()
    await target.close()
  })

  function table(name: string): Table {
    const found = catalog.tables.find((each) => each.name === name)
    if (found === undefined) throw new Error(`there is no ${name}`)
    return found
  }

  function db(): Kysely<Record<string, Record<string, unknown>>> {
    if (source.sql === null) throw new Error('no SQL source')
    return source.sql.db as Kysely<Record<string, Record<string, unknown>>>
  }

  async function fill(rows: readonly Row[]): Promise<void> {
    const { columns } = table('note')
    await target.begin()
    await target.script('truncate note')
    const batch = target.startBatch({
      table: table('note'),
      columns,
      key: ['id'],
      mode: 'insert',
    })
    for (const row of rows) batch.add(row)
    await batch.load()
    await target.commit()
  }

  function read(query = 'note', valued = ['title']): AsyncIterable<ReadBatch> {
    const { columns } = table('note')
    const select = db().selectFrom(query).selectAll().orderBy('id').compile()
    const wanted = columns.map((column) => ({
      ...column,
      table: { schema: 'public', name: 'note' },
      use: valued.includes(column.name) ? ('value' as const) : ('copy' as const),
    }))
    if (source.sql === null) throw new Error('no SQL source')
    return source.sql.stream(select, wanted, OPTIONS)
  }

  it('gives the cells that are read, and all of them where a row is wanted', async () => {
    const rows: Row[] = []
    fc.assert(
      fc.property(cells, ([title, body, count]) => {
        rows.push([String(rows.length), title, body, count, title === null ? null : '{a,"b\\\\c"}'])
      }),
      { numRuns: 300 },
    )
    await fill(rows)
    let index = 0
    for await (const batch of read()) {
      expect(batch.count).toBeLessThanOrEqual(OPTIONS.batchRows)
      for (let at = 0; at < batch.count; at += 1) {
        expect(batch.lines?.read(at)).toEqual([null, rows[index]?.[1], null, null, null])
        expect(batch.row(at)).toEqual(rows[index])
        index += 1
      }
    }
    expect(index).toBe(rows.length)
  })

  it('gives the same cells again, in whatever order rows are asked for', async () => {
    const rows = ['a', null, 'c\\d', null, 'e'].map((title, id): Row => {
      return [String(id), title, null, null, null]
    })
    await fill(rows)
    for await (const batch of read()) {
      for (const at of [0, 1, 2, 3, 4, 0, 1, 2, 4, 3, 1]) {
        expect(batch.lines?.read(at)[1]).toBe(rows[at]?.[1])
      }
    }
  })

  it('puts rows together that are larger than what is read at once', async () => {
    const long = 'ä\t'.repeat(400_000)
    await fill(['1', '2', '3'].map((id) => [id, id, long, null, null]))
    const seen: Row[] = []
    for await (const batch of read()) {
      for (let at = 0; at < batch.count; at += 1) seen.push(batch.row(at))
    }
    expect(seen).toEqual(['1', '2', '3'].map((id) => [id, id, long, null, null]))
  })

  it('hears an error in the middle, and the session goes on', async () => {
    await target.script(`create or replace view odd_note as
      select noisy(n) as id, 'a'::text as title, 'b'::text as body, n as count, '{}'::text[] as tags
      from generate_series(1, 60) n`)
    const select = db().selectFrom('odd_note').selectAll().compile()
    const columns = table('note').columns.map((column) => ({
      ...column,
      table: { schema: 'public', name: 'note' },
    }))
    let rows = 0
    const reading = async () => {
      for await (const batch of source.sql?.stream(select, columns, OPTIONS) ?? []) {
        rows += batch.count
      }
    }
    await expect(reading()).rejects.toThrow(/division by zero/u)
    expect(rows).toBeLessThan(60)
    for await (const batch of read()) {
      expect(batch.count).toBeGreaterThan(0)
      break
    }
    expect((await source.info()).version).toMatch(/^PostgreSQL/u)
  })
})
