/** Turns canonical cells into what a staged table stores, so that SQLite compares them exactly. */
import type { SQLInputValue, SQLOutputValue } from 'node:sqlite'
import type { Cell } from '../../../base/cell.ts'
import { formatDate, parseDate } from '../../../catalog/codec/date.ts'
import {
  formatTimestamp,
  parseTimestamp,
  TIMESTAMP_INFINITY,
  TIMESTAMP_MINUS_INFINITY,
} from '../../../catalog/codec/timestamp.ts'
import type { LogicalType } from '../../../catalog/logical-type.ts'

/** The ends of what SQLite's integers hold: further than any moment or day of PostgreSQL's. */
const EARLIEST = -(2n ** 63n)
const LATEST = 2n ** 63n - 1n

/**
 * How cells of a type are stored: integers as integers, days and moments as their number since
 * 1970, everything else as its text, whose bytes are compared. Nothing is ever a REAL.
 */
export interface StoredForm {
  /** The affinity that its column declares: it changes none of its values. */
  readonly affinity: 'integer' | 'text'
  readonly store: (cell: string) => bigint | string
  readonly read: (value: bigint | string) => string
}

const TEXT_FORM: StoredForm = { affinity: 'text', store: (cell) => cell, read: String }
const INTEGER_FORM: StoredForm = { affinity: 'integer', store: BigInt, read: String }
const DAY_FORM: StoredForm = { affinity: 'integer', store: storeDay, read: readDay }

export function storedForm(type: LogicalType): StoredForm {
  switch (type.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      return INTEGER_FORM
    case 'date':
      return DAY_FORM
    case 'timestamp':
    case 'timestamptz':
      return momentForm(type.kind === 'timestamptz')
    default:
      return TEXT_FORM
  }
}

function storeDay(cell: string): bigint {
  const day = parseDate(cell)
  return Number.isFinite(day) ? BigInt(day) : day > 0 ? LATEST : EARLIEST
}

function readDay(value: bigint | string): string {
  if (value === LATEST) return formatDate(Number.POSITIVE_INFINITY)
  return formatDate(value === EARLIEST ? Number.NEGATIVE_INFINITY : Number(value))
}

function momentForm(zoned: boolean): StoredForm {
  const shape = { zoned, precision: 6, rounding: 'refuse' } as const
  return {
    affinity: 'integer',
    store: (cell) => {
      const micros = parseTimestamp(cell, shape)
      if (micros === TIMESTAMP_INFINITY) return LATEST
      return micros === TIMESTAMP_MINUS_INFINITY ? EARLIEST : micros
    },
    read: (value) => {
      if (value === LATEST) return formatTimestamp(TIMESTAMP_INFINITY, zoned)
      const isFirst = value === EARLIEST
      return formatTimestamp(isFirst ? TIMESTAMP_MINUS_INFINITY : BigInt(value), zoned)
    },
  }
}

/** What is wrong with a cell or a record, and what was read. */
export interface Unreadable {
  /** True: of the record as a whole. */
  readonly whole: boolean
  readonly code: string
  readonly message: string
  readonly shown: Cell
}

/** A blob, which no cell is stored as: it equals none of them, and is told from all. */
export function storeUnreadable({ whole, code, message, shown }: Unreadable): Uint8Array {
  return Buffer.from(JSON.stringify([whole, code, message, shown]))
}

function readUnreadable(blob: Uint8Array): Unreadable {
  const [whole, code, message, shown] = JSON.parse(Buffer.from(blob).toString()) as [
    boolean,
    string,
    string,
    Cell,
  ]
  return { whole, code, message, shown }
}

/** The stored cell, or what is wrong with it. */
export function readStored(form: StoredForm, value: SQLOutputValue): Cell | Unreadable {
  if (value === null) return null
  if (value instanceof Uint8Array) return readUnreadable(value)
  if (typeof value === 'number') throw new TypeError('a staged table holds no REAL')
  return form.read(value)
}

export function storeCell(form: StoredForm, cell: Cell): SQLInputValue {
  return cell === null ? null : form.store(cell)
}
