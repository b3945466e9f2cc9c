/** Matches as PostgreSQL does: of the leftmost matches the longest, and what its groups took. */
import { groupsOf, type Assertion, type RegexNode } from './parse.ts'
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
  const subject = { text, holds: (at: Assertion, position: number) => holds(text, at, position) }
  return (from) => {
    const found = searchProgram(program, subject, from)
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

/** Divides a span among the parts of a node: what stands left takes as much as it can. */
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

/** What follows each part of a sequence. */
const tails = new WeakMap<Sequence, readonly Sequence[]>()

function tailsOf(node: Sequence): readonly Sequence[] {
  const known = tails.get(node)
  if (known !== undefined) return known
  const { parts } = node
  const made = parts.map((_, index): Sequence => {
    return { kind: 'sequence', parts: parts.slice(index + 1) }
  })
  tails.set(node, made)
  return made
}

function dissectSequence(
  subject: Subject,
  node: Sequence,
  [start, end]: Capture,
  captures: Map<number, Capture>,
): void {
  let from = start
  for (const [index, part] of node.parts.entries()) {
    const tail = tailsOf(node)[index] as Sequence
    const to = longest(subject, part, [from, end], startsOf(subject, tail, [from, end]))
    if (to === undefined) return
    dissect(subject, part, [from, to], captures)
    from = to
  }
}

/** The last position at which a match of the node from the span's start may end. */
function longest(
  subject: Subject,
  node: RegexNode,
  span: Capture,
  allowed: ReadonlySet<number>,
): number | undefined {
  let last: number | undefined
  for (const position of endsFrom(subject, node, span)) {
    if (allowed.has(position)) last = position
  }
  return last
}

/** A repetition of one round less. */
const shorter = new WeakMap<Repeat, Repeat>()

function oneLess(node: Repeat): Repeat {
  const { inner, min, max } = node
  const known = shorter.get(node)
  const made: Repeat = known ?? { kind: 'repeat', inner, min: Math.max(0, min - 1), max: max - 1 }
  shorter.set(node, made)
  return made
}

/** Groups keep what they took in the last round: one that has to be is left as little as can be. */
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
  const from = longest(subject, oneLess(node), span, startsOf(subject, inner, span))
  if (from !== undefined) dissect(subject, inner, [from, span[1]], captures)
}

/** Round by round, each as long as it can be. */
function dissectRounds(
  subject: Subject,
  node: Repeat,
  [start, end]: Capture,
  captures: Map<number, Capture>,
): void {
  const { inner, max } = node
  if (start === end) {
    // One round that takes nothing, where there can be one.
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
    const to = longest(subject, inner, [from, end], allowed)
    // A round that takes nothing would go round for ever.
    if (to === undefined || to === from) return
    for (const number of groupsOf(inner)) captures.delete(number)
    dissect(subject, inner, [from, to], captures)
    from = to
  }
}
