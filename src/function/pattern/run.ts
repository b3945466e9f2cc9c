/** Patterns that are one set of characters, alone or repeated: found without an automaton. */
import type { RegexNode } from './parse.ts'
import { rememberingUnits } from './set.ts'

export interface Run {
  /** True of a unit of a text whose characters have one each. */
  readonly holds: (unit: number) => boolean
  /** True: a match takes all that follow one another. */
  readonly isRepeated: boolean
}

const runs = new WeakMap<RegexNode, { readonly run: Run | null }>()

/** null: the pattern is more than a run. */
export function runOf(node: RegexNode): Run | null {
  const known = runs.get(node)
  if (known !== undefined) return known.run
  const run = findRun(node)
  runs.set(node, { run })
  return run
}

function findRun(node: RegexNode): Run | null {
  if (node.kind === 'character') return { holds: rememberingUnits(node.test), isRepeated: false }
  if (node.kind === 'group') return findRun(node.inner)
  const [only] = node.kind === 'sequence' ? node.parts : []
  if (node.kind === 'sequence' && node.parts.length === 1 && only !== undefined)
    return findRun(only)
  if (node.kind !== 'repeat' || node.inner.kind !== 'character') return null
  if (node.min !== 1 || node.max !== Number.POSITIVE_INFINITY) return null
  // Of the shortest matches each has one character.
  return { holds: rememberingUnits(node.inner.test), isRepeated: node.prefers !== 'shortest' }
}

/** The end of the run that begins at a place, where one does. */
export function endOfRun(text: string, { holds, isRepeated }: Run, start: number): number {
  let end = start + 1
  if (!isRepeated) return end
  while (end < text.length && holds(text.charCodeAt(end))) end += 1
  return end
}
