/** A shop that its vendor moved on by two versions, moved by mappings, and compared with that. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  createMariadbDatabase,
  createPostgresDatabase,
  mariadbUrl,
  useDatabase,
} from '../support/databases.ts'
import { dataFile, loadDump } from '../support/datasets.ts'
import { readPhp } from '../support/php.ts'
import { realProject } from '../support/real-project.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import {
  compareByKey,
  compareRows,
  mysqlTruth,
  postgresTruth,
  type TruthTable,
} from '../support/truth.ts'

interface PartlyEqual {
  readonly key: readonly string[]
  readonly only_source_keys: number
  readonly only_target_keys: number
  /** By key, the columns in which the vendor changed the demo's content. */
  readonly exceptions: Readonly<Record<string, readonly string[]>>
  /** Where there are many, not all are listed. */
  readonly exceptions_total: number
}

interface Published {
  readonly tables_equal_after_rules: Readonly<Record<string, number>>
  readonly tables_partly_equal: Readonly<Record<string, PartlyEqual>>
}

const mariadb = await mariadbUrl()
const published = dataFile('opencart/expected.json')

/** What the shop has under new names, or not at all, in the version that it is compared with. */
const NEW_COLUMNS = new Set(['meta_title', 'meta_description', 'meta_keyword'])
const PARTLY = [
  ...['oc_banner', 'oc_country', 'oc_layout', 'oc_option', 'oc_product', 'oc_product_description'],
  ...['oc_stock_status', 'oc_tax_class', 'oc_tax_rate', 'oc_zone'],
]
const OTHERS = ['oc_setting', 'oc_user_group', 'oc_seo_url']

describe.skipIf(mariadb === null || published === null)('[mysql] opencart', () => {
  const source = useDatabase(() => createMariadbDatabase())
  const later = useDatabase(() => createMariadbDatabase())
  const truth = useDatabase(() => createMariadbDatabase())
  const target = useDatabase(() => createPostgresDatabase())
  const folder = useTempFolder()

  test('is what the vendor made of it, but for what the vendor wrote anew', async () => {
    await loadDump(source(), 'opencart/opencart-1.5.6.4-mysql.sql.gz')
    await loadDump(later(), 'opencart/opencart-2.3.0.2-mysql.sql.gz')
    await loadDump(truth(), 'opencart/opencart-3.0.3.9-mysql.sql.gz')
    const all = JSON.parse(readFileSync(published ?? '', 'utf8')) as Record<string, Published>
    const expected = all['1.5.6.4_to_3.0.3.9']
    if (expected === undefined) throw new Error('nothing is published of these versions')
    const equal = Object.entries(expected.tables_equal_after_rules)

    const project = realProject('real-opencart', path.join(folder, 'project'), {
      SOURCE_URL: source().url,
      LATER_URL: later().url,
      TARGET_URL: target().url,
    })
    const tables = [...equal.map(([name]) => name), ...PARTLY, ...OTHERS]
    const schema = await postgresSchema(truth().url, tables)
    writeFileSync(path.join(folder, 'project/schema/target.sql'), schema)
    await target().execute(schema)
    await project.run('snapshot')
    await project.run('test')
    const { units } = await project.migrate(0)
    expect(units.map(({ unit }) => unit).toSorted()).toEqual(tables.toSorted())

    for (const [name, rows] of equal) {
      const [theirs, ours] = await bothOf(truth().url, target().url, name)
      expect(compareRows(theirs, ours), name).toEqual({ missing: [], extra: [] })
      expect(ours.rows.length, name).toBe(rows)
    }
    for (const name of PARTLY) {
      const part = expected.tables_partly_equal[name]
      if (part === undefined) throw new Error(`nothing is published of ${name}`)
      const [theirs, ours] = await bothOf(truth().url, target().url, name)
      const key = part.key.map((column) => theirs.columns.indexOf(column))
      const { missing, extra, changed } = compareByKey(theirs, ours, key)
      expect([missing.length, extra.length], name).toEqual([
        part.only_target_keys,
        part.only_source_keys,
      ])
      const found = Map.groupBy(changed, (each) => each.key.replaceAll('|', '/'))
      const columns = [...found].map(([each, cells]) => [each, cells.map(({ column }) => column)])
      const { exceptions, exceptions_total: total } = part
      const isListed = Object.keys(exceptions).length === total
      if (isListed) expect(Object.fromEntries(columns), name).toEqual(known(exceptions))
      else {
        expect(Object.fromEntries(columns), name).toMatchObject(known(exceptions))
        expect(found.size, name).toBe(total)
      }
    }
    await compareSerialised(source().url, target().url)
    const query = 'select query, keyword from'
    const urls = await postgresTruth(target().url, `${query} oc_seo_url`)
    expect(urls.rows.length).toBe(67)
    const theirs = await mysqlTruth(truth().url, `${query} oc_seo_url`)
    expect(compareRows(theirs, urls)).toEqual({ missing: [], extra: [] })
    await project.reconcile(0)
  }, 120_000)
})

/** Of these rows the vendor wrote a new title; a title that takes the name is a rule. */
function known(exceptions: PartlyEqual['exceptions']): Record<string, readonly string[]> {
  const entries = Object.entries(exceptions).map(
    ([key, columns]) => [key, columns.filter((name) => !NEW_COLUMNS.has(name))] as const,
  )
  return Object.fromEntries(entries.filter(([, columns]) => columns.length > 0))
}

/** Columns that both have, in the vendor's order; a day that is none is no day. */
async function bothOf(
  truthUrl: string,
  targetUrl: string,
  table: string,
): Promise<readonly [TruthTable, TruthTable]> {
  const columns = await columnsOf(truthUrl, table)
  const shared = columns.filter(({ name }) => !NEW_COLUMNS.has(name))
  const theirs = shared.map(({ name, type }) =>
    /^date/u.test(type) ? `nullif("${name}", '0000-00-00') as "${name}"` : `"${name}"`,
  )
  const ours = shared.map(({ name }) => `"${name}"`)
  return [
    await mysqlTruth(truthUrl, `select ${theirs.join(', ')} from ${table}`),
    await postgresTruth(targetUrl, `select ${ours.join(', ')} from ${table}`),
  ]
}

/** What PHP had written, read by other code, is what the JSON says. */
async function compareSerialised(sourceUrl: string, targetUrl: string): Promise<void> {
  for (const [table, key, value, where] of [
    ['oc_setting', 'setting_id', 'value', 'serialized = 1'],
    ['oc_user_group', 'user_group_id', 'permission', "permission <> ''"],
  ] as const) {
    const query = `select ${key}, ${value} from ${table} where ${where} order by ${key}`
    const { rows: before } = await mysqlTruth(sourceUrl, query)
    const { rows: after } = await postgresTruth(targetUrl, query)
    expect(after.length).toBeGreaterThan(0)
    expect(after.map(([id, json]) => [id, JSON.parse(json ?? '') as unknown])).toEqual(
      before.map(([id, php]) => [id, readPhp(php ?? '')]),
    )
  }
}

interface TruthColumn {
  readonly name: string
  readonly type: string
  readonly isNullable: boolean
  readonly isKey: boolean
}

async function columnsOf(url: string, table: string): Promise<readonly TruthColumn[]> {
  const { rows } = await mysqlTruth(
    url,
    `select column_name, column_type, is_nullable, column_key from information_schema.columns
     where table_schema = database() and table_name = '${table}' order by ordinal_position`,
  )
  return rows.map(([name, type, nullable, key]) => ({
    name: name ?? '',
    type: type ?? '',
    isNullable: nullable === 'YES',
    isKey: key === 'PRI',
  }))
}

/** The vendor's tables in PostgreSQL's words; days that are none become NULLs. */
async function postgresSchema(url: string, tables: readonly string[]): Promise<string> {
  const statements: string[] = []
  for (const table of tables) {
    const columns = await columnsOf(url, table)
    const lines = columns.map(({ name, type, isNullable }) => {
      const mayBeNull = isNullable || /^date/u.test(type)
      return `  "${name}" ${postgresType(type)}${mayBeNull ? '' : ' not null'}`
    })
    const key = columns.filter(({ isKey }) => isKey).map(({ name }) => `"${name}"`)
    lines.push(`  primary key (${key.join(', ')})`)
    statements.push(`create table ${table} (\n${lines.join(',\n')}\n);`)
  }
  return `${statements.join('\n')}\n`
}

function postgresType(native: string): string {
  const [base = '', size = ''] = native.split(/(?=\()/u)
  switch (base.split(' ')[0]) {
    case 'int':
      return 'integer'
    case 'tinyint':
      return 'smallint'
    case 'decimal':
      return `numeric${/^\([^)]*\)/u.exec(size)?.[0] ?? ''}`
    case 'double':
    case 'float':
      return 'double precision'
    case 'datetime':
      return 'timestamp'
    case 'varchar':
    case 'char':
      return `varchar${/^\([^)]*\)/u.exec(size)?.[0] ?? ''}`
    case 'date':
    case 'smallint':
    case 'bigint':
      return base
    default:
      return 'text'
  }
}
