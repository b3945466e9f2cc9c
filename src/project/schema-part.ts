/** Parts of JSON Schemas that the project file and the mapping files have in common. */
import type { JsonSchema } from '../base/schema.ts'

/** Any scalar: it is read by its source text. */
export const SCALAR_TYPES = ['string', 'number', 'boolean', 'null'] as const

/** One SQL expression; a bare number, true, false or null is one too. */
export function expressionSchema(description: string, examples: readonly string[]): JsonSchema {
  return { type: SCALAR_TYPES, description, examples }
}

/** An outcome as a word, or as a map with the value to take instead. */
export function outcomeSchema(description: string, words: readonly string[]): JsonSchema {
  // Plain and quoted null are the same word.
  const choices = words.includes('null') ? [...words, null] : words
  return {
    description,
    examples: ['reject', { default: "'unknown'" }],
    ...ifThenElse({ type: 'object' }, defaultSchema, { enum: choices }),
  }
}

const defaultSchema: JsonSchema = {
  type: 'object',
  properties: { default: expressionSchema('The value to take instead.', ['0', "'unknown'"]) },
  required: ['default'],
  additionalProperties: false,
}

/** The three keywords of a condition. */
export function ifThenElse(condition: JsonSchema, yes: JsonSchema, no: JsonSchema): JsonSchema {
  // oxlint-disable-next-line unicorn/no-thenable -- `then` is a keyword of JSON Schema
  return { if: condition, then: yes, else: no }
}

export const onErrorSchema: JsonSchema = outcomeSchema(
  'What becomes of a value that does not convert: a reject, the end of the run, or another value.',
  ['reject', 'fail', 'null'],
)

export const rejectLimitSchema: JsonSchema = {
  type: 'object',
  description:
    'How many rejects are allowed, judged before each commit. None declared: rejects are kept ' +
    'and the exit code is 1.',
  examples: [{ rows: 1000 }, { ratio: 0.01 }],
  properties: {
    rows: {
      type: 'integer',
      minimum: 0,
      description: 'The most rows that may be rejected.',
      examples: [0, 1000],
    },
    ratio: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      description: 'The largest share of rejected rows, judged from row 1,000 on and at the end.',
      examples: [0.01],
    },
  },
  additionalProperties: false,
  minProperties: 1,
}
