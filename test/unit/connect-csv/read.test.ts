/** File tables read as batches of cells: what is given, and what is named as a problem. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Column, Table } from '../../../src/catalog/catalog.ts'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'
import { BIGINT, TEXT } from '../../../src/catalog/logical-type.ts'
import { fileTable, openFiles, readTable, writeFile } from '../../support/file-table.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()

function column(name: string, type: LogicalType, nullable = true): Column {
  return {
    name,
    native: type.kind,
    type,
    nullable,
    default: null,
    generated: false,
    identity: null,
    collation: null,
  }
}

function declared(columns: readonly Column[], changes: Partial<Table> = {}): Table {
  return {
    schema: null,
    name: 'member',
    kind: 'table',
    columns,
    primaryKey: [],
    uniqueKeys: [],
    foreignKeys: [],
    checks: [],
    triggers: [],
    ...changes,
  }
}

describe('a file with a header', () => {
  it('is text under its header names, and numbers its records', async () => {
    const file = writeFile(folder, 'plain.csv', 'id,name\n1, Ada \n\n"2",""\n')
    const columns = ['_row', 'name', 'id']
    const read = await readTable(fileTable(file), { columns })
    expect(read.rows).toEqual([
      ['1', ' Ada ', '1'],
      ['2', '', '2'],
    ])
    expect(read.problems).toEqual([])
  })

  it('gives the asked columns, also where they are as many as the file has', async () => {
    const file = writeFile(folder, 'asked.csv', 'a,b,c\n1,2,3\n')
    const cells: Readonly<Record<string, string>> = { a: '1', b: '2', c: '3', _row: '1' }
    for (const asked of ['a b c', 'a b _row', 'a c b', '_row a b', 'a b', 'a b c _row']) {
      const columns = asked.split(' ')
      const { rows } = await readTable(fileTable(file), { columns })
      expect(rows).toEqual([columns.map((name) => cells[name])])
    }
  })

  it('has its null tokens in unquoted fields only', async () => {
    const file = writeFile(folder, 'nulls.csv', 'a,b,c\n,"",N/A\n"N/A",x,NULL\n')
    const { rows } = await readTable(fileTable(file, { nulls: ['', 'N/A'] }))
    expect(rows).toEqual([
      [null, '', null],
      ['N/A', 'x', 'NULL'],
    ])
  })

  it('reads the null tokens of the connection by type, and counts them', async () => {
    const file = writeFile(folder, 'tokens.csv', 'id,since\n1,0001-01-01\n0001-01-01,-\n3,"-"\n')
    const since = column('since', { kind: 'date' })
    const { rows, nulled, problems } = await readTable(fileTable(file), {
      declared: declared([column('id', TEXT), since]),
      settings: { nullTokens: { date: ['0001-01-01'], '*': ['-'] } },
    })
    expect(rows).toEqual([
      ['1', null],
      ['0001-01-01', null],
      ['3', null],
    ])
    expect(nulled).toEqual({ since: 3 })
    expect(problems).toEqual([])
  })

  it.each([
    ['a,,c\n1,2,3\n', 'column 2 of the header has no name'],
    ['a,b,a\n1,2,3\n', 'column 3 of the header is named "a", as column 1 is'],
    ['a,_row\n1,2\n', '_row is a name of ours'],
    ['', 'the file is empty, and a header is declared'],
  ])('is refused with file and column when its header is %j', async (text, message) => {
    const file = writeFile(folder, 'header.csv', text)
    const reading = readTable(fileTable(file))
    await expect(reading).rejects.toMatchObject({ code: 'CONNECT_FILE_HEADER' })
    await expect(reading).rejects.toThrow(message)
    await expect(reading).rejects.toThrow('header.csv')
  })
})

describe('declared columns', () => {
  const columns = [column('id', BIGINT, false), column('joined', { kind: 'date' })]

  it('are matched to the header by name, whatever the order and the case', async () => {
    const file = writeFile(folder, 'declared.csv', 'JOINED,shelf,Id\n2020-02-29,x,007\n')
    const read = await readTable(fileTable(file), { declared: declared(columns) })
    expect(read.columns).toEqual(['joined', 'shelf', 'id'])
    expect(read.rows).toEqual([['2020-02-29', 'x', '7']])
  })

  it('name the columns of a file without a header', async () => {
    const file = writeFile(folder, 'bare.csv', '7,2020-02-29\n')
    const table = fileTable(file, { header: false })
    const { rows } = await readTable(table, { declared: declared(columns) })
    expect(rows).toEqual([['7', '2020-02-29']])
    expect((await readTable(table)).columns).toEqual(['column_1', 'column_2'])
  })

  it('make problems of fields that do not fit, each with its column', async () => {
    const file = writeFile(folder, 'misfit.csv', 'id,joined\nseven,2021-02-29\n8,2020-01-01\n')
    const { rows, problems } = await readTable(fileTable(file), { declared: declared(columns) })
    expect(rows).toEqual([
      ['seven', '2021-02-29'],
      ['8', '2020-01-01'],
    ])
    expect(problems.map(({ row, column: at }) => [row, at])).toEqual([
      [0, 0],
      [0, 1],
    ])
  })

  it('that are NOT NULL make a problem of a NULL', async () => {
    const file = writeFile(folder, 'not-null.csv', 'id,joined\n,2020-01-01\n')
    const { problems } = await readTable(fileTable(file, { nulls: [''] }), {
      declared: declared(columns),
    })
    expect(problems).toMatchObject([{ row: 0, column: 0, code: 'VALUE_NULL' }])
  })

  it('that the header lacks are an error', async () => {
    const file = writeFile(folder, 'lacks.csv', 'id\n1\n')
    const reading = readTable(fileTable(file), { declared: declared(columns) })
    await expect(reading).rejects.toThrow('the header lacks the declared joined')
  })
})

describe('a bad record', () => {
  it('with too few or too many fields is given padded or cut, and named', async () => {
    const file = writeFile(folder, 'ragged.csv', 'a,b,c\n1,2\n1,2,3,4\n1,2,3\n')
    const { rows, problems } = await readTable(fileTable(file))
    expect(rows).toEqual([
      ['1', '2', null],
      ['1', '2', '3'],
      ['1', '2', '3'],
    ])
    expect(problems).toEqual([
      {
        row: 0,
        column: -1,
        code: 'ROW_RAGGED',
        message: 'Record 1 of ragged.csv (line 2) has 2 fields, not 3.',
      },
      {
        row: 1,
        column: -1,
        code: 'ROW_RAGGED',
        message: 'Record 2 of ragged.csv (line 3) has 4 fields, not 3.',
      },
    ])
  })

  it('may be filled, but loses nothing that is there', async () => {
    const file = writeFile(folder, 'fill.csv', 'a,b\n1\n1,2,,\n1,2,3\n1,2,""\n')
    const { rows, problems } = await readTable(fileTable(file, { ragged: 'fill' }))
    expect(rows).toEqual([
      ['1', null],
      ['1', '2'],
      ['1', '2'],
      ['1', '2'],
    ])
    expect(problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'ROW_RAGGED'],
      [3, 'ROW_RAGGED'],
    ])
  })

  it('names a byte that cannot be decoded by record, offset and column', async () => {
    const bytes = Buffer.from('id,name\n1,Ada\n2,Zo\xeb|\n3,Ben\n', 'latin1')
    const file = writeFile(folder, 'latin.csv', bytes)
    const { rows, problems } = await readTable(fileTable(file))
    expect(rows[1]).toEqual(['2', 'Zo\\xEB|'])
    expect(rows[2]).toEqual(['3', 'Ben'])
    expect(problems).toEqual([
      {
        row: 1,
        column: 1,
        code: 'VALUE_ENCODING',
        message: 'Record 2 of latin.csv: \\xEB at byte offset 18 is not utf-8.',
      },
    ])
  })

  it('names the bad bytes of the columns that are asked for only', async () => {
    const bytes = Buffer.from('id,\xe9\xe9x,c\n\xe4,\xe5,\xe6\n', 'latin1')
    const file = writeFile(folder, 'step.csv', bytes)
    const { rows, problems } = await readTable(fileTable(file), { columns: ['c', '_row'] })
    expect(rows).toEqual([['\\xE6', '1']])
    expect(problems).toMatchObject([{ column: 0, message: expect.stringContaining('offset 13') }])
  })

  it('holds a NUL or a quote that is never closed', async () => {
    const file = writeFile(folder, 'quote.csv', 'a,b\n\0,2\n"x,3\n')
    const { rows, problems } = await readTable(fileTable(file))
    expect(rows).toEqual([
      ['\\x00', '2'],
      ['x,3\n', null],
    ])
    const codes = problems.map(({ row, column: at, code }) => [row, at, code])
    expect(codes).toContainEqual([0, 0, 'VALUE_NUL_CHARACTER'])
    expect(codes).toContainEqual([1, -1, 'ROW_QUOTE'])
    expect(problems[1]?.message).toContain('The quote opened on line 3 is never closed.')
  })
})

describe('a NUL', () => {
  const note = 'x\n'.repeat(50_000)

  it('is found where its record goes on in later pieces of the file', async () => {
    const file = writeFile(folder, 'nul-early.csv', `a,b\n1,2\n"\0","${note}"\n3,4\n`)
    const { rows, problems } = await readTable(fileTable(file))
    expect(rows).toEqual([
      ['1', '2'],
      ['\\x00', note],
      ['3', '4'],
    ])
    expect(problems).toMatchObject([{ row: 1, column: 0, code: 'VALUE_NUL_CHARACTER' }])
  })

  it('is found where its record began in earlier pieces, in any encoding', async () => {
    const text = `a,b\n"${note}",\0\n`
    for (const encoding of ['utf-8', 'windows-1252', 'utf-16le'] as const) {
      const bytes = Buffer.from(text, encoding === 'utf-16le' ? 'utf16le' : 'latin1')
      const file = writeFile(folder, `nul-late-${encoding}.csv`, bytes)
      const { problems } = await readTable(fileTable(file, { encoding }))
      expect(problems).toMatchObject([{ row: 0, column: 1, code: 'VALUE_NUL_CHARACTER' }])
    }
  })
})

describe('files', () => {
  it('of a pattern are one table, in the order of their names', async () => {
    writeFile(folder, 'branch_2.csv', 'name,id\nNorth,2\n')
    writeFile(folder, 'branch_1.csv.gz', gzipSync('id,name\n1,Centre\n7,West\n'))
    writeFile(folder, 'branch_10.csv', 'id,name\n10,South\n')
    const table = fileTable(`${folder}/branch_*.csv*`)
    const read = await readTable(table, { columns: ['_file', '_row', 'id'], batchRows: 1 })
    expect(read.rows).toEqual([
      ['branch_1.csv.gz', '1', '1'],
      ['branch_1.csv.gz', '2', '7'],
      ['branch_10.csv', '1', '10'],
      ['branch_2.csv', '1', '2'],
    ])
    const source = await openFiles([table])
    const [branch] = (await source.catalog()).tables
    expect(branch?.columns.map(({ name }) => name)).toEqual(['id', 'name', '_file'])
    expect(await source.estimateRows()).toEqual(new Map([['member', 4]]))
    expect(await source.info()).toMatchObject({ version: '3 files', readOnly: true })
  })

  it('of one name in several folders are told apart', async () => {
    for (const year of ['2023', '2024']) {
      mkdirSync(path.join(folder, year))
      writeFile(folder, `${year}/branch.csv`, 'id,name\n1,Centre\n')
    }
    const table = fileTable(`${folder}/20*/branch.csv`)
    const { rows } = await readTable(table, { columns: ['_file', '_row'] })
    expect(rows).toEqual([
      ['2023/branch.csv', '1'],
      ['2024/branch.csv', '1'],
    ])
  })

  it('that are not there, or no gzip, are errors that name them', async () => {
    const missing = readTable(fileTable(`${folder}/none.csv`))
    await expect(missing).rejects.toMatchObject({ code: 'CONNECT_FILE_MISSING' })
    const damaged = writeFile(folder, 'damaged.csv.gz', 'id,name\n')
    const reading = readTable(fileTable(damaged))
    await expect(reading).rejects.toMatchObject({ code: 'CONNECT_FILE_GZIP' })
    await expect(readTable(fileTable(folder))).rejects.toMatchObject({
      code: 'CONNECT_FILE_UNREADABLE',
    })
  })

  it('with a record beyond all measure are refused in bounded memory', async () => {
    const endless = gzipSync(`id,name\n1,"${'x'.repeat(20_000_000)}`)
    const file = writeFile(folder, 'endless.csv.gz', endless)
    const reading = readTable(fileTable(file))
    await expect(reading).rejects.toMatchObject({ code: 'CONNECT_FILE_RECORD' })
    await expect(reading).rejects.toThrow('begins on line 2')
  })

  it('of another kind altogether are refused in bounded memory', async () => {
    const file = writeFile(folder, 'binary.csv', Buffer.alloc(1_000_000, 0xe9))
    const reading = readTable(fileTable(file, { header: false }))
    await expect(reading).rejects.toMatchObject({ code: 'CONNECT_FILE_ENCODING' })
    await expect(reading).rejects.toThrow('bytes of one record are not utf-8')
  })

  it('whose declaration cannot be are refused when they are opened', async () => {
    const unknown = openFiles([fileTable('x.csv', { encoding: 'ebcdic' })])
    await expect(unknown).rejects.toMatchObject({ code: 'CONNECT_FILE_ENCODING' })
    const halves = [{ delimiter: '\ud83d' }, { quote: '\ude00' }]
    const unclear = [{ delimiter: '' }, { record: '' }, { quote: ',' }, { quote: '<<' }]
    for (const changes of [...unclear, ...halves]) {
      const opening = openFiles([fileTable('x.csv', changes)])
      await expect(opening).rejects.toMatchObject({ code: 'CONNECT_FILE_FORMAT' })
    }
    const endless = openFiles([fileTable('x.csv', { delimiter: '\n' })])
    await expect(endless).rejects.toThrow('The delimiter holds the record')
  })
})

it('has the key of the declaration, which must be a column', async () => {
  const file = writeFile(folder, 'key.csv', 'id,name\n1,Ada\n')
  const keyed = await openFiles([fileTable(file, { key: ['id'] })])
  expect((await keyed.catalog()).tables[0]?.primaryKey).toEqual(['id'])
  const wrong = await openFiles([fileTable(file, { key: ['nr'] })])
  await expect(wrong.catalog()).rejects.toMatchObject({ code: 'CONNECT_FILE_COLUMN' })
  const none = (): unknown => wrong.files?.stream('loan', [], { batchRows: 1, batchBytes: 1 })
  expect(none).toThrow(expect.objectContaining({ code: 'CONNECT_FILE_TABLE' }))
})

it('stops between batches when it is told to', async () => {
  const file = writeFile(folder, 'stop.csv', `id\n${'1\n'.repeat(100)}`)
  const source = await openFiles([fileTable(file)])
  const stop = new AbortController()
  const options = { batchRows: 10, batchBytes: 1 << 20, signal: stop.signal }
  const reading = async (): Promise<void> => {
    for await (const batch of source.files?.stream('member', ['id'], options) ?? []) {
      expect(batch.count).toBe(10)
      stop.abort()
    }
  }
  await expect(reading()).rejects.toThrow('aborted')
})
