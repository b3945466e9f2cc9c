/** Turns the name of a PostgreSQL type into the logical type it stands for, and back. */
import type { LogicalType } from './logical-type.ts'

/** A type name taken apart: `numeric(10,2)[]` is numeric, 10 and 2, an array. */
export interface TypeSpelling {
  /** null where none is written, or where it is pg_catalog. */
  readonly schema: string | null
  /** Lower case words of a built-in type, or the exact name of another; see BYTE_CHAR. */
  readonly name: string
  readonly modifiers: readonly number[]
  readonly array: boolean
}

/** Finds what is no built-in type: the enums and domains of a schema. */
export type NamedTypes = (schema: string | null, name: string) => LogicalType | undefined

/** PostgreSQL's one-byte type, which is written `"char"` and is not `char`. */
export const BYTE_CHAR = '"char"'

const NUMERIC_DIGITS_MAX = 1000
const SECOND_DIGITS_MAX = 6
const FLOAT4_BITS_MAX = 24
const FLOAT8_BITS_MAX = 53

const PLAIN: ReadonlyMap<string, LogicalType> = new Map([
  ['boolean', { kind: 'boolean' }],
  ['bool', { kind: 'boolean' }],
  ['smallint', { kind: 'smallint' }],
  ['int2', { kind: 'smallint' }],
  ['integer', { kind: 'integer' }],
  ['int', { kind: 'integer' }],
  ['int4', { kind: 'integer' }],
  ['bigint', { kind: 'bigint' }],
  ['int8', { kind: 'bigint' }],
  ['real', { kind: 'real' }],
  ['float4', { kind: 'real' }],
  ['double precision', { kind: 'double' }],
  ['float8', { kind: 'double' }],
  ['text', { kind: 'text', length: null, fixed: false }],
  ['bytea', { kind: 'bytea' }],
  ['uuid', { kind: 'uuid' }],
  ['json', { kind: 'json' }],
  ['jsonb', { kind: 'jsonb' }],
  ['date', { kind: 'date' }],
  ['interval', { kind: 'interval' }],
])

const CHARACTER: ReadonlyMap<string, 'fixed' | 'varying' | 'bare'> = new Map([
  ['character', 'fixed'],
  ['char', 'fixed'],
  ['nchar', 'fixed'],
  ['national character', 'fixed'],
  ['national char', 'fixed'],
  ['character varying', 'varying'],
  ['char varying', 'varying'],
  ['national character varying', 'varying'],
  ['national char varying', 'varying'],
  ['nchar varying', 'varying'],
  ['varchar', 'varying'],
  ['bpchar', 'bare'],
])

const MOMENT: ReadonlyMap<string, 'time' | 'timestamp' | 'timestamptz'> = new Map([
  ['time', 'time'],
  ['time without time zone', 'time'],
  ['timestamp', 'timestamp'],
  ['timestamp without time zone', 'timestamp'],
  ['timestamptz', 'timestamptz'],
  ['timestamp with time zone', 'timestamptz'],
])

/**
 * The logical type of a type name in PostgreSQL's spelling, aliases included. A type without a
 * canonical form, and a name that is neither built in nor in `named`, is `unsupported`.
 */
export function parseTypeName(text: string, named: NamedTypes = noTypes): LogicalType {
  const unsupported: LogicalType = { kind: 'unsupported', native: text.trim() }
  const spelling = splitTypeName(text)
  return spelling === undefined ? unsupported : typeOfSpelling(spelling, named, unsupported.native)
}

/** The logical type of a type name that is already taken apart; `native` is for what has none. */
export function typeOfSpelling(
  spelling: TypeSpelling,
  named: NamedTypes,
  native: string,
): LogicalType {
  const { schema, name, modifiers, array } = spelling
  const builtIn = schema === null ? builtInType(name, modifiers) : undefined
  const element = builtIn ?? (modifiers.length === 0 ? named(schema, name) : undefined)
  if (element === undefined || element.kind === 'unsupported') {
    return { kind: 'unsupported', native }
  }
  return array ? { kind: 'array', element } : element
}

/** The name of a logical type as PostgreSQL's format_type prints it: `character varying(20)`. */
export function formatType(type: LogicalType): string {
  switch (type.kind) {
    case 'numeric':
      return type.precision === null ? 'numeric' : `numeric(${type.precision},${type.scale ?? 0})`
    case 'double':
      return 'double precision'
    case 'text':
      return formatText(type.length, type.fixed)
    case 'time':
      return `time${formatDigits(type.precision)} without time zone`
    case 'timestamp':
      return `timestamp${formatDigits(type.precision)} without time zone`
    case 'timestamptz':
      return `timestamp${formatDigits(type.precision)} with time zone`
    case 'enum':
      return type.name
    case 'array':
      return `${formatType(type.element)}[]`
    case 'unsupported':
      return type.native
    case 'boolean':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'bytea':
    case 'uuid':
    case 'json':
    case 'jsonb':
    case 'date':
    case 'interval':
      return type.kind
    default:
      return type satisfies never
  }
}

function formatText(length: number | null, fixed: boolean): string {
  if (length === null) return fixed ? 'bpchar' : 'text'
  return `${fixed ? 'character' : 'character varying'}(${length})`
}

/** All six digits are what a type without a precision has, and are not printed. */
function formatDigits(precision: number): string {
  return precision === SECOND_DIGITS_MAX ? '' : `(${precision})`
}

function builtInType(name: string, modifiers: readonly number[]): LogicalType | undefined {
  const plain = PLAIN.get(name)
  if (plain !== undefined) return modifiers.length === 0 ? plain : undefined
  const character = CHARACTER.get(name)
  if (character !== undefined) return characterType(character, modifiers)
  const moment = MOMENT.get(name)
  if (moment !== undefined) {
    const [precision = SECOND_DIGITS_MAX] = modifiers
    if (modifiers.length > 1 || precision < 0) return undefined
    return { kind: moment, precision: Math.min(precision, SECOND_DIGITS_MAX) }
  }
  if (name === 'numeric' || name === 'decimal' || name === 'dec') return numericType(modifiers)
  if (name === 'float') return floatType(modifiers)
  return undefined
}

function characterType(
  shape: 'fixed' | 'varying' | 'bare',
  modifiers: readonly number[],
): LogicalType | undefined {
  const [length] = modifiers
  if (modifiers.length > 1 || (length !== undefined && length < 1)) return undefined
  const fixed = shape !== 'varying'
  // `char` alone is one character, `bpchar` alone has no limit.
  return { kind: 'text', length: length ?? (shape === 'fixed' ? 1 : null), fixed }
}

function numericType(modifiers: readonly number[]): LogicalType | undefined {
  const [precision, scale = 0] = modifiers
  if (precision === undefined) return { kind: 'numeric', precision: null, scale: null }
  const valid =
    modifiers.length <= 2 &&
    precision >= 1 &&
    precision <= NUMERIC_DIGITS_MAX &&
    Math.abs(scale) <= NUMERIC_DIGITS_MAX
  return valid ? { kind: 'numeric', precision, scale } : undefined
}

function floatType(modifiers: readonly number[]): LogicalType | undefined {
  const [bits = FLOAT8_BITS_MAX] = modifiers
  if (modifiers.length > 1 || bits < 1 || bits > FLOAT8_BITS_MAX) return undefined
  return { kind: bits <= FLOAT4_BITS_MAX ? 'real' : 'double' }
}

function noTypes(): undefined {
  return undefined
}

// Words or a quoted name, with an optional schema; a precision may stand within:
// `timestamp(3) with time zone`.
const SPELLING = new RegExp(
  String.raw`^(?:(?<schema>"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)\.)?` +
    String.raw`(?<name>"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$ ]*?)\s*` +
    String.raw`(?:\((?<modifiers>[-\d\s,]+)\))?` +
    String.raw`(?<zone>\s+with(?:out)?\s+time\s+zone)?` +
    String.raw`(?<array>(?:\s*\[\d*\])+|\s+array(?:\[\d+\])?)?$`,
  'iu',
)

function splitTypeName(text: string): TypeSpelling | undefined {
  const groups = SPELLING.exec(text.trim())?.groups
  if (groups === undefined) return undefined
  const schema = groups['schema'] === undefined ? null : identifier(groups['schema'])
  const name = identifier(`${groups['name'] ?? ''}${groups['zone'] ?? ''}`)
  return {
    schema: schema === 'pg_catalog' ? null : schema,
    name: groups['name'] === BYTE_CHAR ? BYTE_CHAR : name,
    modifiers: (groups['modifiers'] ?? '').split(',').filter(Boolean).map(Number),
    array: groups['array'] !== undefined,
  }
}

function identifier(text: string): string {
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll('""', '"')
  return text.toLowerCase().replace(/\s+/gu, ' ')
}
