import { describe, expect, test } from 'vitest'
import type { Catalog } from '../../../src/catalog/catalog.ts'
import { compareCatalogs, describeDrift } from '../../../src/catalog/drift.ts'
import { tablesFromDdl } from '../../../src/catalog/from-ddl.ts'

function catalog(ddl: string, connector = 'postgres'): Catalog {
  const { value } = tablesFromDdl(ddl, { file: 'target.sql', schema: 'public' })
  if (value === undefined) throw new Error('not read')
  return { connection: 'library', connector, tables: value }
}

/** The sentences that tell the two schema files apart. */
function drift(snapshot: string, live: string): string[] {
  return compareCatalogs(catalog(snapshot), catalog(live)).map(describeDrift)
}

/** A table with a trigger whose function has the given body. */
function withBody(body: string): string {
  return `create table loan (id int);
      create function f() returns trigger language plpgsql as $$${body}$$;
      create trigger t after update on loan for each row execute function f();`
}

/** A MySQL table of one column, read as a number or text of the type that both sides have. */
function mysqlTable(native: string): Catalog {
  const { tables, ...rest } = catalog('create table reading (value double precision)', 'mysql')
  const changed = tables.map((table) => {
    return { ...table, columns: table.columns.map((column) => ({ ...column, native })) }
  })
  return { ...rest, tables: changed }
}

describe('compareCatalogs', () => {
  test.each([
    ['double', 'float', 'was double and is float'],
    ['int(10) unsigned', 'int(10) unsigned zerofill', 'is int(10) unsigned zerofill'],
    ['binary(16)', 'varbinary(16)', 'was binary(16) and is varbinary(16)'],
    ['int(11)', 'int', null],
    ['year(4)', 'year', null],
  ])('tells %s of MySQL from %s, which are read differently', (was, is, said) => {
    const found = compareCatalogs(mysqlTable(was), mysqlTable(is)).map(describeDrift)
    expect(found).toEqual(said === null ? [] : [expect.stringContaining(said)])
  })

  test('finds no difference between a catalog and itself', () => {
    const ddl = `create table member (id int primary key, name text unique default 'x');
      create view late (a) as select 1;`
    expect(drift(ddl, ddl)).toEqual([])
  })

  test.each([
    ['', 'create table member (id int)', 'Table "public.member" is new.'],
    ['create table member (id int)', '', 'Table "public.member" is gone.'],
    [
      'create table late (a int)',
      'create view late (a) as select 1',
      'Table "public.late" was table and is view.',
    ],
    [
      'create table member (a int)',
      'create table member (a int, b varchar(3))',
      'Column "b" of table "public.member" is new: character varying(3).',
    ],
    [
      'create table member (a int, b text)',
      'create table member (a int)',
      'Column "b" of table "public.member" is gone: text.',
    ],
    [
      'create table member (a int)',
      'create table member (a bigint)',
      'The type of column "a" of table "public.member" was integer and is bigint.',
    ],
    [
      "create type mood as enum ('a'); create table member (a mood[])",
      "create type mood as enum ('a', 'b'); create table member (a mood[])",
      `The type of column "a" of table "public.member" was enum ('a')[] and is enum ('a', 'b')[].`,
    ],
    [
      'create table member (a int)',
      'create table member (a int not null)',
      'Column "a" of table "public.member" was nullable and is not null.',
    ],
    [
      'create table member (a int default 1)',
      'create table member (a int)',
      'The default of column "a" of table "public.member" was 1 and is none.',
    ],
    [
      'create table member (a int, b int generated always as (a) stored)',
      'create table member (a int, b int)',
      'Column "b" of table "public.member" was generated and is written.',
    ],
    [
      'create table member (a int not null)',
      'create table member (a int generated always as identity)',
      'The identity of column "a" of table "public.member" was none and is always.',
    ],
    [
      'create table member (a text)',
      'create table member (a text collate "C")',
      'The collation of column "a" of table "public.member" was none and is C.',
    ],
    [
      'create table member (a int not null, b int not null, primary key (a, b))',
      'create table member (a int not null, b int not null, primary key (b, a))',
      'The primary key of table "public.member" was (a, b) and is (b, a).',
    ],
    [
      'create table member (a int unique)',
      'create table member (a int)',
      'Unique key "member_a_key" of table "public.member" is gone: (a).',
    ],
    [
      'create table member (a int primary key, b int)',
      'create table member (a int primary key, b int references member deferrable)',
      'Foreign key "member_b_fkey" of table "public.member" is new: ' +
        '(b) to public.member (a) deferrable.',
    ],
    [
      'create table member (a int check (a > 0))',
      'create table member (a int)',
      'Check "member_a_check" of table "public.member" is gone: a > 0.',
    ],
  ])('%s -> %s', (snapshot, live, sentence) => {
    expect(drift(snapshot, live)).toEqual([sentence])
  })

  test('compares the bodies of triggers where both are known', () => {
    expect(drift(withBody('begin a; end'), withBody('begin\n  a;\nend'))).toEqual([])
    expect(drift(withBody('begin a; end'), withBody('begin b; end'))).toEqual([
      'Trigger "t" of table "public.loan" was after update: begin a; end ' +
        'and is after update: begin b; end.',
    ])
    const withoutBody = withBody('begin a; end').replace(/create function.*\n/u, '')
    expect(drift(withBody('begin a; end'), withoutBody)).toEqual([])
  })

  test('takes the names of keys and checks for spelling', () => {
    const snapshot = 'create table member (a int unique, b int, check (a > b))'
    const live =
      'create table member (a int constraint x unique, b int, constraint y check (a > b))'
    expect(drift(snapshot, live)).toEqual([])
  })

  test.each([
    ["default 'new'", "default 'new'::character varying"],
    ['default -1', "default '-1'::integer"],
    ["check (a in ('x', 'y'))", "check (a = any (array['x'::text, 'y'::text]))"],
    ["check (a not in ('x', 'y'))", "check (a <> all (array['x'::text, 'y'::text]))"],
    [
      "check (a between 'x' and 'y' and a <> '')",
      "check (((a >= 'x'::text) and (a <= 'y'::text)) and (a != ''::text))",
    ],
    ["check (a like '%@%')", "check ((a ~~ '%@%'::text))"],
    ["check (trim(a) <> '')", "check ((btrim(a) <> ''::text))"],
    ['default current_date', 'default CURRENT_DATE'],
  ])('takes %s and %s for one', (written, printed) => {
    expect(
      drift(`create table member (a text ${written})`, `create table member (a text ${printed})`),
    ).toEqual([])
  })

  test.each([
    ["check (a in ('x', 'y'))", "check (a in ('x', 'z'))"],
    ["check (a like 'x')", "check (a ilike 'x')"],
    ['check (a is null or b)', 'check (a is null and b)'],
    ["check (coalesce(a, '') = '')", "check (coalesce(a, 'x') = '')"],
    ['default 0', "default ''"],
  ])('tells %s from %s', (written, changed) => {
    expect(
      drift(
        `create table member (b boolean, a text ${written})`,
        `create table member (b boolean, a text ${changed})`,
      ),
    ).not.toEqual([])
  })

  test('compares the expressions of another SQL by their text, blanks aside', () => {
    const [snapshot, live, other] = ['`a`  > 0', '`a` > 0', '`a` > 1'].map((condition): Catalog => {
      const [table] = catalog('create table member (a int)').tables
      if (table === undefined) throw new Error('no table')
      const checks = [{ name: 'positive', condition }]
      return { connection: 'shop', connector: 'mysql', tables: [{ ...table, checks }] }
    })
    if (snapshot === undefined || live === undefined || other === undefined) throw new Error()
    expect(compareCatalogs(snapshot, live)).toEqual([])
    expect(compareCatalogs(snapshot, other)).toHaveLength(2)
  })
})
