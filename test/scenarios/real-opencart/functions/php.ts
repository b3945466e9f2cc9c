import { defineFunction } from 'mapwright'

/** What PHP's serialize() writes of values without objects; a text's length is in bytes. */
class Reader {
  readonly #bytes: Buffer
  #at = 0

  constructor(text: string) {
    this.#bytes = Buffer.from(text, 'utf8')
  }

  value(): unknown {
    const kind = this.#until(this.#bytes[this.#at + 1] === 0x3b ? ';' : ':')
    switch (kind) {
      case 'N':
        return null
      case 'b':
        return this.#until(';') === '1'
      case 'i':
      case 'd':
        return Number(this.#until(';'))
      case 's':
        return this.#text()
      case 'a':
        return this.#array()
      default:
        throw new SyntaxError('no value of PHP')
    }
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  #until(mark: string): string {
    const end = this.#bytes.indexOf(mark, this.#at)
    if (end < 0) throw new SyntaxError('the text ends too early')
    const text = this.#bytes.toString('utf8', this.#at, end)
    this.#at = end + 1
    return text
  }

  #text(): string {
    const length = Number(this.#until(':'))
    const start = this.#at + 1
    const end = start + length
    if (this.#bytes[end] !== 0x22) throw new SyntaxError('the length of a text is wrong')
    this.#at = end + 2
    return this.#bytes.toString('utf8', start, end)
  }

  /** Keys that count from 0 make a list. */
  #array(): unknown {
    const length = Number(this.#until(':'))
    if (!(length <= this.#bytes.length)) throw new SyntaxError('the length of an array is wrong')
    this.#at += 1
    const entries = Array.from({ length }, () => [this.value(), this.value()] as const)
    this.#at += 1
    const isList = entries.every(([key], index) => key === index)
    return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries)
  }
}

export const phpToJson = defineFunction({
  name: 'php_to_json',
  summary: "A value that PHP's serialize() wrote, as JSON; what is none is refused.",
  input: 'text',
  output: 'text',
  examples: [
    ['a:2:{i:0;s:3:"é!";i:1;b:1;}', '["é!",true]'],
    ['a:1:{s:4:"rate";d:0.5;}', '{"rate":0.5}'],
    ['N;', 'null'],
  ],
  apply: (text) => {
    const reader = new Reader(text)
    const value = reader.value()
    if (!reader.isAtEnd) throw new SyntaxError('more than a value')
    return JSON.stringify(value)
  },
})

/** The letters that Latin 1 has, in the order of their codes from 192 on; the others by name. */
const LATIN =
  'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute ' +
  'Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml ' +
  'Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc ' +
  'euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ' +
  'ugrave uacute ucirc uuml yacute thorn yuml'
const ENTITIES = new Map([
  ...LATIN.split(' ').map((name, index) => [name, String.fromCharCode(192 + index)] as const),
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['nbsp', '\u00a0'],
  ['Scaron', 'Š'],
  ['scaron', 'š'],
])

export const htmlText = defineFunction({
  name: 'html_text',
  summary: 'A text without HTML entities: Nieder&ouml;sterreich is Niederösterreich.',
  input: 'text',
  output: 'text',
  examples: [
    ['Nieder&ouml;sterreich', 'Niederösterreich'],
    ['Tom &amp; J&#233;r&#xf4;me &zzz;', 'Tom & Jérôme &zzz;'],
  ],
  apply: (text) =>
    text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/giu, (whole, decimal, hex, name) => {
      if (typeof decimal === 'string') return String.fromCodePoint(Number(decimal))
      if (typeof hex === 'string') return String.fromCodePoint(Number.parseInt(hex, 16))
      return ENTITIES.get(String(name)) ?? whole
    }),
})
