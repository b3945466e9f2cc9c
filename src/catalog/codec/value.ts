/** Cells to values that can be computed with, and back, by logical type. */
import type { Cell } from '../../base/cell.ts'
import type { LogicalType } from '../logical-type.ts'
import { formatArray, parseArray } from './array.ts'
import { formatDate, formatTime, parseDate, parseTime } from './date.ts'
import { formatFloating, readFloating } from './float.ts'
import { formatInterval, parseInterval, type Interval } from './interval.ts'
import { formatNumeric, readNumeric, type Numeric } from './numeric.ts'
import { fitText, trimPadding } from './text.ts'
import { formatTimestamp, parseTimestamp } from './timestamp.ts'

/** What a type's value is at run time; types that are not here keep their cell. */
export interface Values {
  readonly boolean: boolean
  readonly smallint: number
  readonly integer: number
  readonly bigint: bigint
  readonly numeric: Numeric
  readonly real: number
  readonly double: number
  /** A char(n) has the blanks it is padded with, which its cell has not. */
  readonly text: string
  /** Days since 1970-01-01, or an infinity. */
  readonly date: number
  /** Microseconds since midnight. */
  readonly time: number
  /** Microseconds since 1970-01-01 00:00, in UTC where there is a zone. */
  readonly timestamp: bigint
  readonly timestamptz: bigint
  readonly interval: Interval
}

/** Reads canonical cells of the type. null where the value is the cell itself. */
export function decoderOf(type: LogicalType): ((cell: string) => unknown) | null {
  switch (type.kind) {
    case 'boolean':
      return (cell) => cell === 't'
    case 'smallint':
    case 'integer':
      return Number
    case 'bigint':
      return BigInt
    case 'numeric':
      return readNumeric
    case 'real':
    case 'double':
      return (cell) => readFloating(type.kind, cell)
    case 'text':
      return type.fixed ? (cell) => fitText(cell, type, 'refuse') : null
    case 'date':
      return parseDate
    case 'time':
      return (cell) => parseTime(cell, 6, 'refuse')
    case 'timestamp':
    case 'timestamptz': {
      const shape = { zoned: true, precision: 6, rounding: 'refuse' } as const
      return (cell) => parseTimestamp(cell, shape)
    }
    case 'interval':
      return parseInterval
    case 'array': {
      const decode = decoderOf(type.element)
      return (cell) => parseArray(cell).map((item) => applied(decode, item))
    }
    default:
      return null
  }
}

/** Prints values of the type as canonical cells. null where the value is the cell itself. */
export function encoderOf(type: LogicalType): ((value: never) => string) | null {
  switch (type.kind) {
    case 'boolean':
      return (value: boolean) => (value ? 't' : 'f')
    case 'smallint':
    case 'integer':
    case 'bigint':
      return String
    case 'numeric':
      return formatNumeric
    case 'real':
    case 'double':
      return (value: number) => formatFloating(type.kind, value)
    case 'text':
      return type.fixed ? trimPadding : null
    case 'date':
      return formatDate
    case 'time':
      return formatTime
    case 'timestamp':
    case 'timestamptz':
      return (value: bigint) => formatTimestamp(value, type.kind === 'timestamptz')
    case 'interval':
      return formatInterval
    case 'array': {
      const encode = elementEncoderOf(type.element)
      return (value: readonly unknown[]) =>
        formatArray(value.map((item) => applied(encode, item) as Cell))
    }
    default:
      return null
  }
}

/** Prints the elements of an array; one of char(n) has its blanks. */
export function elementEncoderOf(type: LogicalType): ((value: unknown) => string) | null {
  return type.kind === 'text' ? null : (encoderOf(type) as ((value: unknown) => string) | null)
}

function applied<T>(convert: ((value: T) => unknown) | null, value: T | null): unknown {
  return value === null || convert === null ? value : convert(value)
}
