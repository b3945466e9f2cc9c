/** The record shop's published databases: SQLite and MySQL into PostgreSQL, and what differs. */
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
import {
  compareByKey,
  compareRows,
  mysqlTruth,
  postgresTruth,
  sqliteTruth,
  type KeyedDifferences,
  type TruthTable,
} from '../support/truth.ts'

/** Each table of the source with its name in the target; the columns stand in the same order. */
const TABLES = {
  Album: 'album',
  Artist: 'artist',
  Customer: 'customer',
  Employee: 'employee',
  Genre: 'genre',
  Invoice: 'invoice',
  InvoiceLine: 'invoice_line',
  MediaType: 'media_type',
  Playlist: 'playlist',
  PlaylistTrack: 'playlist_track',
  Track: 'track',
} as const

const ROWS = 15_607

/** `table.key.column` of the rows that the published database has otherwise than the source. */
const DRIFT = [
  'customer.54.city',
  ...[20, 141, 152, 207, 336, 359, 381].map((id) => `invoice.${id}.billing_city`),
]

const sqlite = dataFile('chinook/chinook.sqlite')
const published = dataFile('chinook/chinook-postgresql.sql.gz')
const mysqlDump = dataFile('chinook/chinook-mysql.sql.gz')
const mariadb = await mariadbUrl()
const schema = readFileSync(
  path.join(root, 'test', 'scenarios', 'real-chinook', 'schema', 'target.sql'),
  'utf8',
)

/** Dates are text in the SQLite file, and timestamps with the same digits in the others. */
async function expectEqual(source: (table: string) => Promise<TruthTable>, target: string) {
  let rows = 0
  for (const [table, loaded] of Object.entries(TABLES)) {
    const expected = await source(table)
    const actual = await postgresTruth(target, `select * from ${loaded}`)
    expect(compareRows(expected, actual), loaded).toEqual({ missing: [], extra: [] })
    rows += actual.rows.length
  }
  expect(rows).toBe(ROWS)
}

describe.skipIf(sqlite === null || published === null)('[sqlite] chinook', () => {
  const target = useDatabase(() => createPostgresDatabase(schema))
  const truth = useDatabase(() => createPostgresDatabase())
  const folder = useTempFolder()
  const source = (table: string) =>
    Promise.resolve(sqliteTruth(sqlite ?? '', `select * from "${table}"`))

  test('gives every table the values of the source, and a second run changes nothing', async () => {
    const project = realProject('real-chinook', path.join(folder, 'loaded'), {
      SOURCE_URL: `sqlite:${sqlite}`,
      TARGET_URL: target().url,
    })
    await project.run('snapshot')
    await project.run('validate')
    await project.migrate(0)
    await expectEqual(source, target().url)
    const again = await project.migrate(0)
    expect(sum(again.units.map(({ account }) => account.unchanged))).toBe(ROWS)
    const reconciliation = await project.reconcile(0)
    expect(sum(reconciliation.units.map(({ matched }) => matched))).toBe(ROWS)
    const checks = reconciliation.units.flatMap((unit) => unit.checks)
    expect(new Set(checks.map(({ state }) => state))).toEqual(new Set(['equal']))
  })

  test('finds the 8 rows of the published database that differ, and nothing else', async () => {
    await loadDump(truth(), 'chinook/chinook-postgresql.sql.gz')
    const project = realProject('real-chinook', path.join(folder, 'published'), {
      SOURCE_URL: `sqlite:${sqlite}`,
      TARGET_URL: truth().url,
    })
    await project.run('snapshot')
    const { units } = await project.reconcile(1)
    const findings = units.flatMap(({ target: table, findings: found }) =>
      found.map((finding) =>
        finding.kind === 'different'
          ? `${table.split('.').at(-1)}.${finding.key.join('|')}.${finding.column}`
          : JSON.stringify(finding),
      ),
    )
    expect(findings.sort()).toEqual([...DRIFT].sort())
    expect(sum(units.map(({ findingCount }) => findingCount))).toBe(DRIFT.length)
    const values = units.flatMap(({ findings: found }) =>
      found.map((each) => (each.kind === 'different' ? [each.expected, each.actual] : [])),
    )
    expect(values).toEqual(DRIFT.map(() => ['Edinburgh ', 'Edinburgh']))
    for (const { checks } of units) {
      expect(checks.find(({ check }) => check === 'account')?.state).toBe('skipped')
      expect(checks.find(({ check }) => check === 'counts')?.state).toBe('equal')
    }
  })

  test('differs from the published database in the same 8 rows when others compare', async () => {
    const drift: string[] = []
    for (const [table, loaded] of Object.entries(TABLES)) {
      const key = table === 'PlaylistTrack' ? [0, 1] : [0]
      const actual = await postgresTruth(truth().url, `select * from ${loaded}`)
      const expected = { ...(await source(table)), columns: actual.columns }
      drift.push(...described(loaded, compareByKey(expected, actual, key)))
    }
    expect(drift.sort()).toEqual([...DRIFT].sort())
  })
})

describe.skipIf(mariadb === null || mysqlDump === null)('[mysql] chinook', () => {
  const source = useDatabase(() => createMariadbDatabase())
  const target = useDatabase(() => createPostgresDatabase(schema))
  const folder = useTempFolder()

  test('gives every table the values of the source by the same mappings', async () => {
    await loadDump(source(), 'chinook/chinook-mysql.sql.gz')
    const project = realProject('real-chinook', path.join(folder, 'project'), {
      SOURCE_URL: source().url,
      TARGET_URL: target().url,
    })
    await project.run('snapshot')
    await project.migrate(0)
    await expectEqual(
      (table) => mysqlTruth(source().url, `select * from ${table}`),
      target().url,
    )
    const reconciliation = await project.reconcile(0)
    expect(sum(reconciliation.units.map(({ matched }) => matched))).toBe(ROWS)
  })
})

function described(table: string, { missing, extra, changed }: KeyedDifferences): string[] {
  return [
    ...changed.map(({ key, column }) => `${table}.${key}.${column}`),
    ...missing.map((key) => `${table}.${key} is missing`),
    ...extra.map((key) => `${table}.${key} is extra`),
  ]
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0)
}
