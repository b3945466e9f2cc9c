import { describe, expect, it } from 'vitest'
import { INTEGER } from '../../../src/catalog/logical-type.ts'
import { callable, declarations } from '../../../src/function/table.ts'
import { evaluate } from '../../support/evaluate.ts'
import { evaluateGroup, evaluateRows } from '../../support/group-evaluate.ts'

const EXAMPLES = declarations.flatMap(({ kind, name, examples }) =>
  examples.map(([text, cell]) => ({ kind, name, text, cell })),
)

function examplesOf(wanted: string) {
  return callable.flatMap(({ kind, name, examples }) =>
    kind === wanted ? examples.map(([text, cell]) => ({ name, text, cell })) : [],
  )
}

describe('the examples about several rows', () => {
  it.each(examplesOf('aggregate'))('$name: $text is $cell', ({ text, cell }) => {
    expect(evaluateGroup(text, INTEGER, ['3', null, '1', '2'])).toEqual({ cell })
  })

  it.each(examplesOf('rows'))('$name: $text is $cell', ({ text, cell }) => {
    expect(evaluateRows(text)).toEqual({ cell })
  })
})

describe('the examples of every function', () => {
  it.each(EXAMPLES)('$kind $name: $text is $cell', ({ text, cell }) => {
    expect(evaluate(text)).toEqual({ cell })
  })

  it('exist', () => {
    const without = callable.filter(({ examples }) => examples.length === 0)
    expect(without.map(({ name }) => name)).toEqual([])
  })

  it('have keys that no other signature has', () => {
    const keys = callable.flatMap(({ signatures }) => signatures.map(({ key }) => key))
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
    expect(keys.filter((key) => !/^\w+$/u.test(key))).toEqual([])
  })
})
