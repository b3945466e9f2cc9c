/** Text of every length: what fits, what is cut, how it is padded, counted in code points. */
import { RowError, refuse } from './row-error.ts'

const TOO_LONG = new RowError(
  'VALUE_TOO_LONG',
  'The text is longer than its type allows. Write the cast that cuts it, if that is meant.',
)
const NUL = new RowError('VALUE_NUL_CHARACTER', 'The text holds a NUL, which no database text can.')
const SURROGATE = new RowError(
  'VALUE_INVALID_TEXT',
  'The text holds half of a surrogate pair, which no database text can.',
)

const SURROGATES = /[\ud800-\udfff]/

/** Code points, which is what SQL counts. */
export function textLength(text: string): number {
  if (!SURROGATES.test(text)) return text.length
  let length = 0
  for (const character of text) length += character === '' ? 0 : 1
  return length
}

/** UTF-16 offset of a code point, at most the text's length. */
function offsetOfPoint(text: string, point: number): number {
  if (point <= 0) return 0
  if (point >= text.length) return text.length
  if (!SURROGATES.test(text)) return point
  let offset = 0
  for (let index = 0; index < point && offset < text.length; index += 1) {
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1
  }
  return offset
}

export function slicePoints(text: string, start: number, end: number): string {
  return text.slice(offsetOfPoint(text, start), offsetOfPoint(text, end))
}

/** Refuses what no database can hold as text. */
export function checkText(text: string): string {
  if (text.includes('\0')) return refuse(NUL)
  return text.isWellFormed() ? text : refuse(SURROGATE)
}

export interface TextShape {
  readonly length: number | null
  readonly fixed: boolean
}

/**
 * The text as varchar(n) or char(n) has it. `cut` is what a written cast does; else what is longer
 * is refused, except for blanks beyond the end of a char(n), which mean nothing.
 */
export function fitText(text: string, shape: TextShape, rounding: 'cut' | 'refuse'): string {
  const { length, fixed } = shape
  if (length === null) return text
  if (text.length <= length && !fixed) return text
  const points = textLength(text)
  if (points <= length) return fixed ? text + ' '.repeat(length - points) : text
  const kept = slicePoints(text, 0, length)
  if (rounding === 'cut') return kept
  return fixed && /^ *$/u.test(text.slice(kept.length)) ? kept : refuse(TOO_LONG)
}

/** What char(n) means as text: without the blanks it is padded with. */
export function trimPadding(text: string): string {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) === 0x20) end -= 1
  return end === text.length ? text : text.slice(0, end)
}

/** Order by UTF-8 bytes. UTF-16 units order the same, except that surrogates come after U+E000. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0
  if (!SURROGATES.test(left) && !SURROGATES.test(right)) return left < right ? -1 : 1
  let offset = 0
  while (left.charCodeAt(offset) === right.charCodeAt(offset)) offset += 1
  return rank(left.charCodeAt(offset)) - rank(right.charCodeAt(offset))
}

/** Places surrogates after all other units; the end of a text comes first. */
function rank(unit: number): number {
  if (Number.isNaN(unit)) return -1
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
