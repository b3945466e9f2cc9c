/** Upper, lower and title case by the full Unicode mappings, as PG_UNICODE_FAST has them. */
import { define, takes } from '../declare.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { isBasic, isLetterOrDigit, mapCase } from './unicode.ts'

export function toLower(text: string): string {
  if (isBasic(text)) return text.toLowerCase()
  const lower = mapCase(text, (part) => part.toLowerCase())
  const sigma = LONE_SIGMA.exec(text)
  if (sigma === null) return lower
  const offset = (sigma[1] ?? '').toLowerCase().length
  return `${lower.slice(0, offset)}ς${lower.slice(offset + 1)}`
}

/** After nothing but signs that case ignores a final sigma needs a letter; not for PostgreSQL. */
const LONE_SIGMA = /^(\p{Case_Ignorable}+)Σ(?!\p{Case_Ignorable}*(?!\p{Case_Ignorable})\p{Cased})/u

function toUpper(text: string): string {
  return mapCase(text, (part) => part.toUpperCase())
}

/** The first letter of every word in title case, all others in lower case. */
function toTitleWords(text: string): string {
  // Lower case as a whole, because a final sigma depends on what stands around it.
  const lower = toLower(text)
  let result = ''
  let offset = 0
  let inWord = false
  for (const character of text) {
    const { length } = toLower(character)
    result += inWord ? lower.slice(offset, offset + length) : titleOf(character)
    offset += length
    inWord = isLetterOrDigit(character)
  }
  return result
}

/** Title case where it is neither the upper case nor its first letter alone. */
const TITLES: ReadonlyMap<string, string> = new Map([
  ...pairs('ǅ', 'Ǆǅǆ'),
  ...pairs('ǈ', 'Ǉǈǉ'),
  ...pairs('ǋ', 'Ǌǋǌ'),
  ...pairs('ǲ', 'Ǳǲǳ'),
  ...pairs('\u1fbc', '\u1fb3\u1fbc'),
  ...pairs('\u1fcc', '\u1fc3\u1fcc'),
  ...pairs('\u1ffc', '\u1ff3\u1ffc'),
  ['ŉ', 'ʼN'],
  ['\u1fb2', '\u1fba\u0345'],
  ['\u1fb4', '\u0386\u0345'],
  ['\u1fb7', '\u0391\u0342\u0345'],
  ['\u1fc2', '\u1fca\u0345'],
  ['\u1fc4', '\u0389\u0345'],
  ['\u1fc7', '\u0397\u0342\u0345'],
  ['\u1ff2', '\u1ffa\u0345'],
  ['\u1ff4', '\u038f\u0345'],
  ['\u1ff7', '\u03a9\u0342\u0345'],
])

function pairs(title: string, letters: string): [string, string][] {
  return [...letters].map((letter) => [letter, title])
}

const GEORGIAN = /[\u10d0-\u10fa\u10fd-\u10ff]/u
/** Greek letters with an iota below, which title case keeps as one letter. */
const IOTA = /[\u1f80-\u1faf]/u
const IOTA_CAPITAL_BIT = 8

function titleOf(character: string): string {
  if (character < '\u0080') return character.toUpperCase()
  const title = TITLES.get(character)
  if (title !== undefined) return title
  if (GEORGIAN.test(character)) return character
  if (IOTA.test(character)) return String.fromCharCode(character.charCodeAt(0) | IOTA_CAPITAL_BIT)
  const [first = '', ...others] = toUpper(character)
  return first + toLower(others.join(''))
}

export const letterCase: readonly FunctionDeclaration[] = [
  define('function', 'lower', {
    summary: 'The text in lower case.',
    examples: [["lower('ÄPFEL')", 'äpfel']],
    signatures: [takes(['text'], 'text', toLower)],
  }),
  define('function', 'upper', {
    summary: 'The text in upper case.',
    examples: [["upper('straße')", 'STRASSE']],
    signatures: [takes(['text'], 'text', toUpper)],
  }),
  define('function', 'initcap', {
    summary: 'The first letter of every word in upper case, the others in lower case.',
    examples: [["initcap('ada LOVELACE-king')", 'Ada Lovelace-King']],
    signatures: [takes(['text'], 'text', toTitleWords)],
  }),
]
