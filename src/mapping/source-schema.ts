/** The JSON Schema of a mapping's source: which rows, and what is made of them. */
import type { JsonSchema } from '../base/schema.ts'
import { SCALAR_TYPES, expressionSchema } from '../project/schema-part.ts'

function listSchema(description: string, examples: readonly (readonly string[])[]): JsonSchema {
  return { type: 'array', description, examples, minItems: 1, items: { type: SCALAR_TYPES } }
}

const joinSchema: JsonSchema = {
  type: 'object',
  properties: {
    left: {
      type: 'string',
      description: 'The table that may have a row for each: connection.table as alias.',
      examples: ['legacy.address as a'],
    },
    inner: {
      type: 'string',
      description: 'The table that must have a row; rows without one count as filtered.',
      examples: ['legacy.contract as k'],
    },
    match: expressionSchema(
      'Which row belongs to which: by an equality of columns or, of whole numbers, dates and ' +
        'timestamps, by a range.',
      ['a.client_id = c.client_id', 'e.happened between p.starts and p.ends'],
    ),
    first: listSchema('Of several matches the first by these sort keys is taken.', [
      ['a.updated_at desc', 'a.id'],
    ]),
    many: {
      type: 'boolean',
      description: 'true: each match makes a row. Left out: a second match rejects the row.',
      default: false,
      examples: [true],
    },
  },
  required: ['match'],
  additionalProperties: false,
}

const filterSchema: JsonSchema = {
  type: [...SCALAR_TYPES, 'object'],
  properties: {
    keep: expressionSchema('True keeps the row; false and NULL leave it out.', [
      'c.deleted_at is null',
    ]),
    else: {
      type: 'string',
      description: 'The reason under which rows that are left out are counted.',
      default: 'filtered',
      examples: ['deleted'],
    },
  },
  required: ['keep'],
  additionalProperties: false,
}

const spansSchema: JsonSchema = {
  type: 'object',
  description: 'Overlapping or near spans of a group become one row each.',
  examples: [{ start: 'c.starts', end: 'c.ends', gap: '1 day' }],
  properties: {
    start: expressionSchema('Where a span starts: a date, a moment or a whole number.', [
      'c.starts',
    ]),
    end: expressionSchema('Where it ends, of the same type.', [
      "coalesce(c.ends, date 'infinity')",
    ]),
    gap: {
      type: ['string', 'number'],
      description: 'How far the next span may start behind the end; left out: not at all.',
      examples: ['1 day', 1],
    },
  },
  required: ['start', 'end'],
  additionalProperties: false,
}

/** What says which rows there are: of a source, or of one arm of a union. */
export const rowsSchema: JsonSchema = {
  properties: {
    from: {
      type: 'string',
      description:
        'The table whose rows are mapped, of a source or of the target: connection.table as ' +
        'alias; or work.NAME as alias.',
      examples: ['legacy.client as c'],
    },
    join: {
      type: 'array',
      description: 'Joins, in order: to one row each, unless they say many.',
      examples: [[{ left: 'legacy.address as a', match: 'a.client_id = c.client_id' }]],
      minItems: 1,
      items: joinSchema,
    },
    where: {
      type: [...SCALAR_TYPES, 'array'],
      description: 'Which rows are kept; one expression, or a list with reasons.',
      examples: [[{ keep: 'c.deleted_at is null', else: 'deleted' }]],
      minItems: 1,
      items: filterSchema,
    },
    each: expressionSchema('A function that makes several rows of one, one an item.', [
      "unnest(string_to_array(c.phones, ';')) with ordinality as p(phone, position)",
    ]),
    distinct_on: listSchema('Of rows that are equal in these the first by order_by stays.', [
      ['lower(c.email)'],
    ]),
    order_by: listSchema('Sort keys that say which of equal rows is the first.', [
      ['c.created_at desc', 'c.client_id'],
    ]),
    group_by: listSchema('Rows that are equal in these make one; rules may use aggregates.', [
      ['c.region'],
    ]),
    merge_spans: spansSchema,
    members: {
      type: [...SCALAR_TYPES, 'array'],
      description:
        'The key by which others find, in the crosswalk, the row that stands for a merged one.',
      examples: ['c.client_id'],
      minItems: 1,
      items: { type: SCALAR_TYPES },
    },
  },
  required: ['from'],
  dependentRequired: { order_by: ['distinct_on'], merge_spans: ['group_by'] },
  additionalProperties: false,
}
