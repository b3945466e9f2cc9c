/** Turns one value as SQLite stores it into a canonical cell of the column's logical type. */
import type { SQLOutputValue } from 'node:sqlite'
import type { Cell } from '../../base/cell.ts'
import { canonicalCell } from '../../catalog/codec.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'
import type { ConnectionSettings } from '../../plugin/connector.ts'
import { nullTokensOf } from '../null-token.ts'

interface ReadCell {
  /** With a problem: the best printable form of what is stored. */
  readonly cell: Cell
  readonly problem: { readonly code: string; readonly message: string } | null
  /** True when a null token was read as NULL. */
  readonly nulled: boolean
}

/** Decodes text strictly; null where the bytes are no text in the database's encoding. */
export type TextReader = (bytes: Uint8Array) => string | null

export type ValueReader = (value: SQLOutputValue) => ReadCell

type Stored = Exclude<SQLOutputValue, null>

const NULL_CELL: ReadCell = { cell: null, problem: null, nulled: false }
const NULLED_CELL: ReadCell = { cell: null, problem: null, nulled: true }

/** The byte that `sqliteCell` puts before a blob's hex. */
const BLOB_MARK = '\u0001'

/** `encoding` as `pragma encoding` names it: UTF-8, UTF-16le or UTF-16be. */
export function createTextReader(encoding: string): TextReader {
  // A byte order mark within the database is a character of the value.
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  return (bytes) => {
    try {
      return decoder.decode(bytes)
    } catch {
      return null
    }
  }
}

/** A reader for the values of one column, as `sqliteCell` selects them. */
export function createValueReader(
  type: LogicalType,
  settings: Pick<ConnectionSettings, 'nullTokens'>,
  readText: TextReader,
): ValueReader {
  const tokens = nullTokensOf(settings, type.kind)
  return (value) => {
    if (value === null) return NULL_CELL
    const text = typeof value === 'object' ? readText(value) : String(value)
    if (text === null) return undecodable(value as Uint8Array)
    if (tokens?.has(text) === true) return NULLED_CELL
    return readStored(type, value, text)
  }
}

function readStored(type: LogicalType, value: Stored, text: string): ReadCell {
  if (typeof value === 'bigint') return readInteger(type, value)
  if (typeof value === 'number') return readReal(type, value)
  if (text.startsWith(BLOB_MARK) && typeof value === 'string') return readBlob(type, text)
  return canonical(type, text)
}

function readInteger(type: LogicalType, value: bigint): ReadCell {
  switch (type.kind) {
    case 'bigint':
      return { cell: String(value), problem: null, nulled: false }
    case 'boolean':
      if (value === 0n || value === 1n) return canonical(type, value === 0n ? 'f' : 't')
      return misfit(type, String(value), 'an integer other than 0 and 1')
    case 'real':
    case 'double': {
      const exact = BigInt(Number(value)) === value
      return exact ? canonical(type, String(value)) : misfit(type, String(value), 'an integer')
    }
    case 'bytea':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
    case 'interval':
      return misfit(type, String(value), 'an integer')
    default:
      return canonical(type, String(value))
  }
}

function readReal(type: LogicalType, value: number): ReadCell {
  switch (type.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      // A whole number that a double holds exactly is that integer.
      if (Number.isSafeInteger(value)) return canonical(type, String(BigInt(value)))
      return misfit(type, String(value), 'a real')
    case 'real':
    case 'double':
    case 'numeric':
    case 'text':
    case 'json':
    case 'jsonb':
      return canonical(type, String(value))
    default:
      return misfit(type, String(value), 'a real')
  }
}

function readBlob(type: LogicalType, marked: string): ReadCell {
  const cell = `\\x${marked.slice(BLOB_MARK.length).toLowerCase()}`
  if (type.kind === 'bytea') return { cell, problem: null, nulled: false }
  return misfit(type, cell, 'a blob')
}

function canonical(type: LogicalType, text: string): ReadCell {
  if (type.kind === 'bytea') return misfit(type, text, 'text')
  const result = canonicalCell(type, text)
  if ('cell' in result) return { cell: result.cell, problem: null, nulled: false }
  return { cell: text, problem: result.problem, nulled: false }
}

function misfit(type: LogicalType, cell: string, stored: string): ReadCell {
  const message = `SQLite stores ${stored} here, which is no value of the type ${type.kind}.`
  return { cell, problem: { code: 'VALUE_STORAGE', message }, nulled: false }
}

function undecodable(bytes: Uint8Array): ReadCell {
  const cell = Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('')
  const message = "The bytes are no text in the database's encoding."
  return { cell, problem: { code: 'VALUE_ENCODING', message }, nulled: false }
}
