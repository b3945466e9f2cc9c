/**
 * What functions of texts do to bytes: ||, substring, overlay, position, trim, length, reverse, and
 * get_byte and set_byte. A cell is \x and two digits a byte.
 */
import type { Cell } from '../../base/cell.ts'
import { OUT_OF_RANGE, RowError, refuse } from '../../catalog/codec/row-error.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { define, takes, type OpenSignature } from '../declare.ts'
import { TEXT_LENGTH_MAX } from './limits.ts'

const PREFIX = '\\x'
const NO_BYTE = new RowError('VALUE_INVALID_ARGUMENT', 'There is no byte at this place.')
const NEGATIVE_LENGTH = new RowError('VALUE_INVALID_ARGUMENT', 'The length is below zero.')
const BEFORE_BYTES = new RowError(
  'VALUE_INVALID_ARGUMENT',
  'Positions of overlay are counted from 1.',
)
const INTEGER_MAX = 2_147_483_647

function lengthOf(cell: string): number {
  return (cell.length - PREFIX.length) / 2
}

/** The digits of the bytes from one place to another, which may lie outside. */
function digitsOf(cell: string, start: number, end: number): string {
  const from = PREFIX.length + 2 * Math.max(start, 0)
  return cell.slice(from, Math.max(PREFIX.length + 2 * Math.max(end, 0), from))
}

function bytesOf(cell: string): readonly string[] {
  return cell.slice(PREFIX.length).match(/../gu) ?? []
}

function part(cell: string, start: number, count?: number): string {
  if (count === undefined) return PREFIX + digitsOf(cell, start - 1, lengthOf(cell))
  if (count < 0) return refuse(NEGATIVE_LENGTH)
  return PREFIX + digitsOf(cell, start - 1, start - 1 + count)
}

function overlay(cell: string, by: string, start: number, count = lengthOf(by)): string {
  if (start <= 0) return refuse(BEFORE_BYTES)
  const end = start + count
  if (end > INTEGER_MAX) return refuse(OUT_OF_RANGE)
  const head = digitsOf(cell, 0, start - 1)
  return PREFIX + head + by.slice(PREFIX.length) + digitsOf(cell, end - 1, lengthOf(cell))
}

/** From 1; 0 where they are not found. */
function position(cell: string, sought: string): number {
  const digits = sought.slice(PREFIX.length)
  let at = cell.indexOf(digits, PREFIX.length)
  while (at >= 0 && at % 2 !== 0) at = cell.indexOf(digits, at + 1)
  return at < 0 ? 0 : (at - PREFIX.length) / 2 + 1
}

function trim(cell: string, set: string, sides: 'both' | 'start' | 'end'): string {
  const bytes = bytesOf(cell)
  const among = new Set(bytesOf(set))
  let [start, end] = [0, bytes.length]
  if (sides !== 'end') while (start < end && among.has(bytes[start] ?? '')) start += 1
  if (sides !== 'start') while (end > start && among.has(bytes[end - 1] ?? '')) end -= 1
  return PREFIX + digitsOf(cell, start, end)
}

function join(left: string, right: string): string {
  if (left.length + right.length > TEXT_LENGTH_MAX) return refuse(OUT_OF_RANGE)
  return left + right.slice(PREFIX.length)
}

function byteAt(cell: string, at: number): number {
  if (at < 0 || at >= lengthOf(cell)) return refuse(NO_BYTE)
  return Number.parseInt(digitsOf(cell, at, at + 1), 16)
}

function withByte(cell: string, at: number, value: number): string {
  if (at < 0 || at >= lengthOf(cell)) return refuse(NO_BYTE)
  const byte = (value & 0xff).toString(16).padStart(2, '0')
  return PREFIX + digitsOf(cell, 0, at) + byte + digitsOf(cell, at + 1, lengthOf(cell))
}

function hasLength([, , count]: readonly (Cell | undefined)[]): boolean {
  return typeof count === 'string' && !count.startsWith('-')
}

const FALLIBLE = { fallible: true } as const

/** Signatures that stand beside those of texts, by the function that they belong to. */
export const ofBytes = {
  join: takes(['bytea', 'bytea'], 'bytea', join, FALLIBLE),
  length: takes(['bytea'], 'integer', lengthOf),
  position: takes(['bytea', 'bytea'], 'integer', position),
  reverse: takes(['bytea'], 'bytea', (cell) => PREFIX + bytesOf(cell).toReversed().join('')),
  substring: [
    takes(['bytea', 'integer'], 'bytea', (cell, start) => part(cell, start)),
    takes(['bytea', 'integer', 'integer'], 'bytea', part, { ...FALLIBLE, safe: hasLength }),
  ],
  overlay: [
    takes(
      ['bytea', 'bytea', 'integer'],
      'bytea',
      (cell, by, start) => overlay(cell, by, start),
      FALLIBLE,
    ),
    takes(['bytea', 'bytea', 'integer', 'integer'], 'bytea', overlay, FALLIBLE),
  ],
} as const

export function trimBytes(sides: 'both' | 'start' | 'end'): OpenSignature {
  return takes(['bytea', 'bytea'], 'bytea', (cell, set) => trim(cell, set, sides))
}

export const byteParts: readonly FunctionDeclaration[] = [
  define('function', 'get_byte', {
    summary: 'The byte at a place that counts from 0, as a number.',
    examples: [[String.raw`get_byte('\x00ff', 1)`, '255']],
    signatures: [takes(['bytea', 'integer'], 'integer', byteAt, FALLIBLE)],
  }),
  define('function', 'set_byte', {
    summary: 'The bytes with another at a place that counts from 0.',
    examples: [[String.raw`set_byte('\x00ff', 0, 16)`, String.raw`\x10ff`]],
    signatures: [takes(['bytea', 'integer', 'integer'], 'bytea', withByte, FALLIBLE)],
  }),
]
