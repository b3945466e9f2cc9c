/** Promises that are waited for side by side. */
import { expect, test } from 'vitest'
import { together } from '../../../src/base/together.ts'

test('gives the values in order', async () => {
  expect(await together([Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two'])
})

test('fails with the first failure in order, when nothing is at work any more', async () => {
  const ended: string[] = []
  const slow = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
    ended.push('slow')
    throw new Error('the slow one')
  })
  const quick = Promise.reject(new Error('the quick one'))
  await expect(together([slow, quick])).rejects.toThrow('the slow one')
  expect(ended).toEqual(['slow'])
})
