import { expect, test } from 'vitest'
import { assertClosed, sumAccounts } from '../../../src/ledger/account.ts'
import { judgeLimit } from '../../../src/ledger/limit.ts'

test.each([
  { rows: 5, ratio: null, read: 9, rejected: 5, atEnd: true, exceeded: false },
  { rows: 5, ratio: null, read: 9, rejected: 6, atEnd: false, exceeded: true },
  { rows: 0, ratio: null, read: 9, rejected: 1, atEnd: false, exceeded: true },
  { rows: null, ratio: 0.01, read: 999, rejected: 500, atEnd: false, exceeded: false },
  { rows: null, ratio: 0.01, read: 999, rejected: 10, atEnd: true, exceeded: true },
  { rows: null, ratio: 0.01, read: 1000, rejected: 10, atEnd: false, exceeded: false },
  { rows: null, ratio: 0.01, read: 1000, rejected: 11, atEnd: false, exceeded: true },
  // 0.29 * 100 is 28.999999999999996 in binary: the limit must not break at its own value.
  { rows: null, ratio: 0.29, read: 100, rejected: 29, atEnd: true, exceeded: false },
  { rows: null, ratio: 0, read: 0, rejected: 0, atEnd: true, exceeded: false },
  { rows: null, ratio: null, read: 10, rejected: 10, atEnd: true, exceeded: false },
])('$rejected rejects of $read rows under $rows rows, $ratio: exceeded $exceeded', (given) => {
  const { rows, ratio, exceeded, ...counted } = given
  const sentence = judgeLimit('mapping "reader"', { ...counted, limit: { rows, ratio } })
  expect(sentence !== null).toBe(exceeded)
})

test('an account with a row missing is a crash', () => {
  const empty = sumAccounts([])
  assertClosed(empty)
  expect(() => assertClosed({ ...empty, read: 1 })).toThrow('rows read')
  expect(() => assertClosed({ ...empty, read: 1, mapped: 1 })).toThrow('rows mapped')
})
