import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Project } from '../../../src/project/project.ts'
import { loadProject } from '../../../src/project/load.ts'
import { readEstimates, writeSnapshot } from '../../../src/project/snapshot.ts'
import { projectFolder } from '../../support/project-folder.ts'

const NOTHING = { environment: null, env: {} }

async function project(folder: string): Promise<Project> {
  const { value, diagnostics } = await loadProject(folder, NOTHING)
  expect(diagnostics).toEqual([])
  if (value === undefined) throw new Error('no project')
  return value
}

function projectFile(source: string, target = 'embedded:shop'): string {
  return `project: library
connections:
  legacy:
${source.replaceAll(/^/gmu, '    ')}
  shop: {url: "${target}"}
target: shop
`
}

describe('the catalog', () => {
  test('of a PostgreSQL target is that of schema/target.sql', async () => {
    const folder = await projectFolder({
      'mapwright.yaml': projectFile('url: sqlite:old.db'),
      'schema/target.sql': 'create table member (id int primary key);',
    })
    const { target } = await project(folder)
    expect(target.catalog).toMatchObject({
      connection: 'shop',
      connector: 'postgres',
      tables: [{ schema: 'public', name: 'member', primaryKey: ['id'] }],
    })
  })

  test('of a source is its snapshot, as it was written', async () => {
    const folder = await projectFolder({
      'mapwright.yaml': projectFile('url: sqlite:old.db', 'sqlite:new.db'),
      'schema/target.sql': 'create table member (id int primary key);',
    })
    const before = await project(folder)
    expect(before.connections.get('legacy')?.catalog).toBeNull()
    expect(before.target.catalog).toBeNull()
    const catalog = { connection: 'legacy', connector: 'sqlite', tables: [] }
    const estimates = new Map([
      ['loan', 7],
      ['book', 3],
    ])
    expect(await writeSnapshot(before, catalog, estimates)).toEqual([
      'schema/legacy.catalog.json',
      'schema/legacy.rows.json',
    ])
    expect((await project(folder)).connections.get('legacy')?.catalog).toEqual(catalog)
    expect([...(await readEstimates(before, 'legacy'))]).toEqual([
      ['book', 3],
      ['loan', 7],
    ])
    expect(await readEstimates(before, 'shop')).toEqual(new Map())
  })
})

describe('a set of files', () => {
  test('has every default filled', async () => {
    const folder = await projectFolder({
      'mapwright.yaml': projectFile(`files: feeds
format: {delimiter: ";", null: ['', N/A, 0]}
tables:
  book: {file: "book_*.csv.gz", key: [isbn], encoding: utf-16le, quote: null}
  member: {file: member.tsv, header: false, record: "|\\r\\n", ragged: fill, null: []}`),
    })
    const { settings, catalog, urlReference } = (await project(folder)).connections.get(
      'legacy',
    ) as NonNullable<ReturnType<Project['connections']['get']>>
    expect({ kind: settings.kind, catalog, urlReference }).toEqual({
      kind: 'files',
      catalog: null,
      urlReference: null,
    })
    expect(settings.files).toEqual([
      {
        name: 'book',
        file: path.join(folder, 'feeds/book_*.csv.gz'),
        encoding: 'utf-16le',
        delimiter: ';',
        record: null,
        quote: null,
        header: true,
        nulls: ['', 'N/A', '0'],
        ragged: 'reject',
        key: ['isbn'],
      },
      {
        name: 'member',
        file: path.join(folder, 'feeds/member.tsv'),
        encoding: 'utf-8',
        delimiter: ';',
        record: '|\r\n',
        quote: '"',
        header: false,
        nulls: [],
        ragged: 'fill',
        key: [],
      },
    ])
  })

  test('without a list is every .csv and .tsv file of the folder', async () => {
    const folder = await projectFolder({
      'mapwright.yaml': projectFile('files: feeds'),
      'feeds/loan.tsv': 'a\tb',
      'feeds/book.csv.gz': '',
      'feeds/README.md': '',
    })
    const files = (await project(folder)).connections.get('legacy')?.settings.files
    expect(files).toMatchObject([
      { name: 'book', delimiter: ',', nulls: [''] },
      { name: 'loan', delimiter: '\t' },
    ])
  })

  test('may have its tables declared as SQL, and needs no snapshot then', async () => {
    const source = `files: feeds
tables: {book: {file: book.csv, key: [isbn]}}
catalog: schema/feeds.sql`
    const ddl = 'create table book (isbn char(13) not null, title text, primary key (title));'
    const folder = await projectFolder({
      'mapwright.yaml': projectFile(source),
      'schema/feeds.sql': ddl,
    })
    const connection = (await project(folder)).connections.get('legacy')
    expect(connection?.settings.fileCatalog).toMatchObject([{ schema: null, name: 'book' }])
    expect(connection?.catalog).toMatchObject({
      connection: 'legacy',
      connector: 'files',
      tables: [{ schema: null, name: 'book', primaryKey: ['isbn'] }],
    })
  })

  test.each([
    ['create table shelf (id int);', 'mapwright.yaml:6:14 PROJECT_FILES'],
    ['create tabel book (id int);', 'schema/feeds.sql:1:8 SQL_SYNTAX'],
    [null, 'mapwright.yaml:6:14 PROJECT_FILES'],
  ])('is told what is wrong with its tables: %s', async (ddl, problem) => {
    const source = 'files: feeds\ntables: {book: {file: book.csv}}\ncatalog: schema/feeds.sql'
    const folder = await projectFolder({
      'mapwright.yaml': projectFile(source),
      ...(ddl === null ? {} : { 'schema/feeds.sql': ddl }),
    })
    const { diagnostics } = await loadProject(folder, NOTHING)
    expect(diagnostics.map((one) => `${one.file}:${one.line}:${one.column} ${one.code}`)).toEqual([
      problem,
    ])
  })
})
