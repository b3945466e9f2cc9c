/** Checking a tree by a JSON Schema: what is said, and where. */
import { describe, expect, it } from 'vitest'
import { closest, didYouMean } from '../../../src/base/closest.ts'
import { compileSchema, type JsonSchema } from '../../../src/base/schema.ts'
import { parseYaml } from '../../../src/base/yaml.ts'

const SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    genre: { enum: ['novel', 'poetry', 'null', null] },
    pages: { type: 'integer', minimum: 1 },
    shelf: { type: 'string', pattern: '^[A-Z]\\d+$', title: 'a shelf like A12' },
    'a/b~c': { type: 'array', items: { type: 'boolean' } },
    author: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
  },
  required: ['name'],
  additionalProperties: false,
}

const check = compileSchema(SCHEMA)

function problems(text: string): string[] {
  const { value } = parseYaml('book.yaml', text)
  if (value === undefined) throw new Error('no value')
  return check(value).map(({ line, column, message }) => `${line}:${column} ${message}`)
}

describe('a schema check', () => {
  it('finds nothing wrong with what fits', () => {
    expect(problems('name: Emma\ngenre: null\npages: 474\nshelf: A12\na/b~c: [true]\n')).toEqual([])
  })

  it.each([
    ['name: Emma\npagse: 4\n', '2:1 There is no key "pagse" here. Did you mean "pages"?'],
    ['genre: novel\n', '1:1 The key "name" is missing. Write it.'],
    ['name: Emma\nauthor:\n  born: 1775\n', '2:1 The key "name" is missing. Write it.'],
    ['name: 5\n', '1:7 Here belongs a text, not the number 5. Put it in quotes.'],
    ['name: [a]\n', '1:7 Here belongs a text, not a list.'],
    ['- name\n', '1:1 Here belongs keys with values, not a list.'],
    [
      'name: Emma\ngenre: novl\n',
      '2:8 Here belongs novel, poetry or null, not "novl". Did you mean "novel"?',
    ],
    ['name: Emma\nshelf: 12a\n', '2:8 Here belongs a shelf like A12, not "12a".'],
    ['name: Emma\npages: 0\n', '2:8 The value here must be >= 1. Correct the number 0.'],
    ['name: Emma\na/b~c: [true, "x"]\n', '2:15 Here belongs true or false, not "x".'],
  ])('says of %j what belongs there', (text, problem) => {
    expect(problems(text)).toEqual([problem])
  })

  it('lists everything, in the order of the file', () => {
    const found = problems('name: 5\nyear: 1815\npages: many\n')
    expect(found.map((problem) => problem.split(' ')[0])).toEqual(['1:7', '2:1', '3:8'])
  })

  it('says which keys there are where none is near', () => {
    expect(problems('name: Emma\nyear: 1815\n')[0]).toContain('Known here: name, genre, pages')
  })
})

describe('the closest name', () => {
  it.each([
    ['trm', ['trim', 'lower'], 'trim'],
    ['tirm', ['trim', 'lower'], 'trim'],
    ['CUSTOMERID', ['customer_id'], 'customer_id'],
    ['lookup', ['crosswalk'], undefined],
    ['x', ['id'], undefined],
    ['', ['id'], undefined],
  ])('to %s among %j is %s', (name, candidates, expected) => {
    expect(closest(name, candidates)).toBe(expected)
  })

  it('is offered as a sentence, or not at all', () => {
    expect(didYouMean('trm', ['trim'])).toBe(' Did you mean "trim"?')
    expect(didYouMean('lookup', ['trim'])).toBe('')
  })
})
