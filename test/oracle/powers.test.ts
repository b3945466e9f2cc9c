/** Powers and logarithms against PostgreSQL's own. */
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import {
  BIGINT,
  DOUBLE,
  INTEGER,
  NUMERIC,
  SMALLINT,
  bigints,
  doubles,
  integers,
  numerics,
  smallints,
} from '../support/oracle-cells.ts'
import { ORACLE_SCHEMA, expectSame, oracleSeed, questionsOf } from '../support/oracle.ts'

const database = useDatabase(() => createPostgresDatabase(ORACLE_SCHEMA, 'embedded'))
const seed = oracleSeed()

const nearOne = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 13, max: 60 }))
  .map(([rest, scale]) => {
    const digits = (10n ** BigInt(scale) + rest).toString().padStart(scale + 1, '0')
    return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  })
const moderate = fc
  .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 0, max: 8 }))
  .map(([whole, scale]) => (whole / 10 ** scale).toFixed(scale))
const tiny = fc.integer({ min: 1, max: 300 }).map((zeros) => `0.${'0'.repeat(zeros)}7`)
const huge = fc.integer({ min: 10, max: 400 }).map((zeros) => `7${'0'.repeat(zeros)}`)
const anyNumber = fc.oneof(numerics, moderate, nearOne, tiny, huge)
const whole = fc.oneof(
  fc.integer({ min: -40, max: 40 }),
  fc.integer({ min: -3000, max: 3000 }),
  fc.constantFrom(2_147_483_647, -2_147_483_648, 0, 1, -1, 2),
)

const COLUMNS = {
  n: { type: NUMERIC, cells: anyNumber },
  m: { type: NUMERIC, cells: anyNumber },
  k: { type: INTEGER, cells: whole.map(String) },
  e: { type: NUMERIC, cells: moderate },
  s: { type: SMALLINT, cells: smallints },
  i: { type: INTEGER, cells: integers },
  b: { type: BIGINT, cells: bigints },
  d: { type: DOUBLE, cells: doubles },
  f: {
    type: DOUBLE,
    cells: fc.oneof(
      doubles,
      moderate.map((text) => String(Number(text))),
    ),
  },
}

async function ask(all: readonly string[], count: number): Promise<void> {
  await expectSame(database(), questionsOf({ texts: all, columns: COLUMNS }, count, seed), seed)
}

describe('powers give what they give in PostgreSQL', () => {
  it('of exact decimals, digit for digit', async () => {
    await ask(
      [
        'exp(c.n)',
        'exp(c.e)',
        'ln(c.n)',
        'ln(abs(c.m))',
        'log(c.n)',
        'log10(abs(c.n))',
        'log(c.n, c.m)',
        'log(abs(c.n), abs(c.m))',
        'power(c.n, c.k)',
        'c.n ^ c.k',
        'power(c.n, c.e)',
        'abs(c.n) ^ c.e',
        'power(abs(c.n), c.m)',
        'power(c.n, 2)',
        'power(c.n, -1)',
        'c.k ^ 0.5',
      ],
      2400,
    )
  })

  // The last digits depend on a library of the server.
  it('of binary fractions, but for the last digits', async () => {
    await ask(
      [
        'exp(c.d)::real',
        'exp(c.f)::real',
        'ln(c.d)::real',
        'ln(abs(c.f))::real',
        'log(c.f)::real',
        'log10(abs(c.d))::real',
        'power(c.d, c.f)::real',
        '(c.f ^ c.d)::real',
        '(abs(c.f) ^ c.d)::real',
        '(c.f ^ c.k)::real',
        '(c.d ^ 2)::real',
        'power(c.k, c.s)::real',
        'power(2, c.k)',
        'power(10, c.k)::real',
        'power(c.i, 2)::real',
        'power(c.b, c.k)::real',
        'exp(c.s)::real',
        'ln(c.b)::real',
        'log(c.i)::real',
      ],
      2400,
    )
  })
})
