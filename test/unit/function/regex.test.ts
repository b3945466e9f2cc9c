/** Patterns are matched in one pass over a text, however they are written. */
import { expect, test } from 'vitest'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'
import { evaluate } from '../../support/evaluate.ts'

const TEXT: LogicalType = { kind: 'text', length: null, fixed: false }

function on(text: string, expression: string) {
  return evaluate(expression, [{ name: 't', type: TEXT, cell: text }])
}

// Each would take hours where a place in the text is tried for each way to come to it.
test.each([
  ["c.t ~ '(a|aa)+b'", 'f'],
  ["c.t ~ '((a+)+)+b'", 'f'],
  ["c.t ~ '^(a|a?)+$'", 't'],
  ["regexp_count(c.t, 'a*b|c')", '0'],
  ["length(regexp_replace(c.t, '(a*)(a*)', '\\2\\1'))", '100000'],
  ["length(regexp_replace(c.t, '(a+?)(a+?)b', ''))", '100000'],
  ["regexp_count(c.t, 'a+?')", '100000'],
  ["c.t similar to '(a|aa)+b'", 'f'],
])('%s on 100,000 letters', (expression, cell) => {
  expect(on('a'.repeat(100_000), expression)).toEqual({ cell })
})

test('a pattern whose repetitions multiply is refused where it is written', () => {
  expect(on('a', "c.t ~ '(a{200}){200}'")).toEqual({
    wrong: ['EXPRESSION_CONSTANT: The pattern is too large: its repetitions multiply.'],
  })
})
