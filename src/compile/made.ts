/** What is made of a mapping's rows, and the trees that it is made from. */
import { treesOfAggregate } from '../expression/aggregate.ts'
import type { TypedExpression } from '../expression/tree.ts'
import type { CheckedGroup, CheckedMapping, CheckedShape } from './checked.ts'
import { nodesOf } from './expressions.ts'

/** The alias under which made cells stand in the row: no table's alias is empty. */
export const MADE = ''

/** All that is asked of each row before there are groups. */
export function treesOfShape({ each, group }: CheckedShape): readonly TypedExpression[] {
  return [...(each === null ? [] : [each.tree]), ...(group === null ? [] : treesOfGroup(group))]
}

export function treesOfGroup({
  by,
  order,
  spans,
  members,
  aggregates,
}: CheckedGroup): readonly TypedExpression[] {
  const ends = spans === null ? [] : [spans.start, spans.end]
  const sorted = order.map(({ tree }) => tree)
  return [...by, ...sorted, ...ends, ...members, ...aggregates.flatMap(treesOfAggregate)]
}

/** Labels of the source's columns that trees read, by way of lets and made cells, too. */
export function columnsRead(
  trees: readonly TypedExpression[],
  { lets, shape }: Pick<CheckedMapping, 'lets' | 'shape'>,
): ReadonlySet<string> {
  const labels = new Set<string>()
  const met = new Set(trees)
  for (const tree of met) {
    for (const node of nodesOf(tree)) {
      if (node.kind !== 'reference') continue
      const { reference } = node
      const [name, among] =
        reference.kind === 'name' ? [reference.name, lets] : [reference.column, shape.made]
      if (reference.kind === 'column' && reference.alias !== MADE) {
        labels.add(`${reference.alias}.${reference.column}`)
      } else {
        for (const inner of among.find((each) => each.name === name)?.trees ?? []) met.add(inner)
      }
    }
  }
  return labels
}
