/** Expressions that random ones found to mean something else than in PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LogicalType } from '../../src/catalog/logical-type.ts'
import { canFail } from '../../src/expression/fallible.ts'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import { compiled, isCompiled, type GivenColumn } from '../support/evaluate.ts'
import {
  CODE,
  DATE,
  INTEGER,
  JSONB,
  NUMERIC,
  TEXT,
  TIME,
  TIMESTAMPTZ,
} from '../support/oracle-cells.ts'
import { mismatchOf } from './random/judge.ts'
import { OracleServer } from './random/server.ts'

const database = useDatabase(() => createPostgresDatabase('', 'embedded'))

const INTERVAL: LogicalType = { kind: 'interval' }

const COLUMNS: readonly GivenColumn[] = [
  { name: 'zero', type: INTEGER, cell: '0' },
  { name: 'i', type: INTEGER, cell: '7' },
  { name: 'n', type: NUMERIC, cell: '-23.42' },
  { name: 't', type: TEXT, cell: 'ab ' },
  { name: 'w', type: CODE, cell: 'ab' },
  { name: 'empty', type: CODE, cell: '' },
  { name: 'jb', type: JSONB, cell: '{"": 1, "ab": {"ab": 2}}' },
  { name: 'never', type: DATE, cell: '-infinity' },
  { name: 'far', type: DATE, cell: '295000-01-01' },
  { name: 'clock', type: TIME, cell: '05:23:17' },
  { name: 'span', type: INTERVAL, cell: '2562047788:00:54.775807' },
  { name: 'later', type: TIMESTAMPTZ, cell: '3207-10-19 13:17:14.214147+00' },
  { name: 'zone', type: TEXT, cell: null },
  { name: 'nowhere', type: TEXT, cell: 'no/where' },
]

const SAME: Readonly<Record<string, readonly string[]>> = {
  'a strict function of a constant NULL computes nothing else': [
    'mod(1 / c.zero, null)',
    'array_to_string(array[1 / c.zero], null)',
    'nullif(c.i / null, 1 / c.zero)',
    'c.i in (1 / c.zero, null)',
    '1 / c.zero in (null)',
    '1 / c.zero between null and null',
    'case 1 / c.zero when null then 1 else 2 end',
    "lpad(repeat('a', 1 / c.zero), null)",
    '(null::integer + 1 / c.zero) is null',
  ],
  'a condition that decides alone leaves the others out': [
    '1 / c.zero = 1 and false',
    '1 / c.zero = 1 or true',
    '1 / c.zero = 1 or null or true',
    'not (1 / c.zero = 1 and false)',
    'coalesce(null, 7, 1 / c.zero)',
    'case when false then 1 / c.zero when true then 2 else 1 / c.zero end',
    'case when null then 1 / c.zero end',
  ],
  'a char(n) among texts': [
    'octet_length(nullif(c.w, c.t))',
    "octet_length(nullif(c.w, 'x'))",
    "array_to_string(array[c.w, c.empty], '|')",
    'array[c.w, c.empty]',
    "to_json(coalesce('Ada  Lovelace ', c.w))",
    "coalesce('Ada ', c.w)",
    "coalesce('Ada ', c.w) || '|'",
    'c.jb ?| array[c.empty]',
    'c.jb ?& array[c.empty, c.w]',
    'c.jb #> array[c.w, c.w]',
    'c.jb #>> array[c.w, c.w]',
    "'1'::char(4)::json",
  ],
  'numbers with more digits behind the point than a root has': [
    'sqrt(abs(round(c.n, 16000)))',
    'sqrt(round(abs(c.n), 2147483647))',
    "sqrt(('0.' || repeat('1', 4000))::numeric)",
  ],
  'a subscript of an array that is NULL is not computed': [
    "(string_to_array(c.zone, ','))[1 / c.zero]",
    "(string_to_array(c.zone, ','))[1 / c.zero : 2]",
    "(string_to_array(c.t, ','))[1]",
    '(array[1 / c.zero])[null]',
    "(array[c.i])[1 / c.zero : (c.t || 'x')::integer]",
  ],
  'moments that have no end': [
    'c.never at time zone c.nowhere',
    'c.far > c.later',
    'c.later > c.far',
    'c.far is distinct from c.later',
    'c.never < c.later',
    'c.far at time zone c.zone',
    'c.clock - c.span / (0 - 1)',
    "c.later at time zone 'Pacific/Apia'",
    "c.later at time zone 'America/Sao_Paulo'",
  ],
}

const cells = new Map(COLUMNS.map(({ name, cell }) => [name, cell]))

let server: OracleServer
beforeAll(async () => {
  const columns = COLUMNS.map(({ name, type }) => ({ name, type, nullable: true }))
  server = await OracleServer.open(database().url, [Object.fromEntries(cells)], columns)
})
afterAll(() => server.close())

describe('what random expressions found', () => {
  it.each(Object.entries(SAME))('%s', async (_, texts) => {
    const all = await server.ask(texts.map((text) => ({ text, rows: [0] })))
    const different = texts.flatMap((text, index) => {
      const own = compiled(text, COLUMNS)
      const ours = isCompiled(own) ? own.run(cells) : own
      const answers = all[index]
      const theirs = answers?.kind === 'answers' ? answers.answers[0] : undefined
      const isSame = theirs !== undefined && 'tree' in own && mismatchOf(ours, theirs) === undefined
      return isSame ? [] : [{ text, ours, theirs: theirs ?? answers }]
    })
    expect(different).toEqual([])
  })

  it.each(["jsonb_build_object(array['a'], c.i)", "json_build_object(json '1', c.i)"])(
    '%s may be refused, and says so',
    (text) => {
      const result = compiled(text, COLUMNS)
      expect(isCompiled(result) && canFail(result.tree)).toBe(true)
    },
  )
})
