/** Functions that a project writes in TypeScript: their types, what they give, what is refused. */
import { describe, expect, it } from 'vitest'
import { RowError } from '../../../src/catalog/codec/row-error.ts'
import { definitionProblem, ownFunction } from '../../../src/function/own.ts'
import { createRuntime } from '../../../src/function/runtime.ts'
import type { FunctionDefinition } from '../../../src/index.ts'
import { defineFunction } from '../../../src/plugin/function.ts'

const INTEGER = { kind: 'integer' } as const
const DATE = { kind: 'date' } as const

function loaded(definition: unknown) {
  expect(definitionProblem(definition)).toBeNull()
  return ownFunction(definition as Parameters<typeof ownFunction>[0], 'a1')
}

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof RowError) return error.code
    throw error
  }
  return 'nothing thrown'
}

const laterBy = defineFunction({
  name: 'later_by',
  summary: 'The day so many years later.',
  input: ['date', 'integer'],
  output: 'date',
  examples: [['2026-03-31', 2, '2028-03-31']],
  apply: (day, years) => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`,
})

/** A definition whose `apply` gives this, whatever its declaration promises. */
function giving(output: string, result: unknown) {
  return loaded({
    name: 'it',
    summary: 'Gives what it was told to give.',
    input: 'text',
    output,
    examples: [['', null]],
    apply: () => result,
  })
}

describe('a definition', () => {
  it('has arguments and examples of its types, which TypeScript holds it to', () => {
    const right: FunctionDefinition<'text', 'bigint'> = defineFunction({
      name: 'big',
      summary: 'Reads a number.',
      input: 'text',
      output: 'bigint',
      examples: [['1', 1n]],
      apply: BigInt,
    })
    expect(right.apply('12')).toBe(12n)
    defineFunction({
      name: 'wrong',
      summary: 'Has a wrong example and a wrong result.',
      input: ['text', 'boolean'],
      output: 'integer',
      // @ts-expect-error -- an integer is a number
      examples: [['x', true, '1']],
      // @ts-expect-error -- as above
      apply: (text, flag) => (flag ? text : null),
    })
  })

  it('is called with the values of JavaScript, and moments as their text', () => {
    const own = loaded(laterBy)
    const call = createRuntime([own.declaration]).call('later_by_a1', [DATE, INTEGER], DATE)
    const days = (text: string) => Date.parse(text) / 86_400_000
    expect(call(days('2026-03-31'), 2)).toBe(days('2028-03-31'))
    expect(call(null, 2)).toBeNull()
  })

  it('that throws refuses the row, and its message, which may hold a value, is not shown', () => {
    const own = loaded({
      ...laterBy,
      apply: (day: string) => {
        throw new SyntaxError(`what is ${day}?`)
      },
    })
    const call = createRuntime([own.declaration]).call('later_by_a1', [DATE, INTEGER], DATE)
    expect(() => call(0, 1)).toThrow(
      expect.objectContaining({ code: 'VALUE_FUNCTION', message: 'later_by threw a SyntaxError.' }),
    )
  })

  it.each([
    ['text', 'Ada', 'Ada'],
    ['boolean', true, 't'],
    ['integer', -7, '-7'],
    ['bigint', 9223372036854775807n, '9223372036854775807'],
    ['double', -0, '-0'],
    ['double', 1e21, '1e+21'],
    ['numeric', '012.50', '12.50'],
    ['timestamptz', '2026-03-31T12:00:00+02:00', '2026-03-31 10:00:00+00'],
    ['jsonb', '{"b":1, "a":2}', '{"a": 2, "b": 1}'],
    ['date', null, null],
  ])('of %s may give %o', (output, result, cell) => {
    expect(giving(output, result).apply([''])).toBe(cell)
  })

  it.each([
    ['text', 7],
    ['text', 'a\0b'],
    ['integer', '7'],
    ['integer', 1.5],
    ['integer', 2 ** 31],
    ['integer', Number.NaN],
    ['bigint', 2n ** 63n],
    ['numeric', 'twelve'],
    ['date', '2026-02-30'],
    ['uuid', 'none'],
    ['json', '{'],
    ['text', undefined],
  ])('of %s may not give %o', (output, result) => {
    expect(codeOf(() => giving(output, result).apply(['']))).toBe('VALUE_FUNCTION_RESULT')
  })
})

it('a promise that a result is instead is refused, and may fail unheard', async () => {
  const own = loaded({ ...laterBy, apply: () => Promise.reject(new Error('nobody waits')) })
  expect(codeOf(() => own.apply(['2026-03-31', 1]))).toBe('VALUE_FUNCTION_RESULT')
  await new Promise((resolve) => setImmediate(resolve))
})

describe('an export that is no definition says why', () => {
  it.each([
    [1, 'no object'],
    [{ ...laterBy, name: 'laterBy' }, '"name"'],
    [{ ...laterBy, summary: ' ' }, '"summary"'],
    [{ ...laterBy, input: ['date', 'int'] }, 'no type "int"'],
    [{ ...laterBy, output: undefined }, 'no type null'],
    [{ ...laterBy, apply: null }, '"apply"'],
    [{ ...laterBy, apply: async () => await Promise.resolve('') }, 'async'],
    [{ ...laterBy, examples: [] }, '"examples"'],
    [{ ...laterBy, examples: [['2026-03-31', '2028-03-31']] }, '"examples"'],
  ])('%#', (value, reason) => {
    expect(definitionProblem(value)).toContain(reason)
  })
})
