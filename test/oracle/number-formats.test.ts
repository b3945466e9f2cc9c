/** to_char and to_number of random formats against PostgreSQL's own. */
import fc from 'fast-check'
import { describe, it } from 'vitest'
import type { GivenColumn } from '../support/evaluate.ts'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import {
  BIGINT,
  DOUBLE,
  INTEGER,
  NUMERIC,
  REAL,
  SMALLINT,
  TEXT,
  bigints,
  doubles,
  integers,
  numerics,
  reals,
  smallints,
} from '../support/oracle-cells.ts'
import { ORACLE_SCHEMA, expectSame, oracleSeed, type Question } from '../support/oracle.ts'

const database = useDatabase(() => createPostgresDatabase(ORACLE_SCHEMA, 'embedded'))
const seed = oracleSeed()

const digits = fc.constantFrom('9', '0', '9', '999', '99', '000', '9,999', '999,999,999', '9G999')
const signs = fc.constantFrom('S', 'MI', 'PL', 'SG', 'PR', 's', 'mi')
const OTHERS = [
  ...'FM D . , L V TH th RN rn EEEE B C SP G x "a" \\" " é % /'.split(' '),
  ' ',
  '"a 9"',
]
const others = fc.constantFrom(...OTHERS)
const piece = fc.oneof(
  { weight: 6, arbitrary: digits },
  { weight: 1, arbitrary: signs },
  { weight: 2, arbitrary: others },
)
const usual = fc
  .tuple(
    fc.constantFrom('', 'FM'),
    fc.constantFrom('', 'S', 'MI', 'SG', 'PL', 'L'),
    fc.constantFrom('9', '999', '99,999', '000', '90', '999999999999', '0999', '9G999G999'),
    fc.constantFrom('', '.', 'D99', '.00', '.999', 'D0', '.9990', '.0999999999999999999999'),
    fc.constantFrom('', '', 'S', 'MI', 'PL', 'PR', 'SG', 'th', 'TH', ' EUR', 'EEEE', 'V99', '"%"'),
  )
  .map((parts) => parts.join(''))
const formats = fc.oneof(
  { weight: 3, arbitrary: usual },
  { weight: 2, arbitrary: fc.array(piece, { maxLength: 7 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.constantFrom('RN', 'rn', 'FMRN', 'FMrn', '9.99EEEE', 'FM9th') },
)
const amounts = fc
  .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: 0, max: 9 }))
  .map(([whole, scale]) => (whole / 10 ** scale).toFixed(scale))
const numerals = fc.string({ unit: fc.constantFrom(...'MDCLXVI'), maxLength: 6 })
const writtenNumbers = fc.oneof(
  amounts,
  amounts.map((text) => text.replace(/\B(?=(?:\d{3})+(?!\d))/gu, ',')),
  amounts.map((text) => (text.startsWith('-') ? `${text.slice(1)}-` : `${text}+`)),
  amounts.map((text) => `<${text.replace('-', '')}>`),
  fc.string({ unit: fc.constantFrom(...'0123456789.,+- <>é€xX '), maxLength: 9 }),
  numerals,
)

const KINDS = [
  { type: SMALLINT, cells: smallints },
  { type: INTEGER, cells: fc.oneof(integers, fc.integer({ min: -5, max: 4100 }).map(String)) },
  { type: BIGINT, cells: bigints },
  { type: NUMERIC, cells: fc.oneof(numerics, amounts) },
  {
    type: REAL,
    cells: fc.oneof(
      reals,
      amounts.map((text) => String(Math.fround(Number(text)))),
    ),
  },
  {
    type: DOUBLE,
    cells: fc.oneof(
      doubles,
      amounts.map((text) => String(Number(text))),
    ),
  },
] as const

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function questions(kind: (typeof KINDS)[number], count: number): Question[] {
  return fc
    .sample(fc.tuple(kind.cells, formats), { seed, numRuns: count })
    .map(([cell, format]): Question => {
      const column: GivenColumn = { name: 'n', type: kind.type, cell }
      return { text: `to_char(c.n, ${quoted(format)})`, columns: [column], ...shifts(format) }
    })
}

/** PostgreSQL lets an integer that V makes too large go round to a negative one. */
function shifts(format: string): Pick<Question, 'isStricter'> {
  return /v/iu.test(format) ? { isStricter: true } : {}
}

describe('formats of numbers mean what they mean in PostgreSQL', () => {
  it.each(KINDS)('to_char of $type.kind', async (kind) => {
    await expectSame(database(), questions(kind, 1500), seed)
  })

  it('to_number', async () => {
    const all = fc
      .sample(fc.tuple(writtenNumbers, formats), { seed, numRuns: 4000 })
      .map(([cell, format]): Question => {
        const columns = [{ name: 't', type: TEXT, cell }]
        return { text: `to_number(c.t, ${quoted(format)})`, columns }
      })
    await expectSame(database(), all, seed)
  })
})
