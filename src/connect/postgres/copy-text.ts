/**
 * Cells <-> fields of COPY's text format. Fields and lines are texts whose characters are the bytes
 * that are sent: what is only passed on is never decoded.
 */
import type { Cell } from '../../base/cell.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'

const NULL = String.raw`\N`

/** What COPY writes for the characters that would break a line apart. */
const READ: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** The cells of a line without its end. A line has at least one. */
export function splitLine(line: string): Cell[] {
  return line.split('\t').map(readField)
}

export function readField(field: string): Cell {
  if (field === NULL) return null
  return unescape(NON_ASCII.test(field) ? Buffer.from(field, 'latin1').toString('utf8') : field)
}

/** What COPY has written in place of characters -> the characters. */
export function unescape(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\(.)/gsu, (_, sign: string) => READ[sign] ?? sign)
}

// oxlint-disable-next-line no-control-regex -- all that is ASCII
const NON_ASCII = /[^\0-\x7f]/
const NEEDS_WORK = /[^ -[\]-~]/
const SPECIAL = /[\\\n\r\t]/gu
const WRITTEN: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
}

/** null: it holds what no text of PostgreSQL can. */
export function writeField(cell: Cell): string | null {
  if (cell === null) return NULL
  return NEEDS_WORK.test(cell) ? writeOther(cell) : cell
}

/** A cell of a type that `isPlain`. */
export function writePlainField(cell: Cell): string {
  return cell ?? NULL
}

function writeOther(cell: string): string | null {
  if (cell.includes('\0') || !cell.isWellFormed()) return null
  const text = cell.replace(SPECIAL, (sign) => WRITTEN[sign] ?? sign)
  return NON_ASCII.test(text) ? bytesOf(text) : text
}

const BYTES_A_UNIT_MAX = 3
const scratch = Buffer.allocUnsafeSlow(4096)

function bytesOf(text: string): string {
  if (text.length * BYTES_A_UNIT_MAX > scratch.length) return Buffer.from(text).toString('latin1')
  return scratch.toString('latin1', 0, scratch.write(text))
}

/** True when every cell of the type is its own field, unless it is NULL. */
export function isPlain({ kind }: LogicalType): boolean {
  switch (kind) {
    case 'boolean':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'numeric':
    case 'real':
    case 'double':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
    case 'uuid':
      return true
    default:
      return false
  }
}
