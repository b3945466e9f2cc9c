import { describe, expect, it } from 'vitest'
import { declarations } from '../../../src/function/table.ts'
import { evaluate } from '../../support/evaluate.ts'

const EXAMPLES = declarations.flatMap(({ kind, name, examples }) =>
  examples.map(([text, cell]) => ({ kind, name, text, cell })),
)

describe('the examples of every function', () => {
  it.each(EXAMPLES)('$kind $name: $text is $cell', ({ text, cell }) => {
    expect(evaluate(text)).toEqual({ cell })
  })

  it('exist', () => {
    const without = declarations.filter(({ examples }) => examples.length === 0)
    expect(without.map(({ name }) => name)).toEqual([])
  })

  it('have keys that no other signature has', () => {
    const keys = declarations.flatMap(({ signatures }) => signatures.map(({ key }) => key))
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
    expect(keys.filter((key) => !/^\w+$/u.test(key))).toEqual([])
  })
})
