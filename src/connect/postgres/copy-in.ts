/** Statements, and the rows of a COPY among them, sent at once: the server is waited for once. */
import type { Socket } from 'node:net'
import type { Connection, Submittable } from 'pg'
import type { PostgresSession, TextRow } from './session.ts'

// Messages of the client, by PostgreSQL's "Message Formats".
const COPY_DATA = 0x64
export const COPY_DONE = Buffer.from([0x63, 0, 0, 0, 4])
const LENGTH_BYTES = 4

/** What the server says of the statements. */
export interface CopyResult {
  /** Rows that the COPY took. */
  readonly copied: number
  /** What a SELECT behind the COPY gives. */
  readonly rows: readonly TextRow[]
  /** What the server said meanwhile under the code TOLD. */
  readonly told: readonly string[]
}

/** One of the statements is a COPY from stdin. Throws pg's own error. */
export async function copyIn(
  session: PostgresSession,
  statements: readonly string[],
  rows: Buffer,
): Promise<CopyResult> {
  const copy = new CopyIn(statements.join('; '), rows)
  session.startCopy(copy)
  try {
    return await copy.result
  } finally {
    session.endCopy()
  }
}

/** What goes before so many bytes of rows. */
export function copyDataHead(bytes: number): Buffer {
  const head = Buffer.allocUnsafe(1 + LENGTH_BYTES)
  head[0] = COPY_DATA
  head.writeInt32BE(LENGTH_BYTES + bytes, 1)
  return head
}

/** A SQLSTATE of our own, for what a statement tells of a row. */
export const TOLD = 'MWROW'

interface Notice {
  readonly code?: string
  readonly message?: string
}

interface CommandComplete {
  readonly text: string
}

interface RowDescription {
  readonly fields: readonly { readonly name: string }[]
}

interface DataRow {
  readonly fields: readonly (string | null)[]
}

/**
 * The rows do not wait for the server to ask for them: where a statement before the COPY fails, it
 * drops them. Every statement of one message is over when the server is ready for the next.
 */
class CopyIn implements Submittable {
  readonly #statements: string
  readonly #rowBytes: Buffer
  readonly #settle = Promise.withResolvers<CopyResult>()
  readonly #rows: TextRow[] = []
  readonly #told: string[] = []
  #names: readonly string[] = []
  #copied = 0

  constructor(statements: string, rowBytes: Buffer) {
    this.#statements = statements
    this.#rowBytes = rowBytes
  }

  get result(): Promise<CopyResult> {
    return this.#settle.promise
  }

  submit(connection: Connection): void {
    const { stream } = connection as unknown as { readonly stream: Socket }
    const hear = ({ code, message = '' }: Notice) => {
      if (code === TOLD) this.#told.push(message)
    }
    connection.on('notice', hear)
    this.result.catch(() => {}).finally(() => connection.off('notice', hear))
    stream.cork()
    connection.query(this.#statements)
    stream.write(copyDataHead(this.#rowBytes.length))
    stream.write(this.#rowBytes)
    stream.write(COPY_DONE)
    stream.uncork()
  }

  handleCopyInResponse(): void {}

  handleRowDescription({ fields }: RowDescription): void {
    this.#names = fields.map(({ name }) => name)
  }

  handleDataRow({ fields }: DataRow): void {
    this.#rows.push(Object.fromEntries(this.#names.map((name, at) => [name, fields[at] ?? null])))
  }

  handleCommandComplete({ text }: CommandComplete): void {
    const copied = /^COPY (\d+)$/u.exec(text)?.[1]
    if (copied !== undefined) this.#copied += Number(copied)
  }

  handleError(error: Error): void {
    this.#settle.reject(error)
  }

  handleReadyForQuery(): void {
    this.#settle.resolve({ copied: this.#copied, rows: this.#rows, told: this.#told })
  }
}
