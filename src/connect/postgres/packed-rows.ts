/** Rows of COPY's binary format, of which no more is decoded than rules read. */
import type { Cell, Row } from '../../base/cell.ts'
import { TEXT, type LogicalType } from '../../catalog/logical-type.ts'
import type { ColumnUse, ReadColumn, ReadBatch, ReadProblem } from '../../plugin/connector.ts'
import type { PackedRows } from '../../plugin/load.ts'
import { BlockText } from './block-text.ts'
import type { RowBlock } from './copy-out.ts'
import { COUNT_BYTES, LENGTH_BYTES } from './packed-buffer.ts'
import { decodeRow, fieldDecoder, type FieldDecoder } from './packed-decode.ts'

/** What a field of a row is, and what is wanted of it. */
interface PackedField {
  readonly use: ColumnUse
  readonly isBoolean: boolean
  readonly decode: FieldDecoder
}

/** What is the same for all rows of a stream. */
export interface PackedShape {
  readonly fields: readonly PackedField[]
  readonly decoders: readonly FieldDecoder[]
  /** The row read last: its cells, where its fields start, and where the last one ends. */
  readonly cells: Cell[]
  readonly starts: Int32Array
  readonly text: BlockText
}

/** null: a column comes in a form that is not decoded here. */
export function packedShape(columns: readonly ReadColumn[]): PackedShape | null {
  const fields = columns.flatMap((column): PackedField[] => {
    const decode = fieldDecoder(wireType(column))
    const { use = 'value', type } = column
    return decode === null ? [] : [{ use, isBoolean: type.kind === 'boolean', decode }]
  })
  if (fields.length < columns.length) return null
  return {
    fields,
    decoders: fields.map(({ decode }) => decode),
    cells: columns.map(() => null),
    starts: new Int32Array(columns.length + 1),
    text: new BlockText(),
  }
}

/** What rules read comes as the text that the server prints; a boolean, cast, would be a word. */
export function isSentAsText({ use = 'value', type }: ReadColumn): boolean {
  return use === 'value' && type.kind !== 'boolean'
}

function wireType(column: ReadColumn): LogicalType {
  return isSentAsText(column) ? TEXT : column.type
}

const NO_PROBLEMS: readonly ReadProblem[] = []
const NOTHING_NULLED: ReadonlyMap<number, number> = new Map()
/** For a column of which only matters that it has a value. */
const PRESENT = ''
const NON_ASCII = 0x80

/** The server has checked its texts, and prints them: no cell has a problem. */
export class PackedBatch implements ReadBatch, PackedRows {
  readonly problems = NO_PROBLEMS
  readonly nulled = NOTHING_NULLED
  readonly lines = null
  readonly #block: RowBlock
  readonly #shape: PackedShape

  constructor(block: RowBlock, shape: PackedShape) {
    this.#block = block
    this.#shape = shape
  }

  get packed(): PackedRows {
    return this
  }

  get count(): number {
    return this.#block.count
  }

  get bytes(): Uint8Array {
    return this.#block.bytes
  }

  row(index: number): Row {
    const { bytes, bounds } = this.#block
    return decodeRow(bytes, (bounds[2 * index] as number) + COUNT_BYTES, this.#shape.decoders)
  }

  read(index: number): Row {
    const { bytes, bounds } = this.#block
    const { fields, cells, starts } = this.#shape
    let at = (bounds[2 * index] as number) + COUNT_BYTES
    for (let column = 0; column < fields.length; column += 1) {
      starts[column] = at
      const length = readInt32(bytes, at)
      const from = at + LENGTH_BYTES
      at = length === -1 ? from : from + length
      const { use, isBoolean } = fields[column] as PackedField
      if (use === 'copy') continue
      if (length === -1) cells[column] = null
      else if (use === 'presence') cells[column] = PRESENT
      else if (isBoolean) cells[column] = bytes[from] === 0 ? 'f' : 't'
      else cells[column] = this.#textAt(bytes, from, at)
    }
    starts[fields.length] = at
    return cells
  }

  startOf(column: number): number {
    return this.#shape.starts[column] as number
  }

  #textAt(bytes: Buffer, start: number, end: number): string {
    let seen = 0
    for (let at = start; at < end; at += 1) seen |= bytes[at] as number
    if ((seen & NON_ASCII) !== 0) return bytes.toString('utf8', start, end)
    return this.#textOfBlock().slice(start, end)
  }

  #textOfBlock(): string {
    return this.#shape.text.of(this.#block.bytes)
  }
}

function readInt32(bytes: Buffer, at: number): number {
  return (
    ((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)
  )
}
