/** regexp_replace, with PostgreSQL's patterns and replacements. */
import type { Cell } from '../../base/cell.ts'
import { OUT_OF_RANGE, refuse } from '../../catalog/codec/row-error.ts'
import type { FunctionDeclaration, Inspection } from '../../expression/function-table.ts'
import { define, takes } from '../declare.ts'
import { matchesFrom, type Match } from './match.ts'
import { GROWN_LENGTH_MAX } from '../text/limits.ts'
import { inspectPattern, patternOf } from './known.ts'
import { charactersOf, hasPairs } from './characters.ts'
import { endOfRun, runOf, type Run } from './run.ts'

function regexReplace(text: string, pattern: string, replacement: string, flags = ''): string {
  const known = patternOf(pattern, flags)
  const isAll = flags.includes('g')
  const run = runOf(known.node)
  if (run !== null && !replacement.includes('\\') && !hasPairs(text)) {
    return replaceRuns(text, run, replacement, isAll)
  }
  const characters = charactersOf(text)
  let result = ''
  let copied = 0
  for (const match of matchesFrom(known, characters, 0)) {
    result += characters.slice(copied, match.start).join('')
    result += expand(replacement, match, characters)
    if (result.length > Math.max(GROWN_LENGTH_MAX, text.length)) refuse(OUT_OF_RANGE)
    copied = match.end
    if (!isAll) break
  }
  return copied === 0 && result === '' ? text : result + characters.slice(copied).join('')
}

function replaceRuns(text: string, run: Run, replacement: string, isAll: boolean): string {
  let result = ''
  let copied = 0
  for (let at = 0; at < text.length;) {
    if (!run.holds(text.charCodeAt(at))) {
      at += 1
      continue
    }
    result += text.slice(copied, at) + replacement
    if (result.length > Math.max(GROWN_LENGTH_MAX, text.length)) refuse(OUT_OF_RANGE)
    at = endOfRun(text, run, at)
    copied = at
    if (!isAll) break
  }
  return copied === 0 ? text : result + text.slice(copied)
}

/** `\1` is a group, `\&` the whole match, `\\` a backslash. */
function expand(replacement: string, match: Match, characters: readonly string[]): string {
  if (!replacement.includes('\\')) return replacement
  const captures = match.captures()
  return replacement.replace(/\\([1-9&\\])/gu, (_, sign: string) => {
    if (sign === '\\') return sign
    if (sign === '&') return characters.slice(match.start, match.end).join('')
    const capture = captures.get(Number(sign))
    return capture === undefined ? '' : characters.slice(...capture).join('')
  })
}

function inspect([, pattern, , flags]: readonly (Cell | undefined)[]): Inspection {
  const unknown = /[^gi]/u.exec(flags ?? '')?.[0]
  if (unknown === undefined) return inspectPattern(pattern, flags ?? '')
  const message = `The flag "${unknown}" is not supported. There are g (all) and i (any case).`
  return { problem: { operand: 3, message } }
}

/** What a column puts in may be as long as the text, and be put in as often as it is long. */
const LENGTH = {
  fallible: true,
  safe: ([, , replacement]: readonly (Cell | undefined)[]) => replacement !== undefined,
} as const

const names = ['text', 'pattern', 'replacement', 'flags']

export const regexes: readonly FunctionDeclaration[] = [
  define('function', 'regexp_replace', {
    summary: 'Replaces the first match of a pattern, or with the flag g every one.',
    examples: [
      ["regexp_replace('tel. 030-1234', '[^0-9]', '', 'g')", '0301234'],
      [String.raw`regexp_replace('Lovelace, Ada', '(\w+), (\w+)', '\2 \1')`, 'Ada Lovelace'],
    ],
    signatures: [
      takes(['text', 'text', 'text'], 'text', (...values) => regexReplace(...values), {
        names,
        constants: [1],
        ...LENGTH,
        inspect,
      }),
      takes(['text', 'text', 'text', 'text'], 'text', regexReplace, {
        names,
        constants: [1, 3],
        ...LENGTH,
        inspect,
      }),
    ],
  }),
]
