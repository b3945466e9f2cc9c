/** What is certain of functions of texts: how long their results are at most. */
import { textLength } from '../catalog/codec/text.ts'
import { NOTHING, UNBOUNDED, type Bounds } from '../expression/bounds.ts'
import { printedLength } from '../expression/bounds-cast.ts'
import type { KnownCall, KnownOperand } from '../expression/function-table.ts'
import { between, NOTHING_MORE, type KnownRule } from './known-numbers.ts'

function ofLength(length: number | null): Bounds {
  return { ...UNBOUNDED, length }
}

function lengthOf(operand: KnownOperand | undefined): number | null {
  return operand?.bounds.length ?? null
}

/** The only text that an operand can be. */
function singleText(operand: KnownOperand | undefined): string | undefined {
  const values = operand?.bounds.values
  return values?.length === 1 ? values[0] : undefined
}

interface Count {
  readonly low: number
  readonly high: number
}

const COUNT_MAX = 2 ** 31

function countOf(operand: KnownOperand | undefined): Count {
  const number = operand?.bounds.number ?? null
  if (number === null || number.scale > 0) return { low: -COUNT_MAX, high: COUNT_MAX }
  return { low: Number(number.low), high: Number(number.high) }
}

function shorter(one: number | null, other: number): number | null {
  return other >= COUNT_MAX ? one : Math.min(one ?? other, other)
}

/** The result is a part of the first operand, or as long. */
const noLonger: KnownRule = ([text]) => ({ bounds: ofLength(lengthOf(text)) })

/** LEFT and RIGHT; a count below zero leaves characters out, nobody knows how many. */
const firstOnes: KnownRule = ([text, count]) => {
  const { low, high } = countOf(count)
  return { bounds: ofLength(low >= 0 ? shorter(lengthOf(text), high) : lengthOf(text)) }
}

const part: KnownRule = ([text, , count]) => {
  const { low, high } = countOf(count)
  if (low < 0) return { bounds: ofLength(lengthOf(text)) }
  return { bounds: ofLength(shorter(lengthOf(text), high)), fallible: false }
}

const field: KnownRule = ([text, , index]) => {
  const { low, high } = countOf(index)
  const bounds = ofLength(lengthOf(text))
  return low > 0 || high < 0 ? { bounds, fallible: false } : { bounds }
}

/** Longer ones are refused. */
const PADDED_LENGTH_MAX = 10_000_000

const padded: KnownRule = ([, count]) => {
  const { high } = countOf(count)
  if (high > PADDED_LENGTH_MAX) return NOTHING_MORE
  return { bounds: ofLength(Math.max(0, high)), fallible: false }
}

/** No result that is shorter is refused for its length. */
const SAFE_LENGTH = 2 ** 24

function ofSafeLength(length: number | null): KnownCall {
  return length !== null && length <= SAFE_LENGTH
    ? { bounds: ofLength(length), fallible: false }
    : NOTHING_MORE
}

const repeated: KnownRule = ([text, count]) => {
  const length = lengthOf(text)
  return ofSafeLength(length === null ? null : length * Math.max(0, countOf(count).high))
}

/** Where a text gives way to a longer one, the result may be all of the longer ones. */
const replaced: KnownRule = ([text, by, to]) => {
  const [length, most] = [lengthOf(text), lengthOf(to)]
  if (length === null || most === null) return NOTHING_MORE
  const written = singleText(by)
  const least = written === undefined || written === '' ? 1 : textLength(written)
  if (written === '' || most <= least) return ofSafeLength(length)
  return ofSafeLength(length + Math.floor(length / least) * (most - least))
}

/** One character becomes three at most: ΐ has no upper case of its own. */
const CASE_GROWTH = 3

const otherCase: KnownRule = ([text]) => {
  const length = lengthOf(text)
  return { bounds: ofLength(length === null ? null : length * CASE_GROWTH) }
}

function always(length: number): KnownRule {
  return () => ({ bounds: ofLength(length) })
}

function printed({ bounds, type }: KnownOperand): number | null {
  return bounds === NOTHING ? 0 : printedLength(bounds, type)
}

function total(lengths: readonly (number | null)[]): number | null {
  return lengths.reduce<number | null>(
    (sum, length) => (sum === null || length === null ? null : sum + length),
    0,
  )
}

const joined: KnownRule = (operands) => ({ bounds: ofLength(total(operands.map(printed))) })

const joinedWithSeparator: KnownRule = ([separator, ...operands]) => {
  const gap = separator === undefined ? null : printed(separator)
  const gaps = Math.max(0, operands.length - 1)
  return {
    bounds: ofLength(total([...operands.map(printed), gap === null ? null : gap * gaps])),
    nullable: separator?.nullable ?? true,
  }
}

const counted: KnownRule = ([text]) => ({ bounds: between(0, lengthOf(text) ?? COUNT_MAX - 1) })

/** A place among characters, 0 where there is none. Nothing stands in first place, always. */
const placed: KnownRule = ([text]) => ({
  bounds: between(0, Math.max(1, lengthOf(text) ?? COUNT_MAX - 1)),
})

const HEXADECIMAL = { integer: 8, bigint: 16 }
const OCTAL = { integer: 11, bigint: 22 }
const BINARY = { integer: 32, bigint: 64 }
const MD5_LENGTH = 32

function inBase(name: string, lengths: Readonly<Record<'integer' | 'bigint', number>>) {
  return Object.entries(lengths).map(
    ([kind, length]) => [`${name}_${kind}`, always(length)] as const,
  )
}

export const knownTexts: readonly (readonly [key: string, rule: KnownRule])[] = [
  ['left', firstOnes],
  ['right', firstOnes],
  ...['substring', 'substr'].flatMap((name) => [
    [`${name}_text_integer`, noLonger] as const,
    [`${name}_text_integer_integer`, part] as const,
  ]),
  ['substring_text_text', noLonger],
  ['regexp_substr_text_text', noLonger],
  ...['btrim', 'ltrim', 'rtrim'].flatMap((name) => [
    [`${name}_text`, noLonger] as const,
    [`${name}_text_text`, noLonger] as const,
  ]),
  ...['translate', 'reverse_text', 'null_if_blank', 'collapse_space'].map(
    (name) => [name, noLonger] as const,
  ),
  ['split_part', field],
  ...['lpad', 'rpad'].flatMap((name) => [
    [`${name}_text_integer`, padded] as const,
    [`${name}_text_integer_text`, padded] as const,
  ]),
  ['repeat', repeated],
  ['replace', replaced],
  ...['upper', 'lower', 'initcap'].map((name) => [name, otherCase] as const),
  ['md5', always(MD5_LENGTH)],
  ['chr', always(1)],
  ...inBase('to_hex', HEXADECIMAL),
  ...inBase('to_oct', OCTAL),
  ...inBase('to_bin', BINARY),
  ...['join_text_text', 'join_text_any', 'join_any_text', 'concat'].map(
    (key) => [key, joined] as const,
  ),
  ['concat_ws', joinedWithSeparator],
  ...['length_text', 'char_length', 'character_length'].map((key) => [key, counted] as const),
  ...['position_text_text', 'strpos'].map((key) => [key, placed] as const),
]
