/** Turns text that comes in pieces into records of fields, wherever the pieces are cut. */
import type { CsvFormat } from './settings.ts'

export interface CsvRecord {
  readonly fields: readonly string[]
  /** By field; null: none is quoted. */
  readonly quoted: readonly boolean[] | null
  /** Of its first character, from 1. */
  readonly line: number
  /** Characters of the record, its end included. */
  readonly length: number
  /** What is wrong with its quotes, null when nothing is. */
  readonly quoteProblem: string | null
}

interface Field {
  readonly text: string
  readonly quoted: boolean
  readonly problem: string | null
  /** Where the next field or record begins. */
  readonly next: number
  /** True when the record ends here. */
  readonly last: boolean
}

/** Where something was found: nowhere is Infinity, so that places can be compared. */
interface Found {
  readonly at: number
  readonly length: number
}

const NOWHERE: Found = { at: Infinity, length: 0 }
const LINE_END = /\r\n|\n|\r/g

/**
 * Keeps the record it is in the middle of. After a piece without the record's end it waits until
 * the text has doubled, so a long record is not scanned again for every piece.
 */
export class RecordSplitter {
  readonly #format: CsvFormat
  readonly #delimiter: Finder
  readonly #quote: Finder | null
  readonly #record: RecordEndFinder
  #buffer = ''
  #position = 0
  #line = 1
  #wanted = 0

  constructor(format: CsvFormat) {
    this.#format = format
    this.#delimiter = new Finder(format.delimiter)
    this.#quote = format.quote === null ? null : new Finder(format.quote)
    this.#record = new RecordEndFinder(format.record)
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
  *split(text: string, ended: boolean): Generator<CsvRecord> {
    this.#buffer = this.#buffer.slice(this.#position) + text
    this.#position = 0
    if (!ended && this.#buffer.length < this.#wanted) return
    this.#delimiter.reset(this.#buffer)
    this.#quote?.reset(this.#buffer)
    this.#record.reset(this.#buffer, ended)
    for (let record = this.#next(ended); record !== null; record = this.#next(ended)) yield record
    this.#wanted = this.pending * 2
  }

  #next(ended: boolean): CsvRecord | null {
    const start = this.#position
    if (start >= this.#buffer.length) return null
    const end = this.#record.find(start)
    const quoteAt = this.#quote?.find(start).at ?? Infinity
    if (quoteAt < end.at) return this.#nextQuoted(start, ended)
    if (end.at === Infinity && !ended) return null
    const text = this.#buffer.slice(start, end.at)
    this.#position = Math.min(end.at + end.length, this.#buffer.length)
    return this.#close(start, {
      fields: text.split(this.#format.delimiter),
      quoted: null,
      quoteProblem: null,
    })
  }

  #nextQuoted(start: number, ended: boolean): CsvRecord | null {
    const fields: string[] = []
    const quoted: boolean[] = []
    let quoteProblem: string | null = null
    for (let at = start, last = false; !last;) {
      const opens = this.#buffer[at] === this.#format.quote
      const field = opens ? this.#quotedField(at, start, ended) : this.#plainField(at, ended)
      if (field === null) return null
      fields.push(field.text)
      quoted.push(field.quoted)
      quoteProblem ??= field.problem
      at = field.next
      last = field.last
      if (last) this.#position = at
    }
    return this.#close(start, { fields, quoted, quoteProblem })
  }

  /** Up to the next separator. A quote that begins no field is a character like any other. */
  #plainField(at: number, ended: boolean): Field | null {
    const end = this.#record.find(at)
    const delimiter = this.#delimiter.find(at)
    const last = delimiter.at + delimiter.length > end.at || delimiter.at === Infinity
    const found = last ? end : delimiter
    if (found.at === Infinity && !ended) return null
    const text = this.#buffer.slice(at, found.at)
    const next = Math.min(found.at + found.length, this.#buffer.length)
    return { text, quoted: false, problem: null, next, last }
  }

  #quotedField(at: number, start: number, ended: boolean): Field | null {
    const quote = this.#format.quote ?? ''
    let text = ''
    let from = at + 1
    for (;;) {
      const close = this.#buffer.indexOf(quote, from)
      if (close === -1) return ended ? this.#unclosedField(text, from, at, start) : null
      text += this.#buffer.slice(from, close)
      from = close + 1
      // The next piece may begin with the second of two quotes.
      if (from === this.#buffer.length && !ended) return null
      if (this.#buffer[from] !== quote) break
      text += quote
      from += 1
    }
    const rest = this.#plainField(from, ended)
    if (rest === null || rest.text === '') return rest && { ...rest, text, quoted: true }
    const problem = `On line ${this.#lineAt(at, start)} text follows a closing quote.`
    return { ...rest, text: text + rest.text, quoted: true, problem }
  }

  #unclosedField(text: string, from: number, at: number, start: number): Field {
    return {
      text: text + this.#buffer.slice(from),
      quoted: true,
      problem: `The quote opened on line ${this.#lineAt(at, start)} is never closed.`,
      next: this.#buffer.length,
      last: true,
    }
  }

  #lineAt(at: number, start: number): number {
    return this.#line + countLines(this.#buffer.slice(start, at))
  }

  #close(start: number, record: Pick<CsvRecord, 'fields' | 'quoted' | 'quoteProblem'>): CsvRecord {
    const line = this.#line
    const oneLine = this.#format.record === null && record.quoted === null
    this.#line += oneLine ? 1 : countLines(this.#buffer.slice(start, this.#position))
    return { ...record, line, length: this.#position - start }
  }
}

/** Remembers where the next one is, so that no stretch of text is searched twice. */
class Finder {
  readonly #wanted: string
  #buffer = ''
  #found = NOWHERE

  constructor(wanted: string) {
    this.#wanted = wanted
  }

  reset(buffer: string): void {
    this.#buffer = buffer
    this.#found = { at: -1, length: this.#wanted.length }
  }

  find(from: number): Found {
    if (this.#found.at >= from) return this.#found
    const at = this.#buffer.indexOf(this.#wanted, from)
    this.#found = at === -1 ? NOWHERE : { at, length: this.#wanted.length }
    return this.#found
  }
}

class RecordEndFinder {
  readonly #declared: Finder | null
  readonly #lineFeed = new Finder('\n')
  readonly #return = new Finder('\r')
  #buffer = ''
  #ended = false

  constructor(record: string | null) {
    this.#declared = record === null ? null : new Finder(record)
  }

  reset(buffer: string, ended: boolean): void {
    this.#buffer = buffer
    this.#ended = ended
    for (const finder of [this.#declared, this.#lineFeed, this.#return]) finder?.reset(buffer)
  }

  find(from: number): Found {
    if (this.#declared !== null) return this.#declared.find(from)
    const lineFeed = this.#lineFeed.find(from)
    const carriage = this.#return.find(from)
    if (lineFeed.at <= carriage.at) return lineFeed
    // The next piece may begin with the line feed of \r\n.
    if (carriage.at + 1 === this.#buffer.length && !this.#ended) return NOWHERE
    return lineFeed.at === carriage.at + 1 ? { at: carriage.at, length: 2 } : carriage
  }
}

function countLines(text: string): number {
  return text.match(LINE_END)?.length ?? 0
}
