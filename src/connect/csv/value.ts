/** Turns one field of a file into a canonical cell of the column's type. */
import type { Cell } from '../../base/cell.ts'
import type { Column } from '../../catalog/catalog.ts'
import { canonicalCell } from '../../catalog/codec.ts'
import type { ConnectionSettings, FileTable } from '../../plugin/connector.ts'
import { nullTokensOf } from '../null-token.ts'

export interface ReadCell {
  readonly cell: Cell
  readonly problem: { readonly code: string; readonly message: string } | null
  /** True when a null token was read as NULL. */
  readonly nulled: boolean
}

/** `text` null: the record ends before this field. */
export type FieldReader = (text: string | null, quoted: boolean) => ReadCell

const NULL_CELL: ReadCell = { cell: null, problem: null, nulled: false }

/** A reader for the fields of one column. No field is trimmed. */
export function createFieldReader(
  column: Column,
  table: Pick<FileTable, 'nulls'>,
  settings: Pick<ConnectionSettings, 'nullTokens'>,
): FieldReader {
  const nulls = new Set(table.nulls)
  const tokens = nullTokensOf(settings, column.type.kind)
  return (text, quoted) => {
    if (text === null || (!quoted && nulls.has(text))) return nullCell(column, text)
    if (tokens?.has(text) === true) return { ...NULL_CELL, nulled: true }
    const result = canonicalCell(column.type, text)
    if ('cell' in result) return { cell: result.cell, problem: null, nulled: false }
    return { cell: text.replaceAll('\0', '\\x00'), problem: result.problem, nulled: false }
  }
}

/** A column declared NOT NULL must have none, since mappings rely on it. */
function nullCell(column: Column, text: string | null): ReadCell {
  if (column.nullable) return NULL_CELL
  const what = text === null ? 'the record has no such field' : `"${text}" stands for NULL`
  const message = `Column ${column.name} is declared NOT NULL, and ${what}.`
  return { cell: text, problem: { code: 'VALUE_NULL', message }, nulled: false }
}
