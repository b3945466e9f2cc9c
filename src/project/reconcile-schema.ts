/** The JSON Schema of `reconcile`: how source and target are compared. */
import type { JsonSchema } from '../base/schema.ts'

const toleranceSchema: JsonSchema = {
  type: 'object',
  properties: {
    absolute: {
      type: 'number',
      minimum: 0,
      description: 'The largest difference that still counts as equal.',
      examples: [0.005],
    },
    relative: {
      type: 'number',
      minimum: 0,
      description: 'The largest difference as a share of the larger value.',
      examples: [1e-12],
    },
  },
  additionalProperties: false,
  minProperties: 1,
}

export const reconcileSchema: JsonSchema = {
  type: 'object',
  description: 'How source and target are compared.',
  examples: [{ allow_empty: true }],
  properties: {
    tolerance: {
      type: 'object',
      description: 'Target columns that may differ a little, each with how much.',
      examples: [{ balance: { absolute: 0.005 } }],
      additionalProperties: toleranceSchema,
    },
    allow_empty: {
      type: 'boolean',
      description: 'True: a source without rows is no finding.',
      examples: [true],
    },
  },
  additionalProperties: false,
}
