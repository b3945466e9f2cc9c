/** Reads the texts of a select by their bytes, since SQLite hands over text with bytes replaced. */
import type { SQLOutputValue } from 'node:sqlite'
import { TextDecoder } from 'node:util'
import type { StoredValue } from './value.ts'

type Values = readonly SQLOutputValue[]

/** The select with each text as its bytes, and so that those can be told apart, blobs as hex. */
export function byBytes(select: string, width: number): string {
  const names = Array.from({ length: width }, (_, index) => `c${index}`)
  const cells = names.map(
    (name) => `case typeof(${name}) when 'text' then cast(${name} as blob)
      when 'blob' then hex(${name}) else ${name} end`,
  )
  return `with strict (${names.join(', ')}) as (${select}) select ${cells.join(', ')} from strict`
}

/** What a value selected by its bytes stands for. */
export function decodeStrictly(value: SQLOutputValue, decoder: TextDecoder): StoredValue | null {
  if (typeof value === 'string') return Buffer.from(value, 'hex')
  if (value === null || typeof value !== 'object') return value
  try {
    return decoder.decode(value)
  } catch {
    return { bytes: value }
  }
}

/** `encoding` as `pragma encoding` names it: UTF-8, UTF-16le or UTF-16be. */
export function strictDecoder(encoding: string): TextDecoder {
  // A byte order mark within the database is a character of the value.
  return new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
}

/**
 * A second reading of the same rows, begun where one of them makes it needful, which goes on beside
 * the first: an open statement keeps both on one state of the database.
 */
export class SecondReading {
  readonly #open: () => Iterator<Values>
  readonly #decoder = strictDecoder('UTF-8')
  #rows: Iterator<Values> | null = null
  #next = 0
  #current: Values = []

  constructor(open: () => Iterator<Values>) {
    this.#open = open
  }

  /**
   * The value whose text was read with a replacement character in it: which may be what is stored.
   * null: the rows have come in another order.
   */
  value(row: number, column: number, text: string): StoredValue | null {
    this.#rows ??= this.#open()
    for (; this.#next <= row; this.#next += 1) {
      const result = this.#rows.next()
      this.#current = result.done === true ? [] : result.value
    }
    const bytes = this.#current[column]
    if (!(bytes instanceof Uint8Array)) return null
    return Buffer.from(bytes).toString('utf8') === text
      ? decodeStrictly(bytes, this.#decoder)
      : null
  }

  close(): void {
    this.#rows?.return?.(undefined)
  }
}
