/** Turns one value as MySQL sends it into a canonical cell of the column's logical type. */
import { isCanonicalDate, isCanonicalTimestamp } from '../../catalog/codec/canonical.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'
import type { ConnectionSettings, ReadColumn } from '../../plugin/connector.ts'
import { canonicalOrMisfit, type Misfit } from '../misfit.ts'
import { nullTokensOf } from '../null-token.ts'
import { familyOf, parseNative } from './native-type.ts'

/** null: a null token or a zero date was read as NULL. */
export type CellReader = (bytes: Buffer) => string | null | Misfit

/** The same, of a value whose bytes are known to be text. */
export type TextCellReader = (text: string) => string | null | Misfit

export type CellSettings = Pick<ConnectionSettings, 'nullTokens' | 'zeroDates'>

const BINARY = new Set(['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob'])
const INTEGER = new Set(['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'year'])
const LIMITED_TEXT = new Set(['char', 'varchar'])

/** A reader for the values of one column, as `selectCell` selects them. */
export function createReader(column: ReadColumn, settings: CellSettings): CellReader {
  const { type } = column
  const readText = createTextReader(column, settings)
  if (readText !== null) {
    return (bytes) => {
      const text = decodeStrictly(bytes)
      return text === null ? undecodable(bytes) : readText(text)
    }
  }
  if (parseNative(column.native).base === 'bit') {
    return withTokens(nullTokensOf(settings, type.kind), (bytes) => readBits(type, bytes))
  }
  if (type.kind === 'bytea') return (bytes) => `\\x${bytes.toString('hex')}`
  return (bytes) =>
    canonicalOrMisfit(type, bytes.length === 16 ? bytes.toString('hex') : bytes.toString('latin1'))
}

/** null: the values of the column are bytes that need be no text. */
export function createTextReader(
  column: ReadColumn,
  settings: CellSettings,
): TextCellReader | null {
  const { type } = column
  const { base } = parseNative(column.native)
  if (base === 'bit' || type.kind === 'bytea') return null
  if (BINARY.has(base) && type.kind === 'uuid') return null
  const tokens = nullTokensOf(settings, type.kind)
  const read = textReader(column, settings.zeroDates)
  // A token is given as the server writes it, so it is met before the text is converted.
  return tokens === null ? read : (text) => (tokens.has(text) ? null : read(text))
}

function withTokens(tokens: ReadonlySet<string> | null, read: CellReader): CellReader {
  if (tokens === null) return read
  return (bytes) => {
    const cell = read(bytes)
    return typeof cell === 'string' && tokens.has(cell) ? null : cell
  }
}

function textReader(column: ReadColumn, zeroDates: 'null' | 'reject'): TextCellReader {
  const { type } = column
  const native = parseNative(column.native)
  const isText = familyOf(column.native) === 'text'
  const convert: TextCellReader = (text) => canonicalOrMisfit(type, text)
  switch (type.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      if (!INTEGER.has(native.base)) return convert
      return native.zerofill || native.base === 'year' ? withoutZeros : asItIs
    case 'numeric':
      if (native.base !== 'decimal' && native.base !== 'bigint') return convert
      return native.zerofill ? withoutZeros : asItIs
    case 'boolean':
      return (text) => canonicalOrMisfit(type, text === '1' ? 't' : text === '0' ? 'f' : text)
    case 'text':
      if (type.length !== null && !LIMITED_TEXT.has(native.base)) return convert
      // NUL is the one character that PostgreSQL's text cannot hold.
      return (text) => (text.includes('\0') ? convert(text) : text)
    case 'enum': {
      const labels = new Set(type.labels)
      return (text) => (labels.has(text) ? text : convert(text))
    }
    case 'json':
      return native.base === 'json' ? asItIs : convert
    case 'date':
    case 'timestamp':
    case 'timestamptz': {
      const read = momentReader(type, zeroDates)
      // What is kept as text may be a cell as it is: with a zone, before Christ, infinite.
      if (!isText) return read
      return (text) => (convert(text) === text ? text : read(text))
    }
    case 'time':
      return (text) => (isTimeOfDay(text) ? convert(text) : noTimeOfDay(text))
    case 'real':
    case 'double':
    case 'bytea':
    case 'uuid':
    case 'jsonb':
    case 'interval':
    case 'array':
    case 'unsupported':
      return convert
  }
}

function asItIs(text: string): string {
  return text
}

/** `000042` of a ZEROFILL column, `0000` of a YEAR. */
function withoutZeros(text: string): string {
  return text.replace(/^0+(?=\d)/u, '')
}

type Moment = LogicalType & { readonly kind: 'date' | 'timestamp' | 'timestamptz' }

function momentReader(type: Moment, zeroDates: 'null' | 'reject'): TextCellReader {
  const zone = type.kind === 'timestamptz' ? '+00' : ''
  const isPlain = (text: string): boolean =>
    type.kind === 'date'
      ? isCanonicalDate(text)
      : isCanonicalTimestamp('timestamp', type.precision, text)
  return (text) => {
    if (isPlain(text)) return text + zone
    if (/^0000-00-00(?: 00:00:00(?:\.0+)?)?$/u.test(text)) {
      return zeroDates === 'null' ? null : zeroDate(text)
    }
    if (/^0000-|-00(?:-| |$)/u.test(text.slice(0, 11))) return zeroDate(text)
    const whole = type.kind === 'date' || text.length > 10 ? text : `${text} 00:00:00`
    return canonicalOrMisfit(type, whole + zone, text)
  }
}

function zeroDate(shown: string): Misfit {
  const advice = /^0000-00-00(?: 00:00:00(?:\.0+)?)?$/u.test(shown)
    ? "Write zero_dates: 'null'"
    : 'Name it in null_tokens'
  return {
    shown,
    code: 'VALUE_ZERO_DATE',
    message: `${shown} is no date. ${advice} of the connection, if it is to be read as NULL.`,
  }
}

/** MySQL's TIME is a span: it may be negative, or hold hundreds of hours. */
function isTimeOfDay(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):|^24:00:00(?:\.0+)?$/u.test(text)
}

function noTimeOfDay(shown: string): Misfit {
  return {
    shown,
    code: 'VALUE_TIME_RANGE',
    message: `${shown} is no time of day. Read the column as interval, by types of the connection.`,
  }
}

function readBits(type: LogicalType, bytes: Buffer): string | Misfit {
  if (type.kind === 'bytea') return `\\x${bytes.toString('hex')}`
  const number = bytes.length === 0 ? '0' : BigInt(`0x${bytes.toString('hex')}`).toString()
  if (type.kind !== 'boolean') return canonicalOrMisfit(type, number)
  return canonicalOrMisfit(type, number === '1' ? 't' : number === '0' ? 'f' : number, number)
}

const REPLACEMENT = '\uFFFD'
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** null: the bytes are no UTF-8. Decoding leniently first is what makes the usual case fast. */
function decodeStrictly(bytes: Buffer): string | null {
  const text = bytes.toString('utf8')
  if (!text.includes(REPLACEMENT)) return text
  try {
    return strictDecoder.decode(bytes)
  } catch {
    return null
  }
}

function undecodable(bytes: Buffer): Misfit {
  const shown = Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('')
  return { shown, code: 'VALUE_ENCODING', message: 'The bytes are no UTF-8 text.' }
}
