/** Turns one field of a file into a canonical cell of the column's type. */
import type { Cell } from '../../base/cell.ts'
import type { Column } from '../../catalog/catalog.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'
import type { ConnectionSettings, FileTable } from '../../plugin/connector.ts'
import { canonicalOrMisfit, type Misfit } from '../misfit.ts'
import { nullTokensOf } from '../null-token.ts'

/** A null token was read as NULL, which is counted. */
export const NULLED = Symbol('NULLED')

/** Of a field that is not there, or is no value of its column; `shown` is what its cell holds. */
export type BadField = Omit<Misfit, 'shown'> & { readonly shown: Cell }

type ReadField = Cell | BadField | typeof NULLED

/** `text` null: the record ends before this field. */
export type FieldReader = (text: string | null, quoted: boolean) => ReadField

/**
 * A reader for the fields of one column. No field is trimmed. `sound`: it is given only texts
 * without a NUL or half of a surrogate pair, so that most texts are taken as they are.
 */
export function createFieldReader(
  column: Column,
  table: Pick<FileTable, 'nulls'>,
  settings: Pick<ConnectionSettings, 'nullTokens'>,
  texts: 'any' | 'sound',
): FieldReader {
  const nulls = new Set(table.nulls)
  const nullLengthMax = Math.max(-1, ...table.nulls.map((token) => token.length))
  const tokens = nullTokensOf(settings, column.type.kind)
  const lengthMax = texts === 'sound' ? soundLength(column.type) : -1
  return (text, quoted) => {
    if (text === null) return nullField(column, text)
    if (text.length <= nullLengthMax && !quoted && nulls.has(text)) return nullField(column, text)
    if (tokens !== null && tokens.has(text)) return NULLED
    if (text.length <= lengthMax) return text
    const cell = canonicalOrMisfit(column.type, text)
    return typeof cell === 'string' ? cell : { ...cell, shown: text.replaceAll('\0', '\\x00') }
  }
}

/** The length up to which every sound text is a value of the type, -1 where some are none. */
function soundLength(type: LogicalType): number {
  if (type.kind !== 'text' || type.fixed) return -1
  return type.length ?? Infinity
}

/** A column declared NOT NULL must have none, since mappings rely on it. */
function nullField(column: Column, text: string | null): BadField | null {
  if (column.nullable) return null
  const what = text === null ? 'the record has no such field' : `"${text}" stands for NULL`
  const message = `Column ${column.name} is declared NOT NULL, and ${what}.`
  return { shown: text, code: 'VALUE_NULL', message }
}
