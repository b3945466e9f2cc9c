/** Knows which columns tell the rows of a table apart, and can be relied on to do so. */
import { uniqueSets, type Column } from '../catalog/catalog.ts'
import { FILE_COLUMN, RECORD_COLUMN } from '../catalog/file-numbering.ts'
import type { KnownTable } from './context.ts'

/** Columns that tell the rows of a table apart, one set after the other. */
export function provenKeys(known: KnownTable): readonly (readonly string[])[] {
  // The key that a file is declared to have is nothing that anyone enforces.
  return known.connector === 'files' ? [numberingOf(known)] : uniqueSets(known.table)
}

/** Where a record of a file stands. */
export function numberingOf({ columns }: KnownTable): readonly string[] {
  const isFile = (column: Column) => column.generated && column.name === FILE_COLUMN.name
  // Each of several files counts its records from 1.
  return columns.some(isFile) ? [FILE_COLUMN.name, RECORD_COLUMN.name] : [RECORD_COLUMN.name]
}
