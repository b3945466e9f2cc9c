/** What a function refuses when it runs, by its code: the row is kept with it. */
import { describe, expect, it } from 'vitest'
import { INTEGER, TEXT } from '../../../src/catalog/logical-type.ts'
import { evaluate } from '../../support/evaluate.ts'

const columns = [
  { name: 'copies', type: INTEGER, cell: '0' },
  { name: 'title', type: TEXT, cell: 'Emma' },
  { name: 'novel', type: TEXT, cell: 'a'.repeat(100_000) },
  { name: 'pages', type: TEXT, cell: 'a'.repeat(3_000) },
  { name: 'zone', type: TEXT, cell: 'Nowhere/Atall' },
]

describe('a refusal', () => {
  it.each([
    ['1 / c.copies', 'VALUE_DIVISION_BY_ZERO'],
    ['1.5 / c.copies', 'VALUE_DIVISION_BY_ZERO'],
    ["split_part(c.title, 'm', c.copies)", 'VALUE_INVALID_ARGUMENT'],
    ["timestamp '2020-01-01 00:00:00' at time zone c.zone", 'VALUE_UNKNOWN_ZONE'],
    ['c.title::integer', 'VALUE_NOT_A_NUMBER'],
    ["replace(c.novel, 'a', c.novel)", 'VALUE_OUT_OF_RANGE'],
    ["regexp_replace(c.pages, 'a', c.novel, 'g')", 'VALUE_OUT_OF_RANGE'],
  ])('of %s is %s', (text, code) => {
    expect(evaluate(text, columns)).toEqual({ refused: code })
  })
})
