/** Messy files, in many encodings and spellings, into tables with real types. */
import { readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import { dataFile } from '../support/datasets.ts'
import { realProject } from '../support/real-project.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { root } from '../support/tidy/sources.ts'
import { compareByKey, compareRows, csvTruth, postgresTruth } from '../support/truth.ts'
import type { TruthTable } from '../support/truth.ts'

const clean = dataFile('messy-csv/beers/clean.csv')
const scenario = path.join(root, 'test', 'scenarios', 'real-messy')
const schema = readFileSync(path.join(scenario, 'schema', 'target.sql'), 'utf8')

describe.skipIf(clean === null)('[csv] messy files', () => {
  const feeds = path.dirname(path.dirname(clean ?? ''))
  const folder = path.join(useTempFolder(), 'project')
  const target = useDatabase(() => createPostgresDatabase(schema))
  const loaded = (query: string) => postgresTruth(target().url, query)

  /** The records of a file by another reader, each value through `convert`. */
  function truth(
    file: string,
    encoding: string,
    convert: (value: string, column: number) => string | null = (value) => value,
  ): TruthTable {
    const bytes = readFileSync(path.join(feeds, file))
    const text = new TextDecoder(encoding, { fatal: true }).decode(
      file.endsWith('.gz') ? gunzipSync(bytes) : bytes,
    )
    const { columns, rows } = csvTruth(text)
    return {
      columns,
      rows: rows.map((row) =>
        row.map((value, column) => (value === null ? null : convert(value, column))),
      ),
    }
  }

  async function expectRows(expected: TruthTable, query: string, count: number): Promise<void> {
    const actual = await loaded(query)
    expect(actual.rows.length).toBe(count)
    expect(compareRows(expected, actual)).toEqual({ missing: [], extra: [] })
  }

  test('are loaded whole, but for the lines that are no data', async () => {
    const project = realProject('real-messy', folder, { TARGET_URL: target().url })
    symlinkSync(feeds, path.join(folder, 'feeds'))
    await project.run('validate')
    const { units } = await project.migrate(0)
    expect(units.flatMap(({ rejectedByCode }) => Object.keys(rejectedByCode))).toEqual([])
    const filtered = units.flatMap((unit) => Object.entries(unit.filteredByReason))
    expect(filtered.sort()).toEqual([
      ['blank line', 1],
      ['blank line', 1],
      ['header', 1],
      ['where the figures are from', 1],
    ])
    await project.reconcile(0)
  })

  test('beers become the cleaned list, cell by cell', async () => {
    const expected = csvTruth(readFileSync(clean ?? '', 'utf8'), {
      ounces: 'number',
      abv: 'number',
      ibu: 'number',
    })
    const actual = await loaded('select * from beer')
    expect(actual.rows.length).toBe(2410)
    expect(compareByKey(expected, actual, [1])).toEqual({ missing: [], extra: [], changed: [] })
  })

  test('breweries stand once each, however many beers they have', async () => {
    const { rows } = csvTruth(readFileSync(clean ?? '', 'utf8'))
    const each = new Map(rows.map((row) => [row[7], [7, 8, 9, 10].map((at) => row[at] ?? null)]))
    const expected = { columns: ['id', 'name', 'city', 'state'], rows: [...each.values()] }
    await expectRows(expected, 'select * from brewery', 558)
    await expectRows(
      { columns: ['count'], rows: [['2410']] },
      'select count(*) from beer join brewery on brewery.id = brewery_id',
      1,
    )
  })

  test('the spending of windows-1252 keeps its accents, and its amounts are numbers', async () => {
    const { columns, rows } = truth('encodings/spanish_chars.csv', 'windows-1252', (value, at) =>
      at === 6 ? withoutZeros(value) : value,
    )
    const query = `select purpose_id, function_id, subfunction_id, purpose, function_name,
      subfunction, amount, description from spending`
    await expectRows({ columns, rows: rows.filter((row) => row[6] !== null) }, query, 114)
  })

  test('the admissions of UTF-16 lose the blanks they were padded with', async () => {
    const expected = truth('encodings/utf-16le_encoded.csv', 'utf-16le', (value, at) =>
      at === 2 ? value.trimEnd() : at > 3 ? withoutZeros(value) : value,
    )
    await expectRows(expected, 'select * from admission', 327)
  })

  test('the sights of Big5 keep the line ends within their texts', async () => {
    const numbers = [6, 7, 13, 14]
    const expected = truth('encodings/big5_scenic_spots.csv.gz', 'big5', (value, at) =>
      at === 9 ? value.replaceAll('/', '-') : numbers.includes(at) ? withoutZeros(value) : value,
    )
    expect(expected.rows.flat().some((value) => value?.includes('\n'))).toBe(true)
    await expectRows(expected, 'select * from spot', 382)
  })

  test('the equipment keeps every repeated row, and its American dates', async () => {
    const expected = truth('csvkit/ks_1033_data.csv', 'utf-8', (value, at) =>
      at === 9 ? isoDate(value) : [5, 7, 8].includes(at) ? withoutZeros(value) : value,
    )
    const query = `select ${expected.columns.join(', ')} from equipment`
    await expectRows(expected, query, 1575)
  })

  test('the recipients have numbers, and their codes keep the zero in front', async () => {
    const file = 'csvkit/FY09_EDU_Recipients_by_State.csv'
    const { columns, rows } = truth(file, 'utf-8', (value, at) =>
      at > 2 ? withoutZeros(value) : value,
    )
    const states = rows.filter((row) => row[1] !== null).map((row) => row.slice(0, 9))
    await expectRows({ columns: columns.slice(0, 9), rows: states }, 'select * from recipient', 52)
  })

  test('numbers with a decimal comma and days before months become what they say', async () => {
    await expectRows(
      truth('csvkit/test_locale_converted.csv', 'utf-8'),
      'select a, b, c from locale',
      1,
    )
    const days = truth('csvkit/test_date_format_converted.csv', 'utf-8')
    await expectRows(days, 'select a from day', 2)
  })

  test('the word null and an empty field are both NULL where the format says so', async () => {
    const expected = truth('encodings/null_words.csv', 'utf-8', (value) =>
      value === 'null' ? null : value,
    )
    // The file has no header: what was taken for one is its first row.
    const first = expected.columns.map((value) => (value === 'null' ? null : value))
    await expectRows({ ...expected, rows: [first, ...expected.rows] }, 'select * from answer', 10)
  })
})

/** `6,718.50` is `6718.5`. */
function withoutZeros(value: string): string {
  const digits = value.replaceAll(',', '')
  return digits.includes('.') ? digits.replace(/0+$/u, '').replace(/\.$/u, '') : digits
}

/** `5/19/2006 0:00:00` is `2006-05-19`. */
function isoDate(value: string): string {
  const [month = '', day = '', year = ''] = (value.split(' ')[0] ?? '').split('/')
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
