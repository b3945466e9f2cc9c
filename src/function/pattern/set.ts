/** Sets of characters in regular expressions: escapes, classes and brackets. */

import { classTest } from '../text/unicode.ts'

export type CharacterTest = (character: string) => boolean

const KEPT = 256
const [HOLDS, FAILS] = [1, 2]

/** The same test of a unit; answers are kept for the characters that most texts are made of. */
export function rememberingUnits(test: CharacterTest): (unit: number) => boolean {
  const answers = new Uint8Array(KEPT)
  return (unit) => {
    if (unit >= KEPT) return test(String.fromCharCode(unit))
    const known = answers[unit]
    if (known !== 0) return known === HOLDS
    const holds = test(String.fromCharCode(unit))
    answers[unit] = holds ? HOLDS : FAILS
    return holds
  }
}

/** As `rememberingUnits`, of whole characters. */
export function remembering(test: CharacterTest): CharacterTest {
  const holds = rememberingUnits(test)
  return (character) => {
    const unit = character.charCodeAt(0)
    return unit < KEPT ? holds(unit) : test(character)
  }
}

const LETTERS: Readonly<Record<string, string>> = { d: 'digit', s: 'space', w: 'word' }

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  B: '\\',
  e: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

interface Escape {
  /** Of what follows the backslash. */
  readonly length: number
  /** One character, or a test of a class. */
  readonly test: string | CharacterTest
}

/** The escape at the start of what follows a backslash; undefined where it is none. */
export function setOfEscape(text: string): Escape | undefined {
  const letter = text[0] ?? ''
  const name = LETTERS[letter.toLowerCase()]
  const test = name === undefined ? undefined : classTest(name)
  if (test !== undefined) {
    const isNegated = letter !== letter.toLowerCase()
    return { length: 1, test: isNegated ? (character) => !test(character) : test }
  }
  const code = /^(?:u([\da-f]{4})|U([\da-f]{8})|x([\da-f]{1,6}))/iu.exec(text)
  if (code !== null) {
    const point = Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16)
    return point > 0x10ffff
      ? undefined
      : { length: code[0].length, test: String.fromCodePoint(point) }
  }
  const control = CONTROLS[letter]
  if (control !== undefined) return { length: 1, test: control }
  if (/[\p{Alphabetic}\p{Nd}]/u.test(letter)) return undefined
  const character = String.fromCodePoint(text.codePointAt(0) ?? 0)
  return { length: character.length, test: character }
}

/** The set of a bracket, given what stands within; a sentence where it is not supported. */
export function setOfBracket(inside: string, ignoreCase: boolean): CharacterTest | string {
  const isNegated = inside.startsWith('^')
  const tests: CharacterTest[] = []
  let rest = isNegated ? inside.slice(1) : inside
  while (rest !== '') {
    const item = bracketItem(rest, ignoreCase)
    if (typeof item === 'string') return item
    tests.push(item.test)
    rest = rest.slice(item.length)
  }
  const holds: CharacterTest = (character) => tests.some((test) => test(character))
  return isNegated ? (character) => !holds(character) : holds
}

/** The character in its own, lower and upper case, as far as these are one character. */
export function casesOf(character: string): readonly string[] {
  const lower = character === 'İ' ? 'i' : character.toLowerCase()
  return [character, lower, simpleUpper(character)]
}

/**
 * Greek letters with an iota below have a capital of one character, which full mapping resolves.
 */
function simpleUpper(character: string): string {
  if (/[\u1f80-\u1faf]/u.test(character)) return String.fromCharCode(character.charCodeAt(0) | 8)
  if (/[\u1fb3\u1fc3\u1ff3]/u.test(character)) {
    return String.fromCharCode(character.charCodeAt(0) + 9)
  }
  return character.toUpperCase()
}

/** As many characters as PostgreSQL, too, looks at one by one. */
const RANGE_MAX = 100_000

function rangeTest(from: number, to: number, ignoreCase: boolean): CharacterTest | string {
  if (from > to) return 'A range of characters runs backwards.'
  if (!ignoreCase) {
    return (character) => {
      const point = character.codePointAt(0) ?? -1
      return point >= from && point <= to
    }
  }
  if (to - from > RANGE_MAX) return 'A range of characters is too large for the flag i.'
  const members = new Set<string>()
  for (let point = from; point <= to; point += 1) {
    for (const each of casesOf(String.fromCodePoint(point))) members.add(each)
  }
  return (character) => members.has(character)
}

interface BracketItem {
  readonly test: CharacterTest
  readonly length: number
}

function bracketItem(rest: string, ignoreCase: boolean): BracketItem | string {
  const named = /^\[:(\w+):\]/u.exec(rest)
  if (named !== null) {
    const name = named[1] ?? ''
    const test = classTest(ignoreCase && (name === 'upper' || name === 'lower') ? 'alpha' : name)
    return test === undefined
      ? `There is no class of characters "${name}".`
      : { test, length: named[0].length }
  }
  if (/^\[[.=]/u.test(rest)) return 'Collating elements are not supported in a pattern.'
  const first = bracketCharacter(rest)
  if (first === undefined) return 'An escape within the brackets is not supported.'
  if (typeof first.test !== 'string') return { test: first.test, length: first.length }
  const low = first.test.codePointAt(0) ?? 0
  const after = rest.slice(first.length)
  const isRange = after.startsWith('-') && after.length > 1
  const last = isRange ? bracketCharacter(after.slice(1)) : first
  if (last === undefined || typeof last.test !== 'string') return 'A range ends with a character.'
  const test = rangeTest(low, last.test.codePointAt(0) ?? 0, ignoreCase)
  if (typeof test === 'string') return test
  return { test, length: first.length + (isRange ? 1 + last.length : 0) }
}

function bracketCharacter(rest: string): Escape | undefined {
  if (rest.startsWith('\\')) {
    const escape = setOfEscape(rest.slice(1))
    return escape === undefined ? undefined : { ...escape, length: escape.length + 1 }
  }
  const character = String.fromCodePoint(rest.codePointAt(0) ?? 0)
  return { length: character.length, test: character }
}
