/** The JSON Schema of a source: the rows of one table, or a union of several under names. */
import type { JsonSchema } from '../base/schema.ts'
import { ifThenElse } from '../project/schema-part.ts'
import { rowsSchema } from './source-schema.ts'

/** Each is read with all that they share. */
const ARMS_MAX = 50

/** What an arm may say of its own, beside which rows it has. */
export const ARM_KEYS = ['let', 'copy', 'columns', 'drop', 'check', 'accept', 'on_error'] as const

/** `shared`: the keys of a mapping by name. */
export function sourceSchemaOf(shared: JsonSchema): JsonSchema {
  return {
    type: ['string', 'object'],
    description: 'Which rows: connection.table as alias, alone or with joins and filters.',
    examples: ['legacy.client as c'],
    ...ifThenElse(
      { type: 'object', required: ['union'] },
      {
        properties: { union: unionSchemaOf(shared) },
        additionalProperties: false,
      },
      rowsSchema,
    ),
  }
}

function unionSchemaOf(shared: JsonSchema): JsonSchema {
  const own = Object.fromEntries(ARM_KEYS.map((key) => [key, shared[key]]))
  return {
    type: 'object',
    description:
      'Arms under their names, which fill one target one after the other. Each says which rows, ' +
      `and may have ${ARM_KEYS.join(', ')} of its own; what they share stands at the top.`,
    examples: [{ clients: { from: 'legacy.client as p' }, leads: { from: 'legacy.lead as p' } }],
    minProperties: 2,
    maxProperties: ARMS_MAX,
    propertyNames: {
      pattern: '^[A-Za-z0-9_][A-Za-z0-9_-]*$',
      title: 'a name of letters, digits, "_" and "-"',
    },
    additionalProperties: {
      ...rowsSchema,
      type: 'object',
      properties: { ...(rowsSchema['properties'] as JsonSchema), ...own },
    },
  }
}
