/** The JSON Schema of mapwright.yaml; schema/json/project.schema.json is written from it. */
import type { JsonSchema } from '../base/schema.ts'
import { connectionOverrideSchema, connectionSchema } from './connection-schema.ts'
import { lintSchema } from './lint.ts'
import { reconcileSchema } from './reconcile-schema.ts'
import { expressionSchema, onErrorSchema, rejectLimitSchema } from './schema-part.ts'

const NAME_PATTERN = '^[A-Za-z_][A-Za-z0-9_-]*$'

const nameSchema: JsonSchema = {
  type: 'string',
  pattern: NAME_PATTERN,
  title: 'a name of letters, digits, "_" and "-"',
}

const percentSchema: JsonSchema = {
  type: 'number',
  minimum: 0,
  maximum: 100,
  title: 'a number from 0 to 100',
  default: 100,
  examples: [87.5],
}

const defaultsSchema: JsonSchema = {
  type: 'object',
  description: 'Keys of a mapping that count for every mapping that does not say otherwise.',
  examples: [{ on_error: 'reject', reject_limit: { ratio: 0.01 } }],
  properties: {
    owner: { type: 'string', description: 'Who answers for the mapping.', examples: ['billing'] },
    tags: {
      type: 'array',
      items: { type: 'string' },
      description: 'Words to select mappings by, as in --select tag:crm.',
      examples: [['crm']],
    },
    on_error: onErrorSchema,
    reject_limit: rejectLimitSchema,
    reconcile: reconcileSchema,
  },
  additionalProperties: false,
}

const environmentSchema: JsonSchema = {
  type: 'object',
  properties: {
    connections: {
      type: 'object',
      description: 'Connections by name; only the keys written here are replaced.',
      examples: [{ shop: { url: '${env:STAGING_URL}' } }],
      propertyNames: nameSchema,
      additionalProperties: connectionOverrideSchema,
    },
  },
  required: ['connections'],
  additionalProperties: false,
}

export const projectSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A Mapwright project (mapwright.yaml)',
  type: 'object',
  properties: {
    project: {
      ...nameSchema,
      description: 'The name of the project.',
      examples: ['shop-migration'],
    },
    connections: {
      type: 'object',
      description: 'Databases and folders of files by the names that mappings use.',
      examples: [{ legacy: { url: '${env:LEGACY_URL}' } }],
      propertyNames: nameSchema,
      additionalProperties: connectionSchema,
      minProperties: 1,
    },
    target: {
      ...nameSchema,
      description: 'The connection that is written to.',
      examples: ['shop'],
    },
    defaults: defaultsSchema,
    drop: {
      type: 'object',
      description: 'Source tables and columns that nobody needs, by the reason why.',
      examples: [{ 'replication bookkeeping': ['legacy.*.rowguid'] }],
      additionalProperties: {
        type: 'array',
        minItems: 1,
        items: { type: 'string' },
        description: 'connection.table or connection.table.column; * stands for any part.',
        examples: [['legacy.audit_log']],
      },
    },
    splits: {
      type: 'object',
      description:
        'Source tables of which every row goes to exactly one of these mappings, or has a ' +
        'reason from each of them why not; reconcile checks it row by row.',
      examples: [{ 'legacy.event': ['login', 'change.events'] }],
      additionalProperties: {
        type: 'array',
        minItems: 2,
        uniqueItems: true,
        items: { type: 'string' },
        description: 'Mappings that read the table, or arms of a union: MAPPING.ARM.',
        examples: [['login', 'change.events']],
      },
    },
    functions: {
      type: 'object',
      description:
        'Expressions with a name, to be called in every mapping: name(parameter type, ...).',
      examples: [
        { 'fiscal_year(moment timestamp)': "extract(year from moment + '3 months')::int" },
      ],
      additionalProperties: expressionSchema('The value, by the names of the parameters.', [
        "nullif(trim(written), '')",
      ]),
    },
    plugins: {
      type: 'array',
      description:
        'Files of functions in TypeScript or JavaScript, each allowed with the content it has now.',
      examples: [[{ path: 'functions/php.ts', digest: `sha256:${'0'.repeat(64)}` }]],
      items: {
        type: 'object',
        properties: {
          path: {
            type: 'string',
            pattern: '\\.(ts|mts|js|mjs)$',
            title: 'a path that ends in .ts, .mts, .js or .mjs',
            description: 'The file, from the folder of the project.',
            examples: ['functions/php.ts'],
          },
          digest: {
            type: 'string',
            pattern: '^sha256:[0-9a-f]{64}$',
            title: 'a digest as sha256: and 64 hexadecimal digits',
            description: 'What the file had when it was read; a wrong one is told the right one.',
            examples: [`sha256:${'0'.repeat(64)}`],
          },
        },
        required: ['path', 'digest'],
        additionalProperties: false,
      },
    },
    naming: {
      enum: ['same', 'lower', 'snake_case'],
      description: 'How `copy` turns a source column name into a target column name.',
      default: 'same',
      examples: ['snake_case'],
    },
    reject_limit: {
      ...rejectLimitSchema,
      description: 'How many rejects one whole run may have.',
    },
    coverage: {
      type: 'object',
      description:
        'How much of the columns must be mapped, used, dropped or left with a reason, in ' +
        'percent. While it is, columns of which nothing is said are warnings.',
      examples: [{ source: 80, target: 100 }],
      properties: {
        source: {
          ...percentSchema,
          description: 'Of the columns of the source tables that mappings read.',
        },
        target: {
          ...percentSchema,
          description: 'Of the columns of the tables that mappings fill.',
        },
      },
      additionalProperties: false,
    },
    lint: lintSchema,
    environments: {
      type: 'object',
      description: 'What differs in an environment, chosen by --env.',
      examples: [{ staging: { connections: { shop: { url: '${env:STAGING_URL}' } } } }],
      propertyNames: nameSchema,
      additionalProperties: environmentSchema,
    },
  },
  required: ['project', 'connections', 'target'],
  additionalProperties: false,
}
