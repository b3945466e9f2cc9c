/** The conformance suite's world on SQLite, its types and its errors. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Cell } from '../../src/base/cell.ts'
import { Secret } from '../../src/base/secret.ts'
import type { LogicalType } from '../../src/catalog/logical-type.ts'
import { sqliteConnector } from '../../src/connect/sqlite/index.ts'
import type { ConnectionSettings } from '../../src/plugin/connector.ts'
import { connectionSettings } from '../support/connection-settings.ts'
import { sqliteFile } from '../support/sqlite-file.ts'
import { READING_ROWS, type ConformanceFixture } from './fixture.ts'

/** A column, its declaration, its logical type, and for each row the SQL value and the cell. */
type Case = readonly [
  column: string,
  native: string,
  type: LogicalType,
  values: readonly (readonly [sql: string, cell: Cell | { readonly problem: string }])[],
]

const NULL = ['null', null] as const
const TEXT: LogicalType = { kind: 'text', length: null, fixed: false }
const MISFIT = { problem: 'VALUE_STORAGE' }

const CASES: readonly Case[] = [
  ['flag', 'BOOLEAN', { kind: 'boolean' }, [['0', 'f'], ['1', 't'], NULL, ['7', MISFIT]]],
  [
    'small',
    'SMALLINT',
    { kind: 'smallint' },
    [['-32768', '-32768'], ['32767', '32767'], NULL, ['32768', { problem: 'VALUE_OUT_OF_RANGE' }]],
  ],
  [
    'big',
    'INTEGER',
    { kind: 'bigint' },
    [
      ['9007199254740993', '9007199254740993'],
      ['-9223372036854775808', '-9223372036854775808'],
      NULL,
      ['1.5', MISFIT],
    ],
  ],
  [
    'price',
    'NUMERIC(12,2)',
    { kind: 'numeric', precision: 12, scale: 2 },
    [['1234567890.1', '1234567890.10'], ['-0.5', '-0.50'], NULL, ['0', '0.00']],
  ],
  [
    'exact',
    'DECIMAL',
    { kind: 'numeric', precision: null, scale: null },
    [
      ['0.1', '0.1'],
      ['12345678901234567', '12345678901234567'],
      NULL,
      ["'many'", { problem: 'VALUE_NOT_A_NUMBER' }],
    ],
  ],
  [
    'ratio',
    'DOUBLE PRECISION',
    { kind: 'double' },
    [['0.1', '0.1'], ['1e300', '1e+300'], NULL, ['-9e999', '-Infinity']],
  ],
  [
    'title',
    'NVARCHAR(10)',
    { kind: 'text', length: 10, fixed: false },
    [["'Zoë 😀'", 'Zoë 😀'], ["''", ''], NULL, ["'12345678901'", { problem: 'VALUE_TOO_LONG' }]],
  ],
  [
    'body',
    'TEXT',
    TEXT,
    [
      ["'a' || char(9, 13, 10) || '\\'", 'a\t\r\n\\'],
      ["cast(x'5aeb' as text)", { problem: 'VALUE_ENCODING' }],
      NULL,
      ["' 007 '", ' 007 '],
    ],
  ],
  ['anything', '', TEXT, [["'text'", 'text'], ['7', '7'], NULL, ["x'00'", MISFIT]]],
  [
    'scan',
    'BLOB',
    { kind: 'bytea' },
    [["x'00FFab'", '\\x00ffab'], ["x''", '\\x'], NULL, ["'text'", MISFIT]],
  ],
  [
    'born',
    'DATE',
    { kind: 'date' },
    [
      ["'1815-12-10'", '1815-12-10'],
      ["'1815-12-10 00:00:00'", '1815-12-10'],
      NULL,
      ["'2023-02-29'", { problem: 'VALUE_INVALID_DATE' }],
    ],
  ],
  [
    'seen',
    'DATETIME',
    { kind: 'timestamp', precision: 6 },
    [
      ["'2020-02-29T10:30'", '2020-02-29 10:30:00'],
      ["'2020-02-29 10:30:00.25'", '2020-02-29 10:30:00.25'],
      NULL,
      ['1582972200', MISFIT],
    ],
  ],
  [
    'opens',
    'TIME',
    { kind: 'time', precision: 6 },
    [["'09:30'", '09:30:00'], ["'23:59:59.5'", '23:59:59.5'], NULL, ['930', MISFIT]],
  ],
  [
    'mark',
    'UUID',
    { kind: 'uuid' },
    [
      ["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
      NULL,
      NULL,
      NULL,
    ],
  ],
  [
    'extra',
    'JSON',
    { kind: 'json' },
    [[`'{"a": 1}'`, '{"a": 1}'], ['5', '5'], NULL, ["'{'", { problem: 'VALUE_INVALID_JSON' }]],
  ],
]

const TABLES = `
  create table branch (id integer primary key, name text);
  insert into branch values (1, 'Centre'), (2, 'North');
  create table member (id integer primary key, email text not null unique, nickname text,
    branch_id integer references branch (id));
  insert into member values (10, 'cy@library.example', 'Cy', 2),
    (1, 'ada@library.example', 'N/A', 1), (2, 'ben@library.example', null, null);
  create table reading (id integer primary key, note text);
  insert into reading
    with recursive n (id) as (values (1) union all select id + 1 from n where id < ${READING_ROWS})
    select id, substr('page ' || id || ' ' ||
      replace(hex(zeroblob(10)), '00', 'of the reading room '), 1, 120) from n;`

function schema(): string {
  const columns = CASES.map(([column, native]) => `${column} ${native}`).join(', ')
  const rows = Array.from({ length: 4 }, (_, row) =>
    [row + 1, ...CASES.map(([, , , values]) => values[row]?.[0] ?? 'null')].join(', '),
  )
  return `${TABLES}
    create table cells (id integer primary key, ${columns});
    insert into cells values ${rows.map((row) => `(${row})`).join(', ')};
    create table cells_copy (id integer primary key, ${columns});
    create table shelf (id integer primary key, label varchar(5) not null, room smallint unique,
      branch_id integer references branch (id) deferrable initially deferred);
    create trigger skip_label before insert on shelf when new.label = 'skip'
      begin select raise(ignore); end;
    create table cupboard (id integer primary key, label text);
    create trigger keep_cupboard before update on cupboard when new.label = 'still'
      begin select raise(ignore); end;
    create table ticket (id integer primary key autoincrement, title text);`
}

function changeUrl(url: (file: string) => string) {
  return (working: ConnectionSettings): ConnectionSettings => ({
    ...working,
    url: new Secret(url(working.url?.reveal() ?? '')),
  })
}

export const sqliteFixture: ConformanceFixture = {
  connector: sqliteConnector,
  tag: '[sqlite]',
  variant: '',
  absent: null,
  create: async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mapwright-sqlite-'))
    writeFileSync(path.join(folder, 'notes.txt'), 'This is a text, and longer than any header.')
    return {
      settings: connectionSettings('sqlite', sqliteFile(folder, schema())),
      close: async () => rmSync(folder, { recursive: true }),
    }
  },
  schema: null,
  types: CASES.map(([column, native, type, values]) => ({
    column,
    native,
    type,
    cells: values.map(([, cell]) => cell),
  })),
  hasConstraints: true,
  write: "insert into member (id, email) values (99, 'eve@library.example')",
  broken: [
    {
      what: 'a file that is not there',
      settings: changeUrl((file) => `${file}.none`),
      code: 'CONNECT_FILE_MISSING',
    },
    {
      what: 'a file that is no database',
      settings: changeUrl((file) => path.join(path.dirname(file), 'notes.txt')),
      code: 'CONNECT_NOT_SQLITE',
    },
    {
      what: 'a folder',
      settings: changeUrl((file) => path.dirname(file)),
      code: 'CONNECT_FILE_UNREADABLE',
    },
    {
      what: 'a database in memory',
      settings: changeUrl(() => ':memory:'),
      code: 'CONNECT_URL',
    },
  ],
  target: {
    skips: true,
    refused: [
      { what: 'no label', row: ['2', null, null, null], code: 'VALUE_NULL', column: 'label' },
      { what: 'a room twice', row: ['2', 'B', '7', null], code: 'KEY_DUPLICATE', column: 'room' },
      {
        what: 'a row that a trigger passes over',
        row: ['2', 'skip', null, null],
        code: 'ROW_SKIPPED',
        column: null,
      },
      {
        what: 'a branch that is not there',
        row: ['2', 'B', null, '9'],
        code: 'KEY_REFERENCE',
        column: null,
      },
    ],
  },
}
