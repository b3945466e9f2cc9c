/** What SQLite says of its schema, as a catalog. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Catalog, Table } from '../../../src/catalog/catalog.ts'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'
import { declaredType } from '../../../src/connect/sqlite/declared-type.ts'
import { sqliteConnector } from '../../../src/connect/sqlite/index.ts'
import type { ConnectionSettings } from '../../../src/plugin/connector.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { sqliteFile } from '../../support/sqlite-file.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()

async function readCatalog(
  file: string,
  changes: Partial<ConnectionSettings> = {},
): Promise<Catalog> {
  const source = await sqliteConnector.openSource(connectionSettings('sqlite', file, changes))
  try {
    return await source.catalog()
  } finally {
    await source.close()
  }
}

function tableOf(catalog: Catalog, name: string): Table | undefined {
  return catalog.tables.find((table) => table.name === name)
}

describe('a catalog', () => {
  const file = sqliteFile(
    folder,
    `
    create table branch (id integer primary key, name text not null collate nocase unique);
    create table member (
      id integer primary key autoincrement,
      email nvarchar(60) not null,
      nickname text default 'none',
      branch int references branch,
      initial text generated always as (substr(nickname, 1, 1)) virtual,
      constraint short check (length(nickname) < 20));
    create unique index member_email on member (email, branch);
    create unique index member_lower on member (lower(email));
    create unique index member_some on member (nickname) where nickname is not null;
    create table loan (
      member integer not null, copy text, since date,
      primary key (copy, member),
      foreign key (member) references member (id)) without rowid;
    create table note (id text primary key, body);
    create view reader as select id, email from member;
    create view broken as select * from gone;
    create trigger greet after insert on Member begin select 1; end;
    create table mapwright_run (id);
  `,
  )

  it('has tables and views by name, and neither SQLite\u2019s nor our own', async () => {
    const { tables, connector } = await readCatalog(file)
    expect(connector).toBe('sqlite')
    expect(tables.map(({ name, kind, schema }) => [name, kind, schema])).toEqual([
      ['branch', 'table', null],
      ['broken', 'view', null],
      ['loan', 'table', null],
      ['member', 'table', null],
      ['note', 'table', null],
      ['reader', 'view', null],
    ])
  })

  it('has columns with types, nullability, defaults and what SQLite fills itself', async () => {
    const member = tableOf(await readCatalog(file), 'member')
    const shown = member?.columns.map(({ name, native, type, ...column }) => [
      name,
      native,
      type.kind,
      column.nullable,
      column.default,
      column.generated,
      column.identity,
    ])
    expect(shown).toEqual([
      ['id', 'INTEGER', 'bigint', false, null, false, 'byDefault'],
      ['email', 'nvarchar(60)', 'text', false, null, false, null],
      ['nickname', 'TEXT', 'text', true, "'none'", false, null],
      ['branch', 'INT', 'bigint', true, null, false, null],
      ['initial', 'TEXT', 'text', true, null, true, null],
    ])
  })

  it('has keys, references, checks and triggers', async () => {
    const catalog = await readCatalog(file)
    expect(tableOf(catalog, 'member')).toMatchObject({
      primaryKey: ['id'],
      uniqueKeys: [{ name: 'member_email', columns: ['email', 'branch'], nullsDistinct: true }],
      foreignKeys: [
        {
          name: 'member_branch_fkey',
          columns: ['branch'],
          references: { schema: null, name: 'branch' },
          referencedColumns: ['id'],
        },
      ],
      checks: [{ name: 'short', condition: 'length(nickname) < 20' }],
      triggers: [{ name: 'greet', timing: 'after', events: ['insert'] }],
    })
    expect(tableOf(catalog, 'loan')).toMatchObject({
      primaryKey: ['copy', 'member'],
      foreignKeys: [{ columns: ['member'], referencedColumns: ['id'] }],
    })
  })

  it('knows that only some primary keys are never NULL', async () => {
    const catalog = await readCatalog(file)
    const nullable = (table: string): (boolean | undefined)[] =>
      tableOf(catalog, table)?.columns.map((column) => column.nullable) ?? []
    expect(nullable('note')).toEqual([true, true])
    expect(nullable('loan')).toEqual([false, false, true])
  })

  it('has collations, also where SQLite does not tell them', async () => {
    const catalog = await readCatalog(file)
    expect(tableOf(catalog, 'branch')?.columns[1]?.collation).toBe('NOCASE')
    expect(tableOf(catalog, 'member')?.columns[1]?.collation).toBeNull()
    expect(tableOf(catalog, 'reader')?.columns[1]?.collation).toBe('unknown')
  })

  it('takes overrides by column, by native type and by its name', async () => {
    const types: Record<string, LogicalType> = {
      'member.nickname': { kind: 'json' },
      'NVARCHAR(60)': { kind: 'uuid' },
      int: { kind: 'integer' },
    }
    const member = tableOf(await readCatalog(file, { types }), 'member')
    const kinds = member?.columns.map(({ type }) => type.kind)
    expect(kinds).toEqual(['bigint', 'uuid', 'json', 'integer', 'text'])
  })
})

it('reads the catalog of chinook', async () => {
  const demo = path.resolve(import.meta.dirname, '../../../demo/chinook.sqlite')
  const source = await sqliteConnector.openSource(connectionSettings('sqlite', demo))
  const catalog = await source.catalog()
  expect(catalog.tables).toHaveLength(11)
  const track = tableOf(catalog, 'Track')
  expect(track?.foreignKeys.map(({ columns, references }) => [columns, references.name])).toEqual([
    [['AlbumId'], 'Album'],
    [['GenreId'], 'Genre'],
    [['MediaTypeId'], 'MediaType'],
  ])
  expect(track?.columns.find(({ name }) => name === 'UnitPrice')).toMatchObject({
    native: 'NUMERIC(10,2)',
    type: { kind: 'numeric', precision: 10, scale: 2 },
    nullable: false,
  })
  expect(tableOf(catalog, 'PlaylistTrack')?.primaryKey).toEqual(['PlaylistId', 'TrackId'])
  const rows = await source.estimateRows()
  expect([...rows.values()].reduce((sum, count) => sum + count, 0)).toBe(15_607)
  await source.close()
})

it.each<[native: string, type: LogicalType]>([
  ['', { kind: 'text', length: null, fixed: false }],
  ['INTEGER', { kind: 'bigint' }],
  ['UNSIGNED BIG INT', { kind: 'bigint' }],
  ['smallint', { kind: 'smallint' }],
  ['mediumint(8)', { kind: 'integer' }],
  ['NVARCHAR(160)', { kind: 'text', length: 160, fixed: false }],
  ['varying  character (255)', { kind: 'text', length: 255, fixed: false }],
  ['CLOB', { kind: 'text', length: null, fixed: false }],
  ['NUMERIC(10,2)', { kind: 'numeric', precision: 10, scale: 2 }],
  ['decimal(5)', { kind: 'numeric', precision: 5, scale: 0 }],
  ['NUMERIC', { kind: 'numeric', precision: null, scale: null }],
  ['DATETIME', { kind: 'timestamp', precision: 6 }],
  ['timestamp(3)', { kind: 'timestamp', precision: 3 }],
  ['timestamp with time zone', { kind: 'timestamptz', precision: 6 }],
  ['TIME', { kind: 'time', precision: 6 }],
  ['DATE', { kind: 'date' }],
  ['bool', { kind: 'boolean' }],
  ['DOUBLE PRECISION', { kind: 'double' }],
  ['float', { kind: 'double' }],
  ['BLOB', { kind: 'bytea' }],
  ['JSON', { kind: 'json' }],
  ['shelf mark', { kind: 'text', length: null, fixed: false }],
])('reads a column declared %j as its type', (native, type) => {
  expect(declaredType(native)).toEqual(type)
})
