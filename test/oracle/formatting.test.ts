/** format, quote_*, unaccent, and moments and spans from their parts, against PostgreSQL's own. */
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { canonicalCell } from '../../src/catalog/codec.ts'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import {
  BOOLEAN,
  CODE,
  DATE,
  DOUBLE,
  INTEGER,
  NUMERIC,
  TEXT,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  booleans,
  codes,
  dates,
  doubles,
  integers,
  numerics,
  texts,
  times,
  timestamps,
  timestamptzs,
} from '../support/oracle-cells.ts'
import { ORACLE_SCHEMA, expectSame, oracleSeed, questionsOf } from '../support/oracle.ts'

const SCHEMA = `${ORACLE_SCHEMA}; create extension unaccent`
const database = useDatabase(() => createPostgresDatabase(SCHEMA, 'embedded'))
const seed = oracleSeed()

const PIECES =
  '%s %I %L %% %1$s %2$L %3$I %-9s %9s %*s %2$*1$s %-*s x é %0$s %x % %4$s %1$-5L %05s %--3s %*0$s'
const piece = fc.constantFrom(' ', ...PIECES.split(' '))
const formats = fc.array(piece, { maxLength: 4 }).map((parts) => parts.join(''))
const small = fc.integer({ min: -12, max: 12 }).map(String)
const names = fc.constantFrom(
  'title',
  'Title',
  'select',
  'name',
  'a b',
  '1a',
  '_x',
  'né',
  'a"b',
  '',
)
const marked = fc.oneof(
  texts,
  fc.string({ unit: fc.integer({ min: 0xa0, max: 0x24ff }).map((n) => String.fromCodePoint(n)) }),
  fc.constantFrom('e\u0301', 'ǆ℃½', '𝐚𝒷', '“x”', '①', '☃', 'Ђ', 'ạ̈', 'ﬁ'),
)
const spans = fc
  .tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -40, max: 40 }))
  .map(([months, days]) => canonicalCell({ kind: 'interval' }, `${months} mons ${days} days`))
  .filter((result) => 'cell' in result)
  .map((result) => result.cell)
const near = fc
  .integer({ min: 0, max: 40 })
  .map((day) => new Date(Date.UTC(2024, 0, day + 1)).toISOString().slice(0, 10))
const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'UTC', 'Asia/Kolkata')

const COLUMNS = {
  f: { type: TEXT, cells: formats },
  t: { type: TEXT, cells: fc.oneof(texts, names) },
  m: { type: TEXT, cells: marked },
  c: { type: CODE, cells: codes },
  o: { type: BOOLEAN, cells: booleans },
  i: { type: INTEGER, cells: integers },
  k: { type: INTEGER, cells: small },
  kk: { type: INTEGER, cells: small },
  n: { type: NUMERIC, cells: numerics },
  d: { type: DOUBLE, cells: doubles },
  sec: { type: DOUBLE, cells: fc.oneof(doubles, fc.double({ min: 0, max: 60 }).map(String)) },
  year: { type: INTEGER, cells: fc.integer({ min: 1850, max: 2500 }).map(String) },
  month: { type: INTEGER, cells: fc.integer({ min: 1, max: 12 }).map(String) },
  z: { type: TEXT, cells: zones },
  day: { type: DATE, cells: fc.oneof(near, dates) },
  end: { type: DATE, cells: near },
  stamp: {
    type: TIMESTAMP,
    cells: fc.oneof(
      near.map((each) => `${each} 00:00:00`),
      timestamps,
    ),
  },
  zoned: { type: TIMESTAMPTZ, cells: timestamptzs },
  clock: { type: TIME, cells: times },
  until: { type: TIME, cells: times },
  v: { type: { kind: 'interval' }, cells: spans },
  w: { type: { kind: 'interval' }, cells: spans },
} as const

async function ask(all: readonly string[], count: number, isStricter = false): Promise<void> {
  const family = { texts: all, columns: COLUMNS, isStricter }
  await expectSame(database(), questionsOf(family, count, seed), seed)
}

describe('values are written as in PostgreSQL', () => {
  it('by format', async () => {
    await ask(
      [
        'format(c.f, c.t, c.k, c.o)',
        'format(c.f, c.k, c.t, c.t)',
        'format(c.f, c.t)',
        'format(c.f)',
        "format('%I.%L = %s', c.t, c.c, c.n)",
        "format('%s %s %s', c.d, c.o, c.day)",
        "format('%*s|%-*s', c.k, c.t, c.kk, c.i)",
        'quote_ident(c.t)',
        'quote_literal(c.t)',
        'quote_nullable(c.t)',
        'quote_literal(c.f)',
      ],
      1200,
    )
  })

  it('by unaccent', async () => {
    await ask(['unaccent(c.m)', 'lower(unaccent(c.m))'], 2000)
  })
})

describe('moments and spans are made as in PostgreSQL', () => {
  it('of their parts', async () => {
    await ask(
      [
        'make_interval()',
        'make_interval(c.k)',
        'make_interval(c.i, c.k)',
        'make_interval(days => c.i, secs => c.sec)',
        'make_interval(c.k, c.kk, c.k, c.kk, hours => c.i, mins => c.k)',
        'make_interval(weeks => c.i)',
        'make_interval(secs => c.d)',
        'make_timestamptz(c.year, c.month, c.k, c.kk, 30, c.sec)',
        'make_timestamptz(c.year, c.month, c.k, c.kk, 30, 7.5, c.z)',
        "make_timestamptz(c.year, 3, 31, 2, 30, 0, 'Europe/Berlin')",
      ],
      1500,
    )
  })

  it('and overlap', async () => {
    await ask(
      [
        '(c.day, c.end) overlaps (c.day, c.end)',
        "(c.day, c.end) overlaps (date '2024-01-10', date '2024-01-20')",
        '(c.stamp, c.v) overlaps (c.stamp, c.w)',
        "(c.stamp, c.v) overlaps (timestamp '2024-01-15', c.w)",
        "(c.end, c.v) overlaps (c.stamp, timestamp '2024-01-15')",
        "(c.stamp, c.stamp) overlaps (timestamp '2024-01-15', interval '3 days')",
        "(c.zoned, null) overlaps (timestamptz '2024-01-15', c.v)",
        "(c.clock, c.until) overlaps (time '12:00', c.until)",
        "(c.clock, interval '3 hours') overlaps (c.until, interval '5 hours')",
      ],
      1000,
    )
  })
})
