/** Tables copied into the stage: what comes out is what the sources gave, found by what it is. */
import { readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { connectorOf } from '../../../src/builtin.ts'
import type { Column } from '../../../src/catalog/catalog.ts'
import { FILE_COLUMN, RECORD_COLUMN } from '../../../src/catalog/file-numbering.ts'
import { parseTypeName } from '../../../src/catalog/type-name.ts'
import type { ConnectionSettings, FileTable } from '../../../src/plugin/connector.ts'
import { prune, removeOwned } from '../../../src/stage/folder.ts'
import { stageSettings, type NeededTable, type StagedCopy } from '../../../src/stage/needs.ts'
import { stageTables } from '../../../src/stage/stage.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { projectFolder } from '../../support/project-folder.ts'
import { sqliteFile } from '../../support/sqlite-file.ts'

function column(name: string, native: string): Column {
  return { ...FILE_COLUMN, name, native, type: parseTypeName(native), nullable: true }
}

const LOAN: NeededTable = {
  connection: 'feeds',
  table: { schema: null, name: 'loan' },
  columns: [
    column('card', 'text'),
    column('fee', 'numeric(6,2)'),
    column('taken', 'date'),
    column('seen', 'timestamptz'),
    column('number', 'bigint'),
    { ...RECORD_COLUMN },
  ],
  indexes: [['card']],
  holdsRecords: true,
}
const HEADER = 'number,card,fee,taken,seen'

function feeds(file: string, changes: Partial<ConnectionSettings> = {}): ConnectionSettings {
  const table: FileTable = {
    name: 'loan',
    file,
    encoding: 'utf-8',
    delimiter: ',',
    record: null,
    quote: '"',
    header: true,
    nulls: [''],
    ragged: 'reject',
    key: [],
  }
  const columns = LOAN.columns.filter(({ name }) => name !== RECORD_COLUMN.name)
  const declared = { ...LOAN.table, kind: 'table' as const, columns, primaryKey: [] }
  const rest = { uniqueKeys: [], foreignKeys: [], checks: [], triggers: [] }
  return connectionSettings('files', null, {
    name: 'feeds',
    files: [table],
    fileCatalog: [{ ...declared, ...rest }],
    ...changes,
  })
}

async function stage(
  folder: string,
  settings: ConnectionSettings,
  change: { table?: NeededTable; owner?: string; mode?: 'make' | 'look' } = {},
): Promise<StagedCopy | undefined> {
  const { table = LOAN, owner = 'run-1', mode = 'make' } = change
  const { copies } = await stageTables({
    tables: [{ ...table, connection: settings.name }],
    settings: new Map([[settings.name, settings]]),
    connectorOf,
    folder,
    owner,
    mode,
    signal: new AbortController().signal,
    now: () => new Date(),
    onCopy: () => {},
  })
  return [...copies.values()][0]
}

/** The rows of a copy as the engine reads them, and what is wrong with them. */
async function read(copy: StagedCopy | undefined, table = LOAN, where = sql<boolean>`true`) {
  if (copy === undefined) throw new Error('there is no copy')
  const reads = { connection: 'stage:it', schema: 's0' }
  const staged = [{ ...table, connection: 'it', reads }]
  const copies = new Map([[`it.${table.table.name}`, copy]])
  const [settings] = stageSettings([{ staged } as never], copies, path.dirname(copy.file))
  if (settings === undefined) throw new Error('there are no settings')
  const session = await connectorOf('stage').openSource(settings)
  onTestFinished(() => session.close())
  const columns = table.columns.map((each) => ({ ...each, table: table.table }))
  const query = session.sql?.db
    .selectFrom('s0.rows as r')
    .select(columns.map(({ name }) => sql.id('r', name).as(name) as never))
    .where(where)
  const rows: (readonly (string | null)[])[] = []
  const problems: string[] = []
  if (session.sql === null || query === undefined) throw new Error('no session')
  const options = { batchRows: 100, batchBytes: 1 << 20 }
  for await (const batch of session.sql.stream(query.compile(), columns, options)) {
    for (let index = 0; index < batch.count; index += 1) rows.push(batch.row(index))
    problems.push(...batch.problems.map((each) => `${each.row} ${each.column} ${each.code}`))
  }
  return { rows, problems }
}

test('cells come out as they went in, and what cannot be read as the same problem', async () => {
  const lines = [
    '9223372036854775807,Ü 🜁,1.50,0044-03-15 BC,2024-01-01 00:00:00.000001+02',
    '-1,"a ""quoted"", one",0.00,infinity,-infinity',
    ',,,,',
    '7,short,1',
    '8,odd,much,5874897-12-31,infinity',
    '1.0,lost,1.00,2024-02-30,2024-01-01',
  ]
  const folder = await projectFolder({ 'loans.csv': `${HEADER}\n${lines.join('\n')}\n` })
  const copy = await stage(folder, feeds(path.join(folder, 'loans.csv')))
  expect(copy).toMatchObject({ table: 'feeds.loan', rows: 6, unreadable: 3, isNew: true })
  const { rows, problems } = await read(copy)
  expect(rows).toEqual([
    ['Ü 🜁', '1.50', '0044-03-15 BC', '2023-12-31 22:00:00.000001+00', '9223372036854775807', '1'],
    ['a "quoted", one', '0.00', 'infinity', '-infinity', '-1', '2'],
    [null, null, null, null, null, '3'],
    ['short', '1.00', null, null, '7', '4'],
    ['odd', 'much', '5874897-12-31', 'infinity', '8', '5'],
    ['lost', '1.00', '2024-02-30', '2024-01-01 00:00:00+00', '1.0', '6'],
  ])
  expect(problems).toEqual([
    '3 -1 ROW_RAGGED',
    '4 1 VALUE_NOT_A_NUMBER',
    '5 2 VALUE_INVALID_DATE',
    '5 4 VALUE_NOT_A_NUMBER',
  ])
})

test('days are ordered as days, and no unreadable cell equals what it shows', async () => {
  const lines = ['1,a,,0044-03-15 BC,', '2,b,,12345-01-01,', '3,c,,-infinity,', '4,d,,2024-02-30,']
  const folder = await projectFolder({ 'loans.csv': `${HEADER}\n${lines.join('\n')}\n5,e\n` })
  const copy = await stage(folder, feeds(path.join(folder, 'loans.csv')))
  const day = sql.ref('r.taken')
  const early = await read(copy, LOAN, sql<boolean>`${day} < 0`)
  expect(early.rows.map(([card]) => card)).toEqual(['a', 'c'])
  const late = await read(copy, LOAN, sql<boolean>`${day} between 100000 and 10000000`)
  expect(late.rows.map(([card]) => card)).toEqual(['b'])
  const shown = await read(copy, LOAN, sql<boolean>`r.taken = '2024-02-30' or r.card = 'e'`)
  expect(shown.rows).toEqual([])
})

test('a copy serves as long as the bytes are the same, whatever the clock says', async () => {
  const file = `${HEADER}\n1,a,,,\n`
  const folder = await projectFolder({ 'loans.csv': file })
  const loans = path.join(folder, 'loans.csv')
  const first = await stage(folder, feeds(loans))
  utimesSync(loans, 1, 1)
  expect(await stage(folder, feeds(loans))).toEqual({ ...first, isNew: false })
  // The same length, and the same time.
  writeFileSync(loans, file.replace('1,a', '1,b'))
  utimesSync(loans, 1, 1)
  const look = await stage(folder, feeds(loans), { mode: 'look' })
  expect(look).toBe(undefined)
  const second = await stage(folder, feeds(loans))
  expect(second?.isNew).toBe(true)
  expect((await read(second)).rows[0]?.[0]).toBe('b')
  writeFileSync(loans, file)
  expect(await stage(folder, feeds(loans))).toEqual({ ...first, isNew: false })
  // What a token means is part of what the copy is.
  const tokens = await stage(folder, feeds(loans, { nullTokens: { text: ['a'] } }))
  expect(tokens).toMatchObject({ isNew: true, nulled: { card: 1 } })
})

test('a copy that is damaged is made again', async () => {
  const folder = await projectFolder({ 'loans.csv': `${HEADER}\n1,a,,,\n` })
  const settings = feeds(path.join(folder, 'loans.csv'))
  const copy = await stage(folder, settings)
  writeFileSync(copy?.file ?? '', 'no database')
  expect(await stage(folder, settings)).toMatchObject({ isNew: true, rows: 1 })
})

test('several files, packed or not, are one table and one digest', async () => {
  const folder = await projectFolder({
    'in/1.csv': `${HEADER}\n1,a,,,\n`,
    'in/2.csv.gz': gzipSync(`${HEADER}\n2,b,,,\n`),
  })
  const settings = feeds(path.join(folder, 'in', '*.csv*'))
  const table = { ...LOAN, columns: [...LOAN.columns, { ...FILE_COLUMN }] }
  const copy = await stage(folder, settings, { table })
  const { rows } = await read(copy, table)
  expect(rows.map((row) => row.slice(-2))).toEqual([
    ['1', '1.csv'],
    ['1', '2.csv.gz'],
  ])
  expect(await stage(folder, settings, { table })).toMatchObject({ isNew: false })
  writeFileSync(path.join(folder, 'in', '2.csv.gz'), gzipSync(`${HEADER}\n2,c,,,\n`))
  expect(await stage(folder, settings, { table })).toMatchObject({ isNew: true })
})

test('a table of a database is copied for one run, which finds its copy again', async () => {
  const folder = await projectFolder({})
  const file = sqliteFile(folder, "create table loan (card text); insert into loan values ('a')")
  const settings = connectionSettings('sqlite', file, { name: 'legacy' })
  const table = { ...LOAN, columns: [column('card', 'text')], holdsRecords: false }
  const copy = await stage(folder, settings, { table })
  expect(copy).toMatchObject({ digest: null, rows: 1, isNew: true })
  expect(await stage(folder, settings, { table })).toEqual({ ...copy, isNew: false })
  const other = await stage(folder, settings, { table, owner: 'run-2' })
  expect(other).toMatchObject({ isNew: true })
  await removeOwned(folder, 'run-1')
  expect(await stage(folder, settings, { table, mode: 'look' })).toBe(undefined)
  expect((await read(other, table)).rows).toEqual([['a']])
  // A resume whose copy is gone copies the table as it is now.
  rmSync(other?.file ?? '')
  expect(await stage(folder, settings, { table, owner: 'run-2' })).toMatchObject({ isNew: true })
})

test('of each file the latest copies stay; what nobody has used for long goes', async () => {
  const folder = await projectFolder({ 'loans.csv': '' })
  const loans = path.join(folder, 'loans.csv')
  const versions: string[] = []
  for (const [index, card] of ['a', 'b', 'c'].entries()) {
    writeFileSync(loans, `${HEADER}\n1,${card},,,\n`)
    const { file = '' } = (await stage(folder, feeds(loans))) ?? {}
    utimesSync(file, 1_000_000 + index, 1_000_000 + index)
    versions.push(path.basename(file))
  }
  const own = 'legacy.member.0123456789abcdef.run-20200101T000000-0000.sqlite'
  for (const name of [own, 'feeds.loan.1.draft']) writeFileSync(path.join(folder, name), '')
  const kept = new Set([path.join(folder, versions[2] ?? '')])
  const present = () => readdirSync(folder).filter((name) => name !== 'loans.csv')
  await prune(folder, kept, new Date(1_000_010_000))
  expect(present().toSorted()).toEqual([...versions.slice(1), own, 'feeds.loan.1.draft'].toSorted())
  await prune(folder, kept, new Date(Date.now() + 40 * 24 * 60 * 60 * 1000))
  expect(present()).toEqual(versions.slice(2))
})
