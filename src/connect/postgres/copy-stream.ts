/** A COPY that rows are sent to while others are made: the server never waits for a round trip. */
import type { Socket } from 'node:net'
import type { Connection, Submittable } from 'pg'
import { COPY_DONE, copyDataHead } from './copy-in.ts'

interface CommandComplete {
  readonly text: string
}

/** Sends no faster than the server takes, one piece being on its way while the next is made. */
export class CopyStream implements Submittable {
  readonly #statements: string
  readonly #started = Promise.withResolvers<Socket>()
  readonly #ended = Promise.withResolvers<number>()
  #room: Promise<unknown> = Promise.resolve()
  #error: Error | null = null
  #copied = 0

  /** The last of the statements is a COPY from stdin. */
  constructor(statements: readonly string[]) {
    this.#statements = statements.join('; ')
    // Whoever sends or ends hears of it.
    this.#started.promise.catch(() => {})
    this.#ended.promise.catch(() => {})
  }

  submit(connection: Connection): void {
    const { stream } = connection as unknown as { readonly stream: Socket }
    connection.query(this.#statements)
    this.#started.resolve(stream)
  }

  /** `whenSent`: the bytes may be used for something else. Throws pg's own error. */
  async send(bytes: Buffer, whenSent: () => void): Promise<void> {
    const socket = await this.#started.promise
    await this.#room
    if (this.#error !== null) throw this.#error
    socket.cork()
    socket.write(copyDataHead(bytes.length))
    const hasRoom = socket.write(bytes, whenSent)
    socket.uncork()
    if (!hasRoom) this.#room = this.#untilDrained(socket)
  }

  /** The number of rows that the server took. Throws pg's own error. */
  async end(): Promise<number> {
    const socket = await this.#started.promise
    if (this.#error === null) socket.write(COPY_DONE)
    return await this.#ended.promise
  }

  async #untilDrained(socket: Socket): Promise<void> {
    const drained = Promise.withResolvers<void>()
    const settle = () => drained.resolve()
    socket.once('drain', settle)
    // A server that has ended the COPY takes no more, and a connection that is lost neither.
    this.#ended.promise.then(settle, settle)
    await drained.promise
    socket.removeListener('drain', settle)
  }

  handleCopyInResponse(): void {}

  handleCommandComplete({ text }: CommandComplete): void {
    const copied = /^COPY (\d+)$/u.exec(text)?.[1]
    if (copied !== undefined) this.#copied += Number(copied)
  }

  handleError(error: Error): void {
    this.#error = error
    this.#started.reject(error)
    this.#ended.reject(error)
  }

  handleReadyForQuery(): void {
    this.#ended.resolve(this.#copied)
  }
}
