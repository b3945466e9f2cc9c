/** The published employees, from MySQL into PostgreSQL: ENUM, CHAR, composite keys, dates. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  createMariadbDatabase,
  createPostgresDatabase,
  mariadbUrl,
  useDatabase,
} from '../support/databases.ts'
import { dataFile, loadDump } from '../support/datasets.ts'
import { realProject } from '../support/real-project.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { root } from '../support/tidy/sources.ts'
import { compareRows, postgresTruth, sqliteTruth, type TruthTable } from '../support/truth.ts'

interface PublishedTable {
  readonly rows: number
  /** The running md5 over the rows in key order, as published beside the data. */
  readonly md5: string
  readonly key: string
  /** The order in which the sums join the columns, where it is not the table's. */
  readonly columns?: string
}

const TABLES: Readonly<Record<string, PublishedTable>> = {
  employee: { rows: 1000, md5: '595460127fb609c2b110b1796083e242', key: 'emp_no' },
  department: { rows: 9, md5: 'd1af5e170d2d1591d776d5638d71fc5f', key: 'dept_no' },
  dept_manager: {
    rows: 16,
    md5: '8ff425d5ad6dc56975998d1893b8dca9',
    key: 'dept_no, emp_no',
    columns: 'dept_no, emp_no, from_date, to_date',
  },
  dept_emp: {
    rows: 1103,
    md5: 'e302aa5b56a69b49e40eb0d60674addc',
    key: 'dept_no, emp_no',
    columns: 'dept_no, emp_no, from_date, to_date',
  },
  title: { rows: 1470, md5: 'ba77dd331ce00f76c1643a7d73cdcee6', key: 'emp_no, title, from_date' },
  salary: {
    rows: 9488,
    md5: '61f22cfece4d34f5bb94c9f05a3da3ef',
    key: 'emp_no, from_date, to_date',
  },
}

const ROWS = Object.values(TABLES).reduce((sum, { rows }) => sum + rows, 0)

const mariadb = await mariadbUrl()
const dump = dataFile('employees/employees-small-mysql.sql.gz')
const sqlite = dataFile('employees/employees-small.sqlite')
const schema = readFileSync(
  path.join(root, 'test', 'scenarios', 'real-employees', 'schema', 'target.sql'),
  'utf8',
)

/** The md5 of what the rows before gave, joined with the next row's values, to the last row. */
function runningMd5(rows: TruthTable['rows']): string {
  const join = (sum: string, row: TruthTable['rows'][number]) =>
    createHash('md5')
      .update([sum, ...row.filter((value) => value !== null)].join('#'))
      .digest('hex')
  return rows.reduce(join, '')
}

describe.skipIf(mariadb === null || dump === null || sqlite === null)('[mysql] employees', () => {
  const source = useDatabase(() => createMariadbDatabase())
  const target = useDatabase(() => createPostgresDatabase(schema))
  const published = useDatabase(() => createPostgresDatabase())
  const folder = useTempFolder()

  test('gives every table the published values, and a second run changes nothing', async () => {
    await loadDump(source(), 'employees/employees-small-mysql.sql.gz')
    await loadDump(published(), 'employees/employees-small-postgresql.sql.gz')
    const project = realProject('real-employees', path.join(folder, 'project'), {
      SOURCE_URL: source().url,
      TARGET_URL: target().url,
    })
    await project.run('snapshot')
    await project.run('validate')
    await project.migrate(0)
    for (const [table, { rows }] of Object.entries(TABLES)) {
      const query = `select * from ${table}`
      const actual = await postgresTruth(target().url, query)
      expect(actual.rows.length, table).toBe(rows)
      for (const truth of [
        await postgresTruth(published().url, query),
        sqliteTruth(sqlite ?? '', query),
      ]) {
        expect(compareRows(truth, actual), table).toEqual({ missing: [], extra: [] })
      }
    }
    const again = await project.migrate(0)
    expect(again.units.reduce((sum, { account }) => sum + account.unchanged, 0)).toBe(ROWS)
    await project.reconcile(0)
  })

  test.each(Object.entries(TABLES))(
    'gives %s the published checksum',
    async (table, { md5, key, columns }) => {
      const query = `select ${columns ?? '*'} from ${table} order by ${key}`
      expect(runningMd5((await postgresTruth(target().url, query)).rows)).toBe(md5)
    },
  )

  test('finds nothing in the published database but that nobody here loaded it', async () => {
    const project = realProject('real-employees', path.join(folder, 'published'), {
      SOURCE_URL: source().url,
      TARGET_URL: published().url,
    })
    await project.run('snapshot')
    const { units } = await project.reconcile(3)
    expect(units.flatMap(({ findings }) => findings)).toEqual([])
    expect(units.reduce((sum, { matched }) => sum + matched, 0)).toBe(ROWS)
  })
})
