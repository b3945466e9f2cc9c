/** The conformance suite's world on MariaDB, its types and its errors. */
import type { Cell } from '../../src/base/cell.ts'
import type { LogicalType } from '../../src/catalog/logical-type.ts'
import { Secret } from '../../src/base/secret.ts'
import { mysqlConnector } from '../../src/connect/mysql/index.ts'
import type { ConnectionSettings } from '../../src/plugin/connector.ts'
import { connectionSettings } from '../support/connection-settings.ts'
import { createMariadbDatabase, mariadbUrl } from '../support/databases.ts'
import { READING_ROWS } from './fixture.ts'
import type { ConformanceFixture, TypeCase } from './fixture.ts'

/** A column, its declaration, what it must be read as, and each row's SQL value and cell. */
type Case = readonly [
  column: string,
  native: string,
  type: LogicalType,
  values: readonly (readonly [sql: string, cell: Cell | { readonly problem: string }])[],
]

const NULL = ['null', null] as const
const DOUBLE: LogicalType = { kind: 'double' }
const BYTEA: LogicalType = { kind: 'bytea' }
const LONG_TEXT: LogicalType = { kind: 'text', length: null, fixed: false }
const ZERO_DATE = { problem: 'VALUE_ZERO_DATE' }

const CASES: readonly Case[] = [
  [
    'tiny',
    'tinyint(1)',
    { kind: 'smallint' },
    [['1', '1'], ['-128', '-128'], NULL, ['127', '127']],
  ],
  [
    'tiny_u',
    'tinyint(3) unsigned',
    { kind: 'smallint' },
    [['0', '0'], ['255', '255'], NULL, ['7', '7']],
  ],
  [
    'small_u',
    'smallint(5) unsigned',
    { kind: 'integer' },
    [['0', '0'], ['65535', '65535'], NULL, ['7', '7']],
  ],
  [
    'medium',
    'mediumint(9)',
    { kind: 'integer' },
    [['-8388608', '-8388608'], ['8388607', '8388607'], NULL, ['0', '0']],
  ],
  [
    'whole_u',
    'int(10) unsigned',
    { kind: 'bigint' },
    [['0', '0'], ['4294967295', '4294967295'], NULL, ['1', '1']],
  ],
  [
    'padded',
    'int(8) unsigned zerofill',
    { kind: 'bigint' },
    [['42', '42'], ['0', '0'], NULL, ['123456789', '123456789']],
  ],
  [
    'big',
    'bigint(20)',
    { kind: 'bigint' },
    [
      ['9007199254740993', '9007199254740993'],
      ['-9223372036854775808', '-9223372036854775808'],
      NULL,
      ['0', '0'],
    ],
  ],
  [
    'big_u',
    'bigint(20) unsigned',
    { kind: 'numeric', precision: 20, scale: 0 },
    [
      ['18446744073709551615', '18446744073709551615'],
      ['0', '0'],
      NULL,
      ['9223372036854775808', '9223372036854775808'],
    ],
  ],
  [
    'exact',
    'decimal(30,10)',
    { kind: 'numeric', precision: 30, scale: 10 },
    [
      ['12345678901234567890.0123456789', '12345678901234567890.0123456789'],
      ['-0.5', '-0.5000000000'],
      NULL,
      ['0', '0.0000000000'],
    ],
  ],
  [
    'single',
    'float',
    DOUBLE,
    [['0.1', '0.10000000149011612'], ['-1.5', '-1.5'], NULL, ['16777217', '16777216']],
  ],
  ['twice', 'double', DOUBLE, [['0.1', '0.1'], ['1e300', '1e+300'], NULL, ['1e-7', '1e-07']]],
  ['flag', 'bit(1)', { kind: 'boolean' }, [["b'1'", 't'], ["b'0'", 'f'], NULL, ["b'1'", 't']]],
  [
    'bits',
    'bit(12)',
    BYTEA,
    [["b'101010111100'", '\\x0abc'], ["b'0'", '\\x0000'], NULL, ["b'1'", '\\x0001']],
  ],
  [
    'born',
    'date',
    { kind: 'date' },
    [
      ["'2024-02-29'", '2024-02-29'],
      ["'0000-00-00'", ZERO_DATE],
      NULL,
      ["'2010-00-01'", ZERO_DATE],
    ],
  ],
  [
    'seen',
    'datetime(6)',
    { kind: 'timestamp', precision: 6 },
    [
      ["'2024-02-29 10:00:00.120000'", '2024-02-29 10:00:00.12'],
      ["'0001-01-01 00:00:00'", '0001-01-01 00:00:00'],
      NULL,
      ["'0000-00-00 00:00:00'", ZERO_DATE],
    ],
  ],
  [
    'changed',
    'timestamp',
    { kind: 'timestamptz', precision: 0 },
    [
      ["'2024-07-01 12:00:00'", '2024-07-01 12:00:00+00'],
      ["'1970-01-01 00:00:01'", '1970-01-01 00:00:01+00'],
      NULL,
      ["'2024-02-29 23:59:59'", '2024-02-29 23:59:59+00'],
    ],
  ],
  [
    'opens',
    'time(3)',
    { kind: 'time', precision: 3 },
    [
      ["'09:30:00.500'", '09:30:00.5'],
      ["'25:00:00'", { problem: 'VALUE_TIME_RANGE' }],
      NULL,
      ["'-01:00:00'", { problem: 'VALUE_TIME_RANGE' }],
    ],
  ],
  [
    'printed',
    'year(4)',
    { kind: 'integer' },
    [['1999', '1999'], ['0', '0'], NULL, ['2155', '2155']],
  ],
  [
    'code',
    'char(4)',
    { kind: 'text', length: 4, fixed: false },
    [["'d1  '", 'd1'], ["'NULL'", 'NULL'], NULL, ["'d\\\\09'", 'd\\09']],
  ],
  [
    'title',
    'varchar(20)',
    { kind: 'text', length: 20, fixed: false },
    [["'Ada\\'s 📚\\t\\\\n'", "Ada's 📚\t\\n"], ["''", ''], NULL, ["'NULL'", 'NULL']],
  ],
  [
    'latin',
    'varchar(20) character set latin1',
    { kind: 'text', length: 20, fixed: false },
    [["'Müller €'", 'Müller €'], ["' two '", ' two '], NULL, ["'plain'", 'plain']],
  ],
  [
    'note',
    'longtext',
    LONG_TEXT,
    [
      ["'a\\nb\\r\\n'", 'a\nb\r\n'],
      ["repeat('é', 70000)", 'é'.repeat(70_000)],
      NULL,
      ["'a\\0b'", { problem: 'VALUE_NUL_CHARACTER' }],
    ],
  ],
  ['tag', "set('a','b')", LONG_TEXT, [["'b,a'", 'a,b'], ["''", ''], NULL, ["'b'", 'b']]],
  [
    'kind',
    "enum('it''s','back\\\\slash','a,b')",
    { kind: 'enum', name: 'cells.kind', labels: ["it's", 'back\\slash', 'a,b'] },
    [["'it\\'s'", "it's"], ["'back\\\\slash'", 'back\\slash'], NULL, ["'a,b'", 'a,b']],
  ],
  [
    'doc',
    'json',
    { kind: 'json' },
    [
      ['\'{"a": [1, null]}\'', '{"a": [1, null]}'],
      ["'1e400'", '1e400'],
      NULL,
      ['\'"NULL"\'', '"NULL"'],
    ],
  ],
  [
    'raw',
    'varbinary(8)',
    BYTEA,
    [["x'00ff5c27'", '\\x00ff5c27'], ["''", '\\x'], NULL, ["'abc'", '\\x616263']],
  ],
  [
    'hash',
    'binary(4)',
    BYTEA,
    [["x'0102'", '\\x01020000'], ["x'ffffffff'", '\\xffffffff'], NULL, ["'    '", '\\x20202020']],
  ],
]

const declarations = CASES.map(([name, native]) => `${name} ${native} null`).join(', ')

function valuesOf(row: number): string {
  return CASES.map(([, , , values]) => values[row]?.[0]).join(', ')
}

const schema = `
  create table branch (id int primary key, name text);
  insert into branch values (1, 'Centre'), (2, 'North');
  create table member (
    id int primary key, email varchar(100) not null unique, nickname text,
    branch_id int, foreign key (branch_id) references branch (id));
  insert into member values (10, 'cy@library.example', 'Cy', 2),
    (1, 'ada@library.example', 'N/A', 1), (2, 'ben@library.example', null, null);
  create table reading (id int primary key, note text);
  insert into reading
    select seq, rpad(concat('page ', seq, ' '), 120, 'of the reading room ')
    from seq_1_to_${READING_ROWS};
  set @before = @@sql_mode, sql_mode = '', time_zone = '+00:00';
  create table cells (id int primary key, ${declarations});
  ${[0, 1, 2, 3]
    .map((row) => `insert into cells values (${row + 1}, ${valuesOf(row)});`)
    .join('\n')}
  create table cells_copy like cells;
  set sql_mode = @before;
  create table shelf (
    id int primary key, label varchar(5) not null, room smallint unique, branch_id int,
    foreign key (branch_id) references branch (id), constraint no_room_13 check (room <> 13));
  create trigger keep_label before insert on shelf for each row
    if new.label = 'gone' then signal sqlstate '45000' set message_text = 'it is gone'; end if;
  create table ticket (id int auto_increment primary key, title text);`

/** As the catalog shows a declaration: JSON is a longtext, a character set stands apart. */
function shown(native: string): string {
  return native === 'json' ? 'longtext' : native.replace(/ character set .*/u, '')
}

const types: readonly TypeCase[] = CASES.map(([column, native, type, values]) => ({
  column,
  native: shown(native),
  type,
  cells: values.map(([, cell]) => cell),
}))

function changeUrl(change: (url: URL) => void) {
  return (working: ConnectionSettings): ConnectionSettings => {
    const url = new URL(working.url?.reveal() ?? '')
    change(url)
    return { ...working, url: new Secret(url.href) }
  }
}

export const mysqlFixture: ConformanceFixture = {
  connector: mysqlConnector,
  tag: '[mysql]',
  variant: 'mariadb',
  absent: (await mariadbUrl()) === null ? 'this machine has no MariaDB' : null,
  create: async () => {
    const database = await createMariadbDatabase(schema)
    return {
      settings: connectionSettings('mysql', database.url),
      close: () => database.close(),
    }
  },
  schema: null,
  types,
  hasConstraints: true,
  write: "insert into member (id, email) values (99, 'eve@library.example')",
  broken: [
    {
      what: 'a wrong password',
      settings: changeUrl((url) => {
        url.password = 'wrong'
      }),
      code: 'CONNECT_PASSWORD',
    },
    {
      what: 'a database that is not there',
      settings: changeUrl((url) => {
        url.pathname = '/no_such_library'
      }),
      code: 'CONNECT_DATABASE',
    },
    {
      what: 'a port where no server listens',
      settings: changeUrl((url) => {
        url.port = '1'
      }),
      code: 'CONNECT_UNREACHABLE',
    },
    {
      // This address reaches the server too, and is not taken for loopback.
      what: 'a server with no TLS, or none that can be verified',
      settings: (working) => ({
        ...changeUrl((url) => {
          url.hostname = '0.0.0.0'
        })(working),
        tls: 'verify-ca',
      }),
      code: 'CONNECT_TLS',
    },
  ],
  target: {
    skips: false,
    refused: [
      {
        what: 'a text that is too long',
        row: ['2', 'toolong', null, null],
        code: 'VALUE_TOO_LONG',
        column: 'label',
      },
      {
        what: 'a text whose blanks would be cut',
        row: ['2', 'two   ', null, null],
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
        what: 'a reference to nothing',
        row: ['2', 'B', null, '99'],
        code: 'KEY_REFERENCE',
        column: 'branch_id',
      },
    ],
  },
}
