/** Short texts that would be huge trees are refused at once. */
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../support/evaluate.ts'

function nested(depth: number, wrap: (inner: string) => string): string {
  let text = '1'
  for (let level = 0; level < depth; level += 1) text = wrap(text)
  return text
}

const FORMS: readonly (readonly [string, (inner: string) => string])[] = [
  ['BETWEEN', (inner) => `(${inner} between 1 and 2)::int`],
  ['CASE', (inner) => `case ${inner} when 1 then 1 when 2 then 2 end`],
  ['NULLIF', (inner) => `nullif(${inner}, 7)`],
]

describe('forms that repeat their operand', () => {
  it.each(FORMS)('%s nests a few levels', (_, wrap) => {
    expect(evaluate(nested(5, wrap))).toEqual({ cell: '1' })
  })

  it.each(FORMS)('%s is refused where nesting would explode', (_, wrap) => {
    const outcome = evaluate(nested(40, wrap))
    expect(outcome).toMatchObject({ wrong: [expect.stringContaining('SQL_TOO_DEEP')] })
  })
})
