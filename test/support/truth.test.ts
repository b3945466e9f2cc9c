/** The comparer must find what the data sets' READMEs say differs, and nothing else. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  createMariadbDatabase,
  createPostgresDatabase,
  mariadbUrl,
  useDatabase,
} from './databases.ts'
import { dataFile, loadDump } from './datasets.ts'
import {
  compareByKey,
  compareRows,
  csvTruth,
  mysqlTruth,
  postgresTruth,
  sqliteTruth,
} from './truth.ts'

const hasData = dataFile('chinook/chinook.sqlite') !== null
const hasMariadb = (await mariadbUrl()) !== null

/** Table and key of the SQLite file; PostgreSQL has the same names in snake_case. */
const CHINOOK: readonly (readonly [table: string, key: readonly number[], rows: number])[] = [
  ['Album', [0], 347],
  ['Artist', [0], 275],
  ['Customer', [0], 59],
  ['Employee', [0], 8],
  ['Genre', [0], 25],
  ['Invoice', [0], 412],
  ['InvoiceLine', [0], 2240],
  ['MediaType', [0], 5],
  ['Playlist', [0], 18],
  ['PlaylistTrack', [0, 1], 8715],
  ['Track', [0], 3503],
]

function snakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, '_').toLowerCase()
}

function chinookDrift(target: 'postgresql' | 'mysql'): Record<string, object> {
  const text = readFileSync(dataFile('chinook/expected-drift.json') ?? '', 'utf8')
  return (JSON.parse(text) as Record<string, Record<string, object>>)[target] ?? {}
}

/** Every difference of a target, as expected-drift.json writes them. */
async function driftOf(
  read: (table: string) => ReturnType<typeof postgresTruth>,
): Promise<{ table: string; column: string; key: string; change: (string | null)[] }[]> {
  const drift = []
  for (const [table, key, count] of CHINOOK) {
    const source = sqliteTruth(dataFile('chinook/chinook.sqlite') ?? '', `select * from ${table}`)
    const target = await read(table)
    expect(source.rows).toHaveLength(count)
    expect(target.rows).toHaveLength(count)
    const differences = compareByKey(source, target, key)
    expect([...differences.missing, ...differences.extra]).toEqual([])
    for (const { key: rowKey, column, expected, actual } of differences.changed) {
      drift.push({ table, column, key: rowKey, change: [expected, actual] })
    }
  }
  return drift
}

describe.skipIf(!hasData)('[postgres] chinook as it was published', () => {
  const database = useDatabase(createPostgresDatabase)

  it('differs from the source in the eight rows of expected-drift.json', async () => {
    await loadDump(database(), 'chinook/chinook-postgresql.sql.gz')
    const drift = await driftOf((table) =>
      postgresTruth(database().url, `select * from ${snakeCase(table)}`),
    )
    const expected = chinookDrift('postgresql') as {
      'customer.city': Record<string, string[]>
      'invoice.billing_city': { invoice_id: number[]; change: string[] }
    }
    const { invoice_id: invoices, change } = expected['invoice.billing_city']
    expect(drift).toEqual([
      ...Object.entries(expected['customer.city']).map(([key, city]) => ({
        table: 'Customer',
        column: 'City',
        key,
        change: city,
      })),
      ...invoices.map((id) => ({
        table: 'Invoice',
        column: 'BillingCity',
        key: String(id),
        change,
      })),
    ])
  })
})

describe.skipIf(!hasData || !hasMariadb)('[mysql] chinook as it was published', () => {
  const database = useDatabase(createMariadbDatabase)

  it('differs from the source in the four rows of expected-drift.json', async () => {
    await loadDump(database(), 'chinook/chinook-mysql.sql.gz')
    const drift = await driftOf((table) => mysqlTruth(database().url, `select * from \`${table}\``))
    const names = chinookDrift('mysql') as { 'Track.Name': Record<string, string[]> }
    expect(drift).toEqual(
      Object.entries(names['Track.Name']).map(([key, change]) => ({
        table: 'Track',
        column: 'Name',
        key,
        change,
      })),
    )
  })
})

/** Table, columns and order of the published sum, rows, the sum of the small MySQL set. */
const EMPLOYEES: readonly (readonly [string, string, string, number, string])[] = [
  ['employee', '*', 'emp_no', 1000, '595460127fb609c2b110b1796083e242'],
  ['department', '*', 'dept_no', 9, 'd1af5e170d2d1591d776d5638d71fc5f'],
  [
    'dept_manager',
    'dept_no, emp_no, from_date, to_date',
    'dept_no, emp_no',
    16,
    '8ff425d5ad6dc56975998d1893b8dca9',
  ],
  [
    'dept_emp',
    'dept_no, emp_no, from_date, to_date',
    'dept_no, emp_no',
    1103,
    'e302aa5b56a69b49e40eb0d60674addc',
  ],
  ['title', '*', 'emp_no, title, from_date', 1470, 'ba77dd331ce00f76c1643a7d73cdcee6'],
  ['salary', '*', 'emp_no, from_date, to_date', 9488, '61f22cfece4d34f5bb94c9f05a3da3ef'],
]

describe.skipIf(!hasData || !hasMariadb)('[mysql] employees, small', () => {
  const source = useDatabase(createMariadbDatabase)
  const target = useDatabase(createPostgresDatabase)

  it('gives the published sums, and equals the published PostgreSQL and SQLite sets', async () => {
    await loadDump(source(), 'employees/employees-small-mysql.sql.gz')
    await loadDump(target(), 'employees/employees-small-postgresql.sql.gz')
    const file = dataFile('employees/employees-small.sqlite') ?? ''
    for (const [table, columns, order, rows, sum] of EMPLOYEES) {
      const query = `select ${columns} from ${table} order by ${order}`
      const truth = await mysqlTruth(source().url, query)
      expect(truth.rows, table).toHaveLength(rows)
      let running = ''
      for (const row of truth.rows) {
        const text = [running, ...row].filter((value) => value !== null).join('#')
        running = createHash('md5').update(text).digest('hex')
      }
      expect(running, table).toBe(sum)
      const equal = { missing: [], extra: [] }
      expect(compareRows(truth, await postgresTruth(target().url, query))).toEqual(equal)
      expect(compareRows(truth, sqliteTruth(file, query))).toEqual(equal)
    }
  })

  it('reads the expected rows of the transforming case', () => {
    const file = dataFile('employees/expected/employee_current-small.csv.gz') ?? ''
    const truth = csvTruth(gunzipSync(readFileSync(file)).toString('utf8'), {
      is_active: 'boolean',
    })
    expect(truth.columns.slice(0, 3)).toEqual(['employee_id', 'full_name', 'sex'])
    expect(truth.rows).toHaveLength(1000)
    expect(truth.rows[0]?.slice(-4)).toEqual(['8895800', null, '1', '17'])
  })
})

describe.skipIf(!hasData || !hasMariadb)('[mysql] opencart 1.5.6.4', () => {
  const database = useDatabase(createMariadbDatabase)

  it('has 5006 rows, and zero dates that loading kept', async () => {
    await loadDump(database(), 'opencart/opencart-1.5.6.4-mysql.sql.gz')
    const { url } = database()
    const tables = await mysqlTruth(
      url,
      'select table_name from information_schema.tables where table_schema = database()',
    )
    let rows = 0
    for (const [table] of tables.rows) {
      const counted = await mysqlTruth(url, `select count(*) from \`${table}\``)
      rows += Number(counted.rows[0]?.[0])
    }
    expect([tables.rows.length, rows]).toEqual([115, 5006])
    const dates = await mysqlTruth(url, 'select date_start from oc_product_special')
    expect(dates.rows).toEqual([['0000-00-00'], ['0000-00-00'], ['0000-00-00']])
  })
})

describe('[none] comparing rows', () => {
  const expected = csvTruth('id,title\n1,"A ""quoted"" title"\n2,\n2,\n', { id: 'number' })

  it('counts equal rows, and tells an absent value from an empty one', () => {
    const actual = csvTruth('id,title\r\n01.0,"A ""quoted"" title"\r\n2,\r\n2,""', { id: 'number' })
    expect(compareRows(expected, actual)).toEqual({ missing: [['2', null]], extra: [['2', '']] })
  })

  it('takes numbers of one value as equal, and no others', () => {
    const numbers = 'n\n1e3\n-0.0\n0.0500\n12.3e-4\n.5\n9007199254740993\n'
    expect(csvTruth(numbers, { n: 'number' }).rows.flat()).toEqual([
      '1000',
      '0',
      '0.05',
      '0.00123',
      '0.5',
      '9007199254740993',
    ])
  })

  it('takes moments of one instant in UTC as equal', () => {
    const moments = 'm\n2024-02-29T10:00:00.500Z\n2024-02-29 10:00:00.000\n'
    expect(csvTruth(moments, { m: 'moment' }).rows.flat()).toEqual([
      '2024-02-29 10:00:00.5',
      '2024-02-29 10:00:00',
    ])
  })
})
