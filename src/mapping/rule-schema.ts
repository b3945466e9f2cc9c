/** The JSON Schema of a rule: how one target column, or one `let` name, gets its value. */
import type { JsonSchema } from '../base/schema.ts'
import {
  SCALAR_TYPES,
  expressionSchema,
  onErrorSchema,
  outcomeSchema,
} from '../project/schema-part.ts'

/** A value read by its source text; a plain null is SQL NULL. */
export const cellSchema: JsonSchema = { type: SCALAR_TYPES }

const checkProperties = {
  that: expressionSchema('What must hold; NULL passes.', ["value like '%_@_%'"]),
  else: outcomeSchema('What becomes of a row that fails; `warn` keeps it and counts it.', [
    'reject',
    'fail',
    'null',
    'warn',
  ]),
  code: {
    type: 'string',
    pattern: '^[A-Z][A-Z0-9_]*$',
    title: 'a code of capitals, digits and "_"',
    description: 'The code of the reject or warning.',
    default: 'CHECK',
    examples: ['PERIOD'],
  },
}

/** One expression, one check with its outcome, or a list of both. */
export function checksSchema(description: string, words: readonly string[]): JsonSchema {
  const otherwise = outcomeSchema(checkProperties.else['description'] as string, words)
  const check = {
    properties: { ...checkProperties, else: otherwise },
    required: ['that'],
    additionalProperties: false,
  }
  return {
    type: [...SCALAR_TYPES, 'object', 'array'],
    description,
    examples: ["value like '%_@_%'", [{ that: 'c.valid_from <= c.valid_to', code: 'PERIOD' }]],
    ...check,
    minItems: 1,
    items: { type: [...SCALAR_TYPES, 'object'], ...check },
  }
}

/** One key expression, or several for a key of several columns. */
function keySchema(description: string): JsonSchema {
  return {
    type: [...SCALAR_TYPES, 'array'],
    description,
    examples: ['c.client_id', ['c.region', 'c.number']],
    minItems: 1,
    items: { type: SCALAR_TYPES },
  }
}

const missingSchema = outcomeSchema('What becomes of a row whose key is not found.', [
  'reject',
  'fail',
  'null',
])

const sourceProperties: JsonSchema = {
  value: expressionSchema('The value as an SQL expression.', ['lower(trim(c.email))']),
  const: { ...cellSchema, description: 'The same value for every row.', examples: ['legacy'] },
  of: expressionSchema('What `map` translates.', ['c.status']),
  map: {
    type: 'object',
    description: 'Source value to target value; the key null is SQL NULL.',
    examples: [{ A: 'active', I: 'inactive', null: 'unknown' }],
    minProperties: 1,
    additionalProperties: cellSchema,
  },
  else: outcomeSchema('What becomes of a value without an entry in `map`.', [
    'reject',
    'fail',
    'null',
    'keep',
  ]),
  lookup: {
    type: 'string',
    description: 'The table or file to look the value up in: connection.table.',
    examples: ['shop.country'],
  },
  by: {
    type: 'object',
    description: 'Columns of the looked-up table, each with what it must equal.',
    examples: [{ iso2: 'upper(c.country_code)' }],
    minProperties: 1,
    additionalProperties: { type: SCALAR_TYPES },
  },
  take: {
    type: 'string',
    description: 'The column of the looked-up table to take.',
    examples: ['id'],
  },
  crosswalk: {
    type: 'string',
    description: 'The mapping that gave the source key its target key.',
    examples: ['account'],
  },
  key: keySchema('The source key to look up in the crosswalk.'),
  missing: missingSchema,
  surrogate: keySchema('The source key to give a new key to; kept in the crosswalk.'),
  as: {
    enum: ['integer', 'uuid'],
    description: 'The kind of new key.',
    default: 'integer',
    examples: ['uuid'],
  },
}

/** A rule as one expression, or as a map that says where the value comes from. */
export const ruleSchema: JsonSchema = {
  type: [...SCALAR_TYPES, 'object'],
  properties: {
    ...sourceProperties,
    check: checksSchema('What must hold of the value, called `value` here.', [
      'reject',
      'fail',
      'null',
      'warn',
    ]),
    on_error: onErrorSchema,
    class: {
      type: 'string',
      pattern: '^[a-z][a-z0-9_-]*$',
      title: 'a word of small letters',
      description: 'The class of the data; values of classed columns are never shown.',
      examples: ['pii'],
    },
  },
  dependentRequired: {
    of: ['map'],
    map: ['of'],
    else: ['map'],
    lookup: ['by', 'take'],
    by: ['lookup'],
    take: ['lookup'],
    crosswalk: ['key'],
    key: ['crosswalk'],
    as: ['surrogate'],
  },
  additionalProperties: false,
}
