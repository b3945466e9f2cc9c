/** Cells of a SQLite file: what is stored is kept exactly, or named as a problem. */
import { rowsOf } from '../../support/batches.ts'
import { DatabaseSync } from 'node:sqlite'
import type { Kysely } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Cell, Row } from '../../../src/base/cell.ts'
import { sqliteConnector } from '../../../src/connect/sqlite/index.ts'
import type {
  ConnectionSettings,
  ReadProblem,
  SourceConnection,
} from '../../../src/plugin/connector.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { sqliteFile } from '../../support/sqlite-file.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()

interface Read {
  readonly rows: Row[]
  readonly problems: ReadProblem[]
  readonly nulled: number
  readonly batches: number
}

async function open(
  file: string,
  changes: Partial<ConnectionSettings> = {},
): Promise<SourceConnection> {
  return sqliteConnector.openSource(connectionSettings('sqlite', file, changes))
}

/** Every column of the table in the order of its rowid. */
async function readAll(
  source: SourceConnection,
  tableName: string,
  batchRows = 1000,
): Promise<Read> {
  const catalog = await source.catalog()
  const table = catalog.tables.find(({ name }) => name === tableName)
  const columns = (table?.columns ?? []).map((column) => ({
    ...column,
    table: { schema: null, name: tableName },
  }))
  const { sql } = source
  if (sql === null) throw new Error('a SQLite source has SQL')
  const db = sql.db as Kysely<Record<string, Record<string, unknown>>>
  const query = db
    .selectFrom(tableName)
    .select((eb) =>
      columns
        .map((column) => sql.cell(eb.ref(column.name), column) as never)
        .map((cell, index) => eb.parens(cell).as(`c${index}`)),
    )
    .orderBy('rowid')
    .compile()
  const result = { rows: [] as Row[], problems: [] as ReadProblem[], nulled: 0, batches: 0 }
  const options = { batchRows, batchBytes: 1 << 20 }
  for await (const batch of sql.stream(query, columns, options)) {
    for (const problem of batch.problems) {
      result.problems.push({ ...problem, row: problem.row + result.rows.length })
    }
    for (const count of batch.nulled.values()) result.nulled += count
    result.rows.push(...rowsOf(batch))
    result.batches += 1
  }
  return result
}

/** The one column's cell for each literal, or the code of its problem. */
async function cells(
  native: string,
  literals: readonly string[],
  changes: Partial<ConnectionSettings> = {},
): Promise<(Cell | { problem: string | undefined })[]> {
  const values = literals.map((literal) => `(${literal})`).join(', ')
  const file = sqliteFile(folder, `create table t (v ${native}); insert into t values ${values}`)
  const source = await open(file, changes)
  const { rows, problems } = await readAll(source, 't')
  await source.close()
  const codes = new Map(problems.map(({ row, code }) => [row, code]))
  return rows.map((row, index) =>
    codes.has(index) ? { problem: codes.get(index) } : (row[0] ?? null),
  )
}

const MISFIT = { problem: 'VALUE_STORAGE' }

describe('what is stored', () => {
  it.each<[native: string, pairs: [literal: string, cell: Cell | { problem: unknown }][]]>([
    [
      'integer',
      [
        ['9223372036854775807', '9223372036854775807'],
        ['-9007199254740993', '-9007199254740993'],
        ["'12'", '12'],
        ['null', null],
        ['1.5', MISFIT],
        ["x'00'", MISFIT],
        ["'abc'", { problem: expect.stringMatching(/^VALUE_/) }],
      ],
    ],
    [
      'smallint',
      [
        ['32767', '32767'],
        ['32768', { problem: 'VALUE_OUT_OF_RANGE' }],
      ],
    ],
    [
      'boolean',
      [
        ['0', 'f'],
        ['true', 't'],
        ['2', MISFIT],
        ["'yes'", 't'],
      ],
    ],
    [
      'numeric(10,2)',
      [
        ['0.99', '0.99'],
        ['5', '5.00'],
        ['1.1 + 2.2', { problem: 'VALUE_INEXACT' }],
        ["'12.50'", '12.50'],
        ['123456789', { problem: 'VALUE_OUT_OF_RANGE' }],
      ],
    ],
    [
      'numeric',
      [
        ['1e21', '1000000000000000000000'],
        ['0.1', '0.1'],
        ["x'31'", MISFIT],
      ],
    ],
    [
      'double',
      [
        ['0.1', '0.1'],
        ['9e999', 'Infinity'],
        ['-9e999', '-Infinity'],
        ['7', '7'],
        ["'x'", { problem: expect.stringMatching(/^VALUE_/) }],
      ],
    ],
    [
      'datetime',
      [
        ["'2009-01-01 00:00:00'", '2009-01-01 00:00:00'],
        ["'2009-01-01T10:30'", '2009-01-01 10:30:00'],
        ["'2009-01-01'", '2009-01-01 00:00:00'],
        ["'2009-01-01 10:30:00.250'", '2009-01-01 10:30:00.25'],
        ["'2009-02-30 00:00:00'", { problem: expect.stringMatching(/^VALUE_/) }],
        ["'2009-01-01 10:30:00Z'", { problem: expect.stringMatching(/^VALUE_/) }],
        ['1230768000', MISFIT],
        ['2454832.5', MISFIT],
      ],
    ],
    [
      'date',
      [
        ["'1962-02-18 00:00:00'", '1962-02-18'],
        ["'2012-02-29'", '2012-02-29'],
      ],
    ],
    [
      'blob',
      [
        ["x'00ffAB'", '\\x00ffab'],
        ["x''", '\\x'],
        ["'text'", MISFIT],
      ],
    ],
    [
      'nvarchar(3)',
      [
        ["'abc'", 'abc'],
        ["'😀é€'", '😀é€'],
        ["'abcd'", { problem: 'VALUE_TOO_LONG' }],
        ['12', '12'],
      ],
    ],
    [
      '',
      [
        ["'a'", 'a'],
        ['1', '1'],
        ['0.5', '0.5'],
        ["x'01'", MISFIT],
        ["''", ''],
      ],
    ],
    [
      'json',
      [
        [`'{"a": 1}'`, '{"a": 1}'],
        ['5', '5'],
        ["'{'", { problem: 'VALUE_INVALID_JSON' }],
      ],
    ],
  ])('in a column declared %j is its cell or a problem', async (native, pairs) => {
    const literals = pairs.map(([literal]) => literal)
    expect(await cells(native, literals)).toEqual(pairs.map(([, cell]) => cell))
  })

  it('as text keeps every character: line ends, marks, a byte order mark', async () => {
    const texts = ['a\r\nb\t', '\u0001A', '\ufeffx', '\u007f', '\ufffd', '日本', ' ~', '\\']
    const literals = texts.map((text) => `cast(x'${Buffer.from(text).toString('hex')}' as text)`)
    expect(await cells('text', literals)).toEqual(texts)
  })

  it('as text is the same in a database of UTF-16', async () => {
    for (const encoding of ['UTF-16le', 'UTF-16be']) {
      const file = sqliteFile(
        folder,
        `pragma encoding = '${encoding}'; create table t (v text, w blob);
         insert into t values ('plain', x'00'), ('Zoë 😀', null), ('', null),
           (cast(x'd8d8' as text), null)`,
      )
      const source = await open(file)
      const { rows, problems } = await readAll(source, 't')
      expect(rows).toEqual([
        ['plain', '\\x00'],
        ['Zoë 😀', null],
        ['', null],
        ['\\xd8\\xd8', null],
      ])
      expect(problems).toMatchObject([{ row: 3, column: 0, code: 'VALUE_ENCODING' }])
      await source.close()
    }
  })
})

describe('bytes that are no text', () => {
  it.each([
    ['5a6feb', 'Zo\\xeb', 'VALUE_ENCODING'],
    ['c0af', '\\xc0\\xaf', 'VALUE_ENCODING'],
    ['eda080', '\\xed\\xa0\\x80', 'VALUE_ENCODING'],
    ['4100eb', 'A\\x00\\xeb', 'VALUE_ENCODING'],
  ])('%s are shown escaped, never replaced', async (hex, shown, code) => {
    const file = sqliteFile(
      folder,
      `create table t (v text); insert into t values (cast(x'${hex}' as text)), ('fine')`,
    )
    const source = await open(file)
    const { rows, problems } = await readAll(source, 't')
    expect(rows).toEqual([[shown], ['fine']])
    expect(problems).toMatchObject([{ row: 0, column: 0, code }])
    await source.close()
  })

  it('are told from a replacement character that is stored, row by row', async () => {
    const texts = ['5a6feb', '5a6fefbfbd', 'efbfbd80', 'c3a9', '5a6fe9', 'efbfbd']
    const values = texts.map((hex) => `(cast(x'${hex}' as text), x'efbf', 1)`)
    const file = sqliteFile(
      folder,
      `create table t (v text, b blob, n integer); insert into t values ${values.join(', ')}`,
    )
    const source = await open(file)
    const { rows, problems } = await readAll(source, 't', 2)
    const shown = ['Zo\\xeb', 'Zo\ufffd', '\\xef\\xbf\\xbd\\x80', 'é', 'Zo\\xe9', '\ufffd']
    expect(rows).toEqual(shown.map((text) => [text, '\\xefbf', '1']))
    expect(problems.map(({ row }) => row)).toEqual([0, 2, 4])
    await source.close()
  })

  it('hold a NUL, which is a problem of its own', async () => {
    expect(await cells('text', ["'a' || char(0) || 'b'"])).toEqual([
      { problem: 'VALUE_NUL_CHARACTER' },
    ])
  })
})

it('reads null tokens by type, and counts them', async () => {
  const file = sqliteFile(
    folder,
    `create table t (name text, since date);
     insert into t values ('N/A', '0001-01-01'), ('0001-01-01', 'N/A'), ('Ada', '2020-01-01')`,
  )
  const source = await open(file, { nullTokens: { date: ['0001-01-01'], '*': ['N/A'] } })
  const { rows, nulled, problems } = await readAll(source, 't')
  expect(rows).toEqual([
    [null, null],
    ['0001-01-01', null],
    ['Ada', '2020-01-01'],
  ])
  expect([nulled, problems]).toEqual([3, []])
  await source.close()
})

it('streams in batches, and counts problems within each', async () => {
  const file = sqliteFile(
    folder,
    `create table t (v integer);
     insert into t with recursive n (i) as (values (1) union all select i + 1 from n where i < 25)
     select iif(i % 10 = 0, 'ten', i) from n`,
  )
  const source = await open(file)
  const { rows, problems, batches } = await readAll(source, 't', 10)
  expect(rows).toHaveLength(25)
  expect(batches).toBe(3)
  expect(problems.map(({ row }) => row)).toEqual([9, 19])
  await source.close()
})

describe('a source session', () => {
  it('cannot write', async () => {
    const file = sqliteFile(folder, 'create table member (id integer primary key)')
    const source = await open(file)
    expect(await source.info()).toMatchObject({ place: file, readOnly: true })
    const writing = source.sql?.db.insertInto('member').values({ id: 1 }).execute()
    await expect(writing).rejects.toMatchObject({ code: 'CONNECT_READ_ONLY' })
    await source.close()
  })

  it('says what is wrong with its file', async () => {
    await expect(open(`${folder}/none.sqlite`)).rejects.toMatchObject({
      code: 'CONNECT_FILE_MISSING',
    })
    await expect(open(import.meta.filename)).rejects.toMatchObject({ code: 'CONNECT_NOT_SQLITE' })
    await expect(open(folder)).rejects.toMatchObject({ code: 'CONNECT_FILE_UNREADABLE' })
    await expect(open(':memory:')).rejects.toMatchObject({ code: 'CONNECT_URL' })
    const file = sqliteFile(folder, 'create table member (id integer primary key)')
    const source = await open(`sqlite://${file}`)
    const asking = source.sql?.db.selectFrom('loan').selectAll().execute()
    await expect(asking).rejects.toMatchObject({ code: 'CONNECT_QUERY' })
    await source.close()
  })

  it('gives integers as numbers where they are exact, else as bigint', async () => {
    const file = sqliteFile(folder, 'create table t (v integer); insert into t values (1)')
    new DatabaseSync(file).exec('insert into t values (9007199254740993)')
    const source = await open(file)
    const values = await source.sql?.db.selectFrom('t').select('v').orderBy('v').execute()
    expect(values).toEqual([{ v: 1 }, { v: 9007199254740993n }])
    await source.close()
  })
})
