/** Bytes and their texts: encode, decode, convert_to, convert_from, sha256 and its kin. */
import type { Cell } from '../../base/cell.ts'
import { digestBytes, type Sha2 } from '../../base/digest.ts'
import { RowError, refuse } from '../../catalog/codec/row-error.ts'
import { checkText } from '../../catalog/codec/text.ts'
import type { FunctionDeclaration, Inspection } from '../../expression/function-table.ts'
import { define, takes } from '../declare.ts'

const NOT_ENCODED = new RowError(
  'VALUE_INVALID_BYTES',
  'The text does not stand for bytes in this format.',
)
const NOT_UTF8 = new RowError('VALUE_INVALID_TEXT', 'The bytes are no text in UTF-8.')

function bytesOf(cell: string): Buffer {
  return Buffer.from(cell.slice(2), 'hex')
}

function cellOf(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`
}

interface ByteFormat {
  readonly encode: (bytes: Buffer) => string
  readonly decode: (text: string) => Buffer
}

/** As of RFC 2045: a line has 76 characters. */
const LINES = /.{76}(?=.)/gu
const BLANKS = /[ \t\n\r]/gu
/** Blanks may stand between bytes, not within one. */
const HEX = /^(?:[ \t\n\r]*[\da-f]{2})*[ \t\n\r]*$/iu
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/u

function decodeBase64(text: string): Buffer {
  const compact = text.replace(BLANKS, '')
  return BASE64.test(compact) ? Buffer.from(compact, 'base64') : refuse(NOT_ENCODED)
}

function decodeHex(text: string): Buffer {
  if (!HEX.test(text)) return refuse(NOT_ENCODED)
  return Buffer.from(text.replace(BLANKS, ''), 'hex')
}

const BACKSLASH = 0x5c

function escapeBytes(bytes: Buffer): string {
  let text = ''
  for (const byte of bytes) {
    if (byte === BACKSLASH) text += '\\\\'
    else if (byte === 0 || byte > 0x7f) text += `\\${byte.toString(8).padStart(3, '0')}`
    else text += String.fromCharCode(byte)
  }
  return text
}

const ESCAPED = /\\(?:\\|([0-3][0-7]{2}))|([^\\]+)|\\/gu

function unescapeBytes(text: string): Buffer {
  const parts = [...text.matchAll(ESCAPED)].map(([whole, octal, plain]) => {
    if (plain !== undefined) return Buffer.from(plain, 'utf8')
    if (octal !== undefined) return Buffer.of(Number.parseInt(octal, 8))
    return whole === '\\\\' ? Buffer.of(BACKSLASH) : refuse(NOT_ENCODED)
  })
  return Buffer.concat(parts)
}

const FORMATS: Readonly<Record<string, ByteFormat>> = {
  hex: { encode: (bytes) => bytes.toString('hex'), decode: decodeHex },
  base64: {
    encode: (bytes) => bytes.toString('base64').replace(LINES, '$&\n'),
    decode: decodeBase64,
  },
  escape: { encode: escapeBytes, decode: unescapeBytes },
}

function formatOf(name: string): ByteFormat {
  return FORMATS[name.toLowerCase()] ?? refuse(NOT_ENCODED)
}

function inspectFormat([, name]: readonly (Cell | undefined)[]): Inspection {
  if (name === undefined || name === null || Object.hasOwn(FORMATS, name.toLowerCase())) return {}
  const known = Object.keys(FORMATS).join(', ')
  return { problem: { operand: 1, message: `There is no format "${name}". There are: ${known}.` } }
}

const FORMAT = { constants: [1], inspect: inspectFormat } as const

function inspectEncoding([, name]: readonly (Cell | undefined)[]): Inspection {
  if (name === undefined || name === null || /^utf-?8$/iu.test(name)) return {}
  return { problem: { operand: 1, message: `The encoding here is UTF8, not "${name}".` } }
}

const ENCODING = { constants: [1], inspect: inspectEncoding } as const

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function textOf(cell: string): string {
  let text: string
  try {
    text = strictUtf8.decode(bytesOf(cell))
  } catch {
    return refuse(NOT_UTF8)
  }
  return checkText(text)
}

function digest(name: Sha2, bits: number, example: string): FunctionDeclaration {
  return define('function', name, {
    summary: `The SHA-2 digest of bytes, of ${bits} bits.`,
    examples: [[`left(encode(${name}(convert_to('Ada', 'UTF8')), 'hex'), 12)`, example]],
    signatures: [takes(['bytea'], 'bytea', (cell) => cellOf(digestBytes(name, bytesOf(cell))))],
  })
}

export const byteFunctions: readonly FunctionDeclaration[] = [
  define('function', 'encode', {
    summary: 'Bytes as text in a format: hex, base64 or escape.',
    examples: [
      [String.raw`encode('\x00ff', 'hex')`, '00ff'],
      [String.raw`encode('\x416461', 'base64')`, 'QWRh'],
    ],
    signatures: [
      takes(['bytea', 'text'], 'text', (c, name) => formatOf(name).encode(bytesOf(c)), FORMAT),
    ],
  }),
  define('function', 'decode', {
    summary: 'The bytes that a text stands for in a format: hex, base64 or escape.',
    examples: [["decode('QWRh', 'base64')", String.raw`\x416461`]],
    signatures: [
      takes(['text', 'text'], 'bytea', (text, name) => cellOf(formatOf(name).decode(text)), {
        ...FORMAT,
        fallible: true,
      }),
    ],
  }),
  define('function', 'convert_to', {
    summary: 'The bytes of a text in an encoding, which is UTF8.',
    examples: [["convert_to('Zoë', 'UTF8')", String.raw`\x5a6fc3ab`]],
    signatures: [
      takes(['text', 'text'], 'bytea', (text) => cellOf(Buffer.from(text, 'utf8')), ENCODING),
    ],
  }),
  define('function', 'convert_from', {
    summary: 'The text that bytes are in an encoding, which is UTF8.',
    examples: [[String.raw`convert_from('\x5a6fc3ab', 'UTF8')`, 'Zoë']],
    signatures: [takes(['bytea', 'text'], 'text', textOf, { ...ENCODING, fallible: true })],
  }),
  digest('sha224', 224, '68fadbdede67'),
  digest('sha256', 256, '99a563ab2f6e'),
  digest('sha384', 384, '49f7c4700816'),
  digest('sha512', 512, '1985df959f44'),
]
