/** Matches as PostgreSQL does: of the leftmost the longest or shortest, and what groups took. */
import { groupsOf, preferenceOf, preferenceOfAll, runsOf } from './nature.ts'
import type { Assertion, Preference, RegexNode } from './parse.ts'
import {
  compileRegex,
  reachOf,
  searchProgram,
  type Direction,
  type RegexProgram,
  type Subject,
} from './program.ts'
import { isWordCharacter } from '../text/unicode.ts'

/** Start and end of what a group matched, in characters. */
type Capture = readonly [start: number, end: number]

export interface Match {
  readonly start: number
  readonly end: number
  /** By number of the group; those that took no part are missing. */
  captures(): ReadonlyMap<number, Capture>
}

type Matcher = (from: number) => Match | undefined

/** A pattern as a tree, and as what finds its matches. */
export interface Pattern {
  readonly node: RegexNode
  readonly program: RegexProgram
}

/** Finds the first match at or after a position, for as many positions of one text as are asked. */
export function matcherOf({ node, program }: Pattern, text: readonly string[]): Matcher {
  const prefers = preferenceOf(node) ?? 'longest'
  const subject = { text, holds: (at: Assertion, position: number) => holds(text, at, position) }
  return (from) => {
    const found = searchProgram(program, subject, from, prefers)
    if (found === undefined) return undefined
    return { ...found, captures: () => capturesOf(subject, node, [found.start, found.end]) }
  }
}

/** The matches from a position on, one behind the other; behind an empty one, one further. */
export function* matchesFrom(
  pattern: Pattern,
  text: readonly string[],
  from: number,
): Generator<Match> {
  const search = matcherOf(pattern, text)
  for (let at = from; at <= text.length;) {
    const match = search(at)
    if (match === undefined) return
    yield match
    at = match.end === match.start ? match.end + 1 : match.end
  }
}

function holds(text: readonly string[], at: Assertion, position: number): boolean {
  const before = isWordCharacter(text[position - 1])
  const after = isWordCharacter(text[position])
  switch (at) {
    case 'start':
      return position === 0
    case 'end':
      return position === text.length
    case 'wordStart':
      return !before && after
    case 'wordEnd':
      return before && !after
    case 'wordEdge':
      return before !== after
    case 'noWordEdge':
      return before === after
  }
}

function capturesOf(
  subject: Subject,
  node: RegexNode,
  span: Capture,
): ReadonlyMap<number, Capture> {
  const captures = new Map<number, Capture>()
  dissect(subject, node, span, captures)
  return captures
}

/** Programs of the parts of patterns, by the direction in which they read. */
const programs = {
  1: new WeakMap<object, RegexProgram>(),
  '-1': new WeakMap<object, RegexProgram>(),
}

function programOf(node: RegexNode, direction: Direction): RegexProgram {
  const known = programs[direction].get(node)
  if (known !== undefined) return known
  const program = compileRegex(node, direction)
  programs[direction].set(node, program)
  return program
}

function endsFrom(subject: Subject, node: RegexNode, [start, end]: Capture): ReadonlySet<number> {
  return reachOf(programOf(node, 1), subject, { from: start, limit: end }, 1)
}

function startsOf(subject: Subject, node: RegexNode, [start, end]: Capture): ReadonlySet<number> {
  return reachOf(programOf(node, -1), subject, { from: end, limit: start }, -1)
}

/** Divides a span among the parts of a node: what stands left takes what it prefers. */
function dissect(
  subject: Subject,
  node: RegexNode,
  span: Capture,
  captures: Map<number, Capture>,
): void {
  if (groupsOf(node).length === 0) return
  switch (node.kind) {
    case 'character':
    case 'assert':
      return
    case 'group':
      if (node.number !== null) captures.set(node.number, span)
      dissect(subject, node.inner, span, captures)
      return
    case 'either': {
      const branch = node.branches.find((each) => endsFrom(subject, each, span).has(span[1]))
      if (branch !== undefined) dissect(subject, branch, span, captures)
      return
    }
    case 'sequence':
      dissectSequence(subject, node, span, captures)
      return
    case 'repeat':
      dissectRepeat(subject, node, span, captures)
  }
}

type Sequence = RegexNode & { readonly kind: 'sequence' }
type Repeat = RegexNode & { readonly kind: 'repeat' }

/** Parts of a sequence that are taken as one, what they prefer, and what follows them. */
interface Run {
  readonly node: Sequence
  readonly prefers: Preference
  readonly tail: Sequence
}

const runs = new WeakMap<Sequence, readonly Run[]>()

function runsWithin(node: Sequence): readonly Run[] {
  const known = runs.get(node)
  if (known !== undefined) return known
  const all = runsOf(node.parts)
  const made = all.map((parts, index): Run => {
    const rest = all.slice(index + 1).flat()
    return {
      node: { kind: 'sequence', parts },
      prefers: preferenceOfAll(parts) ?? 'longest',
      tail: { kind: 'sequence', parts: rest },
    }
  })
  runs.set(node, made)
  return made
}

function dissectSequence(
  subject: Subject,
  node: Sequence,
  [start, end]: Capture,
  captures: Map<number, Capture>,
): void {
  let from = start
  for (const { node: run, prefers, tail } of runsWithin(node)) {
    const span = [from, end] as const
    const to = preferred(prefers, endsFrom(subject, run, span), startsOf(subject, tail, span))
    if (to === undefined) return
    const [only] = run.parts
    // Parts that are taken together have no groups.
    if (run.parts.length === 1 && only !== undefined) dissect(subject, only, [from, to], captures)
    from = to
  }
}

/** Of the positions at which a match may end, which are in order, the first or last allowed. */
function preferred(
  prefers: Preference,
  ends: Iterable<number>,
  allowed: ReadonlySet<number>,
): number | undefined {
  let found: number | undefined
  for (const position of ends) {
    if (!allowed.has(position)) continue
    found = position
    if (prefers === 'shortest') return found
  }
  return found
}

/** A repetition of one round less. */
const shorter = new WeakMap<Repeat, Repeat>()

function oneLess(node: Repeat): Repeat {
  const known = shorter.get(node)
  const made = known ?? { ...node, min: Math.max(0, node.min - 1), max: node.max - 1 }
  shorter.set(node, made)
  return made
}

/** Groups keep what they took in the last round, which is left what those before it do not take. */
function dissectRepeat(
  subject: Subject,
  node: Repeat,
  span: Capture,
  captures: Map<number, Capture>,
): void {
  if (node.min === 0) {
    dissectRounds(subject, node, span, captures)
    return
  }
  const { inner } = node
  const prefers = preferenceOf(node) ?? 'longest'
  const ends = endsFrom(subject, oneLess(node), span)
  const from = preferred(prefers, ends, startsOf(subject, inner, span))
  if (from !== undefined) dissect(subject, inner, [from, span[1]], captures)
}

/** Round by round, each as long or as short as it can be. */
function dissectRounds(
  subject: Subject,
  node: Repeat,
  [start, end]: Capture,
  captures: Map<number, Capture>,
): void {
  const { inner, max } = node
  const prefers = preferenceOf(inner) ?? 'longest'
  if (start === end) {
    // One round that takes nothing, where there can be one and it is not shorter to do without.
    if (prefers === 'shortest') return
    const span = [start, end] as const
    if (endsFrom(subject, inner, span).has(end)) dissect(subject, inner, span, captures)
    return
  }
  const isEndless = max === Number.POSITIVE_INFINITY
  const after = isEndless ? startsOf(subject, node, [start, end]) : null
  let from = start
  let rest = node
  for (let count = 0; count < max && from < end; count += 1) {
    if (!isEndless) rest = oneLess(rest)
    const allowed = after ?? startsOf(subject, rest, [from, end])
    // A round that takes nothing would go round for ever.
    const ends = [...endsFrom(subject, inner, [from, end])].filter((each) => each > from)
    const to = preferred(prefers, ends, allowed)
    if (to === undefined) return
    for (const number of groupsOf(inner)) captures.delete(number)
    dissect(subject, inner, [from, to], captures)
    from = to
  }
}
