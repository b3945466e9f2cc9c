/** The JSON Schema of a mapping's tests; mapping-test.schema.json is written from it. */
import type { JsonSchema } from '../base/schema.ts'
import { armSchema, expectSchema } from './example-schema.ts'
import { cellSchema } from './rule-schema.ts'

const rowsSchema: JsonSchema = {
  type: 'array',
  items: { type: 'object', additionalProperties: cellSchema },
}

const crosswalkSchema: JsonSchema = { type: 'object', additionalProperties: cellSchema }

const caseSchema: JsonSchema = {
  type: 'object',
  properties: {
    name: {
      type: 'string',
      minLength: 1,
      description: 'What the case shows, as a sentence.',
      examples: ['a German client keeps its country'],
    },
    arm: armSchema,
    given: {
      type: 'object',
      description: 'Rows by connection.table, and keys by `crosswalk MAPPING`.',
      examples: [{ 'legacy.client': [{ client_id: 7 }], 'crosswalk account': { 'A-7': 41 } }],
      minProperties: 1,
      patternProperties: { '^crosswalk ': crosswalkSchema },
      additionalProperties: rowsSchema,
    },
    expect: {
      type: 'array',
      description: 'What becomes of the rows, one entry for each row of the source.',
      examples: [[{ id: 7, country_id: 3 }, { filtered: 'test account' }]],
      items: expectSchema,
    },
  },
  required: ['name', 'given', 'expect'],
  additionalProperties: false,
}

export const testSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Tests of a Mapwright mapping (mappings/NAME.test.yaml): rows in, rows out',
  type: 'object',
  properties: {
    cases: {
      type: 'array',
      description: 'Each case is run through the whole mapping.',
      examples: [[{ name: 'keeps its id', given: {}, expect: [] }]],
      minItems: 1,
      items: caseSchema,
    },
  },
  required: ['cases'],
  additionalProperties: false,
}
