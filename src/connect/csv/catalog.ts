/** Turns the layout of a file table into a table of the catalog. */
import { EngineError } from '../../base/error.ts'
import type { Table } from '../../catalog/catalog.ts'
import { RECORD_COLUMN } from '../../catalog/file-numbering.ts'
import type { FileLayout } from './layout.ts'
import type { OpenTable } from './row-reader.ts'

/** The key is the declaration's, else the catalog's. `_row` is read by name, and no column. */
export function fileCatalogTable({ table, declared }: OpenTable, layout: FileLayout): Table {
  const columns = layout.columns.filter((column) => column.name !== RECORD_COLUMN.name)
  const lost = table.key.find((name) => !columns.some((column) => column.name === name))
  if (lost !== undefined) {
    const message = `Table ${table.name}: its key names ${lost}, which is no column of it.`
    throw new EngineError('CONNECT_FILE_COLUMN', message)
  }
  return {
    schema: null,
    name: table.name,
    kind: 'table',
    columns,
    primaryKey: table.key.length > 0 ? table.key : (declared?.primaryKey ?? []),
    uniqueKeys: declared?.uniqueKeys ?? [],
    foreignKeys: declared?.foreignKeys ?? [],
    checks: declared?.checks ?? [],
    triggers: [],
  }
}
