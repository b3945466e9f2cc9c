/** The conformance suite's world on PostgreSQL, its types and its errors. */
import type { Cell } from '../../src/base/cell.ts'
import { Secret } from '../../src/base/secret.ts'
import type { LogicalType } from '../../src/catalog/logical-type.ts'
import { postgresConnector } from '../../src/connect/postgres/index.ts'
import type { ConnectionSettings } from '../../src/plugin/connector.ts'
import { connectionSettings } from '../support/connection-settings.ts'
import { createPostgresDatabase, serverUrl } from '../support/databases.ts'
import type { ServerName } from '../support/servers/answer.ts'
import { READING_ROWS, type ConformanceFixture } from './fixture.ts'

/** A column, its declaration, what it is read as, and for each row the SQL value and the cell. */
type Case = readonly [
  column: string,
  native: string,
  type: LogicalType,
  values: readonly (readonly [sql: string, cell: Cell])[],
]

const NULL = ['null', null] as const
const TEXT: LogicalType = { kind: 'text', length: null, fixed: false }
const MOOD: LogicalType = { kind: 'enum', name: 'mood', labels: ["it's", 'a,b', 'back\\slash'] }

const CASES: readonly Case[] = [
  ['flag', 'boolean', { kind: 'boolean' }, [['true', 't'], ['false', 'f'], NULL, ['true', 't']]],
  [
    'small',
    'smallint',
    { kind: 'smallint' },
    [['-32768', '-32768'], ['32767', '32767'], NULL, ['0', '0']],
  ],
  [
    'whole',
    'integer',
    { kind: 'integer' },
    [['-2147483648', '-2147483648'], ['2147483647', '2147483647'], NULL, ['0', '0']],
  ],
  [
    'big',
    'bigint',
    { kind: 'bigint' },
    [
      ['9007199254740993', '9007199254740993'],
      ['-9223372036854775808', '-9223372036854775808'],
      NULL,
      ['0', '0'],
    ],
  ],
  [
    'price',
    'numeric(12,2)',
    { kind: 'numeric', precision: 12, scale: 2 },
    [['1234567890.10', '1234567890.10'], ['-0.5', '-0.50'], NULL, ['0', '0.00']],
  ],
  [
    'exact',
    'numeric',
    { kind: 'numeric', precision: null, scale: null },
    [
      ['123456789012345678901234567890.0123456789', '123456789012345678901234567890.0123456789'],
      ["'1.00'", '1.00'],
      NULL,
      ["'NaN'", 'NaN'],
    ],
  ],
  [
    'rounded',
    'numeric(5,-2)',
    { kind: 'numeric', precision: 5, scale: -2 },
    [['12345', '12300'], ['0', '0'], NULL, ['9999900', '9999900']],
  ],
  [
    'single',
    'real',
    { kind: 'real' },
    [['0.1', '0.1'], ['16777217', '1.6777216e+07'], NULL, ["'-0'", '-0']],
  ],
  [
    'twice',
    'double precision',
    { kind: 'double' },
    [
      ['0.1', '0.1'],
      ['1e300', '1e+300'],
      ["'Infinity'", 'Infinity'],
      ["'-0'", '-0'],
    ],
  ],
  [
    'note',
    'text',
    TEXT,
    [
      [
        String.raw`E'tab\tline\nreturn\r back\\slash \\N 📚 é'`,
        'tab\tline\nreturn\r back\\slash \\N 📚 é',
      ],
      ["''", ''],
      NULL,
      [String.raw`'\N'`, String.raw`\N`],
    ],
  ],
  [
    'control',
    'text',
    TEXT,
    [
      [String.raw`E'\b\f\x0b\x01'`, '\b\f\v\u0001'],
      ["repeat('é', 70000)", 'é'.repeat(70_000)],
      NULL,
      [String.raw`'\.'`, String.raw`\.`],
    ],
  ],
  [
    'title',
    'character varying(20)',
    { kind: 'text', length: 20, fixed: false },
    [["'two  '", 'two  '], ["' N/A'", ' N/A'], NULL, ["''", '']],
  ],
  [
    'code',
    'character(4)',
    { kind: 'text', length: 4, fixed: true },
    [["'d1'", 'd1'], ["' d'", ' d'], NULL, ["''", '']],
  ],
  [
    'raw',
    'bytea',
    { kind: 'bytea' },
    [
      [String.raw`'\x00ff5c27'`, String.raw`\x00ff5c27`],
      ["''", String.raw`\x`],
      NULL,
      [String.raw`'\x5c78'`, String.raw`\x5c78`],
    ],
  ],
  [
    'ident',
    'uuid',
    { kind: 'uuid' },
    [
      ["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
      ["'00000000-0000-0000-0000-000000000000'", '00000000-0000-0000-0000-000000000000'],
      NULL,
      ["'ffffffff-ffff-ffff-ffff-ffffffffffff'", 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    ],
  ],
  [
    'doc',
    'json',
    { kind: 'json' },
    [
      [`'{"b": 1,  "a": [1.0, null]}'`, '{"b": 1,  "a": [1.0, null]}'],
      ["'1e400'", '1e400'],
      NULL,
      [String.raw`'"\u0041\\n"'`, String.raw`"\u0041\\n"`],
    ],
  ],
  [
    'tree',
    'jsonb',
    { kind: 'jsonb' },
    [
      [`'{"b": 1,  "a": [1.0, null]}'`, '{"a": [1.0, null], "b": 1}'],
      ["'null'", 'null'],
      NULL,
      [`'"N/A"'`, '"N/A"'],
    ],
  ],
  [
    'born',
    'date',
    { kind: 'date' },
    [
      ["'2024-02-29'", '2024-02-29'],
      ["'0044-03-15 BC'", '0044-03-15 BC'],
      NULL,
      ["'infinity'", 'infinity'],
    ],
  ],
  [
    'opens',
    'time without time zone',
    { kind: 'time', precision: 6 },
    [["'09:30:00.5'", '09:30:00.5'], ["'24:00:00'", '24:00:00'], NULL, ["'00:00'", '00:00:00']],
  ],
  [
    'seen',
    'timestamp(3) without time zone',
    { kind: 'timestamp', precision: 3 },
    [
      ["'2024-02-29 10:00:00.1206'", '2024-02-29 10:00:00.121'],
      ["'0001-01-01'", '0001-01-01 00:00:00'],
      NULL,
      ["'-infinity'", '-infinity'],
    ],
  ],
  [
    'changed',
    'timestamp with time zone',
    { kind: 'timestamptz', precision: 6 },
    [
      ["'2024-07-01 12:00:00+02'", '2024-07-01 10:00:00+00'],
      ["'1970-01-01 00:00:00.000001Z'", '1970-01-01 00:00:00.000001+00'],
      NULL,
      ["'2024-02-29 23:59:59 America/New_York'", '2024-03-01 04:59:59+00'],
    ],
  ],
  [
    'span',
    'interval',
    { kind: 'interval' },
    [
      ["'1 year 2 days 03:04:05.6'", '1 year 2 days 03:04:05.6'],
      ["'-1 mon'", '-1 mons'],
      NULL,
      ["'0'", '00:00:00'],
    ],
  ],
  [
    'mood',
    'mood',
    MOOD,
    [["'it''s'", "it's"], ["'a,b'", 'a,b'], NULL, [String.raw`'back\slash'`, 'back\\slash']],
  ],
  [
    'tags',
    'text[]',
    { kind: 'array', element: TEXT },
    [
      [
        String.raw`array['a b', 'c"d', null, 'NULL', '', 'e\f']`,
        String.raw`{"a b","c\"d",NULL,"NULL","","e\\f"}`,
      ],
      ["'{}'", '{}'],
      NULL,
      ["'{{a,b},{c,d}}'", '{{a,b},{c,d}}'],
    ],
  ],
  [
    'codes',
    'character(3)[]',
    { kind: 'array', element: { kind: 'text', length: 3, fixed: true } },
    [["array['a', 'bcd']", '{a,bcd}'], ["'{}'", '{}'], NULL, ["array['']", '{""}']],
  ],
  [
    'isbn',
    'isbn',
    { kind: 'text', length: 13, fixed: false },
    [["'9780131103627'", '9780131103627'], ["'0'", '0'], NULL, ["'1'", '1']],
  ],
]

const COLUMNS = CASES.map(([name, native]) => `${name} ${native}`).join(', ')

function insertCells(row: number): string {
  const values = CASES.map(([, , , cells]) => cells[row]?.[0])
  return `insert into cells values (${row + 1}, ${values.join(', ')});`
}

const WORLD = `
  create type mood as enum ('it''s', 'a,b', 'back\\slash');
  create domain isbn as varchar(13) check (value <> '');
  create table branch (id integer primary key, name text);
  insert into branch values (1, 'Centre'), (2, 'North');
  create table member (id integer primary key, email text not null unique, nickname text,
    branch_id integer references branch (id));
  insert into member values (10, 'cy@library.example', 'Cy', 2),
    (1, 'ada@library.example', 'N/A', 1), (2, 'ben@library.example', null, null);
  create table reading (id integer primary key, note text);
  insert into reading select n, rpad('page ' || n || ' ', 120, 'of the reading room ')
    from generate_series(1, ${READING_ROWS}) n;
  create table cells (id integer primary key, ${COLUMNS});
  ${[0, 1, 2, 3].map(insertCells).join('\n')}
  create table cells_copy (like cells including all);
  create table shelf (id integer primary key, label varchar(5) not null, room smallint unique,
    branch_id integer references branch (id) deferrable initially deferred,
    check (room <> 13));
  create function keep_label() returns trigger language plpgsql as $$
    begin
      if new.label = 'gone' then raise exception 'shelf % is gone', new.id; end if;
      if new.label = 'own' then raise exception 'no' using errcode = 'LB001'; end if;
      if new.label = 'skip' then return null; end if;
      return new;
    end $$;
  create trigger keep_label before insert or update on shelf
    for each row execute function keep_label();
  create table cupboard (id integer primary key, label text);
  create function keep_cupboard() returns trigger language plpgsql as $$
    begin if new.label = 'still' then return null; end if; return new; end $$;
  create trigger keep_cupboard before update on cupboard
    for each row execute function keep_cupboard();
  create table ticket (id integer primary key generated always as identity, title text);`

function changeUrl(change: (url: URL) => void) {
  return (working: ConnectionSettings): ConnectionSettings => {
    const url = new URL(working.url?.reveal() ?? '')
    change(url)
    return { ...working, url: new Secret(url.href) }
  }
}

/** The suite runs on every PostgreSQL that the machine has. */
export function postgresFixture(
  variant: string,
  server: ServerName,
  present: boolean,
): ConformanceFixture {
  return {
    connector: postgresConnector,
    tag: '[postgres]',
    variant,
    absent: present ? null : `this machine has no PostgreSQL of the kind ${server}`,
    create: async () => {
      const database = await createPostgresDatabase(WORLD, server)
      const settings = connectionSettings('postgres', database.url)
      return { settings, close: () => database.close() }
    },
    schema: 'public',
    types: CASES.map(([column, native, type, values]) => {
      return { column, native, type, cells: values.map(([, cell]) => cell) }
    }),
    hasConstraints: true,
    write: "insert into member (id, email) values (99, 'eve@library.example')",
    broken: [
      {
        what: 'a wrong password',
        settings: changeUrl((url) => (url.password = 'wrong')),
        code: 'CONNECT_PASSWORD',
      },
      {
        what: 'no password',
        settings: changeUrl((url) => (url.password = '')),
        code: 'CONNECT_PASSWORD',
      },
      {
        what: 'a database that is not there',
        settings: changeUrl((url) => (url.pathname = '/no_such')),
        code: 'CONNECT_DATABASE',
      },
      {
        what: 'a port where no server listens',
        settings: changeUrl((url) => (url.port = '1')),
        code: 'CONNECT_UNREACHABLE',
      },
      {
        what: 'a parameter nobody knows',
        settings: changeUrl((url) => (url.search = '?sslmode=disable')),
        code: 'CONNECT_URL',
      },
      {
        what: 'a server without TLS',
        settings: (working) => ({ ...working, tls: 'require' }),
        code: 'CONNECT_TLS',
      },
    ],
    target: {
      skips: true,
      refused: [
        {
          what: 'a text that is too long',
          row: ['2', 'toolong', null, null],
          code: 'VALUE_TOO_LONG',
          column: 'label',
        },
        {
          what: 'a number out of range',
          row: ['2', 'B', '40000', null],
          code: 'VALUE_OUT_OF_RANGE',
          column: 'room',
        },
        {
          what: 'a text that is no number',
          row: ['2', 'B', 'x', null],
          code: 'VALUE_TYPE',
          column: 'room',
        },
        {
          what: 'a missing value',
          row: ['2', null, null, null],
          code: 'VALUE_NULL',
          column: 'label',
        },
        {
          what: 'a NUL character',
          row: ['2', 'a\0b', null, null],
          code: 'VALUE_NUL_CHARACTER',
          column: 'label',
        },
        {
          what: 'half of a surrogate pair',
          row: ['2', 'a\ud800', null, null],
          code: 'VALUE_ENCODING',
          column: 'label',
        },
        {
          what: 'a key that another row has',
          row: ['2', 'B', '7', null],
          code: 'KEY_DUPLICATE',
          column: 'room',
        },
        {
          what: 'a row that a check refuses',
          row: ['2', 'B', '13', null],
          code: 'ROW_CHECK',
          column: null,
        },
        {
          what: 'a row that a trigger refuses',
          row: ['2', 'gone', null, null],
          code: 'ROW_TRIGGER',
          column: null,
        },
        {
          what: 'a row that a trigger refuses with a code of its own',
          row: ['2', 'own', null, null],
          code: 'ROW_TRIGGER',
          column: null,
        },
        {
          what: 'a row that a trigger passes over',
          row: ['2', 'skip', null, null],
          code: 'ROW_SKIPPED',
          column: null,
        },
        {
          what: 'a reference to nothing',
          row: ['2', 'B', null, '99'],
          code: 'KEY_REFERENCE',
          column: 'branch_id',
        },
      ],
    },
  }
}

export const hasDockerPostgres = (await serverUrl('docker-postgres')) !== null
