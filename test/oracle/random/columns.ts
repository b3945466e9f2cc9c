/** The columns that random expressions read: several of each logical type, with random cells. */
import fc from 'fast-check'
import type { Cell } from '../../../src/base/cell.ts'
import { canonicalCell } from '../../../src/catalog/codec.ts'
import { formatArray } from '../../../src/catalog/codec/array.ts'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'
import * as cells from '../../support/oracle-cells.ts'
import { DATE_TEXTS, NUMBER_TEXTS, WRITTEN, ZONES } from './written.ts'

export interface Column {
  readonly name: string
  readonly type: LogicalType
  /** False: none of its cells is NULL, and the compiler is told so. */
  readonly nullable: boolean
  readonly cells: fc.Arbitrary<string>
}

const INTERVAL: LogicalType = { kind: 'interval' }
const BYTEA: LogicalType = { kind: 'bytea' }
const UUID: LogicalType = { kind: 'uuid' }
export const GENRE: LogicalType = {
  kind: 'enum',
  name: 'genre',
  labels: ['novel', 'Poem', 'atlas', 'a-z', ''],
}
const TEXTS: LogicalType = { kind: 'array', element: cells.TEXT }
const NUMBERS: LogicalType = { kind: 'array', element: cells.INTEGER }
const SECONDS: LogicalType = { kind: 'timestamp', precision: 0 }
const MILLISECONDS: LogicalType = { kind: 'timestamptz', precision: 3 }

/** Mostly such as meet each other, with the edges of the type now and then. */
function often<T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 3, arbitrary: usual }, { weight: 2, arbitrary: rare })
}

const between = (min: number, max: number) => fc.integer({ min, max }).map(String)
const small = between(-4, 12)

function canonical(type: LogicalType, texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return texts
    .map((text) => canonicalCell(type, text))
    .filter((result) => 'cell' in result)
    .map((result) => result.cell)
}

const plain = canonical(
  cells.NUMERIC,
  fc.integer({ min: -99_999, max: 99_999 }).map((value) => (value / 100).toFixed(2)),
)
const hugeNumbers = fc
  .tuple(fc.bigInt({ min: 10n ** 40n, max: 10n ** 45n }), fc.integer({ min: 0, max: 900 }))
  .map(([digits, zeros]) => `${digits}${'0'.repeat(zeros)}.${digits}`)
const near = fc.integer({ min: 10_000, max: 21_000 })
const day = (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10)
const nearDates = near.map(day)
const nearMoments = fc
  .tuple(near, fc.integer({ min: 0, max: 86_399 }))
  .map(([days, second]) =>
    new Date(days * 86_400_000 + second * 1000).toISOString().slice(0, 19).replace('T', ' '),
  )
const span = (max: number) => fc.integer({ min: -max, max })
const spans = canonical(
  INTERVAL,
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(span(400), span(20), span(60), span(200_000), span(2_000_000))
        .map(
          ([years, months, days, seconds, micros]) =>
            `${years} years ${months} mons ${days} days ${seconds} secs ${micros} usecs`,
        ),
    },
    {
      weight: 4,
      arbitrary: fc.constantFrom('1 day', '1 mon', '-1 day', '2 hours', '30 days', '00:00:00.5'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '178956970 years 7 mons',
        '2147483647 days',
        '2562047788:00:54.775807',
        'infinity',
        '-infinity',
      ),
    },
  ),
)
const bytes = fc
  .uint8Array({ maxLength: 20 })
  .map((array) => `\\x${Buffer.from(array).toString('hex')}`)
const utf8 = cells.texts.map((text) => `\\x${Buffer.from(text, 'utf8').toString('hex')}`)
const keys = fc.constantFrom('a', 'b', 'key', '0', '-1', '1', '')
const arrayOf = (items: fc.Arbitrary<string>) =>
  fc.array(fc.option(items, { freq: 8 }), { maxLength: 4 }).map((list) => formatArray(list))

function column(
  name: string,
  type: LogicalType,
  arbitrary: fc.Arbitrary<string>,
  nullable = true,
): Column {
  return { name, type, nullable, cells: arbitrary }
}

export const COLUMNS: readonly Column[] = [
  column('b1', cells.BOOLEAN, cells.booleans),
  column('b2', cells.BOOLEAN, cells.booleans, false),
  column('s1', cells.SMALLINT, often(small, cells.smallints)),
  column('s2', cells.SMALLINT, cells.smallints, false),
  column('i1', cells.INTEGER, often(small, cells.integers)),
  column('i2', cells.INTEGER, often(between(-200, 200), cells.integers), false),
  column('k1', cells.INTEGER, small),
  column('l1', cells.BIGINT, often(between(-10_000, 10_000), cells.bigints)),
  column('l2', cells.BIGINT, cells.bigints, false),
  column('n1', cells.NUMERIC, often(plain, cells.numerics)),
  column('n2', cells.NUMERIC, often(small, plain), false),
  column('n3', cells.PRICE, cells.prices),
  column('n4', cells.NUMERIC, often(cells.numerics, canonical(cells.NUMERIC, hugeNumbers))),
  column('r1', cells.REAL, cells.reals),
  column('r2', cells.REAL, small, false),
  column('d1', cells.DOUBLE, cells.doubles),
  column('d2', cells.DOUBLE, often(small, cells.doubles), false),
  column('t1', cells.TEXT, cells.texts),
  column('t2', cells.TEXT, cells.texts, false),
  column('t3', cells.TEXT, keys),
  column('v1', cells.SHELF, cells.shelves),
  column('w1', cells.CODE, cells.codes),
  column('w2', cells.CODE, cells.codes, false),
  column('written', cells.TEXT, fc.constantFrom(...WRITTEN)),
  column('number_text', cells.TEXT, often(plain, fc.constantFrom(...NUMBER_TEXTS))),
  column('date_text', cells.TEXT, often(nearDates, fc.constantFrom(...DATE_TEXTS))),
  column('zone', cells.TEXT, fc.constantFrom(...ZONES)),
  column('y1', BYTEA, bytes),
  column('y2', BYTEA, utf8, false),
  column('u1', UUID, fc.uuid()),
  column('u2', UUID, fc.uuid(), false),
  column('j1', cells.JSON_TYPE, cells.jsons),
  column('j2', cells.JSON_TYPE, cells.jsons, false),
  column('jb1', cells.JSONB, cells.jsonbs),
  column('jb2', cells.JSONB, cells.jsonbs, false),
  column('a1', cells.DATE, often(nearDates, cells.dates)),
  column('a2', cells.DATE, cells.dates, false),
  column('h1', cells.TIME, cells.times),
  column('h2', cells.TIME, cells.times, false),
  column('m1', cells.TIMESTAMP, often(nearMoments, cells.timestamps)),
  column('m2', SECONDS, nearMoments, false),
  column('z1', cells.TIMESTAMPTZ, cells.timestamptzs),
  column(
    'z2',
    MILLISECONDS,
    canonical(
      MILLISECONDS,
      nearMoments.map((text) => `${text}+00`),
    ),
    false,
  ),
  column('p1', INTERVAL, spans),
  column('p2', INTERVAL, spans, false),
  column('e1', GENRE, fc.constantFrom('novel', 'Poem', 'atlas', 'a-z', '')),
  column('e2', GENRE, fc.constantFrom('novel', 'Poem', 'atlas'), false),
  column('ta', TEXTS, arrayOf(cells.texts)),
  column('tk', TEXTS, arrayOf(keys), false),
  column('ia', NUMBERS, arrayOf(small)),
]

/** One cell in eight of a column that may be NULL is. */
const NULL_FREQUENCY = 7

export type Row = Readonly<Record<string, Cell>>

/** As many rows as asked for, the same for the same seed. */
export function randomRows(seed: number, count: number): readonly Row[] {
  const record = Object.fromEntries(
    COLUMNS.map(({ name, nullable, cells: arbitrary }) => [
      name,
      nullable ? fc.option(arbitrary, { freq: NULL_FREQUENCY, nil: null }) : arbitrary,
    ]),
  )
  return fc.sample(fc.record<Record<string, Cell>>(record), { seed, numRuns: count })
}
