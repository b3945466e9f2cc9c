import fc from 'fast-check'
import { describe, it } from 'vitest'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import {
  DATE,
  DOUBLE,
  INTEGER,
  NUMERIC,
  TEXT,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  dates,
  doubles,
  integers,
  numerics,
  times,
  timestamps,
  timestamptzs,
} from '../support/oracle-cells.ts'
import { ORACLE_SCHEMA, expectSame, oracleSeed, questionsOf } from '../support/oracle.ts'

const database = useDatabase(() => createPostgresDatabase(ORACLE_SCHEMA, 'embedded'))
const seed = oracleSeed()

const COLUMNS = {
  d: { type: DATE, cells: dates },
  dd: { type: DATE, cells: dates },
  k: { type: TIME, cells: times },
  kk: { type: TIME, cells: times },
  m: { type: TIMESTAMP, cells: timestamps },
  mm: { type: TIMESTAMP, cells: timestamps },
  z: { type: TIMESTAMPTZ, cells: timestamptzs },
  zz: { type: TIMESTAMPTZ, cells: timestamptzs },
  i: {
    type: INTEGER,
    cells: fc.oneof(fc.integer({ min: -5000, max: 5000 }).map(String), integers),
  },
}

async function ask(texts: readonly string[], count: number): Promise<void> {
  await expectSame(database(), questionsOf({ texts, columns: COLUMNS }, count, seed), seed)
}

describe('dates, times and timestamps are handled as in PostgreSQL', () => {
  it('fields', async () => {
    const ofDay =
      'year month day quarter week isoyear dow isodow doy decade century millennium epoch'
    const ofTime = 'hour minute second milliseconds microseconds epoch'
    const fields = (names: string, columns: string): string[] =>
      [...columns].flatMap((column) =>
        names.split(' ').map((name) => `extract(${name} from c.${column})`),
      )
    await ask([...fields(ofDay, 'dmz'), ...fields(ofTime, 'mzk')], 3500)
    // What a type has not is refused when compiling, where the server still gives NULL for NULL.
    const absent = [...fields('year month dow', 'k'), ...fields('hour second', 'd')]
    const family = { texts: absent, columns: COLUMNS, isStricter: true }
    await expectSame(database(), questionsOf(family, 50, seed), seed)
  })

  it('date_trunc', async () => {
    const ofTime = 'microseconds milliseconds second minute hour'
    const ofDay = 'day week month quarter year decade century millennium'
    const texts = `${ofTime} ${ofDay}`
      .split(' ')
      .flatMap((unit) => ['d', 'm', 'z'].map((column) => `date_trunc('${unit}', c.${column})`))
    await ask(texts, 2000)
  })

  it('arithmetic of dates', async () => {
    await ask(
      ['c.d + c.i', 'c.i + c.d', 'c.d - c.i', 'c.d - c.dd', 'c.d - 7', "c.d - '2000-01-01'"],
      900,
    )
  })

  it('comparison', async () => {
    const signs = ['=', '<>', '<', '<=', '>', '>=', 'is distinct from']
    const pairs = ['d', 'm', 'z'].flatMap((left) =>
      ['dd', 'mm', 'zz'].map((right) => [`c.${left}`, `c.${right}`] as const),
    )
    const all = [...pairs, ['c.k', 'c.kk'] as const]
    const literals = signs.flatMap((sign) => [
      `c.d ${sign} '2024-02-29'`,
      `c.m ${sign} '2024-02-29 12:00'`,
      `c.z ${sign} '2024-02-29 12:00+02'`,
    ])
    const forms = pairs.flatMap(([left, right]) => [
      `coalesce(${left}, ${right})`,
      `greatest(${left}, ${right})`,
      `nullif(${left}, ${right})`,
      `case when ${left} > ${right} then ${left} else ${right} end`,
    ])
    const texts = signs.flatMap((sign) => all.map(([left, right]) => `${left} ${sign} ${right}`))
    await ask([...texts, ...literals, ...forms], 2500)
  })

  it('casts', async () => {
    const types = [
      'date',
      'time',
      'time(0)',
      'timestamp',
      'timestamp(3)',
      'timestamptz',
      'timestamptz(0)',
      'text',
    ]
    const texts = ['d', 'm', 'z', 'k'].flatMap((column) =>
      types.map((type) => `c.${column}::${type}`),
    )
    await ask(texts, 2500)
  })

  it('time zones', async () => {
    const zones = [
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'Europe/Dublin',
      'America/Sao_Paulo',
      'Pacific/Apia',
      'no/where',
      'CET',
    ]
    const within = zones.flatMap((zone) => [
      `c.m at time zone '${zone}'`,
      `c.z at time zone '${zone}'`,
    ])
    const recent = fc
      .integer({ min: 0, max: 80 * 365 * 48 })
      .map((half) => new Date(Date.UTC(1970, 0, 1) + half * 1_800_000).toISOString())
      .map((iso) => iso.slice(0, 19).replace('T', ' '))
    const columns = {
      m: { type: TIMESTAMP, cells: recent },
      z: { type: TIMESTAMPTZ, cells: recent.map((text) => `${text}+00`) },
    }
    // CET is an abbreviation, which PostgreSQL takes for an offset the year round.
    const family = { texts: within, columns, isStricter: true }
    await expectSame(database(), questionsOf(family, 3000, seed), seed)
  })

  it('every gap and overlap of a year', async () => {
    const questions = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'].flatMap((zone) =>
      Array.from({ length: 366 * 2 }, (_, half) => {
        const start = new Date(Date.UTC(2024, 0, 1, 1, 45) + half * 43_200_000).toISOString()
        const cell = start.slice(0, 19).replace('T', ' ')
        const columns = [{ name: 'm', type: TIMESTAMP, cell }]
        return { text: `c.m at time zone '${zone}'`, columns }
      }),
    )
    await expectSame(database(), questions)
  })
})

const FORMATS = [
  'YYYY-MM-DD',
  'DD.MM.YYYY',
  'DD/MM/YY',
  'MM/DD/YYYY HH24:MI:SS',
  'YYYYMMDD',
  'YYYYMMDDHH24MISS',
  'DD Mon YYYY',
  'Month DD, YYYY',
  'DD-MON-YY',
  'FMDD.FMMM.YYYY',
  'YYYY-DDD',
  'HH12:MI AM DD.MM.YYYY',
  'YYYY-MM-DD"T"HH24:MI:SS.MS',
  'YYYY-MM-DD HH24:MI:SS.US',
  'Dy DD Mon YYYY',
  'DDth Mon YYYY',
  'YYYY  MM  DD',
  'Y-MM-DD',
  'YYY.DD.MM',
]

const dateTexts = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '2024-02-29',
      '29.02.2024',
      '29/02/24',
      '02/29/2024 08:05:07',
      '20240229',
      '20240229080507',
      '29 Feb 2024',
      'February 29, 2024',
      '29-FEB-24',
      '9.2.2024',
      '2024-060',
      '8:05 PM 29.02.2024',
      '12:05 am 29.02.2024',
      '2024-02-29T08:05:07.5',
      '2024-02-29 08:05:07.123456',
      'Thu 29 Feb 2024',
      '29th Feb 2024',
      '2023-02-29',
      '0000-00-00',
      '2024-13-01',
      '2024-2-9',
      ' 2024-02-29 ',
      '2024-02-29 trailing',
      '',
      'never',
      '-5-02-03',
      '24-02-29',
      '999-01-01',
      '12024-01-01',
      '31.04.2024',
      '2024 02 29',
      '2024/02/29',
      '2024--02--29',
      '29.2',
      'MAY 5, 1999',
      'Sep 5',
      '13:00 PM 01.01.2024',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom(...'0123456789-./: TFebPM'), maxLength: 14 }),
  },
)

describe('to_date and to_timestamp', () => {
  it('count seconds with the precision that PostgreSQL has', async () => {
    const wide = fc.double({ min: -1e11, max: 1e11, noNaN: true }).map(String)
    const columns = {
      f: { type: DOUBLE, cells: fc.oneof(wide, doubles) },
      n: { type: NUMERIC, cells: numerics },
      i: { type: INTEGER, cells: integers },
    }
    const texts = ['to_timestamp(c.f)', 'to_timestamp(c.n)', 'to_timestamp(c.i)']
    await expectSame(database(), questionsOf({ texts, columns }, 1500, seed), seed)
  })

  it('read what PostgreSQL reads', async () => {
    const texts = FORMATS.flatMap((format) => [
      `to_date(c.t, '${format}')`,
      `to_timestamp(c.t, '${format}')`,
    ])
    const columns = { t: { type: TEXT, cells: dateTexts } }
    await expectSame(database(), questionsOf({ texts, columns }, 5000, seed), seed)
  })
})
