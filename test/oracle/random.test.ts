/** Random nested expressions of everything that is declared: ours against PostgreSQL's answers. */
import { describe, expect, it } from 'vitest'
import { declarations } from '../../src/function/table.ts'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import { oracleSeed } from '../support/oracle.ts'
import { lackingArguments } from './random/arguments.ts'
import { foundText, shortcomings } from './random/report.ts'
import { runOracle } from './random/run.ts'

const database = useDatabase(() => createPostgresDatabase('', 'embedded'))
const seed = oracleSeed()

/** `npm run oracle` asks as many as it is told to. */
const COUNT = 4000

describe('random nested expressions', () => {
  it('have arguments for the constants of every function', () => {
    const advice = 'name them in test/oracle/random/arguments.ts'
    expect(lackingArguments(declarations), advice).toEqual([])
  })

  it('give what they give in PostgreSQL', async () => {
    const result = await runOracle(database().url, { seed, from: 0, count: COUNT })
    const found = result.found.map((each) => foundText(each, { seed }))
    expect(found.join('\n\n'), `seed ${seed}`).toBe('')
    expect(shortcomings(result, COUNT), `seed ${seed}`).toEqual([])
  })
})
