/** unaccent: texts without accents, by the rules of PostgreSQL's extension. */
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { define, takes } from '../declare.ts'
import { UNACCENTED } from './unaccent-table.ts'

/** Marks that stand behind the letter they belong to. */
const MARKS = /[\u0300-\u0362\u20dd-\u20e0\u20e2-\u20e4]/gu
const ASCII = /^[\0-\x7f]*$/u
// oxlint-disable-next-line no-control-regex -- all of ASCII
const OTHERS = /[^\0-\x7f]/gu

function readTable(): ReadonlyMap<string, string> {
  const groups = UNACCENTED.trim().split(/\s+/u)
  return new Map(
    groups.flatMap((group) => {
      const [characters = '', written = ''] = group.split('⟹')
      return [...characters].map((each) => [each, written.replaceAll('␣', ' ')] as const)
    }),
  )
}

let table: ReadonlyMap<string, string> | undefined

function unaccent(text: string): string {
  if (ASCII.test(text)) return text
  table ??= readTable()
  const known = table
  return text.replace(MARKS, '').replace(OTHERS, (character) => known.get(character) ?? character)
}

export const unaccenting: readonly FunctionDeclaration[] = [
  define('function', 'unaccent', {
    summary:
      'The text without accents, by the default rules of the extension of that name: é is e, and ' +
      'Æ is AE.',
    examples: [
      ["unaccent('Müller')", 'Muller'],
      ["unaccent('Ærøskøbing, Łódź, straße')", 'AEroskobing, Lodz, strasse'],
    ],
    signatures: [takes(['text'], 'text', unaccent)],
  }),
]
