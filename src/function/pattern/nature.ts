/** What parts of a pattern are like: which groups they have, and which of their matches count. */
import type { Preference, RegexNode } from './parse.ts'

const groups = new WeakMap<RegexNode, readonly number[]>()

/** The numbers of the groups within a node that capture. */
export function groupsOf(node: RegexNode): readonly number[] {
  const known = groups.get(node)
  if (known !== undefined) return known
  const found = findGroups(node)
  groups.set(node, found)
  return found
}

function findGroups(node: RegexNode): readonly number[] {
  switch (node.kind) {
    case 'group': {
      const inner = groupsOf(node.inner)
      return node.number === null ? inner : [node.number, ...inner]
    }
    case 'repeat':
      return groupsOf(node.inner)
    case 'sequence':
      return node.parts.flatMap(groupsOf)
    case 'either':
      return node.branches.flatMap(groupsOf)
    default:
      return []
  }
}

/** The first quantifier of a branch decides for the branch, and several branches are greedy. */
export function preferenceOf(node: RegexNode): Preference | null {
  switch (node.kind) {
    case 'character':
    case 'assert':
      return null
    case 'group':
      return preferenceOf(node.inner)
    case 'either':
      return 'longest'
    case 'repeat':
      return node.prefers ?? preferenceOf(node.inner)
    case 'sequence':
      return preferenceOfAll(node.parts)
  }
}

export function preferenceOfAll(parts: readonly RegexNode[]): Preference | null {
  for (const part of parts) {
    const preference = preferenceOf(part)
    if (preference !== null) return preference
  }
  return null
}

/** True where parts of a node have other preferences than it has itself. */
function isMixed(node: RegexNode): boolean {
  switch (node.kind) {
    case 'character':
    case 'assert':
      return false
    case 'group':
      return isMixed(node.inner)
    case 'either':
      return node.branches.some((each) => isMixed(each) || preferenceOf(each) === 'shortest')
    case 'repeat': {
      const inner = preferenceOf(node.inner)
      const differs = node.prefers !== null && inner !== null && inner !== node.prefers
      return differs || isMixed(node.inner)
    }
    case 'sequence':
      return node.parts.some((part) => isMixed(part)) || areMixed(node.parts)
  }
}

function areMixed(parts: readonly RegexNode[]): boolean {
  const preferences = new Set(parts.map(preferenceOf))
  return preferences.has('longest') && preferences.has('shortest')
}

/**
 * The parts of a sequence, those together that PostgreSQL takes as one: parts without groups whose
 * preferences are alike.
 */
export function runsOf(parts: readonly RegexNode[]): readonly (readonly RegexNode[])[] {
  const runs: RegexNode[][] = []
  let open: RegexNode[] | null = null
  for (const part of parts) {
    const isPlain = groupsOf(part).length === 0 && !isMixed(part)
    if (isPlain && open !== null && !areMixed([...open, part])) {
      open.push(part)
      continue
    }
    runs.push([part])
    // What does not go with the run before it stands alone, and another run begins behind it.
    open = isPlain && open === null ? (runs.at(-1) ?? null) : null
  }
  return runs
}
