/** Turns the JSON of a snapshot into a catalog, and refuses every other shape by its path. */
import type {
  Catalog,
  Column,
  ForeignKey,
  Table,
  TableName,
  Trigger,
  UniqueKey,
} from './catalog.ts'
import type { LogicalType } from './logical-type.ts'
import { parseTypeName } from './type-name.ts'

/** Says which part is not as it was written: `tables[2].columns[0].type is no type`. */
export class ShapeError extends Error {}

type Reader<T> = (value: unknown, path: string) => T
type Fields = Readonly<Record<string, unknown>>

export function readCatalog(json: unknown): Catalog {
  return object(json, '', ['format', 'connection', 'connector', 'tables'], (fields) => ({
    connection: text(fields['connection'], 'connection'),
    connector: text(fields['connector'], 'connector'),
    tables: list(fields['tables'], 'tables', readTable),
  }))
}

const TABLE_FIELDS = [
  'schema',
  'name',
  'kind',
  'primaryKey',
  'columns',
  'uniqueKeys',
  'foreignKeys',
  'checks',
  'triggers',
]

function readTable(value: unknown, path: string): Table {
  return object(value, path, TABLE_FIELDS, (fields) => {
    const read = <T>(name: string, reader: Reader<T>): T[] =>
      list(fields[name] ?? [], `${path}.${name}`, reader)
    return {
      schema: nullable(fields['schema'], `${path}.schema`, text),
      name: text(fields['name'], `${path}.name`),
      kind: word(fields['kind'], `${path}.kind`, ['table', 'view']),
      columns: read('columns', readColumn),
      primaryKey: read('primaryKey', text),
      uniqueKeys: read('uniqueKeys', readUniqueKey),
      foreignKeys: read('foreignKeys', readForeignKey),
      checks: read('checks', (check, at) =>
        object(check, at, ['name', 'condition'], ({ name, condition }) => ({
          name: text(name, `${at}.name`),
          condition: text(condition, `${at}.condition`),
        })),
      ),
      triggers: read('triggers', readTrigger),
    }
  })
}

const COLUMN_FIELDS = [
  'name',
  'native',
  'type',
  'nullable',
  'default',
  'generated',
  'identity',
  'collation',
]

function readColumn(value: unknown, path: string): Column {
  return object(value, path, COLUMN_FIELDS, (fields) => ({
    name: text(fields['name'], `${path}.name`),
    native: text(fields['native'], `${path}.native`),
    type: readType(fields['type'], `${path}.type`),
    nullable: flag(fields['nullable'] ?? true, `${path}.nullable`),
    default: nullable(fields['default'], `${path}.default`, text),
    generated: flag(fields['generated'] ?? false, `${path}.generated`),
    identity: nullable(fields['identity'], `${path}.identity`, (identity, at) =>
      word(identity, at, ['always', 'byDefault']),
    ),
    collation: nullable(fields['collation'], `${path}.collation`, text),
  }))
}

function readType(value: unknown, path: string): LogicalType {
  if (typeof value === 'string') {
    const type = parseTypeName(value)
    if (type.kind === 'unsupported') throw new ShapeError(`${path} "${value}" is no type`)
    return type
  }
  return object(value, path, ['enum', 'labels', 'array', 'unsupported'], (fields): LogicalType => {
    const { enum: name, labels, array, unsupported } = fields
    if (array !== undefined) return { kind: 'array', element: readType(array, `${path}.array`) }
    if (unsupported !== undefined) {
      return { kind: 'unsupported', native: text(unsupported, `${path}.unsupported`) }
    }
    return {
      kind: 'enum',
      name: text(name, `${path}.enum`),
      labels: list(labels, `${path}.labels`, text),
    }
  })
}

function readUniqueKey(value: unknown, path: string): UniqueKey {
  return object(value, path, ['name', 'columns', 'nullsDistinct'], (fields) => ({
    name: text(fields['name'], `${path}.name`),
    columns: list(fields['columns'], `${path}.columns`, text),
    nullsDistinct: flag(fields['nullsDistinct'], `${path}.nullsDistinct`),
  }))
}

const FOREIGN_KEY_FIELDS = ['name', 'columns', 'references', 'referencedColumns', 'deferrable']

function readForeignKey(value: unknown, path: string): ForeignKey {
  return object(value, path, FOREIGN_KEY_FIELDS, (fields) => ({
    name: text(fields['name'], `${path}.name`),
    columns: list(fields['columns'], `${path}.columns`, text),
    references: readTableName(fields['references'], `${path}.references`),
    referencedColumns: list(fields['referencedColumns'], `${path}.referencedColumns`, text),
    deferrable: flag(fields['deferrable'], `${path}.deferrable`),
  }))
}

function readTableName(value: unknown, path: string): TableName {
  return object(value, path, ['schema', 'name'], ({ schema, name }) => ({
    schema: nullable(schema, `${path}.schema`, text),
    name: text(name, `${path}.name`),
  }))
}

function readTrigger(value: unknown, path: string): Trigger {
  return object(value, path, ['name', 'timing', 'events', 'body'], (fields) => ({
    name: text(fields['name'], `${path}.name`),
    timing: word(fields['timing'], `${path}.timing`, ['before', 'after', 'instead']),
    events: list(fields['events'], `${path}.events`, (event, at) =>
      word(event, at, ['insert', 'update', 'delete', 'truncate']),
    ),
    body: nullable(fields['body'], `${path}.body`, text),
  }))
}

function object<T>(
  value: unknown,
  path: string,
  known: readonly string[],
  read: (fields: Fields) => T,
): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ShapeError(`${path === '' ? 'the whole' : path} is no object`)
  }
  const unknown = Object.keys(value).find((name) => !known.includes(name))
  if (unknown !== undefined) throw new ShapeError(`${path}.${unknown} is no known field`)
  return read(value as Fields)
}

function list<T>(value: unknown, path: string, read: Reader<T>): T[] {
  if (!Array.isArray(value)) throw new ShapeError(`${path} is no list`)
  return value.map((item, index) => read(item, `${path}[${index}]`))
}

function text(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new ShapeError(`${path} is no text`)
  return value
}

function flag(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') throw new ShapeError(`${path} is neither true nor false`)
  return value
}

function word<Word extends string>(value: unknown, path: string, words: readonly Word[]): Word {
  const found = words.find((one) => one === value)
  if (found === undefined) throw new ShapeError(`${path} is none of ${words.join(', ')}`)
  return found
}

function nullable<T>(value: unknown, path: string, read: Reader<T>): T | null {
  return value === undefined || value === null ? null : read(value, path)
}
