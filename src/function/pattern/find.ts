/** Patterns that are looked for: ~, ~*, regexp_like, _count, _substr, _match, _split_to_array. */
import type { Cell } from '../../base/cell.ts'
import { RowError, refuse } from '../../catalog/codec/row-error.ts'
import { INTEGER, TEXT, type LogicalType } from '../../catalog/logical-type.ts'
import type { FunctionDeclaration, Inspection } from '../../expression/function-table.ts'
import { bound, define, takes, type OpenSignature } from '../declare.ts'
import { inspectPattern, patternOf } from './known.ts'
import { matcherOf, matchesFrom, type Match } from './match.ts'
import { groupsOf } from './nature.ts'
import { charactersOf } from './characters.ts'

const BEFORE_TEXT = new RowError(
  'VALUE_INVALID_ARGUMENT',
  'Where a search starts, and which match it is about, are counted from 1.',
)

function isFound(text: string, pattern: string, flags = ''): boolean {
  return matcherOf(patternOf(pattern, flags), charactersOf(text))(0) !== undefined
}

function count(text: string, pattern: string, start = 1, flags = ''): number {
  if (start < 1) return refuse(BEFORE_TEXT)
  let found = 0
  for (const _ of matchesFrom(patternOf(pattern, flags), charactersOf(text), start - 1)) found += 1
  return found
}

interface Wanted {
  readonly start?: number
  readonly which?: number
  readonly flags?: string
  readonly group?: number
}

function part(text: string, pattern: string, wanted: Wanted): string | null {
  const { start = 1, which = 1, flags = '', group = 0 } = wanted
  if (start < 1 || which < 1 || group < 0) return refuse(BEFORE_TEXT)
  const [known, characters] = [patternOf(pattern, flags), charactersOf(text)]
  // Without groups the whole of it is the first.
  const number = group === 1 && groupsOf(known.node).length === 0 ? 0 : group
  let place = 0
  for (const match of matchesFrom(known, characters, start - 1)) {
    place += 1
    if (place === which) return groupOf(match, number, characters)
  }
  return null
}

function groupOf(match: Match, group: number, characters: readonly string[]): string | null {
  const span = group === 0 ? ([match.start, match.end] as const) : match.captures().get(group)
  return span === undefined ? null : characters.slice(...span).join('')
}

type PartArguments = [
  text: string,
  pattern: string,
  start: number,
  which: number,
  flags: string,
  group: number,
]

/** The groups of the first match, or all of it where the pattern has none. */
function firstMatch(text: string, pattern: string, flags = ''): Cell[] | null {
  const known = patternOf(pattern, flags)
  const characters = charactersOf(text)
  const match = matcherOf(known, characters)(0)
  if (match === undefined) return null
  const groups = groupsOf(known.node).length
  if (groups === 0) return [groupOf(match, 0, characters)]
  return Array.from({ length: groups }, (_, index) => groupOf(match, index + 1, characters))
}

/** The first group of the first match, or all of it where the pattern has none. */
function firstGroup(text: string, pattern: string): string | null {
  return firstMatch(text, pattern)?.[0] ?? null
}

/** An empty match at an end of the text, or right behind another, divides nothing. */
function split(text: string, pattern: string, flags = ''): string[] {
  const characters = charactersOf(text)
  const parts: string[] = []
  let end = 0
  for (const match of matchesFrom(patternOf(pattern, flags), characters, 0)) {
    if (match.end === match.start && (match.end === characters.length || match.start === end)) {
      continue
    }
    parts.push(characters.slice(end, match.start).join(''))
    end = match.end
  }
  return [...parts, characters.slice(end).join('')]
}

type Constants = readonly (Cell | undefined)[]

/** `flags`: which operand has them. */
function inspecting(flags: number | null): (constants: Constants) => Inspection {
  return (constants) => {
    const written = (flags === null ? null : constants[flags]) ?? ''
    const unknown = /[^ci]/u.exec(written)?.[0]
    if (unknown !== undefined) {
      const message = `The flag "${unknown}" is not supported. There are i (any case) and c.`
      return { problem: { operand: flags ?? 0, message } }
    }
    return inspectPattern(constants[1], written)
  }
}

interface FindOptions {
  readonly flags?: number
  readonly nullable?: true
  readonly fallible?: true
}

/** The pattern, and the flags where there are some, are looked at when compiling. */
function finds(
  parameters: readonly ('text' | 'integer')[],
  returns: LogicalType,
  apply: (...values: never[]) => unknown,
  { flags, ...options }: FindOptions = {},
): OpenSignature {
  const constants = flags === undefined ? [1] : [1, flags]
  const inspect = inspecting(flags ?? null)
  return bound(parameters, returns, () => apply, { ...options, constants, inspect })
}

function operator(sign: string, isNegated: boolean, flags: string, summary: string) {
  const found = (text: string, pattern: string) => isFound(text, pattern, flags) !== isNegated
  const example = isNegated ? `'shelf 17' ${sign} '^[a-z ]+$'` : `'Shelf 17' ${sign} '[A-Z].*\\d+$'`
  return define('operator', sign, {
    summary,
    examples: [[example, 't']],
    signatures: [
      takes(['text', 'text'], 'boolean', found, {
        constants: [1],
        padded: [0],
        inspect: inspecting(null),
      }),
    ],
  })
}

const TEXTS: LogicalType = { kind: 'array', element: TEXT }
const NULLABLE = { nullable: true } as const
const FALLIBLE = { fallible: true } as const
const BOTH = { ...NULLABLE, ...FALLIBLE } as const

export const regexFinds: readonly FunctionDeclaration[] = [
  operator('~', false, '', 'True where the pattern matches a part of the text.'),
  operator('~*', false, 'i', 'True where the pattern matches a part of the text, in any case.'),
  operator('!~', true, '', 'True where the pattern matches no part of the text.'),
  operator('!~*', true, 'i', 'True where the pattern matches no part of the text, in any case.'),
  define('function', 'regexp_like', {
    summary: 'True where the pattern matches a part of the text.',
    examples: [["regexp_like('ISBN 3-16', 'isbn', 'i')", 't']],
    signatures: [
      takes(['text', 'text'], 'boolean', (text, pattern) => isFound(text, pattern), {
        constants: [1],
        inspect: inspecting(null),
      }),
      takes(['text', 'text', 'text'], 'boolean', isFound, {
        constants: [1, 2],
        inspect: inspecting(2),
      }),
    ],
  }),
  define('function', 'regexp_count', {
    summary: 'How often the pattern matches, from a position that counts from 1.',
    examples: [["regexp_count('a1b22c333', '[0-9]+')", '3']],
    signatures: [
      finds(['text', 'text'], INTEGER, (text: string, pattern: string) => count(text, pattern)),
      finds(['text', 'text', 'integer'], INTEGER, count, FALLIBLE),
      finds(['text', 'text', 'integer', 'text'], INTEGER, count, { ...FALLIBLE, flags: 3 }),
    ],
  }),
  define('function', 'regexp_substr', {
    summary:
      'The part that the pattern matches: from a position, the n-th, or a group of it. NULL ' +
      'where there is none.',
    examples: [
      ["regexp_substr('tel. 030-1234', '[0-9]+', 1, 2)", '1234'],
      ["regexp_substr('shelf 17', '([a-z]+) ([0-9]+)', 1, 1, '', 2)", '17'],
    ],
    signatures: [
      finds(['text', 'text'], TEXT, (t: string, p: string) => part(t, p, {}), NULLABLE),
      finds(
        ['text', 'text', 'integer'],
        TEXT,
        (text: string, pattern: string, start: number) => part(text, pattern, { start }),
        BOTH,
      ),
      finds(
        ['text', 'text', 'integer', 'integer'],
        TEXT,
        (text: string, pattern: string, start: number, which: number) =>
          part(text, pattern, { start, which }),
        BOTH,
      ),
      finds(
        ['text', 'text', 'integer', 'integer', 'text', 'integer'],
        TEXT,
        (...[text, pattern, start, which, flags, group]: PartArguments) =>
          part(text, pattern, { start, which, flags, group }),
        { ...BOTH, flags: 4 },
      ),
    ],
  }),
  define('function', 'regexp_match', {
    summary: 'The groups of the first match, or all of it; NULL where there is none.',
    examples: [["regexp_match('shelf 17', '([a-z]+) ([0-9]+)')", '{shelf,17}']],
    signatures: [
      finds(['text', 'text'], TEXTS, (t: string, p: string) => firstMatch(t, p), NULLABLE),
      finds(['text', 'text', 'text'], TEXTS, firstMatch, { ...NULLABLE, flags: 2 }),
    ],
  }),
  define('function', 'regexp_split_to_array', {
    summary: 'The parts of the text between the matches of the pattern.',
    examples: [["regexp_split_to_array('a, b;c', '[,;] *')", '{a,b,c}']],
    signatures: [
      finds(['text', 'text'], TEXTS, (text: string, pattern: string) => split(text, pattern)),
      finds(['text', 'text', 'text'], TEXTS, split, { flags: 2 }),
    ],
  }),
]

/** `substring(x from pattern)`. */
export const substringByPattern = finds(['text', 'text'], TEXT, firstGroup, NULLABLE)
