/** A shop from version 1.5 on MySQL to version 3 on PostgreSQL: HTML, PHP's values, zero dates. */
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
  type TruthTable,
} from '../support/truth.ts'

/** What is known of a table where the vendor changed what the shop is delivered with. */
interface PartlyEqual {
  readonly key: readonly string[]
  readonly only_source_keys: number
  readonly only_target_keys: number
  /** By the key, joined by `/`: the columns that differ. The first of them only. */
  readonly exceptions: Readonly<Record<string, readonly string[]>>
  readonly exceptions_total: number
}

interface Expected {
  readonly '1.5.6.4_to_3.0.3.9': {
    readonly tables_equal_after_rules: Readonly<Record<string, number>>
    readonly tables_partly_equal: Readonly<Record<string, PartlyEqual>>
  }
}

type Cell = string | null

const mariadb = await mariadbUrl()
const expectedFile = dataFile('opencart/expected.json')
const scenario = path.join(root, 'test', 'scenarios', 'real-opencart')
const schema = readFileSync(path.join(scenario, 'schema', 'target.sql'), 'utf8')
const TABLES = [...schema.matchAll(/^create table "?(\w+)/gmu)].map(([, table = '']) => table)

/** Every row but the 8 titles of banners, which stand beside their pictures now. */
const ROWS = 4998

const moved = (column: string) =>
  `if(${column} like 'data/%', concat('catalog/', substr(${column}, 6)), ${column}) as ${column}`
const noneForZero = (column: string) => `nullif(${column}, 0) as ${column}`

/** What MariaDB itself makes of the source's columns, where the names or values are others. */
const SOURCE: Readonly<Record<string, string>> = {
  'category.image': moved('image'),
  'category.parent_id': noneForZero('parent_id'),
  'category_description.meta_title': 'name as meta_title',
  'banner_image.image': moved('image'),
  'banner_image.sort_order': '0 as sort_order',
  'information_description.meta_title': 'title as meta_title',
  'information_description.meta_description': "'' as meta_description",
  'information_description.meta_keyword': "'' as meta_keyword",
  'manufacturer.image': moved('image'),
  'option_value.image': moved('image'),
  'product.image': moved('image'),
  'product.manufacturer_id': noneForZero('manufacturer_id'),
  'product_description.meta_title': 'name as meta_title',
  'product_discount.date_start': noneForZero('date_start'),
  'product_discount.date_end': noneForZero('date_end'),
  'product_image.image': moved('image'),
  'product_option.value': 'option_value as value',
  'product_special.date_start': noneForZero('date_start'),
  'product_special.date_end': noneForZero('date_end'),
  'seo_url.seo_url_id': 'url_alias_id as seo_url_id',
  'seo_url.store_id': '0 as store_id',
  'seo_url.language_id': '1 as language_id',
  'setting.code': '"group" as code',
  'setting.value': `if("key" in ('config_logo', 'config_icon'),
    concat('catalog/', substr(value, 6)), value) as value`,
  'user_group.permission': "nullif(permission, '') as permission",
  'voucher_theme.image': moved('image'),
  'zone_to_geo_zone.zone_id': noneForZero('zone_id'),
  'zone_to_geo_zone.date_modified': noneForZero('date_modified'),
}

const FROM: Readonly<Record<string, string>> = {
  banner_image: `oc_banner_image join (select banner_image_id, language_id, title
    from oc_banner_image_description) as description using (banner_image_id)`,
  seo_url: 'oc_url_alias',
}

describe.skipIf(mariadb === null || expectedFile === null)('[mysql] opencart', () => {
  const source = useDatabase(() => createMariadbDatabase())
  const published = useDatabase(() => createMariadbDatabase())
  const target = useDatabase(() => createPostgresDatabase(schema))
  const folder = useTempFolder()
  const loaded = (table: string) => postgresTruth(target().url, `select * from "${table}"`)
  const { tables_equal_after_rules: equal, tables_partly_equal: partly } = (
    JSON.parse(readFileSync(expectedFile ?? '', 'utf8')) as Expected
  )['1.5.6.4_to_3.0.3.9']

  /** The vendor's table of version 3, with nothing where it has 0 or an empty text for that. */
  async function truth(table: string, { columns }: TruthTable): Promise<TruthTable> {
    const list = columns.map((column) => {
      const rule = SOURCE[`${table}.${column}`] ?? ''
      return rule.startsWith('nullif') ? rule : `"${column}"`
    })
    return mysqlTruth(published().url, `select ${list.join(', ')} from oc_${table}`)
  }

  test('is loaded whole, and a second run changes nothing', async () => {
    await loadDump(source(), 'opencart/opencart-1.5.6.4-mysql.sql.gz')
    await loadDump(published(), 'opencart/opencart-3.0.3.9-mysql.sql.gz')
    const project = realProject('real-opencart', path.join(folder, 'project'), {
      SOURCE_URL: source().url,
      TARGET_URL: target().url,
    })
    await project.run('snapshot')
    await project.run('validate')
    await project.run('test')
    const { units } = await project.migrate(0)
    expect(sum(units.map(({ account }) => account.inserted))).toBe(ROWS)
    const again = await project.migrate(0)
    expect(sum(again.units.map(({ account }) => account.unchanged))).toBe(ROWS)
    const reconciliation = await project.reconcile(0)
    expect(sum(reconciliation.units.map(({ matched }) => matched))).toBe(ROWS)
  })

  test.each(TABLES)('gives %s what its source had, by rules that others wrote', async (table) => {
    const actual = await loaded(table)
    const list = actual.columns.map((column) => SOURCE[`${table}.${column}`] ?? `"${column}"`)
    const before = await mysqlTruth(
      source().url,
      `select ${list.join(', ')} from ${FROM[table] ?? `oc_${table}`}`,
    )
    const serialized = actual.columns.indexOf('serialized')
    const back = mapCells(actual, (value, column, row) => {
      const json =
        `${table}.${column}` === 'user_group.permission' ||
        (`${table}.${column}` === 'setting.value' && row[serialized] === '1')
      return json && value !== null ? phpOf(JSON.parse(value)) : value
    })
    const decoded = mapCells(before, (value, column) =>
      `${table}.${column}` === 'zone.name' && value !== null ? textOf(value) : value,
    )
    expect(compareRows(decoded, back)).toEqual({ missing: [], extra: [] })
  })

  test.each(Object.entries(equal))('makes %s the published table', async (name, count) => {
    const table = name.slice('oc_'.length)
    const actual = await loaded(table)
    expect(actual.rows.length).toBe(count)
    expect(compareRows(await truth(table, actual), actual)).toEqual({ missing: [], extra: [] })
  })

  test('keeps the addresses that the vendor still has', async () => {
    const query = 'select query, keyword from'
    const { rows } = await mysqlTruth(published().url, `${query} oc_seo_url`)
    const kept = new Set(rows.map((row) => row.join(' ')))
    const actual = await postgresTruth(target().url, `${query} seo_url`)
    expect(actual.rows.map((row) => row.join(' ')).filter((row) => !kept.has(row)).sort()).toEqual([
      'category_id=36 Normal',
      'product_id=48 ipod_classic',
    ])
  })

  test.each(Object.entries(partly))(
    'differs in %s where the vendor changed it, nowhere else',
    async (name, known) => {
      const table = name.slice('oc_'.length)
      const actual = await loaded(table)
      const key = known.key.map((column) => actual.columns.indexOf(column))
      const vendor = mapCells(await truth(table, actual), (value, column) =>
        column === 'permission' && value !== null ? JSON.stringify(JSON.parse(value)) : value,
      )
      const { missing, extra, changed } = compareByKey(vendor, actual, key)
      expect(missing.length).toBe(known.only_target_keys)
      expect(extra.length).toBe(known.only_source_keys)
      const found: Record<string, string[]> = {}
      for (const { key: of, column } of changed) {
        ;(found[of.replaceAll('|', '/')] ??= []).push(column)
      }
      expect(Object.keys(found).length).toBe(known.exceptions_total)
      for (const [of, columns] of Object.entries(known.exceptions)) {
        expect(found[of]?.toSorted(), of).toEqual([...columns].sort())
      }
    },
  )
})

function mapCells(
  { columns, rows }: TruthTable,
  convert: (value: Cell, column: string, row: readonly Cell[]) => Cell,
): TruthTable {
  const mapped = rows.map((row) =>
    row.map((value, index) => convert(value, columns[index] ?? '', row)),
  )
  return { columns, rows: mapped }
}

const ACCENTS: Readonly<Record<string, string>> = {
  acute: '\u0301',
  cedil: '\u0327',
  circ: '\u0302',
  grave: '\u0300',
  ring: '\u030a',
  tilde: '\u0303',
  uml: '\u0308',
}

/** `&eacute;` is an e with an acute put together. */
function textOf(html: string): string {
  return html
    .replaceAll(/&#0?39;/gu, "'")
    .replaceAll('&aelig;', 'æ')
    .replaceAll(/&([A-Za-z])([a-z]+);/gu, (_, letter: string, accent: string) =>
      `${letter}${ACCENTS[accent] ?? '?'}`.normalize('NFC'),
    )
}

/** What PHP's serialize() makes of a value that JSON has. */
function phpOf(value: unknown): string {
  if (typeof value === 'string') return `s:${Buffer.byteLength(value)}:"${value}";`
  if (typeof value === 'number') return `i:${value};`
  if (typeof value !== 'object' || value === null) return `${typeof value}?`
  const entries = Object.entries(value).map(([key, each]) => {
    const index = Array.isArray(value) || /^\d+$/u.test(key)
    return (index ? `i:${key};` : phpOf(key)) + phpOf(each)
  })
  return `a:${entries.length}:{${entries.join('')}}`
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0)
}
