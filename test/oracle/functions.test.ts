/** Functions of texts, bytes, numbers, arrays, JSON and moments against PostgreSQL's own. */
import fc from 'fast-check'
import { describe, it } from 'vitest'
import type { LogicalType } from '../../src/catalog/logical-type.ts'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import {
  BIGINT,
  CODE,
  DATE,
  DOUBLE,
  INTEGER,
  JSONB,
  JSON_TYPE,
  NUMERIC,
  SHELF,
  SMALLINT,
  TEXT,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  bigints,
  codes,
  dates,
  doubles,
  integers,
  jsonbs,
  jsons,
  numerics,
  shelves,
  smallints,
  texts,
  times,
  timestamps,
  timestamptzs,
} from '../support/oracle-cells.ts'
import { ORACLE_SCHEMA, expectSame, oracleSeed, questionsOf } from '../support/oracle.ts'

const database = useDatabase(() => createPostgresDatabase(ORACLE_SCHEMA, 'embedded'))
const seed = oracleSeed()

const BYTEA: LogicalType = { kind: 'bytea' }
const bytes = fc
  .uint8Array({ maxLength: 90 })
  .map((array) => `\\x${Buffer.from(array).toString('hex')}`)
const utf8 = texts.map((text) => `\\x${Buffer.from(text, 'utf8').toString('hex')}`)
const small = fc.integer({ min: -4, max: 12 }).map(String)
const keys = fc.constantFrom('a', 'b', 'key', '0', '-1', '1', '')
const years = fc.oneof(fc.integer({ min: -6000, max: 300_000 }), fc.constantFrom(0, -4713, -4714))

const COLUMNS = {
  t: { type: TEXT, cells: texts },
  u: { type: TEXT, cells: texts },
  v: { type: SHELF, cells: shelves },
  w: { type: CODE, cells: codes },
  s: { type: SMALLINT, cells: smallints },
  i: { type: INTEGER, cells: integers },
  ii: { type: INTEGER, cells: integers },
  k: { type: INTEGER, cells: small },
  kk: { type: INTEGER, cells: small },
  b: { type: BIGINT, cells: bigints },
  bb: { type: BIGINT, cells: bigints },
  n: { type: NUMERIC, cells: numerics },
  nn: { type: NUMERIC, cells: numerics },
  d: { type: DOUBLE, cells: doubles },
  y: { type: BYTEA, cells: bytes },
  z: { type: BYTEA, cells: fc.oneof(utf8, bytes) },
  key: { type: TEXT, cells: keys },
  j: { type: JSON_TYPE, cells: jsons },
  jb: { type: JSONB, cells: jsonbs },
  jj: { type: JSONB, cells: jsonbs },
  day: { type: DATE, cells: dates },
  clock: { type: TIME, cells: times },
  stamp: { type: TIMESTAMP, cells: timestamps },
  zoned: { type: TIMESTAMPTZ, cells: timestamptzs },
  year: { type: INTEGER, cells: years.map(String) },
  month: { type: INTEGER, cells: fc.integer({ min: 0, max: 13 }).map(String) },
  dd: { type: INTEGER, cells: fc.integer({ min: 0, max: 32 }).map(String) },
  hour: { type: INTEGER, cells: fc.integer({ min: -1, max: 25 }).map(String) },
  minute: { type: INTEGER, cells: fc.integer({ min: -1, max: 60 }).map(String) },
  sec: {
    type: DOUBLE,
    cells: fc.oneof(
      fc.double({ min: -1, max: 61, noNaN: true }).map(String),
      fc.constantFrom('0', '59.9999995', '60', '60.0000001', 'NaN', '7.5'),
    ),
  },
}

const ANY_TEXT = ['c.t', 'c.v', 'c.w']

async function ask(all: readonly string[], count: number): Promise<void> {
  await expectSame(database(), questionsOf({ texts: all, columns: COLUMNS }, count, seed), seed)
}

describe('functions give what they give in PostgreSQL', () => {
  it('of characters', async () => {
    const all = ANY_TEXT.flatMap((text) => [
      `translate(${text}, c.u, c.v)`,
      `translate(${text}, 'abc', 'x')`,
      `overlay(${text} placing c.u from c.k)`,
      `overlay(${text} placing 'XY' from c.k for c.kk)`,
      `overlay(${text} placing c.u from c.i for c.ii)`,
      `reverse(${text})`,
      `repeat(${text}, c.k)`,
      `starts_with(${text}, c.u)`,
      `starts_with(${text}, 'a')`,
      `ascii(${text})`,
      `octet_length(${text})`,
      `bit_length(${text})`,
      `normalize(${text})`,
      `normalize(${text}, NFD)`,
      `normalize(${text}, NFKC)`,
      `normalize(${text}, NFKD)`,
      `${text} is normalized`,
      `${text} is nfd normalized`,
      `${text} is not nfkc normalized`,
    ])
    await ask(all, 6000)
  })

  it('of patterns', async () => {
    const plain = ['a+', '(a|b)(b*)', '[[:space:]]', '', '^a|b$', '(é)|ß', 'a.', String.raw`\w+`]
    const nested = [
      '(a+)*',
      '(a*b*)+',
      '(a|b+)*c?',
      '((a|b)*.)*',
      '(a{1,2}){2}',
      '(a?b?){1,3}$',
      '(a*)*',
      '(a?){0,2}b',
      '((a)|(b))*',
      '(a|(b))+',
      '(?:(a)|b)*',
    ]
    const patterns = [...plain, ...nested]
    const all = patterns.flatMap((pattern) => [
      `c.t ~ '${pattern}'`,
      `c.w ~* '${pattern}'`,
      `c.v !~ '${pattern}'`,
      `c.t !~* '${pattern}'`,
      `regexp_like(c.t, '${pattern}')`,
      `regexp_like(c.t, '${pattern}', 'i')`,
      `regexp_count(c.t, '${pattern}')`,
      `regexp_count(c.t, '${pattern}', c.k)`,
      `regexp_count(c.t, '${pattern}', c.k, 'ic')`,
      `regexp_substr(c.t, '${pattern}')`,
      `regexp_substr(c.t, '${pattern}', c.k)`,
      `regexp_substr(c.t, '${pattern}', 1, c.k)`,
      `regexp_substr(c.t, '${pattern}', 1, c.k, 'i', 1)`,
      `regexp_match(c.t, '${pattern}')`,
      `regexp_match(c.t, '${pattern}', 'i')`,
      `regexp_split_to_array(c.t, '${pattern}')`,
      `substring(c.t from '${pattern}')`,
    ])
    await ask(all, 7000)
  })

  it('of codes', async () => {
    // Of a smallint PostgreSQL asks for a cast, which is an integer here without.
    const all = ['i', 'k', 'b'].flatMap((number) =>
      ['to_hex', 'to_oct', 'to_bin'].map((name) => `${name}(c.${number})`),
    )
    await ask([...all, 'chr(c.i)', 'chr(c.k)', 'chr(c.k + 55290)', 'chr(c.k * 4000)'], 4000)
  })

  it('of bytes', async () => {
    const all = [
      ...['hex', 'base64', 'escape'].flatMap((format) => [
        `encode(c.y, '${format}')`,
        `decode(encode(c.y, '${format}'), '${format}')`,
        `decode(c.t, '${format}')`,
      ]),
      ...['sha224', 'sha256', 'sha384', 'sha512'].map((name) => `${name}(c.y)`),
      'octet_length(c.y)',
      'bit_length(c.y)',
      "convert_to(c.t, 'UTF8')",
      "convert_to(c.w, 'utf-8')",
      "convert_from(c.z, 'UTF8')",
    ]
    await ask(all, 4000)
  })

  it('of numbers', async () => {
    const wholes = ['s', 'i', 'k', 'b']
    const pairs = [...wholes, 'n'].flatMap((left) =>
      [...wholes, 'nn'].map((right) => `c.${left}, c.${right}`),
    )
    // Of two smallints PostgreSQL asks for a cast, which are integers here without.
    const wider = pairs.filter((pair) => pair !== 'c.s, c.s')
    const all = [
      ...pairs.map((pair) => `mod(${pair})`),
      ...wider.flatMap((pair) => [`gcd(${pair})`, `lcm(${pair})`]),
      'div(c.n, c.nn)',
      'div(c.b, c.nn)',
      'div(c.n, c.k)',
      ...[...wholes, 'n', 'd'].flatMap((name) => [`sign(c.${name})`, `sqrt(c.${name})`]),
      'sqrt(abs(c.n))',
      'sqrt(abs(c.nn) / 1000000)',
      'sqrt(abs(c.n) * 0.0000000001)',
      'scale(c.n)',
      'min_scale(c.n)',
      'width_bucket(c.n, 0, 100, c.k)',
      'width_bucket(c.n, 10, c.nn, 7)',
      'width_bucket(c.k::numeric, 10.5, -3, 5)',
    ]
    await ask(all, 12_000)
  })

  it('of arrays', async () => {
    const arrays = [
      'string_to_array(c.t, c.u)',
      "string_to_array(c.t, ' ', 'a')",
      'string_to_array(c.t, null)',
      "string_to_array(c.t, '')",
      'string_to_array(c.v, c.u, c.t)',
      'array[c.i, c.k, null]',
      'array[c.t, c.u]',
    ]
    const all = arrays.flatMap((array) => [
      array,
      `array_to_string(${array}, c.u)`,
      `array_to_string(${array}, ',', '?')`,
      `cardinality(${array})`,
      `array_length(${array}, 1)`,
      `array_length(${array}, c.k)`,
    ])
    await ask([...all, "array_to_string(array[c.day, null], '/')"], 6000)
  })

  it('of JSON', async () => {
    const all = [
      ...['c.j', 'c.jb'].flatMap((json) => [
        `${json} #> array[c.key]`,
        `${json} #>> array[c.key]`,
        `${json} #> array[c.key, 'a']`,
        `${json} #>> '{0,b}'`,
        `${json} #>> '{}'`,
      ]),
      'c.jb ? c.key',
      "c.jb ?| array[c.key, 'b']",
      "c.jb ?& array[c.key, 'a', null]",
      'c.jb @> c.jj',
      'c.jj <@ c.jb',
      'c.jb @> c.jb',
      'jsonb_typeof(c.jb)',
      'json_typeof(c.j)',
      'jsonb_array_length(c.jb)',
      'json_array_length(c.j)',
    ]
    await ask(all, 6000)
  })

  it('of values as JSON', async () => {
    const names = Object.keys(COLUMNS).filter((name) => !['month', 'dd', 'hour'].includes(name))
    const all = ['json', 'jsonb'].flatMap((kind) => [
      ...names.map((name) => `to_${kind}(c.${name})`),
      ...names.map((name) => `${kind}_build_object('k', c.${name}, c.k, null)`),
      `${kind}_build_object(c.day, c.k, c.k % 2 = 0, c.t)`,
      `${kind}_build_object(c.w, c.w)`,
      `${kind}_build_object(c.stamp, 1, c.zoned, 2, c.n, 3)`,
      `${kind}_build_array(c.t, c.w, c.d, c.stamp, array[c.t, null], c.jb)`,
      `${kind}_build_array()`,
      `${kind}_build_object()`,
    ])
    await ask(all, 6000)
  })

  it('of moments', async () => {
    const fields = 'year month day quarter week isoyear dow isodow doy decade century epoch'
    const ofTime = 'hour minute second milliseconds microseconds epoch'
    const parts = (names: string, columns: readonly string[]) =>
      columns.flatMap((column) =>
        names.split(' ').map((name) => `date_part('${name}', c.${column})`),
      )
    const all = [
      ...parts(fields, ['day', 'stamp', 'zoned']),
      ...parts(ofTime, ['clock', 'stamp', 'zoned']),
      'isfinite(c.day)',
      'isfinite(c.stamp)',
      'isfinite(c.zoned)',
    ]
    await ask(all, 6000)
    const made = [
      'make_date(c.year, c.month, c.dd)',
      'make_time(c.hour, c.minute, c.sec)',
      'make_timestamp(c.year, c.month, c.dd, c.hour, c.minute, c.sec)',
    ]
    await ask(made, 3000)
  })

  it('of moments as text', async () => {
    const words =
      'YYYY YYY YY Y Y,YYY IYYY IYY IY I CC Q MM MON Mon mon MONTH Month month RM rm WW W IW DDD ' +
      'IDDD DD D ID DY Dy dy DAY Day day J HH24 HH12 HH MI SS MS US FF1 FF3 FF6 SSSS AM am A.M. ' +
      'pm P.M. AD bc B.C. a.d. TZ tz TZH TZM OF yyyy hh24 mi'
    const formats = [
      ...words.split(' ').flatMap((word) => [word, `FM${word}`, `${word}TH`, `FM${word}th`]),
      'DD.MM.YYYY HH24:MI:SS.US',
      'YYYY-MM-DD"T"HH24:MI',
      'FMDay, DDth "of" FMMonth',
      String.raw`\"x\" YYYY`,
      '"un',
      'Yyyy ddMMyy é',
    ]
    const all = formats.flatMap((format) =>
      ['day', 'stamp', 'zoned'].map((column) => `to_char(c.${column}, '${format}')`),
    )
    await ask(all, 12_000)
  })
})
