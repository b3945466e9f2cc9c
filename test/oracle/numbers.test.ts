import { describe, it } from 'vitest'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import {
  BIGINT,
  DOUBLE,
  INTEGER,
  NUMERIC,
  PRICE,
  REAL,
  SMALLINT,
  bigints,
  doubles,
  integers,
  numerics,
  prices,
  reals,
  smallints,
} from '../support/oracle-cells.ts'
import { ORACLE_SCHEMA, expectSame, oracleSeed, questionsOf } from '../support/oracle.ts'

const database = useDatabase(() => createPostgresDatabase(ORACLE_SCHEMA, 'embedded'))
const seed = oracleSeed()
const COUNT = 600

const COLUMNS = {
  s: { type: SMALLINT, cells: smallints },
  i: { type: INTEGER, cells: integers },
  b: { type: BIGINT, cells: bigints },
  n: { type: NUMERIC, cells: numerics },
  p: { type: PRICE, cells: prices },
  r: { type: REAL, cells: reals },
  d: { type: DOUBLE, cells: doubles },
  ss: { type: SMALLINT, cells: smallints },
  ii: { type: INTEGER, cells: integers },
  bb: { type: BIGINT, cells: bigints },
  nn: { type: NUMERIC, cells: numerics },
  rr: { type: REAL, cells: reals },
  dd: { type: DOUBLE, cells: doubles },
}

const KINDS = Object.keys(COLUMNS)
const PAIRS = KINDS.flatMap((left) => KINDS.map((right) => [`c.${left}`, `c.${right}`] as const))

describe('numbers compute as in PostgreSQL', () => {
  it.each(['+', '-', '*', '/', '%'])('%s', async (sign) => {
    const all = PAIRS.map(([left, right]) => `${left} ${sign} ${right}`)
    await expectSame(database(), questionsOf({ texts: all, columns: COLUMNS }, 1200, seed), seed)
  })

  it.each(['=', '<>', '<', '<=', '>', '>=', 'is distinct from', 'is not distinct from'])(
    '%s',
    async (sign) => {
      const all = PAIRS.map(([left, right]) => `${left} ${sign} ${right}`)
      await expectSame(database(), questionsOf({ texts: all, columns: COLUMNS }, COUNT, seed), seed)
    },
  )

  it('signs and rounding', async () => {
    const calls = ['abs', 'ceil', 'floor', 'round', 'trunc', '-', '+']
    const texts = KINDS.flatMap((kind) => calls.map((call) => `${call}(c.${kind})`))
    const digits = ['round', 'trunc'].flatMap((call) =>
      [-30, -3, -1, 0, 1, 2, 5, 40].map((count) => `${call}(c.n, ${count})`),
    )
    const family = { texts: [...texts, ...digits], columns: COLUMNS }
    await expectSame(database(), questionsOf(family, 1500, seed), seed)
  })

  it('casts between numbers', async () => {
    const types = [
      'smallint',
      'integer',
      'bigint',
      'numeric',
      'numeric(10,2)',
      'numeric(3,-2)',
      'numeric(5,7)',
      'real',
      'double precision',
      'text',
    ]
    const texts = KINDS.flatMap((kind) => types.map((type) => `c.${kind}::${type}`))
    await expectSame(database(), questionsOf({ texts, columns: COLUMNS }, 3000, seed), seed)
  })

  it('GREATEST, LEAST, CASE, COALESCE, NULLIF, IN and BETWEEN', async () => {
    const texts = PAIRS.flatMap(([left, right]) => [
      `greatest(${left}, ${right}, 1)`,
      `least(${left}, 2.5, ${right})`,
      `coalesce(${left}, ${right}, 0)`,
      `coalesce(${left}, '7')`,
      `nullif(${left}, ${right})`,
      `case when ${left} > ${right} then ${left} else ${right} end`,
      `case ${left} when 0 then 'zero' when ${right} then 'same' end`,
      `${left} in (0, 1, ${right})`,
      `${left} not in (0, 1, 5)`,
      `${left} between -5 and ${right}`,
      `${left} not between symmetric ${right} and 3`,
    ])
    await expectSame(database(), questionsOf({ texts, columns: COLUMNS }, 3000, seed), seed)
  })
})
