/** Turns text that comes in pieces into records of fields, wherever the pieces are cut. */
import type { CsvFormat } from './settings.ts'

export interface CsvRecord {
  /** Of this record alone. */
  readonly fields: string[]
  /** By field; null: none is quoted. */
  readonly quoted: readonly boolean[] | null
  /** Of its first character, from 1. */
  readonly line: number
  /** Characters of the record, its end included. */
  readonly length: number
  /** What is wrong with its quotes, null when nothing is. */
  readonly quoteProblem: string | null
}

interface QuotedField {
  readonly text: string
  /** Where the separator behind it is. */
  readonly stop: number
  readonly problem: string | null
}

/** Behind every place in a text, so that places can be compared. */
const NOWHERE = 0x3fff_ffff
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const LINE_END = /\r\n|\n|\r/g

/**
 * Keeps the record it is in the middle of. After a piece without the record's end it waits until
 * the text has doubled, so a long record is not scanned again for every piece.
 */
export class RecordSplitter {
  readonly #format: CsvFormat
  /** The code of the quote, -1 for none. */
  readonly #quote: number
  #buffer = ''
  #ended = false
  #position = 0
  #line = 1
  #wanted = 0
  // Where the next ones are, so that no stretch of text is searched twice.
  #delimiterAt = -1
  #endAt = -1
  #returnAt = -1

  constructor(format: CsvFormat) {
    this.#format = format
    this.#quote = format.quote?.charCodeAt(0) ?? -1
  }

  /** Characters of the record whose end has not come yet. */
  get pending(): number {
    return this.#buffer.length - this.#position
  }

  /** Where the record whose end has not come yet begins. */
  get line(): number {
    return this.#line
  }

  /** All records that end in what has come so far; `ended`: nothing more will come. */
  split(text: string, ended: boolean): CsvRecord[] {
    this.#buffer = this.#buffer.slice(this.#position) + text
    this.#position = 0
    if (!ended && this.#buffer.length < this.#wanted) return []
    this.#ended = ended
    this.#delimiterAt = -1
    this.#endAt = -1
    this.#returnAt = -1
    const records: CsvRecord[] = []
    for (let record = this.#next(); record !== null; record = this.#next()) records.push(record)
    this.#wanted = this.pending * 2
    return records
  }

  /** Within a field that does not begin with one, a quote is a character like any other. */
  #next(): CsvRecord | null {
    const buffer = this.#buffer
    const start = this.#position
    if (start >= buffer.length) return null
    const { length } = this.#format.delimiter
    const quote = this.#quote
    const fields: string[] = []
    let quoted: boolean[] | null = null
    let quoteProblem: string | null = null
    const firstEnd = this.#findEnd(start)
    let end = firstEnd
    for (let at = start; ;) {
      if (buffer.charCodeAt(at) !== quote) {
        const delimiter = this.#findDelimiter(at)
        if (delimiter + length > end) {
          if (end === NOWHERE && !this.#ended) return null
          fields.push(buffer.slice(at, end))
          break
        }
        fields.push(buffer.slice(at, delimiter))
        at = delimiter + length
        continue
      }
      const field = this.#quotedField(at, start)
      if (field === null) return null
      fields.push(field.text)
      quoted ??= []
      padPlain(quoted, fields.length - 1)
      quoted.push(true)
      quoteProblem ??= field.problem
      end = this.#findEnd(field.stop)
      if (field.stop >= end) break
      at = field.stop + length
    }
    if (quoted !== null) padPlain(quoted, fields.length)
    return this.#close({ fields, quoted, quoteProblem }, firstEnd, end)
  }

  #close(
    record: Pick<CsvRecord, 'fields' | 'quoted' | 'quoteProblem'>,
    firstEnd: number,
    end: number,
  ): CsvRecord {
    const { fields, quoted, quoteProblem } = record
    const start = this.#position
    const line = this.#line
    this.#position = this.#behind(end)
    const isOneLine = this.#format.record === null && end === firstEnd
    this.#line += isOneLine ? 1 : this.#lines(start, this.#position)
    const length = this.#position - start
    return { fields, quoted, line, length, quoteProblem }
  }

  /** The field whose opening quote is at that place; null: its end has not come yet. */
  #quotedField(opening: number, start: number): QuotedField | null {
    const buffer = this.#buffer
    const quote = this.#format.quote ?? ''
    let isDoubled = false
    let close = buffer.indexOf(quote, opening + 1)
    while (close !== -1 && buffer.charCodeAt(close + 1) === this.#quote) {
      isDoubled = true
      close = buffer.indexOf(quote, close + 2)
    }
    // The next piece may begin with the second of two quotes.
    if (!this.#ended && (close === -1 || close + 1 === buffer.length)) return null
    const raw = buffer.slice(opening + 1, close === -1 ? buffer.length : close)
    const text = isDoubled ? raw.replaceAll(quote + quote, quote) : raw
    if (close === -1) {
      const line = this.#line + this.#lines(start, opening)
      const problem = `The quote opened on line ${line} is never closed.`
      return { text, stop: NOWHERE, problem }
    }
    const stop = this.#findStop(close + 1)
    if (stop === close + 1) return { text, stop, problem: null }
    if (stop === NOWHERE && !this.#ended) return null
    const rest = buffer.slice(close + 1, stop)
    if (rest === '') return { text, stop, problem: null }
    const line = this.#line + this.#lines(start, opening)
    const problem = `On line ${line} text follows a closing quote.`
    return { text: text + rest, stop, problem }
  }

  /** Where the separator is that comes next, of fields or of records. */
  #findStop(from: number): number {
    const end = this.#findEnd(from)
    const delimiter = this.#findDelimiter(from)
    return delimiter + this.#format.delimiter.length > end ? end : delimiter
  }

  #findDelimiter(from: number): number {
    if (this.#delimiterAt < from) this.#delimiterAt = this.#find(this.#format.delimiter, from)
    return this.#delimiterAt
  }

  #findEnd(from: number): number {
    const { record } = this.#format
    if (this.#endAt < from) this.#endAt = this.#find(record ?? '\n', from)
    if (record !== null) return this.#endAt
    if (this.#returnAt < from) this.#returnAt = this.#find('\r', from)
    if (this.#endAt <= this.#returnAt) return this.#endAt
    // The next piece may begin with the line feed of \r\n.
    const isCut = this.#returnAt + 1 === this.#buffer.length && !this.#ended
    return isCut ? NOWHERE : this.#returnAt
  }

  #find(wanted: string, from: number): number {
    const at = this.#buffer.indexOf(wanted, from)
    return at === -1 ? NOWHERE : at
  }

  /** Where the next record begins when this one's end was found there. */
  #behind(end: number): number {
    if (end === NOWHERE) return this.#buffer.length
    const { record } = this.#format
    if (record !== null) return end + record.length
    const isPair =
      this.#buffer.charCodeAt(end) === CARRIAGE_RETURN &&
      this.#buffer.charCodeAt(end + 1) === LINE_FEED
    return end + (isPair ? 2 : 1)
  }

  #lines(start: number, end: number): number {
    return this.#buffer.slice(start, end).match(LINE_END)?.length ?? 0
  }
}

/** None of the fields since the last quoted one is. */
function padPlain(quoted: boolean[], count: number): void {
  while (quoted.length < count) quoted.push(false)
}
