import fc from 'fast-check'
import { describe, it } from 'vitest'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import {
  BOOLEAN,
  INTEGER,
  JSONB,
  JSON_TYPE,
  TEXT,
  booleans,
  integers,
  jsonbs,
  jsons,
  texts,
} from '../support/oracle-cells.ts'
import { ORACLE_SCHEMA, expectSame, oracleSeed, questionsOf } from '../support/oracle.ts'

const database = useDatabase(() => createPostgresDatabase(ORACLE_SCHEMA, 'embedded'))
const seed = oracleSeed()

const WRITTEN = [
  '0',
  '-0',
  '+7',
  '007',
  '1.5',
  '-1.50',
  '.5',
  '5.',
  '1e3',
  '1E-7',
  '1.5e+10',
  '1e400',
  '-1e-400',
  '32767',
  '32768',
  '-32769',
  '2147483648',
  '9223372036854775807',
  '9223372036854775808',
  '1_000',
  '0x1F',
  '1,5',
  '97%',
  '',
  ' 1',
  '1 ',
  'NaN',
  'Infinity',
  'abc',
  '1.7976931348623157e308',
  '4.9e-324',
  '16777217',
  '3.4028235e38',
  '1.17549435e-38',
  '1.00000017881393432617187499',
  '0.1',
  '123456.789',
  't',
  'true',
  'TRUE',
  'f',
  'no',
  'yes',
  'on',
  'of',
  'off',
  'o',
  '1',
  'tr',
  'nope',
  '2024-02-29',
  '2023-02-29',
  '2024-02-30',
  '0044-03-15 BC',
  '0000-01-01',
  '12345-01-01',
  '2024-2-9',
  '2024-02-29 00:00:00',
  '2024-02-29 08:05',
  '2024-02-29T08:05:07.123456',
  '2024-02-29 08:05:07.9999995',
  '2024-02-29 08:05:07.1234565',
  '2024-02-29 24:00:00',
  '2024-02-29 08:05+02',
  '2024-02-29 08:05:07Z',
  '2024-02-29 23:30-05:30',
  '294276-12-31 23:59:59.999999',
  '294277-01-01',
  'infinity',
  '-infinity',
  'now',
  'today',
  'epoch',
  '01/02/03',
  '08:05',
  '08:05:07.5',
  '24:00',
  '24:00:01',
  '25:00',
  '8:05',
  'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
  'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11',
  '{a0eebc99-9c0b4ef8-bb6d6bb9-bd380a11}',
  'a0eebc999c0b4ef8bb6d6bb9bd380a11',
  'a0ee-bc99',
  '\\xDEAD',
  '\\x',
  '\\xd',
  '{"a": 1, "a": 2}',
  '{"b": 1.0, "aa": [true, null, 1e2]}',
  '[1,]',
  '"x\\u00e9"',
  '{}',
  'nul',
  '1 day',
  '1 year 2 mons',
] as const

const columns = {
  t: { type: TEXT, cells: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...WRITTEN) }, texts) },
}

const TYPES = [
  'boolean',
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'numeric(6,2)',
  'numeric(3,-1)',
  'real',
  'double precision',
  'date',
  'time',
  'time(2)',
  'timestamp',
  'timestamp(3)',
  'timestamptz',
  'uuid',
  'bytea',
  'json',
  'jsonb',
  'varchar(3)',
  'char(5)',
]

describe('texts become values as in PostgreSQL, or are refused', () => {
  it('casts of columns', async () => {
    const all = TYPES.map((type) => `c.t::${type}`)
    await expectSame(
      database(),
      questionsOf({ texts: all, columns, isStricter: true }, 5000, seed),
      seed,
    )
  })

  it('casts of literals', async () => {
    const questions = WRITTEN.flatMap((text) =>
      TYPES.map((type) => ({
        text: `'${text.replaceAll("'", "''")}'::${type}`,
        columns: [],
        isStricter: true,
      })),
    )
    await expectSame(database(), questions)
  })

  it('round-trips through text', async () => {
    const all = ['real', 'double precision', 'numeric', 'date', 'timestamp', 'jsonb'].map(
      (type) => `c.t::${type}::text::${type}::text`,
    )
    await expectSame(
      database(),
      questionsOf({ texts: all, columns, isStricter: true }, 1500, seed),
      seed,
    )
  })
})

describe('truth has three values', () => {
  it('AND, OR, NOT and the tests', async () => {
    const atoms = [
      'c.a',
      'c.b',
      'c.i > 0',
      'true',
      'null',
      'c.a is null',
      'c.b is not true',
      'c.i in (1, 2)',
    ]
    const all = atoms.flatMap((left) =>
      atoms.flatMap((right) => [
        `${left} and ${right}`,
        `(${left}) or (${right})`,
        `not (${left} and ${right})`,
        `(${left} or not (${right})) is unknown`,
        `(${left} and ${right}) is not false`,
        `case when ${left} and not (${right}) then 1 when (${left}) or ${right} then 2 else 3 end`,
        `(${left}) = (${right})`,
        `(${left}) is distinct from (${right})`,
        `coalesce(${left}, ${right}, false)`,
      ]),
    )
    const family = {
      texts: all,
      columns: {
        a: { type: BOOLEAN, cells: booleans },
        b: { type: BOOLEAN, cells: booleans },
        i: { type: INTEGER, cells: integers },
      },
    }
    await expectSame(database(), questionsOf(family, 2000, seed), seed)
  })
})

describe('what is not decided is evaluated, and what is decided is not', () => {
  it('AND, OR, CASE, COALESCE, IN and BETWEEN around what may be refused', async () => {
    const atoms = ['1 / c.i > 0', 'c.k + 2147483647 > 0', 'c.i > 0', 'c.k is null', 'c.b', 'null']
    const all = atoms.flatMap((left) =>
      atoms.flatMap((right) => [
        `${left} and ${right}`,
        `${left} or ${right}`,
        `not (${left} and ${right})`,
        `(${left} and ${right}) is true`,
        `(${left} or ${right}) is not false`,
        `case when ${left} and ${right} then 1 when ${right} or ${left} then 2 end`,
        `case when not (${left} or ${right}) then 1 else 2 end`,
        `case when ${left} then ${right} else c.b end`,
        `coalesce(${left}, ${right})`,
        `c.b in (${left}, ${right})`,
      ]),
    )
    const forms = [
      'c.i in (1 / c.k, c.i, 5)',
      'c.k between 1 / c.i and 3',
      'c.k not between symmetric 3 and 1 / c.i',
      'case c.i when 1 then 1 / c.k when 1 / c.i then 3 end',
      'greatest(c.i, 1 / c.k)',
      'nullif(c.i, 1 / c.k)',
    ]
    const edges = fc.constantFrom('0', '1', '-1', '2147483647', '-2147483648')
    const family = {
      texts: [...all, ...forms],
      columns: {
        i: { type: INTEGER, cells: edges },
        k: { type: INTEGER, cells: edges },
        b: { type: BOOLEAN, cells: booleans },
      },
    }
    await expectSame(database(), questionsOf(family, 3000, seed), seed)
  })
})

describe('JSON', () => {
  it('-> and ->>', async () => {
    const keys = ["'a'", "'b'", "''", '0', '1', '-1', '7']
    const all = ['c.j', 'c.k'].flatMap((column) => [
      ...keys.flatMap((key) => [`${column} -> ${key}`, `${column} ->> ${key}`]),
      `${column} -> 'a' ->> 'b'`,
      `${column} -> 'b' -> 3 ->> 'c'`,
      `${column}::text`,
      `${column}::jsonb`,
    ])
    const family = {
      texts: all,
      columns: { j: { type: JSON_TYPE, cells: jsons }, k: { type: JSONB, cells: jsonbs } },
    }
    await expectSame(database(), questionsOf(family, 2500, seed), seed)
  })
})
