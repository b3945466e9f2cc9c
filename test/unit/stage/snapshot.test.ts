/** Tables of one connection are copied as they were at one moment, whatever others commit. */
import { describe, expect, it } from 'vitest'
import { connectorOf } from '../../../src/builtin.ts'
import type { ConnectorKind, SourceConnection } from '../../../src/plugin/connector.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import {
  createMariadbDatabase,
  createPostgresDatabase,
  mariadbUrl,
  useDatabase,
  type TestDatabase,
} from '../../support/databases.ts'

const SHELVES = `
  create table shelf (id integer primary key); insert into shelf values (1);
  create table book (id integer primary key); insert into book values (1);`

async function countRows({ sql }: SourceConnection, table: string): Promise<number> {
  const query = sql?.db.selectFrom(table).select((is) => is.fn.countAll().as('rows'))
  return Number((await query?.executeTakeFirst())?.['rows'])
}

function showsOneMoment(kind: ConnectorKind, create: () => Promise<TestDatabase>): void {
  const database = useDatabase(create)

  it('shows what was committed when it began, of every table', async () => {
    const settings = connectionSettings(kind, database().url)
    const source = await connectorOf(kind).openSource(settings)
    try {
      await source.beginSnapshot()
      expect(await countRows(source, 'shelf')).toBe(1)
      await database().execute('insert into shelf values (2)')
      await database().execute('insert into book values (2)')
      expect(await countRows(source, 'shelf')).toBe(1)
      expect(await countRows(source, 'book')).toBe(1)
    } finally {
      await source.close()
    }
  })
}

describe('[postgres] a snapshot', () => {
  showsOneMoment('postgres', () => createPostgresDatabase(SHELVES))
})

describe.skipIf((await mariadbUrl()) === null)('[mysql] a snapshot', () => {
  showsOneMoment('mysql', () => createMariadbDatabase(SHELVES))
})
