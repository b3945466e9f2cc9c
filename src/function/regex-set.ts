/** Sets of characters in regular expressions: escapes, classes and brackets. */

export type CharacterTest = (character: string) => boolean

const CLASSES: Readonly<Record<string, RegExp>> = {
  alpha: /\p{Alphabetic}/u,
  digit: /\p{Nd}/u,
  alnum: /[\p{Alphabetic}\p{Nd}]/u,
  upper: /\p{Uppercase}/u,
  lower: /\p{Lowercase}/u,
  space: /\p{White_Space}/u,
  blank: /[\t\p{Zs}]/u,
  punct: /\p{P}/u,
  cntrl: /\p{Cc}/u,
  xdigit: /[\p{Nd}\p{Hex_Digit}]/u,
  graph: /[^\p{White_Space}\p{Cc}\p{Cs}\p{Cn}]/u,
  print: /[\p{Zs}]|[^\p{White_Space}\p{Cc}\p{Cs}\p{Cn}]/u,
  word: /[\p{Alphabetic}\p{Nd}_]/u,
}

function classTest(name: string): CharacterTest | undefined {
  const pattern = CLASSES[name]
  return pattern === undefined ? undefined : (character) => pattern.test(character)
}

export function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{Alphabetic}\p{Nd}_]/u.test(character)
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
    const item = bracketItem(rest)
    if (typeof item === 'string') return item
    tests.push(item.test)
    rest = rest.slice(item.length)
  }
  const holds: CharacterTest = (character) => tests.some((test) => test(character))
  const folded: CharacterTest = ignoreCase
    ? (character) =>
        holds(character) || holds(character.toLowerCase()) || holds(character.toUpperCase())
    : holds
  return isNegated ? (character) => !folded(character) : folded
}

interface BracketItem {
  readonly test: CharacterTest
  readonly length: number
}

function bracketItem(rest: string): BracketItem | string {
  const named = /^\[:(\w+):\]/u.exec(rest)
  if (named !== null) {
    const test = classTest(named[1] ?? '')
    if (test === undefined) return `There is no class of characters "${named[1]}".`
    return { test, length: named[0].length }
  }
  if (/^\[[.=]/u.test(rest)) return 'Collating elements are not supported in a pattern.'
  const first = bracketCharacter(rest)
  if (first === undefined) return 'An escape within the brackets is not supported.'
  if (typeof first.test !== 'string') return { test: first.test, length: first.length }
  const after = rest.slice(first.length)
  const low = first.test
  if (!after.startsWith('-') || after.length === 1) {
    return { test: (character) => character === low, length: first.length }
  }
  const last = bracketCharacter(after.slice(1))
  if (last === undefined || typeof last.test !== 'string') return 'A range ends with a character.'
  const [from, to] = [low.codePointAt(0) ?? 0, last.test.codePointAt(0) ?? 0]
  if (from > to) return 'A range of characters runs backwards.'
  const inRange: CharacterTest = (character) => {
    const point = character.codePointAt(0) ?? -1
    return point >= from && point <= to && isOneCharacter(character)
  }
  return { test: inRange, length: first.length + 1 + last.length }
}

/** Case mappings may give several characters, which are no member of a range. */
function isOneCharacter(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff)
}

function bracketCharacter(rest: string): Escape | undefined {
  if (rest.startsWith('\\')) {
    const escape = setOfEscape(rest.slice(1))
    return escape === undefined ? undefined : { ...escape, length: escape.length + 1 }
  }
  const character = String.fromCodePoint(rest.codePointAt(0) ?? 0)
  return { length: character.length, test: character }
}
