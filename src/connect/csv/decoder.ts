/** Turns the bytes of a file into text, marking each byte that its encoding does not allow. */
import { EngineError } from '../../base/error.ts'
import type { StrictReader } from './encoding.ts'
import { strictReader } from './encoding.ts'

/** A place that could not be decoded. The text has one lone surrogate for each, in this order. */
export interface UndecodableByte {
  /** From the start of the file, byte order mark included, after unpacking. */
  readonly offset: number
  /** `\xE9`, or `\uD83D` where the unit of the encoding is 16 bits. */
  readonly shown: string
}

export interface DecodedText {
  readonly text: string
  readonly undecodable: readonly UndecodableByte[]
  /** False when the text certainly holds no NUL. */
  readonly mayHoldNul: boolean
}

/** The marks of text whose records have not been read yet. */
export class UndecodableQueue {
  #marks: UndecodableByte[] = []
  #next = 0

  get length(): number {
    return this.#marks.length - this.#next
  }

  add(marks: readonly UndecodableByte[]): void {
    if (marks.length === 0) return
    this.#marks = [...this.#marks.slice(this.#next), ...marks]
    this.#next = 0
  }

  /** The marks that this piece of the text holds. Pieces must be given in order, none left out. */
  take(text: string): UndecodableByte[] {
    if (this.length === 0 || text.isWellFormed()) return []
    const count = text.match(/\p{Cs}/gu)?.length ?? 0
    this.#next += count
    return this.#marks.slice(this.#next - count, this.#next)
  }
}

/** How an encoding is cut into pieces that can be decoded each by itself. */
type Cut = 'anywhere' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'below 0x30' | 'line'

/** No strict decoder gives lone surrogates, so they are free to stand for single bytes. */
const MARK = 0xd800

/** The longest character of any encoding, in bytes. */
const CHARACTER_BYTES_MAX = 4

const PENDING_BYTES_MAX = 1 << 20

/** In none of these is a byte below 0x30 (blanks, comma, quotes) part of a longer character. */
const MULTIBYTE: ReadonlySet<string> = new Set([
  'big5',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'gbk',
  'shift_jis',
])

const BYTE_ORDER_MARKS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** Decodes one file, piece by piece. */
export class FileDecoder {
  readonly #strict: StrictReader
  readonly #cut: Cut
  #pending: Buffer = Buffer.alloc(0)
  #offset = 0

  constructor(label: string) {
    this.#strict = strictReader(label)
    this.#cut = cutOf(this.#strict.encoding)
  }

  /** The WHATWG name of the encoding. */
  get encoding(): string {
    return this.#strict.encoding
  }

  /** `bytes` null: the file has ended. */
  decode(bytes: Buffer | null): DecodedText {
    const all = joined(this.#pending, bytes)
    const ready = wholeBytes(all, this.#cut)
    // Text of its encoding has a place to cut long before this.
    const stuck = ready === 0 && all.length > PENDING_BYTES_MAX
    const whole = bytes === null || stuck ? all.length : ready
    const piece = all.subarray(0, whole)
    const offset = this.#offset
    this.#pending = all.subarray(whole)
    this.#offset += whole
    const decoded = this.#decodePiece(piece, offset)
    if (offset > 0 || piece.length === 0) return decoded
    this.#refuseForeignMark(piece)
    return decoded.text.startsWith('\ufeff') ? { ...decoded, text: decoded.text.slice(1) } : decoded
  }

  #decodePiece(piece: Buffer, offset: number): DecodedText {
    if (this.#cut === 'utf-16le' || this.#cut === 'utf-16be') {
      return decodeUtf16(piece, offset, this.#cut === 'utf-16be')
    }
    const text = this.#strict.read(piece)
    if (text === null) return this.#decodeMarking(piece, offset)
    // Bytes are searched many times as fast as the text they stand for.
    return { text, undecodable: [], mayHoldNul: piece.includes(0) }
  }

  /** The slow way, for a piece that holds a bad byte: run by run, then character by character. */
  #decodeMarking(piece: Buffer, offset: number): DecodedText {
    const undecodable: UndecodableByte[] = []
    let text = ''
    for (let start = 0; start < piece.length;) {
      let end = start
      while (end < piece.length && piece.readUInt8(end) >= 0x30) end += 1
      end = Math.min(end + 1, piece.length)
      const run = piece.subarray(start, end)
      text += this.#strict.read(run) ?? this.#markRun(run, offset + start, undecodable)
      start = end
    }
    return { text, undecodable, mayHoldNul: piece.includes(0) }
  }

  #markRun(run: Buffer, offset: number, undecodable: UndecodableByte[]): string {
    let text = ''
    for (let at = 0; at < run.length;) {
      const [character, length] = this.#characterAt(run, at)
      if (character === null) {
        text += markByte(run.readUInt8(at), offset + at, undecodable)
      } else {
        text += character
      }
      at += length
    }
    return text
  }

  #characterAt(run: Buffer, at: number): [character: string | null, length: number] {
    const rest = run.length - at
    const most = this.#cut === 'anywhere' ? 1 : Math.min(CHARACTER_BYTES_MAX, rest)
    for (let length = 1; length <= most; length += 1) {
      const character = this.#strict.read(run.subarray(at, at + length))
      if (character !== null) return [character, length]
    }
    return [null, 1]
  }

  #refuseForeignMark(piece: Buffer): void {
    const begins = (mark: readonly number[]): boolean =>
      mark.every((byte, index) => piece[index] === byte)
    const marked = BYTE_ORDER_MARKS.find(([, mark]) => begins(mark))?.[0]
    if (marked === undefined || marked === this.encoding) return
    const message =
      `The file begins with the byte order mark of ${marked}, ` +
      `but ${this.encoding} is declared.`
    throw new EngineError('CONNECT_FILE_ENCODING', message)
  }
}

/** Copies only where something has to be put together. */
function joined(pending: Buffer, bytes: Buffer | null): Buffer {
  if (bytes === null) return pending
  return pending.length === 0 ? bytes : Buffer.concat([pending, bytes])
}

function cutOf(encoding: string): Cut {
  if (encoding === 'utf-8' || encoding === 'utf-16le' || encoding === 'utf-16be') return encoding
  if (encoding === 'iso-2022-jp') return 'line'
  return MULTIBYTE.has(encoding) ? 'below 0x30' : 'anywhere'
}

/** How many of the bytes can be decoded without knowing what follows. */
function wholeBytes(bytes: Buffer, cut: Cut): number {
  switch (cut) {
    case 'anywhere':
      return lastLine(bytes) || bytes.length
    case 'utf-8':
      return lastLine(bytes) || wholeUtf8(bytes)
    case 'utf-16le':
      return wholeUtf16(bytes, -1)
    case 'utf-16be':
      return wholeUtf16(bytes, -2)
    case 'below 0x30':
      return bytes.findLastIndex((byte) => byte < 0x30) + 1
    case 'line':
      return bytes.findLastIndex((byte) => byte === 0x0a || byte === 0x0d) + 1
  }
}

/** Text that ends with a line seldom leaves half a record, to be copied, for the next piece. */
function lastLine(bytes: Buffer): number {
  return bytes.lastIndexOf(0x0a) + 1
}

function wholeUtf8(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - CHARACTER_BYTES_MAX + 1)
  for (let at = bytes.length - 1; at >= from; at -= 1) {
    const byte = bytes.readUInt8(at)
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    return at + length > bytes.length ? at : bytes.length
  }
  return bytes.length
}

/** `highAt`: where, from the end of a unit, its high byte stands. */
function wholeUtf16(bytes: Buffer, highAt: -1 | -2): number {
  const whole = bytes.length & ~1
  const high = bytes[whole + highAt] ?? 0
  return high >= 0xd8 && high < 0xdc ? whole - 2 : whole
}

function decodeUtf16(piece: Buffer, offset: number, bigEndian: boolean): DecodedText {
  const even = piece.subarray(0, piece.length & ~1)
  const units = bigEndian ? Buffer.from(even).swap16() : even
  let text = units.toString('utf16le')
  const undecodable: UndecodableByte[] = []
  if (!text.isWellFormed()) {
    for (const { index, 0: unit } of text.matchAll(/\p{Cs}/gu)) {
      const shown = `\\u${unit.charCodeAt(0).toString(16).toUpperCase()}`
      undecodable.push({ offset: offset + 2 * index, shown })
    }
  }
  // Half a unit can only stand at the end of the file.
  const last = piece.length - 1
  if (even.length <= last) text += markByte(piece.readUInt8(last), offset + last, undecodable)
  return { text, undecodable, mayHoldNul: text.includes('\0') }
}

function markByte(byte: number, offset: number, undecodable: UndecodableByte[]): string {
  undecodable.push({ offset, shown: `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}` })
  return String.fromCharCode(MARK + byte)
}
