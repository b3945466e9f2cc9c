/** Real messy files against their published truth. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FileTable } from '../../../src/plugin/connector.ts'
import type { ReadTable } from '../../support/file-table.ts'
import { fileTable, readTable, writeFile } from '../../support/file-table.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()
const messy = path.join(import.meta.dirname, '../../data/messy-csv')

function read(name: string, changes: Partial<FileTable> = {}): Promise<ReadTable> {
  return readTable(fileTable(path.join(messy, name), changes))
}

describe('csv-spectrum', () => {
  const names = readdirSync(path.join(messy, 'csv-spectrum/csvs')).map((file) =>
    path.basename(file, '.csv'),
  )
  // Its file was saved with replacement characters for the degree signs, its truth was not.
  const damaged = 'location_coordinates'

  it.each(names.filter((name) => name !== damaged))('%s gives its truth', async (name) => {
    let file = path.join(messy, `csv-spectrum/csvs/${name}.csv`)
    if (name.endsWith('_crlf')) {
      // The copy has lost the line ends it is about.
      const text = readFileSync(file, 'utf8').replaceAll('\n', '\r\n')
      file = writeFile(folder, `${name}.csv`, text)
    }
    const { columns, rows, problems } = await readTable(fileTable(file))
    const truth = readFileSync(path.join(messy, `csv-spectrum/json/${name}.json`), 'utf8')
    const objects = rows.map((row) =>
      Object.fromEntries(columns.map((column, index) => [column, row[index]])),
    )
    expect(objects).toEqual(JSON.parse(truth))
    expect(problems).toEqual([])
  })

  it('takes quotes within an unquoted field as they are', async () => {
    const { rows } = await read(`csv-spectrum/csvs/${damaged}.csv`)
    expect(rows[0]?.[1]).toBe(`37\ufffd36'37.8"N 121\ufffd2'17.9"W`)
  })
})

describe('csvkit', () => {
  it.each<[file: string, changes: Partial<FileTable>, rows: (string | null)[][]]>([
    [
      'mac_newlines',
      {},
      [
        ['1', '2', '3'],
        ['Once upon\ra time', '5', '6'],
      ],
    ],
    ['optional_quote_characters', {}, [['1', '2', '3']]],
    ['test_header_newline', {}, [['d', 'e', 'f']]],
    [
      'test_latin1',
      { encoding: 'latin1' },
      [
        ['1', '2', '3'],
        ['4', '5', '©'],
      ],
    ],
    ['test_locale', { nulls: [''] }, [['1,7', '200.000.000', null]]],
    [
      'test_utf16_big',
      { encoding: 'utf-16be' },
      [
        ['1', '2', '3'],
        ['4', '5', 'ʤ'],
      ],
    ],
    [
      'test_utf16_little',
      { encoding: 'utf-16le' },
      [
        ['1', '2', '3'],
        ['4', '5', 'ʤ'],
      ],
    ],
    [
      'test_utf8',
      {},
      [
        ['1', '2', '3'],
        ['4', '5', 'ʤ'],
      ],
    ],
    [
      'test_utf8_bom',
      {},
      [
        ['1', '2', '3'],
        ['4', '5', 'ʤ'],
      ],
    ],
    [
      'blanks',
      { nulls: ['', 'NA', 'N/A', 'NONE', 'NULL', '.'] },
      [[null, null, null, null, null, null]],
    ],
  ])('%s', async (file, changes, rows) => {
    const result = await read(`csvkit/${file}.csv`, changes)
    expect(result.rows).toEqual(rows)
    expect(result.problems).toEqual([])
    expect(result.columns[0]).not.toContain('\ufeff')
  })

  it.each([
    ['bad', ['ROW_RAGGED', 'ROW_RAGGED']],
    ['null_byte', ['VALUE_NUL_CHARACTER']],
    ['test_empty_columns_long_row', ['ROW_RAGGED']],
    ['test_empty_columns_short_row', ['ROW_RAGGED']],
    ['test_extra_header', ['ROW_RAGGED']],
    ['test_latin1', ['VALUE_ENCODING']],
  ])('%s has the problems %j', async (file, codes) => {
    const { problems } = await read(`csvkit/${file}.csv`)
    expect(problems.map((problem) => problem.code)).toEqual(codes)
  })

  it('refuses UTF-16 that is declared as another encoding', async () => {
    const reading = read('csvkit/test_utf16_big.csv')
    await expect(reading).rejects.toMatchObject({ code: 'CONNECT_FILE_ENCODING' })
  })
})

describe('encodings', () => {
  // Digests of the cells as Python's csv module reads them, joined by the separators of ASCII.
  it.each([
    ['spanish_chars.csv', 'windows-1252', 116, '3a6ae0a385056aa6'],
    ['utf-16le_encoded.csv', 'utf-16', 327, '28fd5dd1bf267477'],
    ['big5_scenic_spots.csv.gz', 'big5', 382, '36d1ac2ae993b388'],
  ])('%s as %s', async (file, encoding, count, digest) => {
    const { rows, problems } = await read(`encodings/${file}`, { encoding })
    expect(problems).toEqual([])
    expect(rows).toHaveLength(count)
    const text = rows.map((row) => row.join('\x1f')).join('\x1e')
    expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe(digest)
  })

  it('null_words.csv has no header, and the word null beside nothing', async () => {
    const { rows } = await read('encodings/null_words.csv', { header: false, nulls: ['null'] })
    expect(rows.slice(1, 4)).toEqual([
      ['2', '0', '0', null],
      ['3', null, '', ''],
      ['4', null, '0', null],
    ])
  })
})
