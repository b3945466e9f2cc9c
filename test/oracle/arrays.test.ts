/** Arrays, bytes, and the order of intervals and JSON against PostgreSQL's own. */
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { canonicalCell } from '../../src/catalog/codec.ts'
import type { LogicalType } from '../../src/catalog/logical-type.ts'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import {
  BIGINT,
  INTEGER,
  JSONB,
  NUMERIC,
  SMALLINT,
  TEXT,
  bigints,
  jsonbs,
  smallints,
} from '../support/oracle-cells.ts'
import { ORACLE_SCHEMA, expectSame, oracleSeed, questionsOf } from '../support/oracle.ts'

const database = useDatabase(() => createPostgresDatabase(ORACLE_SCHEMA, 'embedded'))
const seed = oracleSeed()

function arrayOf(element: LogicalType): LogicalType {
  return { kind: 'array', element }
}

function lists(element: LogicalType, items: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .array(fc.option(items, { freq: 6, nil: 'NULL' }), { maxLength: 4 })
    .map((each) => canonicalCell(arrayOf(element), `{${each.join(',')}}`))
    .filter((result) => 'cell' in result)
    .map((result) => result.cell)
}

const words = fc.constantFrom('a', 'b', 'c', '""', '"a b"', '"NULL"', 'ab', 'é')
const numbers = fc.constantFrom('0', '1', '2', '3', '-1')
const decimals = fc.constantFrom('1', '1.0', '1.00', '2.5', '-1', 'NaN')
const small = fc.integer({ min: -2, max: 6 }).map(String)
const bytes = fc
  .uint8Array({ max: 3, maxLength: 7 })
  .map((array) => `\\x${Buffer.from(array).toString('hex')}`)

function cellsOf(type: LogicalType, edges: string): fc.Arbitrary<string> {
  return fc
    .constantFrom(...edges.split('; '))
    .map((text) => canonicalCell(type, text))
    .filter((result) => 'cell' in result)
    .map((result) => result.cell)
}

const spans = cellsOf(
  { kind: 'interval' },
  '1 mon; 30 days; 720 hours; -1 day; -24:00:00; 1 year; 12 mons; 360 days; 00:00:00.000001; ' +
    'infinity; -infinity; 1 mon -1 day; 29 days; 0 days',
)
const jsonEdges = cellsOf(
  JSONB,
  '1; 1.0; 1.00; "a"; "b"; ""; null; true; false; []; {}; [1]; [1.0]; [[]]; [{}]; [null]; ' +
    '{"a": 1}; {"a": 1.0}; {"b": 1}; {"a": 1, "b": 2}; [1, 2]; {"aa": 1}; ["a", 2]; [[], 1]; ' +
    '{"a": {"b": []}}; "é"; "z"',
)

const COLUMNS = {
  ta: { type: arrayOf(TEXT), cells: lists(TEXT, words) },
  tb: { type: arrayOf(TEXT), cells: lists(TEXT, words) },
  ia: { type: arrayOf(INTEGER), cells: lists(INTEGER, numbers) },
  ib: { type: arrayOf(INTEGER), cells: lists(INTEGER, numbers) },
  na: { type: arrayOf(NUMERIC), cells: lists(NUMERIC, decimals) },
  nb: { type: arrayOf(NUMERIC), cells: lists(NUMERIC, decimals) },
  t: { type: TEXT, cells: fc.constantFrom('a', 'b', 'c', '', 'ab') },
  i: { type: INTEGER, cells: numbers },
  k: { type: INTEGER, cells: small },
  kk: { type: INTEGER, cells: small },
  n: { type: NUMERIC, cells: decimals },
  s: { type: SMALLINT, cells: smallints },
  b: { type: BIGINT, cells: bigints },
  y: { type: { kind: 'bytea' }, cells: bytes },
  z: { type: { kind: 'bytea' }, cells: bytes },
  v: { type: { kind: 'interval' }, cells: spans },
  w: { type: { kind: 'interval' }, cells: spans },
  j: { type: JSONB, cells: fc.oneof(jsonEdges, jsonbs) },
  l: { type: JSONB, cells: fc.oneof(jsonEdges, jsonbs) },
} as const

async function ask(texts: readonly string[], count: number): Promise<void> {
  await expectSame(database(), questionsOf({ texts, columns: COLUMNS }, count, seed), seed)
}

const COMPARISONS = ['=', '<>', '<', '<=', '>', '>=', 'is distinct from', 'is not distinct from']

describe('arrays are handled as in PostgreSQL', () => {
  it('taken apart', async () => {
    const arrays = ['c.ta', 'c.ia', 'c.na']
    await ask(
      arrays.flatMap((array) => [
        `${array}[1]`,
        `${array}[c.k]`,
        `(${array})[2]`,
        `${array}[c.k:c.kk]`,
        `${array}[2:]`,
        `${array}[:c.k]`,
        `array_length(${array}, 1)`,
        `array_upper(${array}, 1)`,
        `array_lower(${array}, c.k)`,
        `trim_array(${array}, c.k)`,
        `cardinality(${array})`,
      ]),
      1000,
    )
  })

  it('put together and searched', async () => {
    const all = [
      ['c.ta', 'c.tb', 'c.t'],
      ['c.ia', 'c.ib', 'c.i'],
      ['c.na', 'c.nb', 'c.n'],
    ].flatMap(([one, other, item]) => [
      `${one} || ${other}`,
      `${one} || ${item}`,
      `${item} || ${one}`,
      `array_append(${one}, ${item})`,
      `array_prepend(${item}, ${one})`,
      `array_cat(${one}, ${other})`,
      `array_remove(${one}, ${item})`,
      `array_replace(${one}, ${item}, null)`,
      `array_position(${one}, ${item})`,
      `array_position(${one}, ${item}, c.k)`,
      `array_positions(${one}, ${item})`,
      `${one} @> ${other}`,
      `${one} <@ ${other}`,
      `${one} && ${other}`,
    ])
    const literals = [
      "c.ta || '{x,y}'",
      "c.ta || 'x'::text",
      "'{1,2}' || c.ia",
      'c.ia || null',
      'array_append(c.ta, null)',
      "array_append(c.ta, 'x')",
      "array_remove(c.ia, '1')",
      'array_append(c.na, c.i)',
      "c.ta @> '{a}'",
      "c.ta && array['a', 'b']",
      "string_to_array(c.t, 'b') || c.ta",
    ]
    await ask([...all, ...literals], 1500)
  })

  it('compared, and by ANY and ALL', async () => {
    const pairs = COMPARISONS.flatMap((sign) => [
      `c.ta ${sign} c.tb`,
      `c.ia ${sign} c.ib`,
      `c.na ${sign} c.nb`,
    ])
    const signs = ['=', '<>', '<', '>=']
    const quantified = signs.flatMap((sign) =>
      ['any', 'all'].flatMap((word) => [
        `c.t ${sign} ${word} (c.ta)`,
        `c.i ${sign} ${word} (c.ia)`,
        `c.i ${sign} ${word} (c.na)`,
        `c.n ${sign} ${word} (c.ia)`,
        `'a' ${sign} ${word} (c.ta)`,
        `c.i ${sign} ${word} (array[0, 1, c.k])`,
        `c.t ${sign} ${word} ('{a,b,NULL}')`,
        `c.i ${sign} ${word} ('{1,2}')`,
        `null ${sign} ${word} (c.ta)`,
        `not c.i ${sign} ${word} (c.ia)`,
      ]),
    )
    const others = [
      "c.t like any (array['a%', '%b'])",
      "c.t ilike all (array['A%', '%'])",
      "c.t ~ any (array['^a', 'b$'])",
      "not (c.t like any (string_to_array('a%;b', ';')))",
      'greatest(c.ia, c.ib)',
      'least(c.ta, c.tb)',
      'nullif(c.na, c.nb)',
      'c.ia in (c.ib, array[1, 2])',
    ]
    await ask([...pairs, ...quantified, ...others], 2000)
  })
})

describe('bytes are handled as in PostgreSQL', () => {
  it('taken apart and put together', async () => {
    await ask(
      [
        'c.y || c.z',
        String.raw`c.y || '\x00'`,
        'length(c.y)',
        'reverse(c.y)',
        'position(c.z in c.y)',
        'substring(c.y from c.k)',
        'substring(c.y from c.k for c.kk)',
        'substr(c.y, c.k, c.kk)',
        'overlay(c.y placing c.z from c.k)',
        'overlay(c.y placing c.z from c.k for c.kk)',
        'btrim(c.y, c.z)',
        'ltrim(c.y, c.z)',
        'trim(trailing c.z from c.y)',
        'get_byte(c.y, c.k)',
        'set_byte(c.y, c.k, c.i)',
        ...COMPARISONS.map((sign) => `c.y ${sign} c.z`),
        'greatest(c.y, c.z)',
      ],
      1000,
    )
  })
})

describe('values are ordered as in PostgreSQL', () => {
  it.each([
    ['intervals', 'c.v', 'c.w'],
    ['JSON', 'c.j', 'c.l'],
  ])('%s', async (_, left, right) => {
    const pairs = COMPARISONS.map((sign) => `${left} ${sign} ${right}`)
    const others = [
      `greatest(${left}, ${right})`,
      `least(${left}, ${right})`,
      `nullif(${left}, ${right})`,
      `${left} in (${right}, null)`,
      `${left} between ${right} and ${left}`,
    ]
    const joined = left === 'c.j' ? ['c.j || c.l', "c.j['a']", 'c.j[0]'] : []
    await ask([...pairs, ...others, ...joined], 1200)
  })

  it('and a smallint alone has no meaning where it has several', async () => {
    const names = ['to_hex', 'to_oct', 'to_bin']
    const pairs = ['gcd', 'lcm'].flatMap((name) =>
      ['c.s, c.s', 'c.s, c.i', "c.s, '2'", 'c.b, c.s', '2, c.s'].map((each) => `${name}(${each})`),
    )
    await ask([...names.map((name) => `${name}(c.s)`), 'to_hex(c.i)', ...pairs], 300)
  })
})
