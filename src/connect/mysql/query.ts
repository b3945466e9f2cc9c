/** Turns columns and cells into the expressions by which MySQL is asked for them. */
import { sql } from 'kysely'
import type { Expression } from 'kysely'
import type { Cell } from '../../base/cell.ts'
import type { ReadColumn } from '../../plugin/connector.ts'
import { parseNative } from './native-type.ts'

/** FLOAT's own text has six digits; the double it widens to has them all. */
export function selectCell(
  reference: Expression<unknown>,
  column: ReadColumn,
): Expression<unknown> {
  return parseNative(column.native).base === 'float' ? sql`${reference} * 1e0` : reference
}

/** A parameter that compares with the column as the column's own values do. */
export function bindCell(cell: Cell, column: ReadColumn): Expression<unknown> {
  if (cell === null) return sql.val(null)
  const { type } = column
  const { base } = parseNative(column.native)
  switch (type.kind) {
    case 'boolean':
      return sql.val(cell === 't' ? 1 : 0)
    case 'smallint':
    case 'integer':
    case 'bigint':
      return sql.val(BigInt(cell))
    case 'numeric':
      if (type.scale === 0) return sql.val(BigInt(cell))
      return castDecimal(cell, type.precision ?? 65, type.scale ?? 30)
    case 'real':
    case 'double':
      return sql.val(Number(cell))
    case 'bytea':
      return base === 'bit'
        ? sql.val(BigInt(`0x${cell.slice(2)}`))
        : sql.val(bytesOf(cell.slice(2)))
    case 'uuid':
      return base === 'binary' ? sql.val(bytesOf(cell.replaceAll('-', ''))) : sql.val(cell)
    // An ENUM is ordered by the number of its label, and so it must be compared by it.
    case 'enum':
      return sql.val(type.labels.indexOf(cell) + 1)
    case 'date':
      return sql`cast(${cell} as date)`
    case 'time':
      return sql`cast(${cell} as time(6))`
    case 'timestamp':
    case 'timestamptz':
      return sql`cast(${cell.replace(/\+00$/u, '')} as datetime(6))`
    case 'text':
    case 'json':
    case 'jsonb':
    case 'interval':
    case 'array':
    case 'unsupported':
      return sql.val(cell)
  }
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex, 'hex')
}

function castDecimal(cell: string, precision: number, scale: number): Expression<unknown> {
  return sql`cast(${cell} as decimal(${sql.lit(precision)}, ${sql.lit(scale)}))`
}
