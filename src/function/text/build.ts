/** Functions that put texts together: ||, concat, concat_ws, replace, lpad, rpad, md5. */
import type { Cell } from '../../base/cell.ts'
import { encoderOf } from '../../catalog/codec/value.ts'
import { OUT_OF_RANGE, refuse } from '../../catalog/codec/row-error.ts'
import { slicePoints, textLength } from '../../catalog/codec/text.ts'
import { TEXT, type LogicalType } from '../../catalog/logical-type.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { castValue } from '../cast/value.ts'
import { bound, define, takes } from '../declare.ts'
import { joinArrays } from '../array/elements.ts'
import { joinJson } from '../json/change.ts'
import { ofBytes } from './byte-parts.ts'
import { GROWN_LENGTH_MAX } from './limits.ts'
import { md5 } from './md5.ts'

type Print = (value: unknown) => string

/** Values as they are printed, truth values as t and f. */
export function printerOf(type: LogicalType): Print {
  // A char(n) is put together with its blanks, which its cell has not.
  return type.kind === 'text' ? String : ((encoderOf(type) as Print | null) ?? String)
}

function bindConcat(operands: readonly LogicalType[]) {
  const printers = operands.map(printerOf)
  return (...values: unknown[]) => joined('', values, printers)
}

function bindConcatWithSeparator(operands: readonly LogicalType[]) {
  const printers = operands.slice(1).map(printerOf)
  return (separator: unknown, ...values: unknown[]) =>
    separator === null ? null : joined(separator as string, values, printers)
}

/** What is NULL is left out. */
function joined(separator: string, values: readonly unknown[], printers: readonly Print[]): string {
  let text: string | null = null
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]
    if (value === null) continue
    const printed = (printers[index] as Print)(value)
    text = text === null ? printed : text + separator + printed
  }
  return text ?? ''
}

/** `||` writes other types as a cast to text does, where true is `true`. */
function bindJoin([left, right]: readonly LogicalType[]) {
  const first = castValue(left ?? TEXT, TEXT, false) as Print
  const second = castValue(right ?? TEXT, TEXT, false) as Print
  return (one: unknown, other: unknown) => first(one) + second(other)
}

/** PostgreSQL appends to these, or takes a literal beside them for one of their kind. */
const JOINED_OTHERWISE = ['array', 'jsonb', 'bytea'] as const

function replace(text: string, part: string, by: string): string {
  if (part === '') return text
  const parts = text.split(part)
  const length = text.length + (parts.length - 1) * (by.length - part.length)
  return length > Math.max(GROWN_LENGTH_MAX, text.length) ? refuse(OUT_OF_RANGE) : parts.join(by)
}

const PADDED_LENGTH_MAX = 10_000_000

/** The fill that makes up the length; a text that is longer is cut. */
function pad(text: string, length: number, fill: string, side: 'start' | 'end'): string {
  const wanted = Math.max(0, length)
  const missing = wanted - textLength(text)
  if (missing <= 0) return slicePoints(text, 0, wanted)
  if (fill === '') return text
  if (wanted > PADDED_LENGTH_MAX) return refuse(OUT_OF_RANGE)
  const repeated = fill.repeat(Math.ceil(missing / textLength(fill)))
  const filling = slicePoints(repeated, 0, missing)
  return side === 'start' ? filling + text : text + filling
}

function hasFittingLength([, length]: readonly (Cell | undefined)[]): boolean {
  return typeof length === 'string' && Number(length) <= PADDED_LENGTH_MAX
}

function padding(name: string, side: 'start' | 'end', example: readonly [string, string]) {
  const options = { fallible: true, safe: hasFittingLength } as const
  return define('function', name, {
    summary:
      `Fills a text up to a length at its ${side}, with blanks ` + 'or the text given, or cuts it.',
    examples: [example],
    signatures: [
      takes(['text', 'integer'], 'text', (text, length) => pad(text, length, ' ', side), options),
      takes(
        ['text', 'integer', 'text'],
        'text',
        (text, length, fill) => pad(text, length, fill, side),
        options,
      ),
    ],
  })
}

export const textBuild: readonly FunctionDeclaration[] = [
  define('operator', '||', {
    summary: 'Puts two texts together, bytes, arrays and elements, or JSON.',
    examples: [
      ["'shelf ' || 17", 'shelf 17'],
      ["'lent: ' || true", 'lent: true'],
      ["string_to_array('a-b', '-') || 'c'::text", '{a,b,c}'],
    ],
    signatures: [
      takes(['text', 'text'], 'text', (left, right) => left + right),
      bound(['text', 'any'], TEXT, bindJoin, { except: JOINED_OTHERWISE }),
      bound(['any', 'text'], TEXT, bindJoin, { except: JOINED_OTHERWISE }),
      ofBytes.join,
      joinJson,
      ...joinArrays,
    ],
  }),
  define('function', 'concat', {
    summary: 'Puts any number of values together as text; what is NULL is left out.',
    examples: [["concat('A', NULL, 7)", 'A7']],
    signatures: [bound(['any'], TEXT, bindConcat, { strict: false, variadic: true })],
  }),
  define('function', 'concat_ws', {
    summary: 'Puts values together with a separator between them; what is NULL is left out.',
    examples: [["concat_ws(' ', 'Ada', NULL, 'Lovelace')", 'Ada Lovelace']],
    signatures: [
      bound(['text', 'any'], TEXT, bindConcatWithSeparator, {
        strict: false,
        variadic: true,
        nullable: true,
      }),
    ],
  }),
  define('function', 'replace', {
    summary: 'Replaces every occurrence of a text by another.',
    examples: [["replace('1.234.567', '.', '')", '1234567']],
    signatures: [
      takes(['text', 'text', 'text'], 'text', replace, {
        fallible: true,
        safe: ([, , by]) => by !== undefined,
      }),
    ],
  }),
  padding('lpad', 'start', ["lpad('7', 3, '0')", '007']),
  padding('rpad', 'end', ["rpad('Ada', 5, '.')", 'Ada..']),
  define('function', 'md5', {
    summary: 'The MD5 digest of the text in UTF-8, in hexadecimal. It protects nothing.',
    examples: [["md5('Ada')", '1a382809b7c03f686e12dd15677c5497']],
    signatures: [takes(['text'], 'text', md5)],
  }),
]
