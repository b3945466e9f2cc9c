/** Turns a column type as MySQL and MariaDB declare it into the logical type it is read as. */
import type { LogicalType } from '../../catalog/logical-type.ts'
import { TEXT } from '../../catalog/logical-type.ts'
import type { TableName } from '../../catalog/catalog.ts'
import { tableId } from '../../catalog/catalog.ts'

export interface NativeType {
  /** Without arguments and attributes: `int`, `decimal`, `enum`. */
  readonly base: string
  /** Numbers within the parentheses: `decimal(10,2)` has 10 and 2. */
  readonly numbers: readonly number[]
  readonly unsigned: boolean
  readonly zerofill: boolean
}

/** Reads `int(11) unsigned zerofill`. */
export function parseNative(native: string): NativeType {
  const text = native.toLowerCase()
  const base = /^\w+/u.exec(text)?.[0] ?? ''
  const numbers = /^\w+\(([\d, ]+)\)/u.exec(text)?.[1]?.split(',').map(Number) ?? []
  return {
    base,
    numbers,
    unsigned: /\bunsigned\b/u.test(text),
    zerofill: /\bzerofill\b/u.test(text),
  }
}

/** The declared override: for `table.column`, else the whole native type, else its base name. */
export function overriddenType(
  types: Readonly<Record<string, LogicalType>>,
  table: TableName,
  column: string,
  native: string,
): LogicalType | undefined {
  const lower = native.toLowerCase()
  return types[`${tableId(table)}.${column}`] ?? types[lower] ?? types[parseNative(native).base]
}

/** The default reading of a native type; enums are named by `table.column`. */
export function logicalType(native: string, enumName: string): LogicalType {
  const { base, numbers, unsigned } = parseNative(native)
  const integer = INTEGERS[base]
  if (integer !== undefined) return integer[unsigned ? 1 : 0]
  const first = numbers[0]
  switch (base) {
    case 'decimal':
    case 'numeric':
      return { kind: 'numeric', precision: first ?? 10, scale: numbers[1] ?? 0 }
    // FLOAT's text drops digits, so it comes over the wire as the double it widens to.
    case 'float':
    case 'double':
    case 'real':
      return { kind: 'double' }
    case 'bit':
      return first === undefined || first === 1 ? { kind: 'boolean' } : { kind: 'bytea' }
    // CHAR comes without the blanks it is padded with, so here it is no different from VARCHAR.
    case 'char':
    case 'varchar':
      return { kind: 'text', length: first ?? 1, fixed: false }
    case 'enum':
      return { kind: 'enum', name: enumName, labels: labelsOf(native) }
    case 'time':
    case 'timestamp':
      return { kind: base === 'time' ? 'time' : 'timestamptz', precision: first ?? 0 }
    case 'datetime':
      return { kind: 'timestamp', precision: first ?? 0 }
    default:
      return PLAIN[base] ?? { kind: 'unsupported', native }
  }
}

const SMALLINT: LogicalType = { kind: 'smallint' }
const INTEGER: LogicalType = { kind: 'integer' }
const BIGINT: LogicalType = { kind: 'bigint' }

/** Signed and unsigned: the smallest type that holds every value. */
const INTEGERS: Readonly<Record<string, readonly [LogicalType, LogicalType]>> = {
  tinyint: [SMALLINT, SMALLINT],
  smallint: [SMALLINT, INTEGER],
  mediumint: [INTEGER, INTEGER],
  int: [INTEGER, BIGINT],
  bigint: [BIGINT, { kind: 'numeric', precision: 20, scale: 0 }],
}

const BYTEA: LogicalType = { kind: 'bytea' }

const PLAIN: Readonly<Record<string, LogicalType>> = {
  tinytext: TEXT,
  text: TEXT,
  mediumtext: TEXT,
  longtext: TEXT,
  set: TEXT,
  inet4: TEXT,
  inet6: TEXT,
  binary: BYTEA,
  varbinary: BYTEA,
  tinyblob: BYTEA,
  blob: BYTEA,
  mediumblob: BYTEA,
  longblob: BYTEA,
  date: { kind: 'date' },
  year: INTEGER,
  json: { kind: 'json' },
  uuid: { kind: 'uuid' },
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', '0': '\0' }

/** The labels of `enum('a','it''s','line\nbreak')`, where the server wrote quotes twice. */
export function labelsOf(native: string): string[] {
  const labels: string[] = []
  for (const match of native.matchAll(/'((?:[^'\\]|''|\\.)*)'/gsu)) {
    labels.push(
      (match[1] ?? '').replace(/''|\\(.)/gsu, (_, escaped: string | undefined) =>
        escaped === undefined ? "'" : (ESCAPES[escaped] ?? escaped),
      ),
    )
  }
  return labels
}

/** Types that are written alike. */
type Family = 'number' | 'bits' | 'moment' | 'bytes' | 'label' | 'text'

const MEMBERS: Readonly<Record<Family, string>> = {
  number: 'tinyint smallint mediumint int integer bigint year decimal numeric float double real',
  bits: 'bit',
  moment: 'date datetime timestamp time',
  bytes: 'binary varbinary tinyblob blob mediumblob longblob',
  label: 'enum set',
  text: 'char varchar tinytext text mediumtext longtext json uuid inet4 inet6',
}

const FAMILIES = new Map(
  Object.entries(MEMBERS).flatMap(([family, bases]) =>
    bases.split(' ').map((base) => [base, family as Family] as const),
  ),
)

/** undefined: of a type that is not written at all. */
export function familyOf(native: string): Family | undefined {
  return FAMILIES.get(parseNative(native).base)
}
