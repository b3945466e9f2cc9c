/** Unicode 16, which PostgreSQL 18 knows, on JavaScript engines that may know Unicode 17. */

/** The characters that Unicode 17 added; to PostgreSQL they are of no class, and have no case. */
const LATER = new RegExp(
  String.raw`[\u088f\u0c5c\u0cdc\u1acf-\u1add\u1ae0-\u1aeb\u20c1\u2b96\ua7ce\ua7cf\ua7d2\ua7d4` +
    String.raw`\ua7f1\ufbc3-\ufbd2\ufd90\ufd91\ufdc8-\ufdce\u{10940}-\u{10959}\u{10ec5}-\u{10ec7}` +
    String.raw`\u{10ed0}-\u{10ed8}\u{10efa}\u{10efb}\u{11b60}-\u{11b67}\u{11db0}-\u{11ddb}` +
    String.raw`\u{11de0}-\u{11de9}\u{16ea0}-\u{16eb8}\u{16ebb}-\u{16ed3}\u{16ff2}-\u{16ff6}` +
    String.raw`\u{187f8}-\u{187ff}\u{18d09}-\u{18d1e}\u{18d80}-\u{18df2}\u{1ccfa}-\u{1ccfc}` +
    String.raw`\u{1ceba}-\u{1ced0}\u{1cee0}-\u{1cef0}\u{1e6c0}-\u{1e6de}\u{1e6e0}-\u{1e6f5}` +
    String.raw`\u{1e6fe}\u{1e6ff}\u{1f6d8}\u{1f777}-\u{1f77a}\u{1f8d0}-\u{1f8d8}` +
    String.raw`\u{1fa54}-\u{1fa57}\u{1fa8a}\u{1fa8e}\u{1fac8}\u{1facd}\u{1faea}\u{1faef}\u{1fbfa}` +
    String.raw`\u{2b73a}-\u{2b73f}\u{2cea2}-\u{2cead}\u{323b0}-\u{33479}]`,
  'u',
)

/** \ua7d3 and \ua7d5 are older, but got their capitals with Unicode 17. */
const LATER_CASED = /[\ua7ce\ua7cf\ua7d2-\ua7d5\u{16ea0}-\u{16eb8}\u{16ebb}-\u{16ed3}]/u
const LATER_CASED_RUN = /([\ua7ce\ua7cf\ua7d2-\ua7d5\u{16ea0}-\u{16eb8}\u{16ebb}-\u{16ed3}]+)/u

/** True of a text without what this file and the special rules of case are about. */
export function isBasic(text: string): boolean {
  return !NOT_LATIN.test(text)
}

const NOT_LATIN = /[^\0-\xff]/

/** Applies a mapping of case to all but the letters that have none in Unicode 16. */
export function mapCase(text: string, map: (part: string) => string): string {
  if (isBasic(text) || !LATER_CASED.test(text)) return map(text)
  const parts = text.split(LATER_CASED_RUN)
  return parts.map((part) => (LATER_CASED.test(part) ? part : map(part))).join('')
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alpha: /\p{Alphabetic}/u,
  digit: /\p{Nd}/u,
  alnum: /[\p{Alphabetic}\p{Nd}]/u,
  upper: /\p{Uppercase}/u,
  // Unicode 17 took the pharyngeal fricative out of the lower case letters.
  lower: /[\p{Lowercase}\u0295]/u,
  space: /\p{White_Space}/u,
  blank: /[ \t]/u,
  punct: /\p{P}/u,
  cntrl: /\p{Cc}/u,
  xdigit: /[\dA-Fa-f]/u,
  graph: /[^\p{White_Space}\p{Cc}\p{Cs}\p{Cn}]/u,
  print: /[\p{Zs}]|[^\p{White_Space}\p{Cc}\p{Cs}\p{Cn}]/u,
  word: /[\p{Alphabetic}\p{Nd}_]/u,
}

/** The test of a class that a pattern names, such as alpha; undefined where there is none. */
export function classTest(name: string): ((character: string) => boolean) | undefined {
  const pattern = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined
  if (pattern === undefined) return undefined
  return (character) => pattern.test(character) && !LATER.test(character)
}

const isWord = /[\p{Alphabetic}\p{Nd}_]/u
const isAlphanumeric = /[\p{Alphabetic}\p{Nd}]/u

export function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && isWord.test(character) && !LATER.test(character)
}

/** As isWordCharacter, without the underscore: what initcap takes for a word. */
export function isLetterOrDigit(character: string): boolean {
  return isAlphanumeric.test(character) && !LATER.test(character)
}
