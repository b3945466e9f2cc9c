/** Turns texts and rows into digests; the one encoder that every digest of rows goes through. */
import { createHash } from 'node:crypto'
import type { Row } from './cell.ts'

/** SHA-256 of the text's UTF-8 bytes, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** A digest of the SHA-2 family. */
export function digestBytes(algorithm: Sha2, bytes: Uint8Array): Buffer {
  return createHash(algorithm).update(bytes).digest()
}

export type Sha2 = 'sha224' | 'sha256' | 'sha384' | 'sha512'

const VERSION_5 = 0x50
const VARIANT = 0x80
const UUID_ENDS = [8, 12, 16, 20, 32]

/**
 * A version 5 UUID (RFC 9562, section 5.5): a name in a namespace gives the same one on every
 * machine and in every run.
 */
export function nameUuid(namespace: string, name: string): string {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex')
  const bytes = createHash('sha1').update(space).update(name, 'utf8').digest()
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | VERSION_5, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | VARIANT, 8)
  const digits = bytes.toString('hex')
  return UUID_ENDS.map((end, index) => digits.slice(UUID_ENDS[index - 1] ?? 0, end)).join('-')
}

const TAG_NULL = 'n'
const TAG_TEXT = 't'

/**
 * The row as text that no other row has: the number of cells, then each cell as a tag and, for a
 * text, its length. So NULL is neither '' nor 'null', and ["a","bc"] is not ["ab","c"].
 */
export function encodeRow(row: Row): string {
  let text = `${row.length}:`
  for (const cell of row) {
    text += cell === null ? TAG_NULL : `${TAG_TEXT}${cell.length}:${cell}`
  }
  return text
}

/** SHA-256 of one row. */
export function digestRow(row: Row): string {
  return sha256(encodeRow(row))
}

const SUM_BITS = 128
const SUM_HEX_DIGITS = 32

/**
 * The digest of many rows, by the order they come in or, for `unordered`, by no order. An unordered
 * digest adds the rows' digests modulo 2^128: joined by XOR, equal changes would cancel.
 */
export class RowDigest {
  #rows = 0
  #sum = 0n
  readonly #hash: ReturnType<typeof createHash> | null

  constructor(order: 'ordered' | 'unordered') {
    this.#hash = order === 'ordered' ? createHash('sha256') : null
  }

  add(row: Row): void {
    this.#rows += 1
    if (this.#hash !== null) this.#hash.update(encodeRow(row), 'utf8')
    else this.#sum = BigInt.asUintN(SUM_BITS, this.#sum + shortDigest(row))
  }

  get rows(): number {
    return this.#rows
  }

  /** Hexadecimal; says how many rows there were by itself, so that no rows are not no digest. */
  toString(): string {
    const digest =
      this.#hash === null
        ? this.#sum.toString(16).padStart(SUM_HEX_DIGITS, '0')
        : this.#hash.copy().digest('hex')
    return `${this.#rows}:${digest}`
  }
}

function shortDigest(row: Row): bigint {
  return BigInt(`0x${digestRow(row).slice(0, SUM_HEX_DIGITS)}`)
}
