/** PostgreSQL's regular expressions without back references: text to a tree. */
import { casesOf, setOfBracket, setOfEscape, type CharacterTest } from './set.ts'

export type RegexNode =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'assert'; readonly at: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'either'; readonly branches: readonly RegexNode[] }
  | {
      readonly kind: 'repeat'
      readonly inner: RegexNode
      readonly min: number
      /** Infinity where there is no limit. */
      readonly max: number
      /** null: whatever is repeated decides. */
      readonly prefers: Preference | null
    }
  /** number null: it does not capture. */
  | { readonly kind: 'group'; readonly number: number | null; readonly inner: RegexNode }

/** Which of the matches that begin at one place is taken. */
export type Preference = 'longest' | 'shortest'

/** Start or end of the text; start, end or either of a word; no edge of a word. */
export type Assertion = 'start' | 'end' | 'wordStart' | 'wordEnd' | 'wordEdge' | 'noWordEdge'

/** Why a pattern is not taken. */
export class RegexProblem {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

const REPEAT_MAX = 255
const DEPTH_MAX = 50

interface Reader {
  readonly pattern: string
  readonly ignoreCase: boolean
  offset: number
  groups: number
  depth: number
}

export function parseRegex(pattern: string, ignoreCase: boolean): RegexNode {
  if (pattern.startsWith('***') || /^\(\?[a-z]/iu.test(pattern)) {
    return fail('Options within a pattern are not supported. Use the flags g and i.')
  }
  const reader: Reader = { pattern, ignoreCase, offset: 0, groups: 0, depth: 0 }
  const node = readEither(reader)
  return reader.offset < pattern.length ? fail('The pattern has a ")" too many.') : node
}

function fail(message: string): never {
  // eslint-disable-next-line typescript/only-throw-error -- caught where the pattern is inspected
  throw new RegexProblem(message)
}

function peek(reader: Reader): string {
  const point = reader.pattern.codePointAt(reader.offset)
  return point === undefined ? '' : String.fromCodePoint(point)
}

function skip(reader: Reader, text: string): boolean {
  if (!reader.pattern.startsWith(text, reader.offset)) return false
  reader.offset += text.length
  return true
}

function readEither(reader: Reader): RegexNode {
  const branches = [readSequence(reader)]
  while (skip(reader, '|')) branches.push(readSequence(reader))
  const [only] = branches
  return branches.length === 1 && only !== undefined ? only : { kind: 'either', branches }
}

function readSequence(reader: Reader): RegexNode {
  const parts: RegexNode[] = []
  while (reader.offset < reader.pattern.length && !'|)'.includes(peek(reader))) {
    parts.push(readQuantified(reader))
  }
  return { kind: 'sequence', parts }
}

function readQuantified(reader: Reader): RegexNode {
  const atom = readAtom(reader)
  const quantifier = readQuantifier(reader)
  if (quantifier === undefined) return atom
  const [min, max, isRange] = quantifier
  if (atom.kind === 'assert') return fail('A quantifier must follow what it repeats.')
  const isShort = skip(reader, '?')
  if ('?*+'.includes(peek(reader)) && peek(reader) !== '') {
    return fail('A quantifier must follow what it repeats.')
  }
  const prefers = isRange ? (isShort ? 'shortest' : 'longest') : null
  return { kind: 'repeat', inner: atom, min, max, prefers }
}

/** Its bounds, and whether it leaves a choice, as all do but {m}. */
function readQuantifier(reader: Reader): readonly [number, number, boolean] | undefined {
  if (skip(reader, '*')) return [0, Number.POSITIVE_INFINITY, true]
  if (skip(reader, '+')) return [1, Number.POSITIVE_INFINITY, true]
  if (skip(reader, '?')) return [0, 1, true]
  if (!/^\{\d/u.test(reader.pattern.slice(reader.offset))) return undefined
  const bounds = /^\{(\d{1,3})(,(\d{1,3})?)?\}/u.exec(reader.pattern.slice(reader.offset))
  if (bounds === null) return fail('The bounds of a quantifier are {m}, {m,} or {m,n}.')
  reader.offset += bounds[0].length
  const min = Number(bounds[1])
  const open = bounds[2] === undefined ? min : Number.POSITIVE_INFINITY
  const max = bounds[3] === undefined ? open : Number(bounds[3])
  const isValid = min <= max && min <= REPEAT_MAX && (max <= REPEAT_MAX || max === Infinity)
  const isRange = bounds[2] !== undefined
  return isValid
    ? [min, max, isRange]
    : fail(`The bounds of a quantifier are at most ${REPEAT_MAX}.`)
}

function readAtom(reader: Reader): RegexNode {
  const character = peek(reader)
  reader.offset += character.length
  switch (character) {
    case '.':
      return { kind: 'character', test: () => true }
    case '^':
      return { kind: 'assert', at: 'start' }
    case '$':
      return { kind: 'assert', at: 'end' }
    case '(':
      return readGroup(reader)
    case '[':
      return readBracket(reader)
    case '\\':
      return readEscape(reader)
    case '*':
    case '+':
    case '?':
      return fail('A quantifier must follow what it repeats.')
    default:
      return { kind: 'character', test: exactly(character, reader.ignoreCase) }
  }
}

function readGroup(reader: Reader): RegexNode {
  reader.depth += 1
  if (reader.depth > DEPTH_MAX) return fail('The pattern nests too deeply.')
  const isCapturing = !skip(reader, '?:')
  if (isCapturing && peek(reader) === '?') return fail('Looking ahead or behind is not supported.')
  if (isCapturing) reader.groups += 1
  const number = isCapturing ? reader.groups : null
  const inner = readEither(reader)
  reader.depth -= 1
  if (!skip(reader, ')')) return fail('The pattern lacks a ")".')
  return { kind: 'group', number, inner }
}

function readBracket(reader: Reader): RegexNode {
  if (/^\[:[<>]:\]\]/u.test(reader.pattern.slice(reader.offset))) {
    const at = reader.pattern[reader.offset + 2] === '<' ? 'wordStart' : 'wordEnd'
    reader.offset += '[:<:]]'.length
    return { kind: 'assert', at }
  }
  const bracket = /^\^?\]?(?:\[[:.=](?:[^\]]|\](?!\]))*?[:.=]\]|\\[^]|[^\]\\])*\]/u.exec(
    reader.pattern.slice(reader.offset),
  )
  if (bracket === null) return fail('The pattern lacks a "]".')
  reader.offset += bracket[0].length
  const test = setOfBracket(bracket[0].slice(0, -1), reader.ignoreCase)
  return { kind: 'character', test: typeof test === 'string' ? fail(test) : test }
}

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  A: 'start',
  Z: 'end',
  m: 'wordStart',
  M: 'wordEnd',
  y: 'wordEdge',
  Y: 'noWordEdge',
}

function readEscape(reader: Reader): RegexNode {
  const letter = peek(reader)
  if (letter === '') return fail('The pattern ends with a backslash.')
  const at = ASSERTIONS[letter]
  if (at !== undefined) {
    reader.offset += 1
    return { kind: 'assert', at }
  }
  if (/\d/u.test(letter)) return fail('References back to a group are not supported in a pattern.')
  const escape = setOfEscape(reader.pattern.slice(reader.offset))
  if (escape === undefined) return fail(`The escape "\\${letter}" is not supported.`)
  reader.offset += escape.length
  const { test } = escape
  return {
    kind: 'character',
    test: typeof test === 'string' ? exactly(test, reader.ignoreCase) : test,
  }
}

function exactly(character: string, ignoreCase: boolean): CharacterTest {
  if (!ignoreCase) return (other) => other === character
  const cases = casesOf(character)
  return (other) => cases.includes(other)
}
