/** The JSON Schema of examples: cells given, and the row, reject or reason expected. */
import type { JsonSchema } from '../base/schema.ts'
import { SCALAR_TYPES, ifThenElse } from '../project/schema-part.ts'
import { cellSchema } from './rule-schema.ts'

const columnsSchema: JsonSchema = {
  type: 'array',
  description: 'The columns whose rules refuse the row.',
  examples: [['status']],
  items: { type: 'string' },
}

/**
 * Target columns with their cells; or `reject` with a list of columns; or `filtered` alone with
 * the reason. A column named reject or filtered is taken as a column wherever it can be one.
 */
export const expectSchema: JsonSchema = {
  type: 'object',
  description:
    'Target columns with their values, or {reject: [column]}, {filtered: reason} or ' +
    '{folded: true}.',
  examples: [{ full_name: 'Ada Lovelace' }, { reject: ['status'] }, { filtered: 'deleted' }],
  minProperties: 1,
  ...ifThenElse(
    { type: 'object', required: ['reject'], properties: { reject: { type: 'array' } } },
    { type: 'object', properties: { reject: columnsSchema }, additionalProperties: false },
    { type: 'object', additionalProperties: cellSchema },
  ),
}

const givenSchema: JsonSchema = {
  type: 'object',
  additionalProperties: { type: SCALAR_TYPES },
}

/** Which arm of a union an example or a case is of. */
export const armSchema: JsonSchema = {
  type: 'string',
  description: 'The arm whose rows these are, where the source is a union.',
  examples: ['clients'],
}

/** One example of a mapping. */
export const exampleSchema: JsonSchema = {
  type: 'object',
  properties: {
    arm: armSchema,
    given: {
      ...givenSchema,
      type: ['object', 'array'],
      description:
        'Source columns as expressions name them, those not given are NULL; a list of rows for ' +
        'a group.',
      examples: [{ 'c.first_name': ' Ada ', 'c.last_name': 'Lovelace' }],
      minItems: 1,
      items: givenSchema,
    },
    expect: {
      description: 'What the rules make of it; a list where each makes several rows.',
      examples: [{ full_name: 'Ada Lovelace' }, [{ phone: '1' }, { phone: '2' }]],
      ...ifThenElse(
        { type: 'array' },
        { type: 'array', minItems: 1, items: expectSchema },
        expectSchema,
      ),
    },
  },
  required: ['given', 'expect'],
  additionalProperties: false,
}
