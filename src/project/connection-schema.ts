/** The JSON Schema of one connection of the project file. */
import type { JsonSchema } from '../base/schema.ts'
import { ifThenElse } from './schema-part.ts'

const NULL_TOKEN_TYPES = [
  '*',
  'boolean',
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'real',
  'double',
  'text',
  'bytea',
  'uuid',
  'json',
  'jsonb',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'interval',
  'enum',
  'array',
]

const tokensSchema: JsonSchema = {
  type: 'array',
  items: { type: ['string', 'number', 'boolean'] },
}

const formatProperties: JsonSchema = {
  encoding: {
    type: 'string',
    minLength: 1,
    description: 'The encoding by its WHATWG name; bytes that do not decode are rejects.',
    default: 'utf-8',
    examples: ['utf-8', 'windows-1252'],
  },
  delimiter: {
    type: 'string',
    minLength: 1,
    description: 'What stands between two fields; may be several characters.',
    default: ',',
    examples: [';', '\t', '||'],
  },
  record: {
    type: ['string', 'null'],
    minLength: 1,
    description: 'What ends a record; null or left out: any line end.',
    examples: ['\r\n'],
  },
  quote: {
    type: ['string', 'null'],
    minLength: 1,
    maxLength: 1,
    description: 'The quoting character; null: fields are never quoted.',
    default: '"',
    examples: ['"', null],
  },
  header: {
    type: 'boolean',
    description: 'True: the first record holds the names of the columns.',
    default: true,
    examples: [false],
  },
  null: {
    ...tokensSchema,
    description: 'Texts that mean NULL in a field without quotes.',
    examples: [['', 'N/A']],
  },
  ragged: {
    enum: ['reject', 'fill'],
    description:
      'What becomes of a record with too few fields: a reject, or filled up with NULL. One with ' +
      'too many is always a reject.',
    default: 'reject',
    examples: ['fill'],
  },
}

const fileTableSchema: JsonSchema = {
  type: 'object',
  properties: {
    file: {
      type: 'string',
      minLength: 1,
      description: 'A file or glob in the folder; .gz is unpacked.',
      examples: ['branch_*.csv.gz'],
    },
    key: {
      type: 'array',
      minItems: 1,
      items: { type: 'string' },
      description: 'The columns that tell one record from every other.',
      examples: [['id']],
    },
    ...formatProperties,
  },
  required: ['file'],
  additionalProperties: false,
}

const typesSchema: JsonSchema = {
  type: 'object',
  description: 'Native types, or table.column, to be read as another type.',
  examples: [{ 'tinyint(1)': 'boolean', 'orders.paid': 'boolean' }],
  additionalProperties: {
    type: 'string',
    minLength: 1,
    description: 'The type as PostgreSQL writes it.',
    examples: ['boolean', 'numeric(10,2)'],
  },
}

const filesProperties: JsonSchema = {
  files: {
    type: 'string',
    minLength: 1,
    description: 'A folder of CSV or TSV files, relative to the project.',
    examples: ['data/feeds'],
  },
  format: {
    type: 'object',
    description: 'How the files are written, where a table does not say otherwise.',
    examples: [{ delimiter: ';', header: true }],
    properties: formatProperties,
    additionalProperties: false,
  },
  tables: {
    type: 'object',
    description: 'The tables of a folder of files, each with its file.',
    examples: [{ branch: { file: 'branch_*.csv.gz', key: ['id'] } }],
    additionalProperties: fileTableSchema,
  },
  catalog: {
    type: 'string',
    minLength: 1,
    description: 'A file of PostgreSQL DDL with the columns, types and keys of the files.',
    examples: ['schema/feeds.sql'],
  },
}

const properties: JsonSchema = {
  url: {
    type: 'string',
    minLength: 1,
    description:
      'Where the database is. A password stands in the environment or in a file, never here.',
    examples: ['${env:LEGACY_URL}', 'sqlite:data/old.sqlite', 'embedded:shop'],
  },
  ...filesProperties,
  types: typesSchema,
  zero_dates: {
    enum: ['null', 'reject', null],
    description: "What MySQL's 0000-00-00 is read as.",
    default: 'reject',
    examples: ['null'],
  },
  null_tokens: {
    type: 'object',
    description: 'Texts that mean NULL, by the type of the column; * for every type.',
    examples: [{ date: ['0001-01-01'], '*': ['N/A'] }],
    propertyNames: { enum: NULL_TOKEN_TYPES },
    additionalProperties: tokensSchema,
  },
  tls: {
    enum: ['verify-full', 'verify-ca', 'require', 'disable'],
    description:
      'How the server must prove itself. Less than verify-full is shown in every report.',
    default: 'verify-full',
    examples: ['verify-ca'],
  },
  schemas: {
    type: 'array',
    minItems: 1,
    items: { type: 'string' },
    description: 'Only these schemas of the database are looked at.',
    examples: [['public']],
  },
}

/** What an environment may replace of a connection: any key, none needed. */
export const connectionOverrideSchema: JsonSchema = {
  type: 'object',
  properties,
  additionalProperties: false,
}

/** A whole connection: a database by `url`, or a folder by `files`. */
export const connectionSchema: JsonSchema = {
  ...connectionOverrideSchema,
  dependentRequired: { format: ['files'], tables: ['files'], catalog: ['files'] },
  ...ifThenElse(
    { required: ['files'] },
    { title: 'either "url" or "files"', not: { required: ['url'] } },
    { required: ['url'] },
  ),
}
