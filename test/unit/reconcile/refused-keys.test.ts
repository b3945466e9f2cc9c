/** Refused keys found again, whether memory holds them or the disk. */
import { expect, test } from 'vitest'
import { RefusedKeys } from '../../../src/reconcile/refused-keys.ts'

test.each([0, 2, 100])('keys are found when memory takes %i of them', (inMemoryMax) => {
  using keys = new RefusedKeys(inMemoryMax)
  expect(keys.isEmpty).toBe(true)
  expect(keys.has('["1"]')).toBe(false)
  for (const key of ['["1"]', '["2"]', '["2"]', '["3"]']) keys.add(key)
  expect(keys.isEmpty).toBe(false)
  expect(['["0"]', '["1"]', '["2"]', '["3"]'].map((key) => keys.has(key))).toEqual([
    false,
    true,
    true,
    true,
  ])
})
