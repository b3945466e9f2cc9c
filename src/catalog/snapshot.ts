/** Turns a catalog into the text of a snapshot, one line a column to diff well, and back. */
import type { Checked, Diagnostic } from '../base/diagnostic.ts'
import type { Catalog, Column, Table } from './catalog.ts'
import { sortTable, sortTables } from './order.ts'
import { readCatalog, ShapeError } from './snapshot-shape.ts'
import type { LogicalType } from './logical-type.ts'
import { formatType } from './type-name.ts'

/** Counts up when a snapshot of before could be misread. */
const SNAPSHOT_FORMAT = 1

/** The one text of a catalog: the same catalog gives the same text, whatever order it came in. */
export function formatSnapshot(catalog: Catalog): string {
  const tables = sortTables(catalog.tables).map((table) => formatTable(sortTable(table)))
  const head = { format: SNAPSHOT_FORMAT, connection: catalog.connection }
  const fields = Object.entries({ ...head, connector: catalog.connector }).map(
    ([name, value]) => `  ${inline(name)}: ${inline(value)}`,
  )
  return `{\n${[...fields, `  "tables": ${block(tables, '  ')}`].join(',\n')}\n}\n`
}

/** Reads a snapshot; `file` is what diagnostics call it. */
export function parseSnapshot(text: string, file: string): Checked<Catalog> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    return refused(file, 'CATALOG_SNAPSHOT_SYNTAX', `The snapshot is no JSON: ${reason}.`)
  }
  const format = isObject(json) ? json['format'] : undefined
  if (typeof format === 'number' && format !== SNAPSHOT_FORMAT) {
    const message = `The snapshot has format ${format}, and this program reads ${SNAPSHOT_FORMAT}.`
    return refused(file, 'CATALOG_SNAPSHOT_FORMAT', message)
  }
  try {
    return { value: readCatalog(json), diagnostics: [] }
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error
    return refused(
      file,
      'CATALOG_SNAPSHOT_SHAPE',
      `The snapshot was changed by hand: ${error.message}.`,
    )
  }
}

function refused(file: string, code: string, what: string): Checked<Catalog> {
  const message = `${what} Take it again with "mapwright snapshot".`
  const { line, column } = placeIn(what)
  const diagnostic: Diagnostic = { file, line, column, code, severity: 'error', message }
  return { value: undefined, diagnostics: [diagnostic] }
}

/** JSON.parse says where it stopped: `(line 3 column 7)`. */
function placeIn(message: string): { readonly line: number; readonly column: number } {
  const match = /\(line (\d+) column (\d+)\)/u.exec(message)
  return { line: Number(match?.[1] ?? 1), column: Number(match?.[2] ?? 1) }
}

function formatTable(table: Table): string {
  const { schema, name, kind, primaryKey, columns } = table
  const lists = {
    columns: columns.map(compactColumn),
    uniqueKeys: table.uniqueKeys,
    foreignKeys: table.foreignKeys,
    checks: table.checks,
    triggers: table.triggers,
  }
  const fields = [
    ...(schema === null ? [] : [`"schema": ${inline(schema)}`]),
    `"name": ${inline(name)}`,
    `"kind": ${inline(kind)}`,
    ...(primaryKey.length === 0 ? [] : [`"primaryKey": ${inline(primaryKey)}`]),
    ...Object.entries(lists)
      .filter(([field, items]) => items.length > 0 || field === 'columns')
      .map(([field, items]) => `${inline(field)}: ${block(items.map(inline), '      ')}`),
  ]
  return `{\n      ${fields.join(',\n      ')}\n    }`
}

/** What is as it mostly is, is not written; the reader puts it back. */
function compactColumn(column: Column): Readonly<Record<string, unknown>> {
  const { name, native, type, nullable, generated, identity, collation } = column
  return {
    name,
    native,
    type: compactType(type),
    ...(nullable ? {} : { nullable }),
    ...(column.default === null ? {} : { default: column.default }),
    ...(generated ? { generated } : {}),
    ...(identity === null ? {} : { identity }),
    ...(collation === null ? {} : { collation }),
  }
}

/** A type by its name, where the name says all. */
function compactType(type: LogicalType): unknown {
  if (type.kind === 'enum') return { enum: type.name, labels: type.labels }
  if (type.kind === 'unsupported') return { unsupported: type.native }
  if (type.kind === 'array') return { array: compactType(type.element) }
  return formatType(type)
}

function block(items: readonly string[], indent: string): string {
  if (items.length === 0) return '[]'
  return `[\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}]`
}

/** JSON on one line, with blanks for the eye. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const fields = Object.entries(value).map(([name, field]) => `${inline(name)}: ${inline(field)}`)
  return `{ ${fields.join(', ')} }`
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
