/** What the patterns of to_char share: endings of numbers, letter case, Roman months. */

/** The months. */
export const ROMAN = 'I II III IV V VI VII VIII IX X XI XII'.split(' ')
export const ROMAN_WIDTH = 4

/** `st`, `nd`, `rd` or `th`, in the case in which it is asked for. */
export function ordinalOf(text: string, asked: string): string {
  if (asked === '') return ''
  const isTeen = text.at(-2) === '1'
  const ending = isTeen ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[text.at(-1) ?? ''] ?? 'th')
  return asked === 'TH' ? ending.toUpperCase() : ending
}

/** The text in the case in which its pattern is written. */
export function inCaseOf(text: string, how: string): string {
  if (how === how.toUpperCase()) return text.toUpperCase()
  return how === how.toLowerCase() ? text.toLowerCase() : text
}
