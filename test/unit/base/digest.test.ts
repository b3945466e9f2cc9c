/** Digests: what differs has another digest, and order counts exactly where it is meant to. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/base/cell.ts'
import { RowDigest, digestRow, encodeRow, sha256 } from '../../../src/base/digest.ts'

const row = fc.array(fc.option(fc.string({ maxLength: 5 })), { maxLength: 4 })

function digest(order: 'ordered' | 'unordered', rows: readonly Row[]): string {
  const sum = new RowDigest(order)
  for (const one of rows) sum.add(one)
  return sum.toString()
}

describe('a digest', () => {
  it('of a text is its SHA-256', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })

  it.each([
    [[null], ['']],
    [[null], ['null']],
    [
      ['a', 'bc'],
      ['ab', 'c'],
    ],
    [['a'], ['a', null]],
    [[], [null]],
    [['t1:a'], ['a']],
  ])('tells %j from %j', (one, another) => {
    expect(digestRow(one)).not.toBe(digestRow(another))
  })

  it('comes from an encoding that no two rows share', () => {
    fc.assert(
      fc.property(row, row, (one, another) => {
        const same = JSON.stringify(one) === JSON.stringify(another)
        expect(encodeRow(one) === encodeRow(another)).toBe(same)
      }),
    )
  })

  it('of many rows counts their order, or does not', () => {
    const rows = [
      ['1', 'Ada'],
      ['2', null],
      ['3', ''],
    ]
    const reversed = rows.toReversed()
    expect(digest('ordered', rows)).not.toBe(digest('ordered', reversed))
    expect(digest('unordered', rows)).toBe(digest('unordered', reversed))
  })

  it('of unordered rows sees equal changes that XOR would cancel', () => {
    expect(digest('unordered', [['a'], ['a']])).not.toBe(digest('unordered', [['b'], ['b']]))
    expect(digest('unordered', [['a'], ['a']])).not.toBe(digest('unordered', []))
  })

  it('of rows sees where one ends', () => {
    expect(digest('ordered', [['a'], ['b']])).not.toBe(digest('ordered', [['a', 'b']]))
  })
})
