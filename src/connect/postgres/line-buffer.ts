/** Lines of COPY's text format -> the bytes that are sent, put together as they come. */
import type { RowBuffer } from './copy-rows.ts'
import { splitLine } from './copy-text.ts'

/** What is written at once: small enough for the processor's caches. */
const PENDING_MAX = 1 << 14
const CAPACITY_AT_FIRST = 1 << 16
const LINE_END = 0x0a
/** A batch with a huge row is no measure for those to come. */
const SPARE_MAX = 1 << 21
const NOTHING = Buffer.alloc(0)

/** Characters of lines are bytes, so a line's length is what it takes. */
export class LineBuffer implements RowBuffer {
  readonly format = 'text'
  readonly #spare: Buffer[]
  #bytes: Buffer
  #written = 0
  #pending: string[] = []
  #pendingBytes = 0
  count = 0
  #lines: readonly string[] | null = null

  /** `spare`: what others have given back. Left to the garbage collector it would pile up. */
  constructor(spare: Buffer[]) {
    this.#spare = spare
    this.#bytes = spare.pop() ?? Buffer.allocUnsafeSlow(CAPACITY_AT_FIRST)
  }

  giveBack(): void {
    if (this.#bytes.length > 0 && this.#bytes.length <= SPARE_MAX) this.#spare.push(this.#bytes)
    this.#bytes = NOTHING
    this.#written = 0
  }

  /** With the line ends. */
  get size(): number {
    return this.#written + this.#pendingBytes
  }

  add(line: string): void {
    this.#pending.push(line)
    this.#pendingBytes += line.length + 1
    this.count += 1
    if (this.#pendingBytes >= PENDING_MAX) this.#write()
  }

  piece(): Buffer {
    return this.message()
  }

  /** All lines with their ends. */
  message(): Buffer {
    this.#write()
    return this.#bytes.subarray(0, this.#written)
  }

  numbered(): Buffer {
    const lines = this.#split().map((line, index) => `${index}\t${line}\n`)
    return Buffer.from(lines.join(''), 'latin1')
  }

  pick(isWanted: (row: number) => boolean): LineBuffer {
    const part = new LineBuffer([])
    for (const [row, line] of this.#split().entries()) if (isWanted(row)) part.add(line)
    return part
  }

  parameters(): readonly (string | null)[] {
    return this.#split().flatMap(splitLine)
  }

  #split(): readonly string[] {
    return (this.#lines ??= this.message().toString('latin1').split('\n').slice(0, -1))
  }

  #write(): void {
    if (this.#pendingBytes === 0) return
    const size = this.size
    if (size > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(size, 2 * this.#bytes.length))
      this.#bytes.copy(larger, 0, 0, this.#written)
      this.#bytes = larger
    }
    this.#bytes.write(this.#pending.join('\n'), this.#written, 'latin1')
    this.#bytes[size - 1] = LINE_END
    this.#written = size
    this.#pending = []
    this.#pendingBytes = 0
  }
}
