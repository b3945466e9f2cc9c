/** What texts are made of: ascii, chr, octet_length, to_hex, normalize. */
import type { Cell } from '../../base/cell.ts'
import { RowError, refuse } from '../../catalog/codec/row-error.ts'
import type { FunctionDeclaration, Inspection } from '../../expression/function-table.ts'
import { define, takes } from '../declare.ts'

const NO_CHARACTER = new RowError(
  'VALUE_INVALID_ARGUMENT',
  'There is no character of this number in a text: 1 to 1114111, without the surrogates.',
)

const LAST_POINT = 0x10_ffff
const SURROGATES_START = 0xd800
const SURROGATES_END = 0xdfff
const BITS_OF_BYTE = 8

function characterOf(point: number): string {
  const isSurrogate = point >= SURROGATES_START && point <= SURROGATES_END
  if (point < 1 || point > LAST_POINT || isSurrogate) return refuse(NO_CHARACTER)
  return String.fromCodePoint(point)
}

/** Bytes of the text in UTF-8. */
function octetsOfText(text: string): number {
  let octets = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) octets += 1
    else if (unit < 0x800) octets += 2
    else if (unit >= SURROGATES_START && unit <= SURROGATES_END) octets += 2
    else octets += 3
  }
  return octets
}

/** The cell is \x and two digits a byte. */
function octetsOfBytes(bytes: string): number {
  return (bytes.length - 2) / 2
}

const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const
type Form = (typeof FORMS)[number]

function formOf(name: string): Form {
  return FORMS.find((form) => form === name.toUpperCase()) ?? 'NFC'
}

function inspectForm([, form]: readonly (Cell | undefined)[]): Inspection {
  if (form === undefined || form === null) return {}
  if (FORMS.some((known) => known === form.toUpperCase())) return {}
  const message = `There is no normal form "${form}". There are: ${FORMS.join(', ')}.`
  return { problem: { operand: 1, message } }
}

const FORM = { constants: [1], inspect: inspectForm } as const

/** Of a smallint PostgreSQL cannot tell which is meant. */
const NOT_SMALLINT = { ambiguousFor: 'smallint' } as const

/** Digits of whole numbers, negative ones as the two's complement of their width. */
function digits(name: string, base: number, what: string, example: readonly [string, Cell]) {
  return define('function', name, {
    summary: `The number in ${what} digits; one below zero as its two's complement.`,
    examples: [example],
    signatures: [
      takes(['integer'], 'text', (value) => (value >>> 0).toString(base), NOT_SMALLINT),
      takes(['bigint'], 'text', (value) => BigInt.asUintN(64, value).toString(base), NOT_SMALLINT),
    ],
  })
}

export const textCodes: readonly FunctionDeclaration[] = [
  define('function', 'ascii', {
    summary: 'The number of the first character in Unicode; 0 of an empty text.',
    examples: [["ascii('é')", '233']],
    signatures: [takes(['text'], 'integer', (text) => text.codePointAt(0) ?? 0)],
  }),
  define('function', 'chr', {
    summary: 'The character of a number in Unicode.',
    examples: [['chr(233)', 'é']],
    signatures: [takes(['integer'], 'text', characterOf, { fallible: true })],
  }),
  define('function', 'octet_length', {
    summary: 'The number of bytes, those of a text in UTF-8.',
    examples: [
      ["octet_length('Zoë')", '4'],
      [String.raw`octet_length('\x00ff'::bytea)`, '2'],
    ],
    signatures: [
      takes(['text'], 'integer', octetsOfText, { padded: [0] }),
      takes(['bytea'], 'integer', octetsOfBytes),
    ],
  }),
  define('function', 'bit_length', {
    summary: 'The number of bits, those of a text in UTF-8.',
    examples: [["bit_length('Zoë')", '32']],
    signatures: [
      takes(['text'], 'integer', (text) => BITS_OF_BYTE * octetsOfText(text)),
      takes(['bytea'], 'integer', (bytes) => BITS_OF_BYTE * octetsOfBytes(bytes)),
    ],
  }),
  digits('to_hex', 16, 'hexadecimal', ['to_hex(255)', 'ff']),
  digits('to_oct', 8, 'octal', ['to_oct(8)', '10']),
  digits('to_bin', 2, 'binary', ['to_bin(5)', '101']),
  define('function', 'normalize', {
    summary: 'The text in a normal form of Unicode: NFC where none is named.',
    examples: [
      [String.raw`normalize(U&'e\0301')`, 'é'],
      ["length(normalize('é', NFD))", '2'],
    ],
    signatures: [
      takes(['text'], 'text', (text) => text.normalize('NFC')),
      takes(['text', 'text'], 'text', (text, form) => text.normalize(formOf(form)), FORM),
    ],
  }),
  define('function', 'is_normalized', {
    summary: 'True of a text in a normal form of Unicode; written `x is nfc normalized`, too.',
    examples: [
      ["'é' is normalized", 't'],
      ["'é' is nfd normalized", 'f'],
    ],
    signatures: [
      takes(['text'], 'boolean', (text) => text.normalize('NFC') === text),
      takes(
        ['text', 'text'],
        'boolean',
        (text, form) => text.normalize(formOf(form)) === text,
        FORM,
      ),
    ],
  }),
]
