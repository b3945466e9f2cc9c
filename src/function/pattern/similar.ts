/** SIMILAR TO: the patterns of the SQL standard, turned into regular expressions. */
import type { Cell } from '../../base/cell.ts'
import { BOOLEAN, TEXT } from '../../catalog/logical-type.ts'
import type { FunctionDeclaration, Inspection } from '../../expression/function-table.ts'
import { bound, define, type OpenSignature } from '../declare.ts'
import { inspectPattern, patternOf } from './known.ts'
import { matcherOf } from './match.ts'
import { groupsOf } from './nature.ts'
import { charactersOf } from './characters.ts'

interface Translation {
  pattern: string
  isEscaped: boolean
  /** How many separators of SUBSTRING there were. */
  separators: number
  /** How deep within brackets, and how far behind the one that opened. */
  depth: number
  place: number
}

/** Each separator ends a part: the first is as short as can be, the second as long. */
const SEPARATORS = ['){1,1}?(', '){1,1}(?:'] as const

const LITERAL: ReadonlySet<string> = new Set(['\\', '.', '^', '$'])

/** The regular expression, or a sentence about what is wrong with the pattern. */
function translate(pattern: string, escape: string): { readonly pattern: string } | string {
  if ([...escape].length > 1) return 'The escape of a pattern is one character, or none.'
  const state: Translation = { pattern: '', isEscaped: false, separators: 0, depth: 0, place: 0 }
  for (const character of pattern) {
    if (state.isEscaped) {
      if (character === '"' && state.depth < 1) {
        const separator = SEPARATORS[state.separators]
        if (separator === undefined) return 'There are more than two separators in the pattern.'
        state.pattern += separator
        state.separators += 1
      } else {
        state.pattern += `\\${character}`
        state.place = 3
      }
      state.isEscaped = false
    } else if (character === escape) {
      state.isEscaped = true
    } else if (state.depth > 0) {
      translateWithin(state, character)
    } else {
      translateOutside(state, character)
    }
  }
  return { pattern: `^(?:${state.pattern})$` }
}

/** Within brackets, of which the end has to be known: `[^]%]` is one set. */
function translateWithin(state: Translation, character: string): void {
  state.pattern += character === '\\' ? '\\\\' : character
  if (character === ']' && state.place > 2) state.depth -= 1
  else if (character === '[') {
    state.depth += 1
    state.place = 3
  } else if (character === '^') state.place += 1
  else state.place = 3
}

function translateOutside(state: Translation, character: string): void {
  if (character === '[') {
    state.depth = 1
    state.place = 1
    state.pattern += character
  } else if (character === '%') state.pattern += '.*'
  else if (character === '_') state.pattern += '.'
  else if (character === '(') state.pattern += '(?:'
  else state.pattern += LITERAL.has(character) ? `\\${character}` : character
}

const DEFAULT_ESCAPE = '\\'

function regexOf(pattern: string, escape = DEFAULT_ESCAPE): string {
  const translated = translate(pattern, escape)
  if (typeof translated === 'string') throw new Error('a pattern that was not looked at')
  return translated.pattern
}

function isSimilar(text: string, pattern: string, escape?: string): boolean {
  return matcherOf(patternOf(regexOf(pattern, escape), ''), charactersOf(text))(0) !== undefined
}

/** The part between the separators, or all of it where there are none. */
function part(text: string, pattern: string, escape: string): string | null {
  const known = patternOf(regexOf(pattern, escape), '')
  const characters = charactersOf(text)
  const match = matcherOf(known, characters)(0)
  if (match === undefined) return null
  const hasGroups = groupsOf(known.node).length > 0
  const span = hasGroups ? match.captures().get(1) : ([match.start, match.end] as const)
  return span === undefined ? null : characters.slice(...span).join('')
}

function inspect([, pattern, escape = DEFAULT_ESCAPE]: readonly (Cell | undefined)[]): Inspection {
  if (typeof pattern !== 'string' || escape === null) return {}
  const translated = translate(pattern, escape)
  if (typeof translated === 'string') return { problem: { operand: 1, message: translated } }
  return inspectPattern(translated.pattern, '')
}

function similar(name: string, isNegated: boolean, example: string): FunctionDeclaration {
  const apply = (text: string, pattern: string, escape?: string) =>
    isSimilar(text, pattern, escape) !== isNegated
  const options = { inspect, padded: [0] } as const
  return define('operator', name, {
    summary:
      `True where the whole text is ${isNegated ? 'not ' : ''}like a pattern in which % is any ` +
      'text, _ any character, and | * + ? {} () [] have their meaning of regular expressions.',
    examples: [[example, 't']],
    signatures: [
      bound(['text', 'text'], BOOLEAN, () => apply, { ...options, constants: [1] }),
      bound(['text', 'text', 'text'], BOOLEAN, () => apply, { ...options, constants: [1, 2] }),
    ],
  })
}

export const similarTo: readonly FunctionDeclaration[] = [
  similar('similar to', false, "'A-17' similar to '[A-Z]-(1|2)_'"),
  similar('not similar to', true, "'50' not similar to '%!%' escape '!'"),
]

/** `substring(x similar pattern escape sign)`. */
export const substringSimilar: OpenSignature = bound(['text', 'text', 'text'], TEXT, () => part, {
  inspect,
  constants: [1, 2],
  nullable: true,
})
