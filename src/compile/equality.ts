/** Knows where a source's own `=` finds every row that exact equality of cells would find. */
import type { Column } from '../catalog/catalog.ts'
import type { LogicalType } from '../catalog/logical-type.ts'

const INTEGERS: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint'])

export function isInteger(type: LogicalType): boolean {
  return INTEGERS.has(type.kind)
}

/**
 * Columns of one family may be compared by the source; `null` where its values could be equal as
 * cells and not equal for the source (SQLite's loosely typed dates, types read by an override).
 * Texts of two collations are two families: PostgreSQL and MySQL refuse to compare them.
 */
export function equalityFamily(connector: string, column: Column): string | null {
  if (connector === 'stage') return stagedFamily(column.type)
  const native = column.native.toLowerCase()
  if (isInteger(column.type)) return /int|serial|year/u.test(native) ? 'integer' : null
  // The one integer of a server that no integer type of ours holds.
  const isUnsigned = connector === 'mysql' && /^bigint\b.*\bunsigned\b/u.test(native)
  if (isUnsigned && column.type.kind === 'numeric') return 'integer'
  const isText = /char|text|clob/u.test(native)
  if (column.type.kind === 'text') {
    if (!isText || (column.type.fixed && connector === 'sqlite')) return null
    return `${column.type.fixed ? 'char' : 'text'} ${column.collation ?? ''}`
  }
  if (connector === 'sqlite' || isText || native.includes('int')) return null
  const { kind } = column.type
  if (kind === 'numeric' || kind === 'date' || kind === 'timestamp') return kind
  if (kind === 'bytea') return /^(?:var)?binary\b|blob$|^bytea$/u.test(native) ? kind : null
  return connector === 'postgres' && kind === 'uuid' ? kind : null
}

/** The stage compares cells by what they are; of these types equal values have the same cell. */
function stagedFamily(type: LogicalType): string | null {
  switch (type.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      return 'integer'
    case 'text':
      return type.fixed ? 'char ' : 'text '
    case 'numeric':
      // With another number of digits behind the point the same value is another text.
      return type.precision === null ? null : `numeric ${type.scale ?? 0}`
    case 'boolean':
    case 'bytea':
    case 'uuid':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
    case 'enum':
      return type.kind
    case 'real':
    case 'double':
    case 'interval':
    case 'json':
    case 'jsonb':
    case 'array':
    case 'unsupported':
      return null
  }
}

const ORDERED: ReadonlySet<string> = new Set(['integer', 'date', 'timestamp', 'timestamptz'])

/** True where the source orders values as they are ordered, so that it can find a range of them. */
export function isOrderedFamily(family: string): boolean {
  return ORDERED.has(family)
}

const BYTE_COLLATIONS: ReadonlySet<string> = new Set(['', 'default', 'c', 'posix', 'binary'])

/** True when the source moreover finds no row that exact equality would not find. */
export function isExactFamily(connector: string, family: string): boolean {
  if (family.startsWith('char ')) return false
  if (!family.startsWith('text ')) return true
  return connector !== 'mysql' && BYTE_COLLATIONS.has(family.slice('text '.length).toLowerCase())
}
