/** A COPY's rows as they come off the wire: the server sends each as a message of its own. */
import type { Socket } from 'node:net'
import type { Connection, Submittable } from 'pg'
import type { CopyFormat } from './copy-rows.ts'
import { HEADER, TRAILER } from './packed-buffer.ts'

/** Rows that came together. */
export interface RowBlock {
  /** Also holds what stands between the rows. */
  readonly bytes: Buffer
  /** Where each row starts in `bytes` and where it ends, without a line end: two numbers a row. */
  readonly bounds: Int32Array
  readonly count: number
}

type Handler = (bytes: Buffer) => void

// Messages of the server, by PostgreSQL's "Message Formats".
const COPY_DATA = 0x64
const COPY_DONE = 0x63
const ERROR = 0x45
const HEAD_BYTES = 5

const ROWS_AT_FIRST = 1024

/**
 * Takes the connection's socket while the copy lasts. All that is not a row goes to pg's own
 * parser: notices at once, and from the end or the error on everything.
 */
export class CopyOut implements Submittable {
  readonly #text: string
  readonly #isText: boolean
  /** The header of the binary format is behind us. */
  #isBegun = false
  #socket: Socket | null = null
  #parse: Handler = () => {}
  /** What was read and not yet looked at. */
  #rest: Buffer | null = null
  #begun: BegunMessage | null = null
  #bounds = new Int32Array(2 * ROWS_AT_FIRST)
  #error: Error | null = null
  #isEnded = false
  #wake: () => void = () => {}

  constructor(text: string, format: CopyFormat) {
    this.#text = text
    this.#isText = format === 'text'
  }

  /** True when the session has nothing more to say of the copy. */
  get isEnded(): boolean {
    return this.#isEnded
  }

  submit(connection: Connection): void {
    const { stream } = connection as unknown as { readonly stream: Socket }
    const [parse] = stream.listeners('data') as Handler[]
    if (parse === undefined) throw new Error("pg's connection does not read its socket")
    this.#parse = parse
    this.#socket = stream
    stream.removeListener('data', parse)
    stream.pause()
    stream.on('readable', this.#rouse)
    connection.query(this.#text)
  }

  /** The next rows; null at the end. Throws the server's error. */
  async next(): Promise<RowBlock | null> {
    for (;;) {
      const block = this.#takeRows()
      if (block !== null) return block
      if (this.#error !== null) throw this.#error
      if (this.#isEnded) return null
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  /** Passes over what is left, and over the error that a cancelled copy ends with. */
  async drain(): Promise<void> {
    while (!this.#isEnded) await this.next().catch(() => null)
  }

  handleError(error: Error): void {
    this.#error = error
    this.#release([])
    this.#end()
  }

  handleReadyForQuery(): void {
    this.#end()
  }

  handleCommandComplete(): void {}

  readonly #rouse = (): void => this.#wake()

  #end(): void {
    this.#isEnded = true
    this.#wake()
  }

  #takeRows(): RowBlock | null {
    for (;;) {
      const piece = this.#takePiece()
      if (piece === null) return null
      const bytes = this.#begun === null ? piece : this.#finishMessage(piece)
      const count = bytes === null ? 0 : this.#divide(bytes)
      if (bytes !== null && count > 0) {
        return { bytes, bounds: this.#bounds.slice(0, 2 * count), count }
      }
    }
  }

  #takePiece(): Buffer | null {
    const piece = this.#rest ?? ((this.#socket?.read() ?? null) as Buffer | null)
    this.#rest = null
    return piece
  }

  /** Only the message that began in the piece before is copied; what follows stays as it came. */
  #finishMessage(piece: Buffer): Buffer | null {
    const begun = this.#begun ?? new BegunMessage(piece)
    const taken = begun.add(piece)
    if (taken < piece.length) this.#rest = piece.subarray(taken)
    if (!begun.isWhole) return null
    this.#begun = null
    return begun.bytes()
  }

  /** Gives the number of rows in `bytes`; what follows the last whole message is kept. */
  #divide(bytes: Buffer): number {
    let bounds = this.#bounds
    let count = 0
    let at = 0
    while (at + HEAD_BYTES <= bytes.length) {
      const code = bytes[at]
      if (code === COPY_DONE || code === ERROR) {
        const rest = this.#rest
        this.#rest = null
        this.#release(rest === null ? [bytes.subarray(at)] : [bytes.subarray(at), rest])
        return count
      }
      const length = 1 + bytes.readInt32BE(at + 1)
      if (at + length > bytes.length) break
      if (code !== COPY_DATA) this.#parse(bytes.subarray(at, at + length))
      else {
        const start = this.#isText
          ? at + HEAD_BYTES
          : this.#rowStart(bytes, at + HEAD_BYTES, at + length)
        if (start !== null) {
          if (2 * count === bounds.length) bounds = this.#grow()
          bounds[2 * count] = start
          bounds[2 * count + 1] = at + length - (this.#isText ? 1 : 0)
          count += 1
        }
      }
      at += length
    }
    if (at < bytes.length) this.#begun = new BegunMessage(bytes.subarray(at))
    return count
  }

  /** The first message of the binary format has the header in front; one has the trailer alone. */
  #rowStart(bytes: Buffer, at: number, end: number): number | null {
    const start = this.#isBegun ? at : at + HEADER.length
    this.#isBegun = true
    return start >= end || bytes.readInt16BE(start) === TRAILER ? null : start
  }

  #grow(): Int32Array<ArrayBuffer> {
    const larger = new Int32Array(2 * this.#bounds.length)
    larger.set(this.#bounds)
    this.#bounds = larger
    return larger
  }

  /** Gives the socket back to pg, with what was read and is pg's to read. */
  #release(rest: readonly Buffer[]): void {
    const socket = this.#socket
    if (socket === null) return
    this.#socket = null
    socket.removeListener('readable', this.#rouse)
    socket.on('data', this.#parse)
    for (const bytes of rest) this.#parse(bytes)
    // Taking the listener away has paused the socket, but not before this turn is over.
    process.nextTick(() => socket.resume())
  }
}

/** A message of which not all has come, however large it is. */
class BegunMessage {
  readonly #pieces: Buffer[]
  #size: number

  constructor(first: Buffer) {
    this.#pieces = [first]
    this.#size = first.length
  }

  get isWhole(): boolean {
    return this.#size >= HEAD_BYTES && this.#size === this.#length()
  }

  /** Takes what belongs to the message, and says how many bytes that is. */
  add(piece: Buffer): number {
    let taken = 0
    while (taken < piece.length && !this.isWhole) {
      const wanted = this.#size < HEAD_BYTES ? HEAD_BYTES : this.#length()
      const more = piece.subarray(taken, taken + wanted - this.#size)
      this.#pieces.push(more)
      this.#size += more.length
      taken += more.length
    }
    return taken
  }

  bytes(): Buffer {
    return Buffer.concat(this.#pieces, this.#size)
  }

  #length(): number {
    const [first] = this.#pieces
    if (first !== undefined && first.length < HEAD_BYTES) {
      this.#pieces.splice(0, this.#pieces.length, this.bytes())
    }
    return 1 + (this.#pieces[0] as Buffer).readInt32BE(1)
  }
}
