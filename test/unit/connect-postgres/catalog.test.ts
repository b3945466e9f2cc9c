/** The catalog of a PostgreSQL database that uses what databases use. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tablesFromDdl } from '../../../src/catalog/from-ddl.ts'
import { tableId, type Catalog, type Table } from '../../../src/catalog/catalog.ts'
import { compareCatalogs } from '../../../src/catalog/drift.ts'
import { postgresConnector } from '../../../src/connect/postgres/index.ts'
import type { ConnectionSettings, TargetConnection } from '../../../src/plugin/connector.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'

/** What a schema file can say as well. */
const LIBRARY = `
create schema archive;
create type archive.state as enum ('lent', 'returned');
create domain email as text not null check (value like '%@%');
create table branch (
  id serial primary key,
  name varchar(40) not null default 'Centre',
  "Opening Hours" text collate "C",
  unique nulls not distinct (name, "Opening Hours")
);
create table member (
  id bigint generated always as identity primary key,
  email email unique,
  branch_id integer references branch deferrable,
  joined timestamp(0) with time zone default now(),
  initials text generated always as (upper(email)) stored,
  price numeric(10,2),
  address inet,
  constraint member_price check (price >= 0)
);
create unique index member_branch on member (branch_id, joined);
create unique index member_lower on member (lower(email));
create unique index member_some on member (price) where price > 0;
create table archive.loan (
  member_id bigint not null references member (id),
  copy_no smallint not null,
  state archive.state not null default 'lent',
  states archive.state[],
  primary key (member_id, copy_no)
);
create function archive.touch() returns trigger language plpgsql as $$
begin new.state := 'lent'; return new; end $$;
create trigger touch before insert or update on archive.loan
  for each row execute function archive.touch();
`

/** What only a server knows. */
const MORE = `
create table visit (id integer, day date, primary key (id, day)) partition by range (day);
create table visit_2024 partition of visit for values from ('2024-01-01') to ('2025-01-01');
create view open_loan as select member_id, state from archive.loan where state = 'lent';
create materialized view loan_count as select count(*) as loans from archive.loan;
create schema mapwright;
create table mapwright.run (id integer);
alter table archive.loan disable trigger touch;
insert into branch (name) select 'branch ' || n from generate_series(1, 500) n;
analyze branch;
`

describe('[postgres] the catalog', () => {
  const database = useDatabase(() => createPostgresDatabase(LIBRARY))
  let target: TargetConnection
  beforeAll(async () => {
    target = await postgresConnector.openTarget(connectionSettings('postgres', database().url))
  })
  afterAll(async () => target.close())

  it('is what a schema file of the same statements says', async () => {
    const { value: tables, diagnostics } = tablesFromDdl(LIBRARY, {
      file: 'a.sql',
      schema: 'public',
    })
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const file: Catalog = { connection: 'library', connector: 'postgres', tables: tables ?? [] }
    const live = await target.catalog()
    expect(compareCatalogs(file, live)).toEqual([])
    expect(live.tables.map(tableId)).toEqual(file.tables.map(tableId))
  })

  it('shows defaults, identities, generated columns, domains and collations', async () => {
    const member = tableNamed(await target.catalog(), 'public.member')
    const column = (name: string) => member.columns.find((one) => one.name === name)
    expect(column('id')).toMatchObject({ identity: 'always', nullable: false, default: null })
    expect(column('email')).toMatchObject({
      native: 'email',
      nullable: false,
      type: { kind: 'text' },
    })
    expect(column('joined')).toMatchObject({ default: 'now()', type: { precision: 0 } })
    expect(column('initials')).toMatchObject({ generated: true, default: null })
    expect(column('address')).toMatchObject({ type: { kind: 'unsupported', native: 'inet' } })
    expect(member.uniqueKeys.map(({ name }) => name)).toEqual(['member_branch', 'member_email_key'])
    expect(member.foreignKeys).toMatchObject([{ deferrable: true }])
    expect(member.checks).toEqual([{ name: 'member_price', condition: '(price >= (0)::numeric)' }])
    const branch = tableNamed(await target.catalog(), 'public.branch')
    expect(branch.columns[0]).toMatchObject({ identity: 'byDefault', default: null })
    expect(branch.columns[2]).toMatchObject({ name: 'Opening Hours', collation: 'C' })
    expect(branch.uniqueKeys).toMatchObject([{ nullsDistinct: false }])
  })

  it("shows an enum by its schema, whoever's search path it is", async () => {
    const before = await target.catalog()
    await target.script('set search_path = archive, public')
    expect(await target.catalog()).toEqual(before)
    const path = await target.db
      .selectNoFrom((eb) => eb.fn('current_setting', [eb.val('search_path')]).as('path'))
      .execute()
    expect(path).toEqual([{ path: 'archive, public' }])
    await target.script('reset search_path')
    const [, , state, states] = tableNamed(before, 'archive.loan').columns
    const type = { kind: 'enum', name: 'archive.state', labels: ['lent', 'returned'] }
    expect(state).toMatchObject({ native: 'archive.state', type })
    expect(states).toMatchObject({
      native: 'archive.state[]',
      type: { kind: 'array', element: type },
    })
  })

  it('claims no key of a table that gives the rows of its heirs too', async () => {
    await target.script(`create schema heirs;
      create table heirs.person (id integer primary key, card text unique);
      create table heirs.reader (primary key (id)) inherits (heirs.person);`)
    const catalog = await target.catalog()
    expect(tableNamed(catalog, 'heirs.person')).toMatchObject({ primaryKey: [], uniqueKeys: [] })
    expect(tableNamed(catalog, 'heirs.reader')).toMatchObject({ primaryKey: ['id'] })
    await target.script('drop schema heirs cascade')
  })

  it('shows a partitioned table as one, views, live triggers, and nothing of ours', async () => {
    await target.script(MORE)
    const catalog = await target.catalog()
    expect(catalog.tables.map((table) => `${table.kind} ${tableId(table)}`)).toEqual([
      'table archive.loan',
      'table public.branch',
      'view public.loan_count',
      'table public.member',
      'view public.open_loan',
      'table public.visit',
    ])
    expect(tableNamed(catalog, 'public.visit').primaryKey).toEqual(['id', 'day'])
    expect(tableNamed(catalog, 'archive.loan').triggers).toEqual([])
  })

  it('estimates what was analysed and counts the rest', async () => {
    const estimates = await target.estimateRows()
    expect(estimates.get('public.branch')).toBe(500)
    expect(estimates.get('public.member')).toBe(0)
    expect(estimates.get('public.loan_count')).toBe(1)
  })

  it('looks only at the schemas that are named', async () => {
    const tables = await catalogWith({ schemas: ['archive'] })
    expect(tables.map(tableId)).toEqual(['archive.loan'])
  })

  it('reads types as the project declares them', async () => {
    const text = { kind: 'text', length: null, fixed: false } as const
    const types = { inet: text, 'public.member.price': text, 'timestamp with time zone': text }
    const member = (await catalogWith({ types })).find(({ name }) => name === 'member')
    const kinds = member?.columns.map(({ name, type }) => `${name} ${type.kind}`)
    expect(kinds).toEqual([
      'id bigint',
      'email text',
      'branch_id integer',
      'joined text',
      'initials text',
      'price text',
      'address text',
    ])
  })

  async function catalogWith(changes: Partial<ConnectionSettings>): Promise<readonly Table[]> {
    const settings = connectionSettings('postgres', database().url, changes)
    const source = await postgresConnector.openSource(settings)
    const { tables } = await source.catalog()
    await source.close()
    return tables
  }
})

function tableNamed(catalog: Catalog, id: string): Table {
  const table = catalog.tables.find((one) => tableId(one) === id)
  if (table === undefined) throw new Error(`no table ${id}`)
  return table
}
