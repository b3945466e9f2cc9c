import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Catalog } from '../../../src/catalog/catalog.ts'
import { compareCatalogs } from '../../../src/catalog/drift.ts'
import { tablesFromDdl } from '../../../src/catalog/from-ddl.ts'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'
import { formatSnapshot, parseSnapshot } from '../../../src/catalog/snapshot.ts'

const DDL = `
  create type mood as enum ('glad', 'sa"d');
  create table member (
    id bigint generated always as identity primary key,
    name varchar(40) not null default 'é "x"' collate "C" unique,
    moods mood[], place point, born date check (born > '1900-01-01'),
    upper_name text generated always as (upper(name)) stored
  );
  create table loan (member_id bigint references member deferrable, due timestamptz(3));
  create function f() returns trigger language plpgsql as $$ begin return new; end $$;
  create trigger touch before insert or update on loan for each row execute function f();
  create view late (member_id) as select 1;`

function catalog(): Catalog {
  const { value } = tablesFromDdl(DDL, { file: 'target.sql', schema: 'public' })
  return { connection: 'library', connector: 'postgres', tables: value ?? [] }
}

const types = fc.letrec<{ type: LogicalType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<LogicalType>(
      { kind: 'boolean' },
      { kind: 'double' },
      { kind: 'interval' },
      { kind: 'text', length: null, fixed: true },
      { kind: 'text', length: null, fixed: false },
      { kind: 'numeric', precision: null, scale: null },
    ),
    fc.record({
      kind: fc.constant('numeric' as const),
      precision: fc.integer({ min: 1, max: 1000 }),
      scale: fc.integer({ min: -1000, max: 1000 }),
    }),
    fc.record({
      kind: fc.constant('text' as const),
      length: fc.integer({ min: 1, max: 1_000_000 }),
      fixed: fc.boolean(),
    }),
    fc.record({
      kind: fc.constantFrom('time' as const, 'timestamp' as const, 'timestamptz' as const),
      precision: fc.integer({ min: 0, max: 6 }),
    }),
    fc.record({
      kind: fc.constant('enum' as const),
      name: fc.string(),
      labels: fc.array(fc.string()),
    }),
    fc.record({ kind: fc.constant('unsupported' as const), native: fc.string() }),
    fc.record({ kind: fc.constant('array' as const), element: tie('type') }),
  ),
})).type

describe('a snapshot', () => {
  test('gives back the catalog it was made from', () => {
    const { value, diagnostics } = parseSnapshot(formatSnapshot(catalog()), 'x.catalog.json')
    expect(diagnostics).toEqual([])
    expect(value).toEqual(catalog())
    expect(value && compareCatalogs(value, catalog())).toEqual([])
  })

  test('keeps every logical type', () => {
    fc.assert(
      fc.property(types, (type) => {
        const [table] = catalog().tables
        const [column] = table?.columns ?? []
        if (table === undefined || column === undefined) throw new Error('no column')
        const tables = [{ ...table, columns: [{ ...column, type }] }]
        const text = formatSnapshot({ connection: 'c', connector: 'mysql', tables })
        expect(parseSnapshot(text, 'x').value?.tables[0]?.columns[0]?.type).toEqual(type)
      }),
    )
  })

  test('is the same text whatever order the catalog came in', () => {
    const { tables, ...rest } = catalog()
    const shuffled = tables.map((table) => ({
      ...table,
      uniqueKeys: table.uniqueKeys.toReversed(),
      checks: table.checks.toReversed(),
    }))
    expect(formatSnapshot({ ...rest, tables: shuffled.toReversed() })).toBe(
      formatSnapshot(catalog()),
    )
  })

  test('has one line a column, and leaves out what is as it mostly is', () => {
    const lines = formatSnapshot(catalog()).split('\n')
    expect(lines).toContain('        { "name": "born", "native": "date", "type": "date" },')
    expect(lines.slice(0, 4)).toEqual([
      '{',
      '  "format": 1,',
      '  "connection": "library",',
      '  "connector": "postgres",',
    ])
  })
})

describe('what is no snapshot', () => {
  const text = formatSnapshot(catalog())

  test.each([
    [
      'broken JSON',
      text.replace('"format": 1,', '"format": 1'),
      'CATALOG_SNAPSHOT_SYNTAX',
      'line 3 column 3',
    ],
    [
      'another format',
      text.replace('"format": 1', '"format": 9'),
      'CATALOG_SNAPSHOT_FORMAT',
      'format 9',
    ],
    ['a list', '[]', 'CATALOG_SNAPSHOT_SHAPE', 'the whole is no object'],
    [
      'an unknown type',
      text.replace('"type": "date"', '"type": "dat"'),
      'CATALOG_SNAPSHOT_SHAPE',
      'type "dat" is no type',
    ],
    [
      'an unknown field',
      text.replace('"kind":', '"kid":'),
      'CATALOG_SNAPSHOT_SHAPE',
      'tables[0].kid is no known field',
    ],
    [
      'a wrong word',
      text.replace('"before"', '"during"'),
      'CATALOG_SNAPSHOT_SHAPE',
      'triggers[0].timing is none of before, after, instead',
    ],
    [
      'a missing name',
      text.replace('"name": "born", ', ''),
      'CATALOG_SNAPSHOT_SHAPE',
      'columns[4].name is no text',
    ],
  ])('is refused: %s', (_, broken, code, words) => {
    const { value, diagnostics } = parseSnapshot(broken, 'schema/library.catalog.json')
    expect(value).toBeUndefined()
    expect(diagnostics).toHaveLength(1)
    expect(diagnostics[0]).toMatchObject({ code, file: 'schema/library.catalog.json' })
    expect(diagnostics[0]?.message).toContain(words)
  })
})
