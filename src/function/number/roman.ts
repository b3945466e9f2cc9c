/** Numbers in Roman numerals: their text, and what a text stands for. */

const NUMERALS: readonly (readonly [string, number])[] = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
]
const ROMAN_MAX = 3999
const LENGTH_MAX = 15

/** What stands for a number that has no such text: 4000, say. */
const NO_ROMAN = '#'.repeat(LENGTH_MAX)

export function romanOf(value: number): string {
  if (!(value >= 1 && value <= ROMAN_MAX)) return NO_ROMAN
  let [rest, text] = [value, '']
  for (const [sign, amount] of NUMERALS) {
    for (; rest >= amount; rest -= amount) text += sign
  }
  return text
}

/** Numerals as they are written, and no others: no IIII, no IC. */
const WELL_FORMED = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/u

/** The numerals at a place behind white space; undefined where there are none, or none such. */
export function readRoman(
  input: readonly string[],
  from: number,
): { readonly value: number; readonly end: number } | undefined {
  let start = from
  while (/^[ \t\n\v\f\r]$/u.test(input[start] ?? '')) start += 1
  let end = start
  while (end - start < LENGTH_MAX && /^[MDCLXVI]$/iu.test(input[end] ?? '')) end += 1
  const text = input.slice(start, end).join('').toUpperCase()
  if (text === '' || !WELL_FORMED.test(text)) return undefined
  let [rest, value] = [text, 0]
  for (const [sign, amount] of NUMERALS) {
    for (; rest.startsWith(sign); rest = rest.slice(sign.length)) value += amount
  }
  return { value, end }
}
