/** LIKE and ILIKE: matching that never takes longer than the text times the pattern. */
import type { Cell } from '../../base/cell.ts'
import { RowError, refuse } from '../../catalog/codec/row-error.ts'
import type { FunctionDeclaration } from '../../expression/function-table.ts'
import { define, takes } from '../declare.ts'
import { toLower } from '../text/letter-case.ts'
import { charactersOf } from './characters.ts'

const OPEN_ESCAPE = new RowError(
  'VALUE_INVALID_ARGUMENT',
  'A LIKE pattern must not end with its escape character.',
)
const LONG_ESCAPE = new RowError(
  'VALUE_INVALID_ARGUMENT',
  'The escape of a LIKE pattern is one character, or none.',
)

const ESCAPE = '\\'

interface Step {
  readonly kind: 'one' | 'any' | 'exact' | 'open'
  readonly character: string
}

type LikeTest = (text: string) => boolean

/** One entry a pattern; emptied when it grows, because patterns may come out of rows. */
const compiled = new Map<string, LikeTest>()
const compiledFolded = new Map<string, LikeTest>()
const COMPILED_MAX = 1000

function testOf(pattern: string): LikeTest {
  return compiled.get(pattern) ?? keep(compiled, pattern, compileLike(stepsOf(pattern)))
}

/** Of a pattern that is met by a text in lower case. */
function foldedTestOf(pattern: string): LikeTest {
  const known = compiledFolded.get(pattern)
  return known ?? keep(compiledFolded, pattern, compileLike(stepsOf(toLower(pattern))))
}

function keep(tests: Map<string, LikeTest>, pattern: string, test: LikeTest): LikeTest {
  if (tests.size >= COMPILED_MAX) tests.clear()
  tests.set(pattern, test)
  return test
}

function stepsOf(pattern: string): readonly Step[] {
  const steps: Step[] = []
  let escaped = false
  for (const character of pattern) {
    if (escaped) steps.push({ kind: 'exact', character })
    else if (character === '%') steps.push({ kind: 'any', character })
    else if (character === '_') steps.push({ kind: 'one', character })
    else if (character !== ESCAPE) steps.push({ kind: 'exact', character })
    escaped = !escaped && character === ESCAPE
  }
  if (escaped) steps.push({ kind: 'open', character: ESCAPE })
  return steps
}

/** Most patterns are texts between `%`: these are searched as wholes, the first place counts. */
function compileLike(steps: readonly Step[]): LikeTest {
  if (steps.some(({ kind }) => kind === 'one' || kind === 'open')) {
    return (text) => matchesSteps(text, steps)
  }
  const parts: string[] = ['']
  for (const { kind, character } of steps) {
    if (kind === 'any') parts.push('')
    else parts.push(`${parts.pop() ?? ''}${character}`)
  }
  const [first = '', ...between] = parts
  const last = between.pop()
  if (last === undefined) return (text) => text === first
  const inner = between.filter((part) => part !== '')
  return (text) => {
    const end = text.length - last.length
    if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false
    let from = first.length
    for (const part of inner) {
      const at = text.indexOf(part, from)
      if (at < 0) return false
      from = at + part.length
    }
    return from <= end
  }
}

/** After a mismatch only the last `%` needs to take one character more. */
function matchesSteps(text: string, steps: readonly Step[]): boolean {
  const characters = charactersOf(text)
  let at = 0
  let step = 0
  let resumeStep = -1
  let resumeAt = 0
  while (at < characters.length) {
    const current = steps[step]
    if (current?.kind === 'open') return refuse(OPEN_ESCAPE)
    if (current?.kind === 'any') {
      resumeStep = step
      resumeAt = at
      step += 1
    } else if (current?.kind === 'one' || current?.character === characters[at]) {
      at += 1
      step += 1
    } else if (resumeStep >= 0) {
      resumeAt += 1
      at = resumeAt
      step = resumeStep + 1
    } else {
      return false
    }
  }
  while (steps[step]?.kind === 'any') step += 1
  return step >= steps.length
}

/** Turns a pattern with an escape of its own into one with a backslash. */
function likeEscape(pattern: string, escape: string): string {
  if ([...escape].length > 1) return refuse(LONG_ESCAPE)
  if (escape === ESCAPE) return pattern
  if (escape === '') return pattern.replaceAll(ESCAPE, ESCAPE + ESCAPE)
  let result = ''
  let escaped = false
  for (const character of pattern) {
    if (character === escape && !escaped) result += ESCAPE
    else result += character === ESCAPE && !escaped ? ESCAPE + ESCAPE : character
    escaped = character === escape && !escaped
  }
  return result
}

function isSafe([, pattern]: readonly (Cell | undefined)[]): boolean {
  return typeof pattern === 'string' && stepsOf(pattern).every(({ kind }) => kind !== 'open')
}

function like(sign: string, not: boolean, fold: boolean): FunctionDeclaration {
  const word = `${not ? 'not ' : ''}${fold ? 'ilike' : 'like'}`
  const apply = fold
    ? (text: string, pattern: string) => foldedTestOf(pattern)(toLower(text)) !== not
    : (text: string, pattern: string) => testOf(pattern)(text) !== not
  return define('operator', sign, {
    summary:
      `True where the text is ${not ? 'not ' : ''}like the ` +
      `pattern${fold ? ', case aside' : ''}.`,
    examples: [[`'Ada' ${word} '${fold ? 'a' : 'A'}_a%'`, not ? 'f' : 't']],
    signatures: [
      takes(['text', 'text'], 'boolean', apply, { fallible: true, safe: isSafe, padded: [0] }),
    ],
  })
}

export const likes: readonly FunctionDeclaration[] = [
  like('~~', false, false),
  like('!~~', true, false),
  like('~~*', false, true),
  like('!~~*', true, true),
  define('function', 'like_escape', {
    summary: 'The pattern of `like PATTERN escape CHARACTER`.',
    examples: [["'50%' like '50!%' escape '!'", 't']],
    signatures: [
      takes(['text', 'text'], 'text', likeEscape, {
        fallible: true,
        safe: ([, escape]) => typeof escape === 'string' && [...escape].length <= 1,
      }),
    ],
  }),
]
