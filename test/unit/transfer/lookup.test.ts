import { describe, expect, test } from 'vitest'
import type { Column } from '../../../src/catalog/catalog.ts'
import { INTEGER, NUMERIC, TEXT, type LogicalType } from '../../../src/catalog/logical-type.ts'
import { postgresConnector } from '../../../src/connect/postgres/index.ts'
import { sqliteConnector } from '../../../src/connect/sqlite/index.ts'
import { LookupCache, lookupKeyText } from '../../../src/transfer/lookup-cache.ts'
import { fetchFromTable } from '../../../src/transfer/lookup-fetch.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'
import { createSqliteFile, sourceSettings } from '../../support/library-run.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()
const file = createSqliteFile(
  folder,
  'library.sqlite',
  `create table branch (id integer, name text collate nocase, city text);
   insert into branch values (1, 'Centre', 'Ulm'), (2, 'CENTRE', 'Ulm'), (3, 'North', 'Bonn'),
     (4, 'North', 'Bonn'), (5, 'North', 'Ulm'), (6, null, 'Ulm');
   with recursive n(i) as (select 1000 union all select i + 1 from n where i < 4000)
     insert into branch select i, 'Branch ' || i, 'Trier' from n;`,
)

function column(name: string, type: LogicalType): Column {
  const rest = { nullable: true, default: null, generated: false, identity: null, collation: null }
  return { name, native: type.kind, type, ...rest }
}

const table = { schema: null, name: 'branch' }
const [ID, NAME, CITY] = [column('id', INTEGER), column('name', TEXT), column('city', TEXT)]

async function look(by: readonly Column[], keys: readonly (readonly string[])[]) {
  const source = await sqliteConnector.openSource(sourceSettings(file))
  try {
    if (source.sql === null) throw new Error('SQLite speaks SQL')
    const results = await fetchFromTable(source.sql, { table, by, take: [ID] })(keys)
    return keys.map((key) => results.get(lookupKeyText(key)))
  } finally {
    await source.close()
  }
}

function rowIn(rows: readonly (readonly (string | null)[])[]) {
  return (index: number) => rows[index] ?? []
}

describe('looking rows up in a table', () => {
  test('finds exactly what was asked for, whatever the collation matches', async () => {
    expect(await look([NAME], [['Centre'], ['CENTRE'], ['centre']])).toEqual([
      ['1'],
      ['2'],
      undefined,
    ])
  })

  test('tells that two rows match', async () => {
    expect(
      await look(
        [NAME, CITY],
        [
          ['North', 'Bonn'],
          ['North', 'Ulm'],
        ],
      ),
    ).toEqual(['ambiguous', ['5']])
  })

  test('fetches more keys than one query takes', async () => {
    const ids = Array.from({ length: 3001 }, (_, index) => String(index + 1000))
    const single = await look(
      [NAME],
      ids.map((id) => [`Branch ${id}`]),
    )
    expect(single).toEqual(ids.map((id) => [id]))
    const wide = await look(
      [NAME, CITY],
      ids.map((id) => [`Branch ${id}`, 'Trier']),
    )
    expect(wide).toEqual(ids.map((id) => [id]))
  })
})

describe('looking a number up', () => {
  const database = useDatabase(() =>
    createPostgresDatabase(`create table rate (id integer, percent numeric);
      insert into rate values (1, '1.50'), (2, '2'), (3, '2.0'), (4, '100'), (5, null);`),
  )

  test('finds it by its value, however many zeros its fraction ends in', async () => {
    const settings = connectionSettings('postgres', database().url)
    const source = await postgresConnector.openSource(settings)
    try {
      if (source.sql === null) throw new Error('PostgreSQL speaks SQL')
      const percent = column('percent', NUMERIC)
      const rate = { table: { schema: 'public', name: 'rate' }, by: [percent], take: [ID] }
      const keys = ['1.5', '2', '100', '10'].map((key) => [key])
      const results = await fetchFromTable(source.sql, rate)(keys)
      const found = keys.map((key) => results.get(lookupKeyText(key)))
      expect(found).toEqual([['1'], 'ambiguous', ['4'], undefined])
    } finally {
      await source.close()
    }
  })
})

describe('the lookups of a batch', () => {
  test('are asked for once a key, and a later one may need an earlier one', async () => {
    const asked: string[] = []
    const fetch = (name: string) => async (keys: readonly (readonly (string | null)[])[]) => {
      asked.push(`${name}: ${keys.map((key) => key.join('+')).join(' ')}`)
      return new Map(keys.map((key) => [lookupKeyText(key), [`${name} of ${key[0]}`]]))
    }
    const cache = new LookupCache(
      [
        (row) => (row[0] === null ? null : [row[0] ?? null]),
        (row, found) => {
          const first = found.get(0, [row[0] ?? null])
          return first === undefined || typeof first === 'string' ? null : first
        },
      ],
      [fetch('branch'), fetch('city')],
    )
    await cache.prefetch({
      count: 4,
      read: rowIn([['Centre'], ['North'], ['Centre'], [null]]),
      isWanted: () => true,
    })
    await cache.prefetch({
      count: 3,
      read: rowIn([['North'], ['South'], ['West']]),
      isWanted: (index) => index < 2,
    })
    expect(asked).toEqual([
      'branch: Centre North',
      'city: branch of Centre branch of North',
      'branch: South',
      'city: branch of South',
    ])
    expect(cache.found.get(1, ['branch of North'])).toEqual(['city of branch of North'])
    expect(cache.found.get(0, ['East'])).toBeUndefined()
  })

  test('tell apart keys that would be one text if they were joined', () => {
    const keys = [['a', 'b,c'], ['a,b', 'c'], ['["a"]'], ['a'], [null], ['null'], ['a', null]]
    expect(new Set(keys.map(lookupKeyText)).size).toBe(keys.length)
  })
})
