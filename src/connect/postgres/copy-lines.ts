/** Rows of COPY's text format, taken apart no further than somebody asks for. */
import { isUtf8 } from 'node:buffer'
import type { Cell, Row } from '../../base/cell.ts'
import type { ReadColumn, ReadProblem } from '../../plugin/connector.ts'
import type { CopyLines } from '../../plugin/load.ts'
import { BlockText } from './block-text.ts'
import type { RowBlock } from './copy-out.ts'
import { isPlain, readField, splitLine, unescape } from './copy-text.ts'

const NULL = String.raw`\N`
const TAB_CODE = 0x09
const NON_ASCII_BYTE = 0x80
const NON_ASCII_WORD = 0x80_80_80_80

/** What is the same for all rows of a stream. */
export interface LineShape {
  readonly columns: number
  /** Whether rules read the column. */
  readonly isRead: readonly boolean[]
  readonly isPlain: readonly boolean[]
  /** The last column that is read; -1: none is. */
  readonly lastRead: number
  /** False: the server sends bytes that it has not checked. */
  readonly isChecked: boolean
  /** The row read last: its cells, and where its fields start. */
  readonly cells: Cell[]
  readonly starts: Int32Array
  readonly text: BlockText
}

export function lineShape(columns: readonly ReadColumn[], isChecked: boolean): LineShape {
  const isRead = columns.map(({ use = 'value' }) => use !== 'copy')
  return {
    columns: columns.length,
    isRead,
    isPlain: columns.map(({ type }) => isPlain(type)),
    lastRead: isRead.lastIndexOf(true),
    isChecked,
    cells: columns.map(() => null),
    starts: new Int32Array(columns.length),
    text: new BlockText(),
  }
}

/**
 * A block is one text whose characters are its bytes: slices of it cost next to nothing, and what
 * is copied as it is goes on without having been decoded.
 */
export class RowLines implements CopyLines {
  readonly problems: readonly ReadProblem[]
  readonly #block: RowBlock
  readonly #shape: LineShape
  readonly #words: Int32Array | null
  /** Rows of which some field is no text. */
  readonly #broken: ReadonlyMap<number, Cell[]>
  /** Where a backslash was looked for, and where the first one from there on stands. */
  #searched = 0
  #backslash = -1
  /** Of the row read last: its end, and the last column whose start is known. */
  #end = 0
  #found = 0

  constructor(block: RowBlock, shape: LineShape) {
    this.#block = block
    this.#shape = shape
    const { buffer, byteOffset, length } = block.bytes
    this.#words = byteOffset % 4 === 0 ? new Int32Array(buffer, byteOffset, length >> 2) : null
    const { problems, rows } = shape.isChecked ? NOTHING_BROKEN : brokenRows(block)
    this.problems = problems
    this.#broken = rows
  }

  get count(): number {
    return this.#block.count
  }

  row(index: number): Cell[] {
    const broken = this.#broken.get(index)
    if (broken !== undefined) return [...broken]
    const { bounds } = this.#block
    const line = this.#textOfBlock().slice(bounds[2 * index], bounds[2 * index + 1])
    return splitLine(line)
  }

  read(index: number): Row {
    const { bounds, bytes } = this.#block
    const { cells, columns, isRead, isPlain: plain, lastRead, starts } = this.#shape
    const text = this.#textOfBlock()
    const start = bounds[2 * index] as number
    const end = bounds[2 * index + 1] as number
    const hasEscape = this.#hasBackslash(text, start, end)
    const isAscii = !this.#hasNonAscii(start, end)
    let at = start
    for (let column = 0; column <= lastRead; column += 1) {
      starts[column] = at
      const fieldEnd = column === columns - 1 ? end : text.indexOf('\t', at)
      if (isRead[column] === true) {
        const field = text.slice(at, fieldEnd)
        if (hasEscape && field === NULL) {
          cells[column] = null
        } else {
          const isText = plain[column] !== true
          const isWide = isText && !isAscii && this.#hasNonAscii(at, fieldEnd)
          const decoded = isWide ? bytes.toString('utf8', at, fieldEnd) : field
          cells[column] = isText && hasEscape ? unescape(decoded) : decoded
        }
      }
      at = fieldEnd + 1
    }
    this.#end = end
    if (lastRead === -1) starts[0] = start
    else if (lastRead < columns - 1) starts[lastRead + 1] = at
    this.#found = Math.min(lastRead + 1, columns - 1)
    return cells
  }

  fields(first: number, last: number): string {
    const from = this.#startOf(first)
    const to = last === this.#shape.columns - 1 ? this.#end : this.#startOf(last + 1) - 1
    return this.#textOfBlock().slice(from, to)
  }

  #startOf(column: number): number {
    const { starts } = this.#shape
    for (; this.#found < column; this.#found += 1) {
      const start = starts[this.#found] as number
      starts[this.#found + 1] = this.#textOfBlock().indexOf('\t', start) + 1
    }
    return starts[column] as number
  }

  #textOfBlock(): string {
    return this.#shape.text.of(this.#block.bytes)
  }

  #hasBackslash(text: string, start: number, end: number): boolean {
    if (start < this.#searched || this.#backslash < start) {
      this.#searched = start
      const at = text.indexOf('\\', start)
      this.#backslash = at === -1 ? Infinity : at
    }
    return this.#backslash < end
  }

  /** By words of four bytes, as far as whole words lie in the row. */
  #hasNonAscii(start: number, end: number): boolean {
    const { bytes } = this.#block
    const words = this.#words
    let at = start
    let seen = 0
    if (words !== null && end - start > 8) {
      for (; (at & 3) !== 0; at += 1) seen |= bytes[at] as number
      const lastWord = end >> 2
      let seenWords = 0
      for (let word = at >> 2; word < lastWord; word += 1) seenWords |= words[word] as number
      if ((seenWords & NON_ASCII_WORD) !== 0) return true
      at = lastWord << 2
    }
    for (; at < end; at += 1) seen |= bytes[at] as number
    return (seen & NON_ASCII_BYTE) !== 0
  }
}

interface BrokenRows {
  readonly problems: readonly ReadProblem[]
  readonly rows: ReadonlyMap<number, Cell[]>
}

const NOTHING_BROKEN: BrokenRows = { problems: [], rows: new Map() }

/** A server lets any bytes through when its encoding is SQL_ASCII. */
function brokenRows({ bytes, bounds, count }: RowBlock): BrokenRows {
  const problems: ReadProblem[] = []
  const rows = new Map<number, Cell[]>()
  for (let row = 0; row < count; row += 1) {
    const line = bytes.subarray(bounds[2 * row], bounds[2 * row + 1])
    if (isUtf8(line)) continue
    const cells = splitBytes(line).map((field, column) => {
      if (isUtf8(field)) return readField(field.toString('latin1'))
      const message = 'The bytes are no UTF-8 text.'
      problems.push({ row, column, code: 'VALUE_ENCODING', message })
      return printable(field)
    })
    rows.set(row, cells)
  }
  return { problems, rows }
}

function splitBytes(line: Buffer): Buffer[] {
  const parts: Buffer[] = []
  let start = 0
  for (let at = line.indexOf(TAB_CODE); at !== -1; at = line.indexOf(TAB_CODE, start)) {
    parts.push(line.subarray(start, at))
    start = at + 1
  }
  parts.push(line.subarray(start))
  return parts
}

function printable(bytes: Buffer): string {
  return Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('')
}
