/** Reading rows a second time, for the bytes of texts that were read with a replacement in them. */
import { expect, it } from 'vitest'
import { SecondReading } from '../../../src/connect/sqlite/strict-text.ts'

const ROWS = [
  [1n, Buffer.from('Ada')],
  [2n, Buffer.from('Zo\u{fffd}')],
  [null, Buffer.from([0xeb])],
]

it('gives a text that is stored so, or the bytes that are none', () => {
  const again = new SecondReading(() => ROWS.values())
  expect(again.value(1, 1, 'Zo\ufffd')).toBe('Zo\ufffd')
  expect(again.value(2, 1, '\ufffd')).toEqual({ bytes: Buffer.from([0xeb]) })
})

it('gives nothing where the row is not the one that was read', () => {
  const again = new SecondReading(() => ROWS.values())
  expect(again.value(0, 1, 'Zo\ufffd')).toBeNull()
  expect(again.value(1, 0, '\ufffd')).toBeNull()
  expect(again.value(3, 1, '\ufffd')).toBeNull()
})
