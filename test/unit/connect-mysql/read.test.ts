/** Sessions and streams against a real server: what is left unread, cut off, refused or gone. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mysqlConnector } from '../../../src/connect/mysql/index.ts'
import type {
  ReadColumn,
  SourceConnection,
  SqlSource,
  StreamOptions,
} from '../../../src/plugin/connector.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createMariadbDatabase, mariadbUrl, useDatabase } from '../../support/databases.ts'
import { rowsOf } from '../../support/batches.ts'

const SCHEMA = `
  create table book (id int primary key, title varchar(60));
  insert into book select seq, rpad(concat('Book ', seq), 60, '.') from seq_1_to_50000;
  create table branch (id int primary key, name text);
  insert into branch values (1, 'Centre');`

const table = { schema: null, name: 'book' }
const COLUMNS: readonly ReadColumn[] = [
  { name: 'id', native: 'int(11)', type: { kind: 'integer' }, table },
  {
    name: 'title',
    native: 'varchar(60)',
    type: { kind: 'text', length: 60, fixed: false },
    table,
  },
]
const BATCH: StreamOptions = { batchRows: 100, batchBytes: 1_000_000 }

describe.skipIf((await mariadbUrl()) === null)('[mysql] reading', () => {
  const database = useDatabase(() => createMariadbDatabase(SCHEMA))
  let connection: SourceConnection
  let source: SqlSource

  beforeAll(async () => {
    connection = await mysqlConnector.openSource(connectionSettings('mysql', database().url))
    if (connection.sql === null) throw new Error('MySQL is read by SQL')
    source = connection.sql
  })
  afterAll(() => connection.close())

  function streamBooks(from: SqlSource = source, options: StreamOptions = BATCH) {
    const query = from.db.selectFrom('book').select(['id', 'title']).orderBy('id').compile()
    return from.stream(query, COLUMNS, options)
  }

  function branches(from: SqlSource = source): Promise<unknown> {
    return from.db.selectFrom('branch').selectAll().execute()
  }

  it('reads every row once and in order, whatever the size of a batch', async () => {
    for (const options of [BATCH, { batchRows: 7_000, batchBytes: 10_000 }]) {
      let next = 1
      for await (const batch of streamBooks(source, options)) {
        expect(batch.count).toBeLessThanOrEqual(165)
        for (const [id] of rowsOf(batch)) expect(id).toBe(String(next++))
      }
      expect(next).toBe(50_001)
    }
  })

  it('can be used after a stream was left early, again and again', async () => {
    for (let round = 0; round < 5; round++) {
      for await (const batch of streamBooks()) {
        expect(batch.count).toBe(100)
        break
      }
      expect(await branches()).toEqual([{ id: '1', name: 'Centre' }])
    }
  })

  it('stops when it is told to, and can be used afterwards', async () => {
    const stop = new AbortController()
    const read = async (): Promise<void> => {
      for await (const batch of streamBooks(source, { ...BATCH, signal: stop.signal })) {
        expect(batch.count).toBe(100)
        stop.abort(new Error('stopped by the test'))
      }
    }
    await expect(read()).rejects.toThrow('stopped by the test')
    expect(await branches()).toEqual([{ id: '1', name: 'Centre' }])
  })

  it('names a table that is gone, and can be used afterwards', async () => {
    const query = source.db.selectFrom('loan').select(['id', 'title']).compile()
    const read = async (): Promise<void> => {
      for await (const batch of source.stream(query, COLUMNS, BATCH)) expect(batch).toBeUndefined()
    }
    await expect(read()).rejects.toMatchObject({
      code: 'CONNECT_QUERY',
      retryable: false,
      message: expect.stringContaining('loan') as string,
    })
    expect(await branches()).toEqual([{ id: '1', name: 'Centre' }])
  })

  it('says that the connection was lost when the server ended it', async () => {
    const other = await mysqlConnector.openSource(connectionSettings('mysql', database().url))
    if (other.sql === null) throw new Error('MySQL is read by SQL')
    const read = async (from: SqlSource): Promise<void> => {
      const self = await sql<{ id: string }>`select connection_id() as id`.execute(from.db)
      for await (const batch of streamBooks(from)) {
        expect(batch.count).toBeGreaterThan(0)
        await database()
          .execute(`kill ${self.rows[0]?.id}`)
          .catch(() => {})
      }
    }
    const lost = { code: 'CONNECT_LOST', retryable: true }
    await expect(read(other.sql)).rejects.toMatchObject(lost)
    await expect(branches(other.sql)).rejects.toMatchObject(lost)
    await other.close()
  })

  it('reads in UTC, repeatably, and cannot write', async () => {
    const { rows } = await sql<{ zone: string; level: string }>`
      select @@session.time_zone as zone, @@session.tx_isolation as level`.execute(source.db)
    expect(rows).toEqual([{ zone: '+00:00', level: 'REPEATABLE-READ' }])
    for (const statement of [
      "update branch set name = 'North'",
      'truncate table branch',
      'create table shelf (id int)',
    ]) {
      await expect(sql.raw(statement).execute(source.db)).rejects.toMatchObject({
        code: 'CONNECT_READ_ONLY',
      })
    }
  })

  it('binds text with quotes, backslashes and an emoji as it is', async () => {
    const title = `it's "a\\" \\n 📚; drop table book -- \0`
    const { rows } = await sql<{ title: string }>`select ${title} as title`.execute(source.db)
    expect(rows).toEqual([{ title }])
  })
})
