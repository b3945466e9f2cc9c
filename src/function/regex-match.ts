/** Matches as PostgreSQL does: of the leftmost matches the longest, without backtracking. */
import type { Assertion, RegexNode } from './regex-parse.ts'
import { isWordCharacter } from './unicode.ts'

/** Start and end of what a group matched, in characters. */
type Capture = readonly [start: number, end: number]

export interface Match {
  readonly start: number
  readonly end: number
  /** By number of the group; those that took no part are missing. */
  captures(): ReadonlyMap<number, Capture>
}

/** What is known of one text: the ends that each node can reach from a start. */
interface Search {
  readonly text: readonly string[]
  readonly known: Map<RegexNode, Map<number, readonly number[]>>
}

export type Matcher = (from: number) => Match | undefined

/** Finds the first match at or after a position, for as many positions of one text as are asked. */
export function matcherOf(node: RegexNode, text: readonly string[]): Matcher {
  const search: Search = { text, known: new Map() }
  return (from) => {
    for (let start = from; start <= text.length; start += 1) {
      const end = ends(search, node, start).at(-1)
      if (end === undefined) continue
      return { start, end, captures: () => capturesOf(search, node, start, end) }
    }
    return undefined
  }
}

/** All positions, in ascending order, where a match of the node from the start can end. */
function ends(search: Search, node: RegexNode, start: number): readonly number[] {
  if (node.kind === 'character') {
    const character = search.text[start]
    return character !== undefined && node.test(character) ? [start + 1] : []
  }
  if (node.kind === 'assert') return holds(search.text, node.at, start) ? [start] : []
  if (node.kind === 'group') return ends(search, node.inner, start)
  const byStart = search.known.get(node) ?? new Map<number, readonly number[]>()
  search.known.set(node, byStart)
  const known = byStart.get(start)
  if (known !== undefined) return known
  const found = compoundEnds(search, node, start)
  byStart.set(start, found)
  return found
}

type Compound = RegexNode & { readonly kind: 'sequence' | 'either' | 'repeat' }

function compoundEnds(search: Search, node: Compound, start: number): readonly number[] {
  switch (node.kind) {
    case 'sequence':
      return node.parts.reduce<readonly number[]>(
        (starts, part) => endsFromAll(search, part, starts),
        [start],
      )
    case 'either':
      return sorted(new Set(node.branches.flatMap((branch) => ends(search, branch, start))))
    case 'repeat':
      return repeatEnds(search, node, start)
  }
}

function endsFromAll(
  search: Search,
  node: RegexNode,
  starts: readonly number[],
): readonly number[] {
  const [only] = starts
  if (starts.length === 1 && only !== undefined) return ends(search, node, only)
  const all = new Set<number>()
  for (const start of starts) for (const end of ends(search, node, start)) all.add(end)
  return sorted(all)
}

function repeatEnds(
  search: Search,
  node: RegexNode & { readonly kind: 'repeat' },
  start: number,
): readonly number[] {
  const all = new Set<number>()
  let front: readonly number[] = [start]
  for (let count = 0; front.length > 0; count += 1) {
    if (count >= node.min) {
      // Where a round began before, nothing new can follow, so every position counts once.
      front = front.filter((position) => !all.has(position))
      for (const position of front) all.add(position)
    }
    if (count >= node.max) break
    front = endsFromAll(search, node.inner, front)
  }
  return sorted(all)
}

function sorted(positions: ReadonlySet<number>): readonly number[] {
  return [...positions].sort((left, right) => left - right)
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
  search: Search,
  node: RegexNode,
  start: number,
  end: number,
): ReadonlyMap<number, Capture> {
  const captures = new Map<number, Capture>()
  dissect(search, node, [start, end], captures)
  return captures
}

/** Divides a span among the parts of a node: what stands left takes as much as it can. */
function dissect(
  search: Search,
  node: RegexNode,
  span: Capture,
  captures: Map<number, Capture>,
): void {
  const [start, end] = span
  switch (node.kind) {
    case 'character':
    case 'assert':
      return
    case 'group':
      if (node.number !== null) captures.set(node.number, span)
      dissect(search, node.inner, span, captures)
      return
    case 'either': {
      const branch = node.branches.find((each) => ends(search, each, start).includes(end))
      if (branch !== undefined) dissect(search, branch, span, captures)
      return
    }
    case 'sequence':
      dissectSequence(search, node.parts, span, captures)
      return
    case 'repeat':
      dissectRepeat(search, node, span, captures)
  }
}

function dissectSequence(
  search: Search,
  parts: readonly RegexNode[],
  [start, end]: Capture,
  captures: Map<number, Capture>,
): void {
  let from = start
  for (const [index, part] of parts.entries()) {
    const rest = parts.slice(index + 1)
    const to = ends(search, part, from).findLast((position) => reaches(search, rest, position, end))
    if (to === undefined) return
    dissect(search, part, [from, to], captures)
    from = to
  }
}

function reaches(search: Search, parts: readonly RegexNode[], start: number, end: number): boolean {
  let starts: readonly number[] = [start]
  for (const part of parts) starts = endsFromAll(search, part, starts)
  return starts.includes(end)
}

function dissectRepeat(
  search: Search,
  node: RegexNode & { readonly kind: 'repeat' },
  [start, end]: Capture,
  captures: Map<number, Capture>,
): void {
  const { inner, min, max } = node
  let from = start
  for (let count = 0; count < max; count += 1) {
    if (from === end && (count >= min || count > 0)) return
    const rest: RegexNode = {
      kind: 'repeat',
      inner,
      min: Math.max(0, min - count - 1),
      max: max - count - 1,
    }
    const to = ends(search, inner, from).findLast(
      (position) =>
        (position > from || start === end) && ends(search, rest, position).includes(end),
    )
    if (to === undefined) return
    dissect(search, inner, [from, to], captures)
    from = to
  }
}
