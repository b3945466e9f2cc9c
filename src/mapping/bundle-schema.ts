/** The JSON Schema of a bundle, and of a file in mappings/, which is a mapping or a bundle. */
import type { JsonSchema } from '../base/schema.ts'
import { ifThenElse, onErrorSchema, rejectLimitSchema } from '../project/schema-part.ts'
import { loadModeSchema, mappingSchema, mappingWords } from './mapping-schema.ts'

const intoSchema: JsonSchema = {
  type: 'string',
  description: 'The connection whose tables are filled: connection.* or connection.schema.*.',
  examples: ['shop.*'],
}

export const bundleSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A Mapwright bundle (mappings/NAME.yaml): tables that are copied as they are',
  type: 'object',
  properties: {
    ...mappingWords,
    source: {
      type: 'string',
      description: 'The connection that all tables are read from, or a schema of it.',
      examples: ['legacy.*'],
    },
    target: {
      type: ['string', 'object'],
      description: 'The connection whose tables are filled, alone or with the load mode.',
      examples: ['shop.*'],
      properties: { into: intoSchema, load: loadModeSchema },
      required: ['into'],
      additionalProperties: false,
    },
    tables: {
      type: 'array',
      description:
        'The tables to copy; with "as" where the target calls one differently. Each becomes a ' +
        "mapping of the target table's name.",
      examples: [['actor', 'Regions as region']],
      minItems: 1,
      items: { type: 'string' },
    },
    on_error: onErrorSchema,
    reject_limit: rejectLimitSchema,
  },
  required: ['source', 'target', 'tables'],
  additionalProperties: false,
}

/** What editors check a file of mappings/ with. */
export const mappingFileSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A file in mappings/: a mapping, or a bundle of tables that are copied as they are',
  ...ifThenElse({ required: ['tables'] }, inner(bundleSchema), inner(mappingSchema)),
}

/** Only the whole file says which version of JSON Schema it is in. */
function inner(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== '$schema'))
}
