/** Drafts from two catalogs: what is paired, what is asked, and what is written. */
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { silentLogger } from '../../../src/base/logger.ts'
import { tablesFromDdl } from '../../../src/catalog/from-ddl.ts'
import { suggest, type Draft } from '../../../src/compile/suggest.ts'
import { checkProject, readProject } from '../../../src/engine/load.ts'
import { suggestMappings } from '../../../src/engine/suggest.ts'
import { cli, repositoryRoot } from '../../support/cli-world.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()

function catalog(connection: string, connector: string, ddl: string) {
  const schema = connector === 'postgres' ? 'public' : null
  const { value, diagnostics } = tablesFromDdl(ddl, { file: 'it.sql', schema })
  if (value === undefined) throw new Error(JSON.stringify(diagnostics))
  return { connection, connector, tables: value }
}

function draftsOf(source: string, target: string, change = {}): readonly Draft[] {
  return suggest({
    sources: [catalog('legacy', 'sqlite', source)],
    target: catalog('shop', 'postgres', target),
    naming: 'same',
    filled: new Set(),
    taken: new Set(),
    hasOnError: true,
    ...change,
  }).drafts
}

function world(directory: string) {
  const signal = new AbortController().signal
  return {
    directory,
    environment: null,
    env: {},
    log: silentLogger,
    now: () => new Date(0),
    signal,
  }
}

/** The record shop's tables, with this target and no mapping. */
function shop(name: string, target: string, project: (text: string) => string): string {
  const directory = path.join(folder, name)
  mkdirSync(path.join(directory, 'schema'), { recursive: true })
  for (const file of ['feeds.sql', 'legacy.catalog.json']) {
    cpSync(path.join(repositoryRoot, 'schema', file), path.join(directory, 'schema', file))
  }
  cpSync(path.join(repositoryRoot, target), path.join(directory, 'schema/target.sql'))
  cpSync(path.join(repositoryRoot, 'demo'), path.join(directory, 'demo'), { recursive: true })
  const text = readFileSync(path.join(repositoryRoot, 'mapwright.yaml'), 'utf8')
  writeFileSync(path.join(directory, 'mapwright.yaml'), project(text))
  return directory
}

describe('a draft', () => {
  it('asks what it cannot know, and where a column has no partner or no conversion', () => {
    const [draft] = draftsOf(
      `create table Clients (ClientID integer primary key, Name text not null, Note text, Fax text,
        Born date, CountryID integer references Countries);
       create table Countries (ID integer primary key, Label text);`,
      `create type kind as enum ('a', 'b');
       create table country (code uuid primary key, label text);
       create table client (id integer primary key, client_name varchar(10) not null, note kind,
         born uuid, country_id uuid references country, made_on date default current_date);`,
    )
    expect(draft?.file).toBe('mappings/client.yaml')
    expect(draft?.text.split('\n')).toEqual([
      '# A draft of mapwright suggest. Lines with "?:" are questions to you.',
      'source: legacy.clients as c',
      'target: shop.client',
      'copy: c',
      'columns:',
      '  id: c.clientid',
      '  client_name: c.name',
      expect.stringContaining('# ?: made_on (date) has no likely source'),
      expect.stringContaining('# ?: clients.fax (text) feeds no column'),
      expect.stringContaining('# ?: note: texts other than a, b are refused'),
      expect.stringContaining('# ?: born: date to uuid does not convert by itself'),
      expect.stringContaining('# ?: country_id: integer to uuid does not convert by itself'),
      '',
    ])
  })

  it('asks for a lookup where the target has other keys', () => {
    const drafts = draftsOf(
      `create table book (id integer primary key, shelf_id integer references rack);
       create table rack (id integer primary key); create table shelf (id integer primary key);`,
      `create table shelf (id integer primary key);
       create table book (id integer primary key, shelf_id integer references shelf);`,
    )
    const draft = drafts.find(({ file }) => file === 'mappings/book.yaml')
    expect(draft?.text).toContain('# ?: shelf_id refers to shelf, whose keys may not be those of')
  })

  it('takes a table of another name for its columns, and asks', () => {
    const [draft] = draftsOf(
      'create table person (first text, last text, born date)',
      'create table reader (first text primary key, last text, born date)',
    )
    expect(draft?.text).toContain('copy: p\n# ?: person was taken for its columns')
  })

  it('quotes names, and says what becomes of what is refused where the project does not', () => {
    const [draft] = draftsOf(
      'create table "Order Details" ("Unit Price" text, id integer primary key)',
      'create table order_details (id smallint primary key, unit_price numeric)',
      { hasOnError: false },
    )
    expect(draft?.text).toContain(`source: 'legacy."Order Details" as o'`)
    expect(draft?.text).toContain(`on_error: reject\ncopy: o\ncolumns:\n`)
    expect(draft?.text).toContain(`  unit_price: 'o."Unit Price"'`)
  })
})

describe('a suggestion', () => {
  it('bundles the tables of the record shop that are the same, and compiles', async () => {
    const target = 'test/scenarios/real-chinook/schema/target.sql'
    const directory = shop('same', target, (text) => `${text}naming: snake_case\n`)
    const found = suggestMappings(await readProject(world(directory)))
    expect(found?.unfilled).toEqual([])
    const files = found?.drafts.map(({ file, problems }) => [file, problems.length])
    expect(files?.[0]).toEqual(['mappings/legacy.yaml', 0])
    expect(found?.drafts[0]?.text).toContain('source: legacy.*\ntarget: shop.public.*\ntables:\n')
    expect(found?.drafts.flatMap(({ tables }) => tables)).toHaveLength(11)
  })

  it('is written beside what is there, and asks of the demo what a person decided', async () => {
    const directory = shop('demo', 'schema/target.sql', (text) => text)
    mkdirSync(path.join(directory, 'mappings'))
    writeFileSync(path.join(directory, 'mappings/album.yaml'), '# mine\n')
    const answer = await cli(['-C', directory, 'suggest', '--write'], { cwd: folder })
    expect(answer.stdout).toContain('6 drafts, 3 of them without an error')
    expect(answer.code).toBe(0)
    expect(readFileSync(path.join(directory, 'mappings/album.yaml'), 'utf8')).toBe('# mine\n')
    const again = await cli(['-C', directory, 'suggest', '--write'], { cwd: folder })
    expect(again.stdout).toContain('0 drafts')
    expect(readdirSync(path.join(directory, 'mappings'))).toHaveLength(7)
    const { diagnostics } = await checkProject(world(directory))
    expect(diagnostics.map(({ code }) => code)).toContain('YAML_EMPTY_DOCUMENT')
  })
})
