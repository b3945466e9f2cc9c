import { defineFunction } from 'mapwright'

const NUMERALS: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 }

export const fromRoman = defineFunction({
  name: 'from_roman',
  summary: 'Reads a Roman numeral; what is none is refused.',
  input: 'text',
  output: 'integer',
  examples: [
    ['XIV', 14],
    ['xc', 90],
  ],
  apply: (numeral) => {
    const values = [...numeral.toUpperCase()].map((letter) => NUMERALS[letter] ?? Number.NaN)
    const sum = values.reduce((total, value, index) => {
      return value < (values[index + 1] ?? 0) ? total - value : total + value
    }, 0)
    if (!(sum > 0)) throw new RangeError(`"${numeral}" is no numeral`)
    return sum
  },
})
