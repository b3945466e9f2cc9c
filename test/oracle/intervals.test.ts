/** Intervals against PostgreSQL's own: what is read, printed, added, counted and taken apart. */
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { canonicalCell } from '../../src/catalog/codec.ts'
import type { LogicalType } from '../../src/catalog/logical-type.ts'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import {
  DATE,
  DOUBLE,
  INTEGER,
  TEXT,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  dates,
  doubles,
  integers,
  times,
  timestamps,
  timestamptzs,
} from '../support/oracle-cells.ts'
import { ORACLE_SCHEMA, expectSame, oracleSeed, questionsOf } from '../support/oracle.ts'

const database = useDatabase(() => createPostgresDatabase(ORACLE_SCHEMA, 'embedded'))
const seed = oracleSeed()

const INTERVAL: LogicalType = { kind: 'interval' }

const small = (max: number) => fc.integer({ min: -max, max })
const written = fc
  .tuple(small(400), small(20), small(60), small(200_000), small(2_000_000))
  .map(
    ([years, months, days, seconds, micros]) =>
      `${years} years ${months} mons ${days} days ${seconds} secs ${micros} usecs`,
  )
const EDGES = [
  '0 days',
  '1 mon',
  '-1 mon',
  '1 day',
  '-1 day 1 sec',
  '30 days -1 usecs',
  '-24:00:00',
  '178956970 years 7 mons',
  '2147483647 days',
  '2562047788:00:54.775807',
  'infinity',
  '-infinity',
]
const spans = fc
  .oneof({ weight: 8, arbitrary: written }, fc.constantFrom(...EDGES))
  .map((text) => canonicalCell(INTERVAL, text))
  .filter((result) => 'cell' in result)
  .map((result) => result.cell)

const TEXTS = [
  '1 year 2 months 3 days 04:05:06.789',
  '1y 2mon 3w 4d 5h 6m 7s',
  '-1 day -00:00:01',
  '3 days 04:05',
  '1 decade 2 centuries',
  '2 millennia',
  '1.5 seconds',
  '1.234567 secs ago',
  '1 day ago',
  '1 day 2 days',
  '1 hour 01:00:00',
  '100:59:59',
  '1:60:00',
  '1 fortnight',
  '1',
  '1-2',
  'P1Y2M',
  '',
  ' 1  day ',
  '+1 Day',
  '1day',
  '3000000000 days',
  'infinity',
  '-infinity',
  '5 min 3 msec 2 usec',
]

const COLUMNS = {
  v: { type: INTERVAL, cells: spans },
  vv: { type: INTERVAL, cells: spans },
  d: { type: DATE, cells: dates },
  dd: { type: DATE, cells: dates },
  k: { type: TIME, cells: times },
  kk: { type: TIME, cells: times },
  m: { type: TIMESTAMP, cells: timestamps },
  mm: { type: TIMESTAMP, cells: timestamps },
  z: { type: TIMESTAMPTZ, cells: timestamptzs },
  zz: { type: TIMESTAMPTZ, cells: timestamptzs },
  n: {
    type: DOUBLE,
    cells: fc.oneof(fc.double({ min: -20, max: 20, noNaN: true }).map(String), doubles),
  },
  i: { type: INTEGER, cells: fc.oneof(small(100).map(String), integers) },
}

async function ask(texts: readonly string[], count: number, isStricter = false): Promise<void> {
  const family = { texts, columns: COLUMNS, isStricter }
  await expectSame(database(), questionsOf(family, count, seed), seed)
}

describe('intervals are handled as in PostgreSQL', () => {
  it('read and printed', async () => {
    const columns = { t: { type: TEXT, cells: fc.constantFrom(...TEXTS) } }
    const texts = ['c.t::interval', 'c.t::interval::text']
    const questions = questionsOf({ texts, columns, isStricter: true }, 400, seed)
    await expectSame(database(), questions, seed)
    await ask(['c.v', 'c.v::text', 'c.v::text::interval'], 900)
  })

  it('added and subtracted', async () => {
    const moments = ['c.d', 'c.k', 'c.m', 'c.z']
    await ask(
      [
        ...moments.flatMap((moment) => [`${moment} + c.v`, `c.v + ${moment}`, `${moment} - c.v`]),
        'c.v + c.vv',
        'c.v - c.vv',
        '-c.v',
        'c.m - c.mm',
        'c.z - c.zz',
        'c.d - c.mm',
        'c.k - c.kk',
        'c.d + c.k',
        'c.k + c.d',
        "c.m + '1 month'",
        "c.d + interval '1 year -1 day'",
      ],
      6000,
    )
  })

  it('multiplied and divided', async () => {
    await ask(['c.v * c.n', 'c.n * c.v', 'c.v / c.n', 'c.v * c.i', 'c.v / c.i', 'c.v * 1.5'], 4000)
  })

  it('counted', async () => {
    const calls = ['justify_hours', 'justify_days', 'justify_interval', 'isfinite']
    await ask(
      [
        'age(c.m, c.mm)',
        'age(c.z, c.zz)',
        'age(c.d, c.dd)',
        "age(c.m, '2024-02-29')",
        ...calls.map((call) => `${call}(c.v)`),
      ],
      5000,
    )
  })

  it('taken apart', async () => {
    const fields =
      'millennium century decade year quarter month week day hour minute second milliseconds ' +
      'microseconds epoch'
    await ask(
      fields.split(' ').map((field) => `extract(${field} from c.v)`),
      4000,
    )
  })

  it('printed by a format', async () => {
    const patterns = (
      'YYYY YYY YY Y Y,YYY CC Q MM RM rm W DD HH24 HH12 HH MI SS MS US FF1 FF2 FF6 SSSS ' +
      'SSSSS AM pm a.m. P.M.'
    ).split(' ')
    const forms = ['', 'FM', 'th', 'TH'].map((form) => {
      const [before, behind] = form === 'FM' ? [form, ''] : ['', form]
      return patterns.map((pattern) => `to_char(c.v, '${before}${pattern}${behind}')`)
    })
    const usual = `to_char(c.v, 'YYYY-MM-DD HH24:MI:SS.US "span"')`
    await ask([...forms.flat(), usual], 1500)
    // PostgreSQL lets too many days go round to a number below zero.
    await ask(["to_char(c.v, 'DDD')", "to_char(c.v, 'WW')"], 200, true)
  })
})
