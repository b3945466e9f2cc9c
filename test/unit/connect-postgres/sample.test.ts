import { describe, expect, it } from 'vitest'
import { postgresConnector } from '../../../src/connect/postgres/index.ts'
import type { KeyStatistics } from '../../../src/plugin/connector.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'

const ROWS = 40_000

// Loans stand in the order of their keys, returns in none of theirs, and some are gone.
const LIBRARY = `
  create table loan (id bigint primary key, book text);
  insert into loan select n * 1000000007::bigint, 'a' from generate_series(1, ${ROWS}) n;
  create table return (branch text collate "C", number integer, primary key (branch, number));
  insert into return select 'branch ' || n % 7, n from generate_series(1, ${ROWS}) n
    order by md5(n::text);
  delete from return where number % 10 = 3;
  create table member (id integer primary key);
  insert into member select generate_series(1, 50);
  create table unread (id integer primary key);
  insert into unread select generate_series(1, ${ROWS});
  create view shelf as select * from loan;
  analyze loan; analyze return; analyze member;`

describe('[postgres] keys that divide a table', () => {
  const database = useDatabase(() => createPostgresDatabase(LIBRARY))

  async function statisticsOf(
    name: string,
    names: readonly string[],
    rowsMax: number,
    bytes = 0,
  ): Promise<KeyStatistics | null | undefined> {
    const settings = connectionSettings('postgres', database().url)
    const source = await postgresConnector.openSource(settings)
    try {
      const table = (await source.catalog()).tables.find((each) => each.name === name)
      if (table === undefined) throw new Error(`there is no ${name}`)
      const columns = names.flatMap((one) => table.columns.filter((each) => each.name === one))
      const key = columns.map((column) => ({ ...column, table }))
      return await source.sql?.keyStatistics(table, key, { rows: rowsMax, bytes })
    } finally {
      await source.close()
    }
  }

  it('come in key order, and leave ranges of about the size that was asked for', async () => {
    const statistics = await statisticsOf('loan', ['id'], 2000)
    expect(statistics?.rows).toBe(ROWS)
    const bounds = statistics?.bounds.map(([id]) => Number(BigInt(id ?? '0') / 1_000_000_007n))
    expect(bounds).toHaveLength(19)
    const edges = [0, ...(bounds ?? []), ROWS]
    const sizes = edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0))
    expect(Math.min(...sizes)).toBeGreaterThan(0)
    expect(Math.max(...sizes)).toBeLessThan(6000)
  })

  it('leave larger ranges where rows are small, but enough of them', async () => {
    const boundsOf = async (bytes: number) => {
      return (await statisticsOf('loan', ['id'], 2000, bytes))?.bounds.length ?? 0
    }
    expect(await boundsOf(1 << 30)).toBe(7)
    const some = await boundsOf(160 * 1024)
    expect(some).toBeGreaterThan(7)
    expect(some).toBeLessThan(19)
  })

  it('are found where rows stand in no order, by keys of several columns', async () => {
    const statistics = await statisticsOf('return', ['branch', 'number'], 2000)
    const bounds = statistics?.bounds ?? []
    expect(bounds.length).toBeGreaterThan(10)
    const values = bounds.map(([branch, number], index) => `(${index + 1}, '${branch}', ${number})`)
    const counts = await database().execute(
      `select range, count(*)::int as rows from return r, lateral (
         select coalesce(max(i), 0) as range from (values ${values.join(', ')}) v(i, b, n)
         where (r.branch, r.number) >= (v.b, v.n)) edges group by 1 order by 1`,
    )
    // Every bound begins a range that holds rows: were two of them in the wrong order, one would
    // hold none.
    const ranges = counts.map(({ range }) => range).filter((range) => range !== 0)
    expect(ranges).toEqual(bounds.map((_, index) => index + 1))
    expect(Math.max(...counts.map(({ rows }) => Number(rows)))).toBeLessThan(8000)
  })

  it('cannot be told of small tables, views, and tables nobody looked at', async () => {
    expect(await statisticsOf('member', ['id'], 2000)).toBeNull()
    expect(await statisticsOf('shelf', ['id'], 2000)).toBeNull()
    expect(await statisticsOf('unread', ['id'], 2000)).toBeNull()
  })
})
