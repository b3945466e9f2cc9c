/** Makes what a value hides readable: control characters, odd blanks, great length. */
import type { Cell } from '../base/cell.ts'

const CELL_MAX = 60
/** How much of what both values share is shown before they part. */
const BEFORE_MAX = 20

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Control and format characters and every blank but the plain one as escapes: `\t`, `\u00a0`. */
export function visible(text: string): string {
  return text.replace(/[^\P{C}\p{Co}]|[^\P{Z} ]/gu, (sign) => {
    const code = sign.codePointAt(0) ?? 0
    const escaped =
      code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`
    return NAMED[sign] ?? escaped
  })
}

/** The value of a cell on one line of bounded length. */
export function showCell(cell: Cell): string {
  return cell === null ? 'NULL' : cut(visible(cell), 0)
}

/** Two values that differ, quoted, so that end blanks show; long ones from where they part. */
export function showDifference(expected: Cell, actual: Cell): readonly [string, string] {
  const [one, other] = [expected, actual].map((cell) => (cell === null ? null : visible(cell)))
  if (one === null || one === undefined || other === null || other === undefined) {
    return [quoted(one ?? null, 0), quoted(other ?? null, 0)]
  }
  let parting = 0
  while (parting < one.length && one[parting] === other[parting]) parting += 1
  const start = Math.max(one.length, other.length) > CELL_MAX ? parting - BEFORE_MAX : 0
  return [quoted(one, start), quoted(other, start)]
}

function quoted(text: string | null, start: number): string {
  return text === null ? 'NULL' : `'${cut(text, start)}'`
}

function cut(text: string, start: number): string {
  const from = Math.max(0, start)
  const rest = text.slice(from, from + CELL_MAX)
  return `${from > 0 ? '…' : ''}${rest}${from + CELL_MAX < text.length ? '…' : ''}`
}
