/** Brings tables and what belongs to them into the one order that catalogs are compared in. */
import { tableId, type Table } from './catalog.ts'

/** By schema and name; columns stay as they stand in the table. */
export function sortTables(tables: readonly Table[]): Table[] {
  return [...tables].sort(
    (left, right) =>
      compareText(left.schema ?? '', right.schema ?? '') || compareText(left.name, right.name),
  )
}

/** Keys, checks and triggers by name. */
export function sortTable(table: Table): Table {
  return {
    ...table,
    uniqueKeys: sortByName(table.uniqueKeys),
    foreignKeys: sortByName(table.foreignKeys),
    checks: sortByName(table.checks),
    triggers: sortByName(table.triggers),
  }
}

/** By code units, the same on every machine. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function sortByName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return [...items].sort((left, right) => compareText(left.name, right.name))
}

/** The tables by id. */
export function tablesById(tables: readonly Table[]): ReadonlyMap<string, Table> {
  return new Map(tables.map((table) => [tableId(table), table]))
}
