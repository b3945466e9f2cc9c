/** Turns names of the catalog into quoted SQL names, for statements that Kysely does not write. */
import type { TableName } from '../../catalog/catalog.ts'

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

export function quoteTable(table: TableName): string {
  const prefix = table.schema === null ? '' : `${quoteName(table.schema)}.`
  return `${prefix}${quoteName(table.name)}`
}
