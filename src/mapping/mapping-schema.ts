/** The JSON Schema of a mapping; schema/json/mapping.schema.json is written from it. */
import type { JsonSchema } from '../base/schema.ts'
import { reconcileSchema } from '../project/reconcile-schema.ts'
import { onErrorSchema, rejectLimitSchema } from '../project/schema-part.ts'
import { exampleSchema } from './example-schema.ts'
import { checksSchema, ruleSchema } from './rule-schema.ts'
import { sourceSchemaOf } from './union-schema.ts'

export const loadModeSchema: JsonSchema = {
  enum: ['insert', 'upsert', 'replace'],
  description: 'insert: into an empty table; upsert: new or changed; replace: delete first.',
  default: 'upsert',
  examples: ['insert'],
}

const loadSchema: JsonSchema = {
  type: ['string', 'object'],
  description: 'How rows go in: the mode alone, or with what is done about indexes.',
  default: 'upsert',
  examples: ['insert'],
  if: { type: 'string' },
  then: { enum: loadModeSchema['enum'] },
  properties: {
    mode: loadModeSchema,
    indexes: {
      enum: ['keep', 'after'],
      description:
        'after: those that refuse no row are taken off before the load, and built after it.',
      default: 'keep',
      examples: ['after'],
    },
  },
  additionalProperties: false,
}

const targetSchema: JsonSchema = {
  type: ['string', 'object'],
  description: 'The table that is filled, alone or with its key and the load mode.',
  examples: ['shop.customer'],
  properties: {
    into: {
      type: 'string',
      description:
        'The table that is filled: connection.table; or work.NAME, a table for other mappings.',
      examples: ['shop.customer'],
    },
    key: {
      type: 'array',
      description: 'The columns a row is found again by; left out: the primary key.',
      examples: [['id']],
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string' },
    },
    load: loadSchema,
    triggers_off: {
      type: 'array',
      description: 'Triggers of the table that are off while its rows are loaded, by name.',
      examples: [['touch_modified_at']],
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string' },
    },
  },
  required: ['into'],
  additionalProperties: false,
}

const reasonedSchema: JsonSchema = {
  type: 'array',
  minItems: 1,
  items: { type: 'string' },
}

/** What says of a file what it is about. */
export const mappingWords: JsonSchema = {
  description: {
    type: 'string',
    description: 'What this mapping does, in a sentence.',
    examples: ['A live legacy client becomes a customer.'],
  },
  owner: { type: 'string', description: 'Who answers for it.', examples: ['billing'] },
  tags: {
    type: 'array',
    items: { type: 'string' },
    description: 'Words to select it by, as in --select tag:crm.',
    examples: [['crm']],
  },
}

/** All but which rows. */
const properties: JsonSchema = {
  let: {
    type: 'object',
    description: 'Named rules that feed no column, for use in rules, let and where.',
    examples: [{ signup: "parse_date(c.created, 'YYYY-MM-DD')" }],
    additionalProperties: ruleSchema,
  },
  target: targetSchema,
  copy: {
    type: 'string',
    description: "Every target column without a rule takes this alias' column of that name.",
    examples: ['c'],
  },
  columns: {
    type: 'object',
    description: 'Target columns, each with its rule. The order means nothing.',
    examples: [{ full_name: "concat_ws(' ', c.first_name, c.last_name)" }],
    additionalProperties: ruleSchema,
  },
  drop: {
    type: 'object',
    description: 'Source columns or patterns that are left behind, by the reason why.',
    examples: [{ "always 'N/A' since 2009": ['c.legacy_flag'] }],
    additionalProperties: reasonedSchema,
  },
  leave: {
    type: 'object',
    description: 'Target columns that are not fed, by the reason why.',
    examples: [{ 'filled by a trigger': ['loyalty_tier'] }],
    additionalProperties: reasonedSchema,
  },
  check: checksSchema('What must hold of the whole row.', ['reject', 'fail', 'warn']),
  on_error: onErrorSchema,
  reject_limit: rejectLimitSchema,
  accept: {
    type: 'array',
    description:
      'What is known and wanted: narrows:, overlaps:, suspends: or triggers: and a name.',
    examples: [['narrows:note', 'triggers:touch_modified_at']],
    uniqueItems: true,
    items: {
      type: 'string',
      pattern: '^(narrows|overlaps|suspends|triggers):\\S',
      title: 'narrows:COLUMN, overlaps:COLUMN, suspends:COLUMN or triggers:NAME',
    },
  },
  reconcile: reconcileSchema,
  examples: {
    type: 'array',
    description: 'Source cells, and what the rules make of them; run by `mapwright test`.',
    examples: [[{ given: { 'c.status': 'Z' }, expect: { reject: ['status'] } }]],
    items: exampleSchema,
  },
}

export const mappingSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A Mapwright mapping (mappings/NAME.yaml): how one target table is filled',
  type: 'object',
  properties: { ...mappingWords, source: sourceSchemaOf(properties), ...properties },
  required: ['source', 'target'],
  additionalProperties: false,
}
