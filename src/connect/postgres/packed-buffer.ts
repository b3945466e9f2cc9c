/** Rows of COPY's binary format, as PostgreSQL's page on COPY has it, put together as they come. */
import type { RowBuffer } from './copy-rows.ts'

const CAPACITY_AT_FIRST = 1 << 16
/** A batch with a huge row is no measure for those to come. */
const SPARE_MAX = 1 << 21
const NOTHING = Buffer.alloc(0)

/** Signature, flags, and the length of an extension that there is none of. */
export const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
/** Where a row would have its number of fields. */
export const TRAILER = -1
export const COUNT_BYTES = 2
export const LENGTH_BYTES = 4

/** Fields write themselves behind `at`, once they have room. */
export class PackedBuffer implements RowBuffer {
  readonly format = 'binary'
  readonly #spare: Buffer[]
  bytes: Buffer
  view: DataView
  readonly #start: number
  /** Where the next field goes. */
  at: number
  count = 0

  /**
   * `spare`: what others have given back. Left to the garbage collector it would pile up. `isFirst`
   * is false where rows before these have gone to the same COPY.
   */
  constructor(spare: Buffer[], isFirst = true) {
    this.#spare = spare
    this.#start = isFirst ? HEADER.length : 0
    this.at = this.#start
    this.bytes = spare.pop() ?? Buffer.allocUnsafeSlow(CAPACITY_AT_FIRST)
    this.view = viewOf(this.bytes)
    if (isFirst) HEADER.copy(this.bytes)
  }

  get size(): number {
    return this.at
  }

  /** Room for so many bytes from `at` on. */
  reserve(bytes: number): void {
    if (this.at + bytes + COUNT_BYTES <= this.bytes.length) return
    const larger = Buffer.allocUnsafeSlow(
      Math.max(this.at + bytes + COUNT_BYTES, 2 * this.bytes.length),
    )
    this.bytes.copy(larger, 0, 0, this.at)
    this.bytes = larger
    this.view = viewOf(larger)
  }

  /** Fields that came packed, from `start` to `end` of `from`. */
  append(from: Uint8Array, start: number, end: number): void {
    const length = end - start
    this.reserve(length)
    const { bytes, at } = this
    if (length > LOOPED_MAX) bytes.set(from.subarray(start, end), at)
    else for (let index = 0; index < length; index += 1) bytes[at + index] = from[start + index]!
    this.at = at + length
  }

  appendNull(): void {
    this.reserve(LENGTH_BYTES)
    this.view.setInt32(this.at, -1)
    this.at += LENGTH_BYTES
  }

  /** Without an end: more is to follow. */
  piece(): Buffer {
    return this.bytes.subarray(0, this.at)
  }

  message(): Buffer {
    this.reserve(0)
    this.view.setInt16(this.at, TRAILER)
    return this.bytes.subarray(0, this.at + COUNT_BYTES)
  }

  numbered(): Buffer {
    const numbered = new PackedBuffer([])
    const { bytes, view } = this
    this.#eachRow((start, end) => {
      numbered.reserve(COUNT_BYTES + 2 * LENGTH_BYTES)
      numbered.view.setInt16(numbered.at, view.getInt16(start) + 1)
      numbered.view.setInt32(numbered.at + COUNT_BYTES, LENGTH_BYTES)
      numbered.view.setInt32(numbered.at + COUNT_BYTES + LENGTH_BYTES, numbered.count)
      numbered.at += COUNT_BYTES + 2 * LENGTH_BYTES
      numbered.append(bytes, start + COUNT_BYTES, end)
      numbered.count += 1
    })
    return numbered.message()
  }

  pick(isWanted: (row: number) => boolean): PackedBuffer {
    const part = new PackedBuffer([])
    let row = 0
    this.#eachRow((start, end) => {
      if (isWanted(row)) {
        part.append(this.bytes, start, end)
        part.count += 1
      }
      row += 1
    })
    return part
  }

  /** pg sends what is bytes in the binary format. */
  parameters(): (Buffer | null)[] {
    const fields: (Buffer | null)[] = []
    this.#eachRow((start, end) => {
      for (let at = start + COUNT_BYTES; at < end;) {
        const length = this.view.getInt32(at)
        at += LENGTH_BYTES
        fields.push(length === -1 ? null : this.bytes.subarray(at, at + length))
        at += Math.max(0, length)
      }
    })
    return fields
  }

  giveBack(): void {
    const { bytes } = this
    if (bytes.length > 0 && bytes.length <= SPARE_MAX) this.#spare.push(bytes)
    this.bytes = NOTHING
    this.view = viewOf(NOTHING)
    this.at = 0
  }

  #eachRow(take: (start: number, end: number) => void): void {
    const { view } = this
    let at = this.#start
    for (let row = 0; row < this.count; row += 1) {
      const start = at
      at += COUNT_BYTES
      for (let fields = view.getInt16(start); fields > 0; fields -= 1) {
        at += LENGTH_BYTES + Math.max(0, view.getInt32(at))
      }
      take(start, at)
    }
  }
}

/** Up to here a loop is faster than a call that moves bytes. */
const LOOPED_MAX = 40

function viewOf({ buffer, byteOffset, length }: Buffer): DataView {
  return new DataView(buffer, byteOffset, length)
}
