/** Cells -> a line of COPY's text format, and back. */
import type { Cell, Row } from '../../base/cell.ts'

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
  const fields: Cell[] = line.split('\t')
  if (!line.includes('\\')) return fields
  for (let column = 0; column < fields.length; column += 1) {
    const field = fields[column] as string
    if (field === NULL) fields[column] = null
    else if (field.includes('\\')) fields[column] = unescape(field)
  }
  return fields
}

/** The line without its end. */
export function joinLine(row: Row): string {
  return row.map(formatCell).join('\t')
}

function unescape(field: string): string {
  return field.replace(/\\(.)/gsu, (_, sign: string) => READ[sign] ?? sign)
}

const SPECIAL = /[\\\n\r\t]/u
const WRITTEN: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
}

function formatCell(cell: Cell): string {
  if (cell === null) return NULL
  if (!SPECIAL.test(cell)) return cell
  return cell.replace(/[\\\n\r\t]/gu, (sign) => WRITTEN[sign] ?? sign)
}

const LINE_END = 0x0a
/** Most texts are nearly all ASCII; for the others there is a second attempt. */
const ROOM = 1.125
const BYTES_A_UNIT_MAX = 3

const encoder = new TextEncoder()

/** The lines with their ends; null where some text is none that PostgreSQL can hold. */
export function encodeLines(lines: readonly string[]): Buffer | null {
  const text = lines.join('\n')
  if (!text.isWellFormed()) return null
  return encode(text, Math.ceil(text.length * ROOM)) ?? encode(text, text.length * BYTES_A_UNIT_MAX)
}

function encode(text: string, room: number): Buffer | null {
  const bytes = Buffer.allocUnsafeSlow(room + 1)
  const { read, written } = encoder.encodeInto(text, bytes.subarray(0, room))
  if (read < text.length) return null
  bytes[written] = LINE_END
  const used = bytes.subarray(0, written + 1)
  return used.includes(0) ? null : used
}
