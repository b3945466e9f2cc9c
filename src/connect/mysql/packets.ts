/** Turns the packets of a text result into cells, without a buffer for each of them. */
import type { Query } from 'mysql2'
import type { ReadColumn } from '../../plugin/connector.ts'
import type { Misfit } from '../misfit.ts'
import {
  createReader,
  createTextReader,
  type CellReader,
  type CellSettings,
  type TextCellReader,
} from './cell.ts'

/** Bytes of a row: those of the buffer from `start` on and before `end`. */
export type TakeRow = (buffer: Buffer, start: number, end: number) => void

interface Packet {
  readonly buffer: Buffer
  readonly offset: number
  readonly end: number
  isEOF(): boolean
}

/** What mysql2 calls for each packet after the columns; it gives what to call for the next. */
interface RowCommand {
  row: (this: RowCommand, packet: Packet, connection: unknown) => unknown
}

/** Hands the query's rows over as they come, before mysql2 takes them apart. */
export function takeRows(query: Query, take: TakeRow): void {
  const command = query as unknown as RowCommand
  const takeLast = command.row
  const takeNext: RowCommand['row'] = (packet, connection) => {
    if (packet.isEOF()) return takeLast.call(command, packet, connection)
    take(packet.buffer, packet.offset, packet.end)
    return takeNext
  }
  command.row = takeNext
}

/** First bytes that are no length: of NULL, and of lengths in the next two, three, eight bytes. */
const NULL = 0xfb
const LENGTH_SIZES: Readonly<Record<number, number>> = { 0xfc: 2, 0xfd: 3, 0xfe: 8 }

interface ColumnReader {
  readonly ofText: TextCellReader | null
  readonly ofBytes: CellReader
}

/** Reads rows that stand in the same buffer one after the other, as a socket gives them. */
export class RowReader {
  readonly #readers: readonly ColumnReader[]
  #buffer: Buffer | null = null
  /** One character a byte: equal to the text wherever that is ASCII. */
  #text = ''
  /** The next byte that is not. */
  readonly #beyondAscii = /[\x80-\xff]/g
  #beyondAt = -1

  constructor(columns: readonly ReadColumn[], settings: CellSettings) {
    this.#readers = columns.map((column) => ({
      ofText: createTextReader(column, settings),
      ofBytes: createReader(column, settings),
    }))
  }

  /** Calls `take` for each column, `isNull` telling the server's NULL from what is read as one. */
  read(
    buffer: Buffer,
    start: number,
    take: (read: string | null | Misfit, isNull: boolean) => void,
  ) {
    if (buffer !== this.#buffer) {
      this.#buffer = buffer
      this.#text = buffer.toString('latin1')
      this.#beyondAt = -1
    }
    let at = start
    for (const { ofText, ofBytes } of this.#readers) {
      let length = this.#text.charCodeAt(at)
      at += 1
      if (length === NULL) {
        take(null, true)
        continue
      }
      const size = length > NULL ? (LENGTH_SIZES[length] ?? 0) : 0
      if (size > 0) length = readLength(buffer, at, size)
      at += size
      const end = at + length
      const isText = ofText !== null && this.#isAscii(at, end)
      take(isText ? ofText(this.#text.slice(at, end)) : ofBytes(buffer.subarray(at, end)), false)
      at = end
    }
  }

  #isAscii(start: number, end: number): boolean {
    if (this.#beyondAt < start) {
      this.#beyondAscii.lastIndex = start
      const found = this.#beyondAscii.test(this.#text)
      this.#beyondAt = found ? this.#beyondAscii.lastIndex - 1 : this.#text.length
    }
    return this.#beyondAt >= end
  }
}

function readLength(buffer: Buffer, at: number, size: number): number {
  return size === 8 ? Number(buffer.readBigUInt64LE(at)) : buffer.readUIntLE(at, size)
}
