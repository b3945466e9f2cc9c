/** The catalog of a real database: keys, checks, defaults, generated columns, views, triggers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Catalog, Column, Table } from '../../../src/catalog/catalog.ts'
import { mysqlConnector } from '../../../src/connect/mysql/index.ts'
import type { SourceConnection } from '../../../src/plugin/connector.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createMariadbDatabase, mariadbUrl, useDatabase } from '../../support/databases.ts'

const SCHEMA = `
  create table branch (
    region char(2), number int, name varchar(40) character set latin1 not null,
    primary key (region, number));
  create table Loan (
    id bigint unsigned auto_increment primary key,
    region char(2) not null, number int not null,
    code varchar(20) not null default 'it''s \\\\ here' unique,
    weeks int not null default 3 check (weeks > 0),
    days int as (weeks * 7) stored,
    note varchar(300), unique key note_prefix (note(20)),
    paid tinyint(1), returned tinyint(1), place point,
    created timestamp not null default current_timestamp,
    detail json,
    constraint loan_branch foreign key (region, number) references branch (region, number));
  create trigger loan_stamp before update on Loan for each row set new.note = 'touched';
  create view open_loan as select id, code from Loan where returned = 0;
  create table gone (id int); create view broken as select id from gone; drop table gone;`

describe.skipIf((await mariadbUrl()) === null)('[mysql] catalog', () => {
  const database = useDatabase(() => createMariadbDatabase(SCHEMA))
  let connection: SourceConnection
  let catalog: Catalog

  beforeAll(async () => {
    connection = await mysqlConnector.openSource(
      connectionSettings('mysql', database().url, {
        types: { 'tinyint(1)': { kind: 'boolean' }, 'Loan.returned': { kind: 'integer' } },
      }),
    )
    catalog = await connection.catalog()
  })
  afterAll(() => connection.close())

  function table(name: string): Table {
    const found = catalog.tables.find((entry) => entry.name === name)
    if (found === undefined) throw new Error(`no table ${name}`)
    return found
  }

  function column(name: string): Column {
    const found = table('Loan').columns.find((entry) => entry.name === name)
    if (found === undefined) throw new Error(`no column ${name}`)
    return found
  }

  it('lists tables and views by name, all without a schema', () => {
    expect(catalog).toMatchObject({ connection: 'library', connector: 'mysql' })
    expect(catalog.tables.map(({ schema, name, kind }) => [schema, name, kind])).toEqual([
      [null, 'Loan', 'table'],
      [null, 'branch', 'table'],
      [null, 'broken', 'view'],
      [null, 'open_loan', 'view'],
    ])
  })

  it('reads keys and references of several columns in their order', () => {
    expect(table('branch').primaryKey).toEqual(['region', 'number'])
    expect(table('Loan').foreignKeys).toEqual([
      {
        name: 'loan_branch',
        columns: ['region', 'number'],
        references: { schema: null, name: 'branch' },
        referencedColumns: ['region', 'number'],
        deferrable: false,
      },
    ])
  })

  it('leaves out a unique key over the beginning of a text', () => {
    expect(table('Loan').uniqueKeys).toEqual([
      { name: 'code', columns: ['code'], nullsDistinct: true },
    ])
  })

  it('reads defaults as SQL, generated columns and auto_increment', () => {
    expect(column('code').default).toBe(String.raw`'it''s \\ here'`)
    expect(column('weeks').default).toBe('3')
    expect(column('note').default).toBeNull()
    expect(column('created').default).toBe('current_timestamp()')
    expect([column('days').generated, column('created').generated]).toEqual([true, false])
    expect([column('id').identity, column('weeks').identity]).toEqual(['byDefault', null])
  })

  it('reads checks, triggers and collations', () => {
    expect(table('Loan').checks).toEqual([
      { name: 'detail', condition: 'json_valid(`detail`)' },
      { name: 'weeks', condition: '`weeks` > 0' },
    ])
    expect(table('Loan').triggers).toEqual([
      {
        name: 'loan_stamp',
        timing: 'before',
        events: ['update'],
        body: "set new.note = 'touched'",
      },
    ])
    expect(table('branch').columns.map((entry) => entry.collation)).toEqual([
      expect.stringMatching(/^utf8mb4_/u),
      null,
      'latin1_swedish_ci',
    ])
  })

  it('takes the type declared for a column before that for its native type', () => {
    expect(column('paid').type).toEqual({ kind: 'boolean' })
    expect(column('returned').type).toEqual({ kind: 'integer' })
    expect(column('detail').type).toEqual({ kind: 'json' })
    expect(column('place').type).toEqual({ kind: 'unsupported', native: 'point' })
  })

  it('estimates the rows of tables and views, and of no view that is broken', async () => {
    const estimates = await connection.estimateRows()
    expect([...estimates.keys()].sort()).toEqual(['Loan', 'branch', 'open_loan'])
  })
})
