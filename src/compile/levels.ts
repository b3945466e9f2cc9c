/** Finds out of what a tree is made: a source's row, an item of it, or a whole group of rows. */
import type { Place } from '../base/diagnostic.ts'
import { operandsOf } from '../expression/fallible.ts'
import type { TypedExpression } from '../expression/tree.ts'
import type { MappingDocument } from '../mapping/document.ts'
import type { CheckedRule, CheckedShape, Level } from './checked.ts'
import { nodesOf } from './expressions.ts'
import type { Findings } from './findings.ts'
import { sameTree } from './same-tree.ts'
import { MADE, treesOfGroup } from './made.ts'

export type LevelOf = (tree: TypedExpression) => Level

/** The highest level of all that a tree reads, lets among it. */
export function createLevels(made: CheckedShape['made'], lets: readonly CheckedRule[]): LevelOf {
  const known = new Map<string, Level>()
  const levelOf: LevelOf = (tree) => {
    let level: Level = 0
    for (const node of nodesOf(tree)) {
      const found = node.kind === 'reference' ? levelOfReference(node.reference) : 0
      if (found > level) level = found
    }
    return level
  }
  const levelOfReference = (
    reference: Extract<TypedExpression, { readonly kind: 'reference' }>['reference'],
  ): Level => {
    if (reference.kind === 'column') {
      if (reference.alias !== MADE) return 0
      return made.find(({ name }) => name === reference.column)?.by === 'group' ? 2 : 1
    }
    const level = known.get(reference.name)
    if (level !== undefined) return level
    // One that needs itself is an error, and goes round no more than once.
    known.set(reference.name, 0)
    const binding = lets.find(({ name }) => name === reference.name)
    const found = highest(binding?.trees ?? [], levelOf)
    known.set(reference.name, found)
    return found
  }
  return levelOf
}

/** What is asked of each row cannot ask for what is computed of its whole group. */
export function reportLevels(
  shape: CheckedShape,
  levelOf: LevelOf,
  { source }: MappingDocument,
  findings: Findings,
): void {
  const { group } = shape
  if (group === null || source.grouping === null) return
  if (treesOfGroup(group).every((tree) => levelOf(tree) < 2)) return
  const message =
    'A let that holds an aggregate is computed of a whole group, and here one is asked of each ' +
    'row: by an aggregate, or by the grouping itself.'
  findings.error('COMPILE_AGGREGATE_NESTED', source.grouping.at, message)
}

/** The highest level of several trees. */
export function highest(trees: readonly TypedExpression[], levelOf: LevelOf): Level {
  const levels = trees.map(levelOf)
  return levels.includes(2) ? 2 : levels.includes(1) ? 1 : 0
}

interface Grouped {
  readonly by: readonly TypedExpression[]
  readonly made: CheckedShape['made']
  readonly lets: readonly CheckedRule[]
}

/** A value of a row that may differ within its group; undefined: there is none in the tree. */
function ungrouped(tree: TypedExpression, grouped: Grouped): string | undefined {
  if (grouped.by.some((key) => sameTree(key, tree))) return undefined
  if (tree.kind !== 'reference') return firstOf(operandsOf(tree), grouped)
  const { reference } = tree
  if (reference.kind === 'name') {
    const binding = grouped.lets.find(({ name }) => name === reference.name)
    return binding === undefined ? undefined : firstOf(binding.trees, grouped)
  }
  if (reference.alias !== MADE) return `${reference.alias}.${reference.column}`
  const made = grouped.made.find(({ name }) => name === reference.column)
  return made?.by === 'group' ? undefined : reference.column
}

function firstOf(trees: readonly TypedExpression[], grouped: Grouped): string | undefined {
  for (const tree of trees) {
    const found = ungrouped(tree, grouped)
    if (found !== undefined) return found
  }
  return undefined
}

/** Rules about a group read what all its rows have in common, or compute of all of them. */
export function reportUngrouped(
  texts: readonly { readonly trees: readonly TypedExpression[]; readonly at: Place }[],
  grouped: Grouped,
  findings: Findings,
): void {
  for (const { trees, at } of texts) {
    const name = firstOf(trees, grouped)
    if (name === undefined) continue
    const message =
      `"${name}" may differ within a group. Compute of it, as max(${name}) or ` +
      `first(${name} order by ...) do, or group by it.`
    findings.error('COMPILE_NOT_GROUPED', at, message)
  }
}
