/** Turns the type a SQLite column declares into the logical type its cells are read as. */
import type { LogicalType } from '../../catalog/logical-type.ts'
import { BIGINT, BOOLEAN, INTEGER, TEXT } from '../../catalog/logical-type.ts'
import type { ConnectionSettings } from '../../plugin/connector.ts'

/** SQLite's own five, from https://sqlite.org/datatype3.html section 3.1. */
export type Affinity = 'integer' | 'text' | 'blob' | 'real' | 'numeric'

interface DeclaredType {
  /** Upper case words: `VARYING CHARACTER`. */
  readonly name: string
  readonly numbers: readonly number[]
}

const SECOND_DIGITS_MAX = 6
const NUMERIC_DIGITS_MAX = 1000
const TEXT_LENGTH_MAX = 10_485_760

/** Names whose meaning does not depend on numbers in brackets. */
const WELL_KNOWN: ReadonlyMap<string, LogicalType> = new Map<string, LogicalType>([
  ['', TEXT],
  ['ANY', TEXT],
  ['STRING', TEXT],
  ['BOOLEAN', BOOLEAN],
  ['BOOL', BOOLEAN],
  ['TINYINT', { kind: 'smallint' }],
  ['SMALLINT', { kind: 'smallint' }],
  ['INT2', { kind: 'smallint' }],
  ['MEDIUMINT', INTEGER],
  ['INT4', INTEGER],
  ['DATE', { kind: 'date' }],
  ['UUID', { kind: 'uuid' }],
  ['GUID', { kind: 'uuid' }],
  ['UNIQUEIDENTIFIER', { kind: 'uuid' }],
  ['JSON', { kind: 'json' }],
  ['JSONB', { kind: 'jsonb' }],
  ['BYTEA', { kind: 'bytea' }],
  ['BINARY', { kind: 'bytea' }],
  ['VARBINARY', { kind: 'bytea' }],
])

const DECIMAL_NAMES: ReadonlySet<string> = new Set(['NUMERIC', 'DECIMAL', 'DEC', 'NUMBER'])

/** How SQLite itself stores what goes into a column of this declared type. */
export function affinityOf(native: string): Affinity {
  const name = native.toUpperCase()
  if (name.includes('INT')) return 'integer'
  if (/CHAR|CLOB|TEXT/.test(name)) return 'text'
  if (name.includes('BLOB') || name === '') return 'blob'
  if (/REAL|FLOA|DOUB/.test(name)) return 'real'
  // A STRICT table's ANY keeps whatever comes, as it comes.
  return name === 'ANY' ? 'blob' : 'numeric'
}

/** The column's type: an override by `table.column`, by native type, or what the name says. */
export function columnType(
  settings: Pick<ConnectionSettings, 'types'>,
  table: string,
  column: { readonly name: string; readonly native: string },
): LogicalType {
  const override = (wanted: string): LogicalType | undefined =>
    Object.entries(settings.types).find(
      ([name]) => name.toLowerCase() === wanted.toLowerCase(),
    )?.[1]
  return (
    override(`${table}.${column.name}`) ??
    override(column.native) ??
    override(parseDeclared(column.native).name) ??
    declaredType(column.native)
  )
}

/**
 * What a declared type means. A name nobody knows is text: every value but a blob has a text form,
 * so nothing is refused that a person could still map.
 */
export function declaredType(native: string): LogicalType {
  const declared = parseDeclared(native)
  const known = WELL_KNOWN.get(declared.name)
  if (known !== undefined) return known
  const [first, second] = declared.numbers
  if (DECIMAL_NAMES.has(declared.name)) return decimal(first, second)
  if (/^(DATETIME|TIMESTAMP|TIME)/.test(declared.name)) return moment(declared.name, first)
  switch (affinityOf(declared.name)) {
    case 'integer':
      return BIGINT
    case 'real':
      return { kind: 'double' }
    case 'blob':
      return { kind: 'bytea' }
    case 'text':
      return first === undefined || first < 1 || first > TEXT_LENGTH_MAX
        ? TEXT
        : { kind: 'text', length: first, fixed: false }
    case 'numeric':
      return TEXT
  }
}

function decimal(precision: number | undefined, scale: number | undefined): LogicalType {
  if (precision === undefined || precision < 1 || precision > NUMERIC_DIGITS_MAX) {
    return { kind: 'numeric', precision: null, scale: null }
  }
  return { kind: 'numeric', precision, scale: scale ?? 0 }
}

function moment(name: string, digits: number | undefined): LogicalType {
  const precision = Math.min(digits ?? SECOND_DIGITS_MAX, SECOND_DIGITS_MAX)
  if (/^TIME($| WITHOUT)/.test(name)) return { kind: 'time', precision }
  if (/^(DATETIME|TIMESTAMP)($| WITHOUT)/.test(name)) return { kind: 'timestamp', precision }
  if (/^TIMESTAMP(TZ$| WITH )/.test(name)) return { kind: 'timestamptz', precision }
  return TEXT
}

/** `timestamp(3) with time zone` is TIMESTAMP WITH TIME ZONE and 3. */
function parseDeclared(native: string): DeclaredType {
  const brackets = /\(([^)]*)\)/.exec(native)
  const numbers = (brackets?.[1] ?? '')
    .split(',')
    .filter((part) => /^\s*\d{1,9}\s*$/.test(part))
    .map(Number)
  const name = native
    .replace(/\([^)]*\)/, ' ')
    .trim()
    .replace(/\s+/g, ' ')
    .toUpperCase()
  return { name, numbers }
}
