/** A text as its characters. */

const PAIRS = /[\ud800-\udfff]/

/** True where a character takes two units. */
export function hasPairs(text: string): boolean {
  return PAIRS.test(text)
}

/** Most texts have no such character, and are divided much faster. */
export function charactersOf(text: string): readonly string[] {
  return hasPairs(text) ? [...text] : text.split('')
}
