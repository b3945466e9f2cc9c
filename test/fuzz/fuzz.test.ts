/** Mutated mapping and project files: diagnostics or success, and no other end. */
import { expect, it } from 'vitest'
import { oracleSeed } from '../support/oracle.ts'
import { runFuzz } from './run.ts'

const seed = oracleSeed()

/** `npm run fuzz` reads as many as it is told to. */
const COUNT = 1500

it(`reading and compiling mutated files has diagnostics or success (seed ${seed})`, async () => {
  const { troubles, right } = await runFuzz({ seed, from: 0, count: COUNT })
  expect(troubles).toEqual([])
  // Files that are all refused at once would show little.
  expect(right).toBeGreaterThan(0)
})
