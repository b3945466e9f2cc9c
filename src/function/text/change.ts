/** Functions that change texts character by character: translate, overlay, reverse, repeat ... */
import { OUT_OF_RANGE, RowError, refuse } from '../../catalog/codec/row-error.ts'
import { slicePoints, textLength } from '../../catalog/codec/text.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { define, takes } from '../declare.ts'
import { ofBytes } from './byte-parts.ts'
import { GROWN_LENGTH_MAX } from './limits.ts'

const INTEGER_MAX = 2_147_483_647
const BEFORE_TEXT = new RowError(
  'VALUE_INVALID_ARGUMENT',
  'Positions of overlay are counted from 1.',
)

/** What stands in `from` gives way to what stands there in `to`, or to nothing beyond its end. */
function translate(text: string, from: string, to: string): string {
  const replacements = new Map<string, string>()
  const by = [...to]
  for (const [index, character] of [...from].entries()) {
    if (!replacements.has(character)) replacements.set(character, by[index] ?? '')
  }
  let changed = ''
  for (const character of text) changed += replacements.get(character) ?? character
  return changed
}

/** A count below zero repeats what stands before the place. */
function overlay(text: string, part: string, start: number, count = textLength(part)): string {
  if (start <= 0) return refuse(BEFORE_TEXT)
  const end = start + count
  if (end > INTEGER_MAX) return refuse(OUT_OF_RANGE)
  const rest = slicePoints(text, end - 1, Number.POSITIVE_INFINITY)
  return slicePoints(text, 0, start - 1) + part + rest
}

function reverse(text: string): string {
  return [...text].toReversed().join('')
}

function repeat(text: string, count: number): string {
  if (count <= 0) return ''
  if (count === 1) return text
  return text.length * count > GROWN_LENGTH_MAX ? refuse(OUT_OF_RANGE) : text.repeat(count)
}

export const textChange: readonly FunctionDeclaration[] = [
  define('function', 'translate', {
    summary:
      'Replaces each character that stands in a set by the one at its place in another set; ' +
      'one that has none there is taken out.',
    examples: [
      ["translate('12/34-56', '/-', '..')", '12.34.56'],
      ["translate('(030) 12-34', '()- ', '')", '0301234'],
    ],
    signatures: [takes(['text', 'text', 'text'], 'text', translate)],
  }),
  define('function', 'overlay', {
    summary: 'Puts a text in the place of another, from a position that counts from 1.',
    examples: [
      ["overlay('shelf-99' placing '17' from 7)", 'shelf-17'],
      ["overlay('AB1234' placing '-' from 3 for 0)", 'AB-1234'],
    ],
    signatures: [
      takes(
        ['text', 'text', 'integer'],
        'text',
        (text, part, start) => overlay(text, part, start),
        { fallible: true },
      ),
      takes(['text', 'text', 'integer', 'integer'], 'text', overlay, { fallible: true }),
      ...ofBytes.overlay,
    ],
  }),
  define('function', 'reverse', {
    summary: 'The characters of a text, or the bytes, from the last to the first.',
    examples: [["reverse('Zoë')", 'ëoZ']],
    signatures: [takes(['text'], 'text', reverse), ofBytes.reverse],
  }),
  define('function', 'repeat', {
    summary: 'The text so many times, one behind the other; none for a number below one.',
    examples: [["repeat('ab', 3)", 'ababab']],
    signatures: [takes(['text', 'integer'], 'text', repeat, { fallible: true })],
  }),
  define('function', 'starts_with', {
    summary: 'True where the text begins with another.',
    examples: [["starts_with('shelf-17', 'shelf')", 't']],
    signatures: [takes(['text', 'text'], 'boolean', (text, prefix) => text.startsWith(prefix))],
  }),
]
