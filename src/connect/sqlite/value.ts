/** Turns one value as SQLite stores it into a canonical cell of the column's logical type. */
import type { SQLOutputValue } from 'node:sqlite'
import type { LogicalType } from '../../catalog/logical-type.ts'
import type { ConnectionSettings } from '../../plugin/connector.ts'
import { canonicalOrMisfit, type Misfit } from '../misfit.ts'
import { nullTokensOf } from '../null-token.ts'

/** Text whose bytes are none in the database's encoding. */
interface BadText {
  readonly bytes: Uint8Array
}

export type StoredValue = Exclude<SQLOutputValue, null> | BadText

/** null: a null token was read as NULL. */
export type ValueReader = (value: StoredValue) => string | null | Misfit

/** A reader for the values of one column. */
export function createValueReader(
  type: LogicalType,
  settings: Pick<ConnectionSettings, 'nullTokens'>,
): ValueReader {
  const tokens = nullTokensOf(settings, type.kind)
  if (tokens === null) return (value) => readStored(type, value)
  return (value) => {
    const isToken = typeof value !== 'object' && tokens.has(String(value))
    return isToken ? null : readStored(type, value)
  }
}

function readStored(type: LogicalType, value: StoredValue): string | Misfit {
  if (typeof value === 'string') return canonical(type, value)
  if (typeof value === 'bigint') return readInteger(type, value)
  if (typeof value === 'number') return readReal(type, value)
  return value instanceof Uint8Array ? readBlob(type, value) : undecodable(value)
}

function readInteger(type: LogicalType, value: bigint): string | Misfit {
  switch (type.kind) {
    case 'bigint':
      return String(value)
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

function readReal(type: LogicalType, value: number): string | Misfit {
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

function readBlob(type: LogicalType, bytes: Uint8Array): string | Misfit {
  const cell = `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`
  return type.kind === 'bytea' ? cell : misfit(type, cell, 'a blob')
}

function canonical(type: LogicalType, text: string): string | Misfit {
  return type.kind === 'bytea' ? misfit(type, text, 'text') : canonicalOrMisfit(type, text)
}

function misfit(type: LogicalType, shown: string, stored: string): Misfit {
  const message = `SQLite stores ${stored} here, which is no value of the type ${type.kind}.`
  return { shown, code: 'VALUE_STORAGE', message }
}

function undecodable({ bytes }: BadText): Misfit {
  const shown = Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('')
  const message = "The bytes are no text in the database's encoding."
  return { shown, code: 'VALUE_ENCODING', message }
}
