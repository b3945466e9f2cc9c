/** Functions that take texts apart: substring, left, right, trim, split_part, position, length. */
import type { Cell } from '../../base/cell.ts'
import { RowError, refuse } from '../../catalog/codec/row-error.ts'
import { slicePoints, textLength } from '../../catalog/codec/text.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { define, takes, type OpenSignature } from '../declare.ts'
import { ofBytes, trimBytes } from './byte-parts.ts'
import { substringByPattern } from '../pattern/find.ts'
import { substringSimilar } from '../pattern/similar.ts'

const NEGATIVE_LENGTH = new RowError(
  'VALUE_INVALID_ARGUMENT',
  'The length of a substring is negative.',
)
const FIELD_ZERO = new RowError('VALUE_INVALID_ARGUMENT', 'Fields are counted from 1, or from -1.')

/** Positions count from 1, and may lie before the text. */
function substring(text: string, start: number, count?: number): string {
  if (count === undefined) return slicePoints(text, start - 1, Number.POSITIVE_INFINITY)
  if (count < 0) return refuse(NEGATIVE_LENGTH)
  return slicePoints(text, start - 1, Math.max(0, start - 1 + count))
}

function left(text: string, count: number): string {
  return slicePoints(text, 0, count >= 0 ? count : textLength(text) + count)
}

const INTEGER_MIN = -2_147_483_648

function right(text: string, count: number): string {
  // PostgreSQL's own arithmetic overflows here, and it leaves nothing out.
  if (count === INTEGER_MIN) return text
  if (count >= 0) return slicePoints(text, textLength(text) - count, Number.POSITIVE_INFINITY)
  return slicePoints(text, -count, Number.POSITIVE_INFINITY)
}

function splitPart(text: string, delimiter: string, field: number): string {
  if (field === 0) return refuse(FIELD_ZERO)
  if (text === '') return ''
  if (delimiter === '') return field === 1 || field === -1 ? text : ''
  const parts = text.split(delimiter)
  return parts.at(field > 0 ? field - 1 : field) ?? ''
}

/** From 1; 0 where it is not found. */
function position(text: string, part: string): number {
  const offset = text.indexOf(part)
  return offset < 0 ? 0 : textLength(text.slice(0, offset)) + 1
}

type Sides = 'both' | 'start' | 'end'

function trim(text: string, characters: string, sides: Sides): string {
  const points = [...text]
  let start = 0
  let end = points.length
  if (sides !== 'end') while (start < end && characters.includes(points[start] ?? '')) start += 1
  if (sides !== 'start') while (end > start && characters.includes(points[end - 1] ?? '')) end -= 1
  return start === 0 && end === points.length ? text : points.slice(start, end).join('')
}

function trimBlanks(text: string, sides: Sides): string {
  let start = 0
  let end = text.length
  if (sides !== 'start') while (end > 0 && text[end - 1] === ' ') end -= 1
  if (sides !== 'end') while (start < end && text[start] === ' ') start += 1
  return text.slice(start, end)
}

function trimming(name: string, sides: Sides, example: readonly [string, Cell]) {
  const where = { both: 'both ends', start: 'the start', end: 'the end' }[sides]
  return define('function', name, {
    summary: `Takes blanks, or any of the characters given, off ${where} of the text.`,
    examples: [example],
    signatures: [
      takes(['text'], 'text', (text) => trimBlanks(text, sides)),
      takes(['text', 'text'], 'text', (text, characters) => trim(text, characters, sides)),
      trimBytes(sides),
    ],
  })
}

function lengthUnder(name: string, ...more: readonly OpenSignature[]): FunctionDeclaration {
  return define('function', name, {
    summary:
      more.length > 0 ? 'The number of characters, or of bytes.' : 'The number of characters.',
    examples: [[`${name}('Müller')`, '6']],
    signatures: [takes(['text'], 'integer', textLength), ...more],
  })
}

function substringUnder(name: string, ...more: readonly OpenSignature[]): FunctionDeclaration {
  const byPattern = `${name}('shelf-17' from '[0-9]+')`
  return define('function', name, {
    summary:
      'A part of the text, from a position that counts from 1, to the end or of a length' +
      (more.length > 0 ? '; or what a pattern matches, or its first group.' : '.'),
    examples: [
      [`${name}('shelf-17', 7)`, '17'],
      [`${name}('shelf-17', 1, 5)`, 'shelf'],
      ...(more.length > 0 ? [[byPattern, '17'] as const] : []),
    ],
    signatures: [
      ...more,
      takes(['text', 'integer'], 'text', (text, start) => substring(text, start)),
      takes(['text', 'integer', 'integer'], 'text', substring, {
        fallible: true,
        safe: ([, , count]) => typeof count === 'string' && !count.startsWith('-'),
      }),
      ...ofBytes.substring,
    ],
  })
}

function positionUnder(
  name: string,
  example: readonly [string, Cell],
  ...more: readonly OpenSignature[]
): FunctionDeclaration {
  return define('function', name, {
    summary: 'Where a text first stands in another, counted from 1; 0 where it does not.',
    examples: [example],
    signatures: [takes(['text', 'text'], 'integer', position), ...more],
  })
}

export const textParts: readonly FunctionDeclaration[] = [
  substringUnder('substring', substringByPattern, substringSimilar),
  substringUnder('substr'),
  define('function', 'left', {
    summary: 'The first characters; with a negative number, all but the last ones.',
    examples: [
      ["left('Lovelace', 4)", 'Love'],
      ["left('Lovelace', -4)", 'Love'],
    ],
    signatures: [takes(['text', 'integer'], 'text', left)],
  }),
  define('function', 'right', {
    summary: 'The last characters; with a negative number, all but the first ones.',
    examples: [["right('Lovelace', 4)", 'lace']],
    signatures: [takes(['text', 'integer'], 'text', right)],
  }),
  trimming('btrim', 'both', ["btrim('  Ada ')", 'Ada']),
  trimming('ltrim', 'start', ["ltrim('007', '0')", '7']),
  trimming('rtrim', 'end', ["rtrim('Ada  ')", 'Ada']),
  define('function', 'split_part', {
    summary: 'A field of a text that a delimiter divides, counted from 1, or from -1 at the end.',
    examples: [
      ["split_part('A-17-x', '-', 2)", '17'],
      ["split_part('A-17-x', '-', -1)", 'x'],
    ],
    signatures: [
      takes(['text', 'text', 'integer'], 'text', splitPart, {
        fallible: true,
        safe: ([, , field]) => typeof field === 'string' && field !== '0',
      }),
    ],
  }),
  positionUnder('position', ["position('17' in 'A-17')", '3'], ofBytes.position),
  positionUnder('strpos', ["strpos('A-17', 'x')", '0']),
  lengthUnder('length', ofBytes.length),
  lengthUnder('char_length'),
  lengthUnder('character_length'),
]
