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
