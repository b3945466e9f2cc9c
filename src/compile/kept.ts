/** Says what is known of the rows that joins and `where` let through to the rules. */
import { both, impliedBy, referenceKey, type Implied } from '../expression/implied.ts'
import type { CheckedFilter, CheckedJoin, CheckedSource } from './checked.ts'
import { isSettled } from './source.ts'

/** What is not NULL in a row for which every inner join found its match. */
export function knownOfMatches({ joins }: CheckedSource): Implied {
  const inner = joins.filter(({ kind }) => kind === 'inner')
  return inner.map(knownOfMatch).reduce<Implied>(both, new Set())
}

/**
 * What is not NULL where the filters hold: of a joined table of which one column is there, all that
 * are never NULL are, too.
 */
export function knownOfKept(
  known: Implied,
  filters: readonly Pick<CheckedFilter, 'keep'>[],
  { joins }: CheckedSource,
): Implied {
  let found = filters.map(({ keep }) => impliedBy(keep, 'true')).reduce<Implied>(both, known)
  for (const join of joins.toReversed()) {
    if (join.kind === 'left' && hasMatched(join, found)) found = both(found, knownOfMatch(join))
  }
  return found
}

function hasMatched({ table }: CheckedJoin, known: Implied): boolean {
  return table.columns.some(({ name }) => known?.has(keyOf(table.alias, name)) === true)
}

/**
 * A match that the source decides compares what stands there, which may be a text that is read as
 * NULL; what the worker decides is decided on cells.
 */
function knownOfMatch(join: CheckedJoin): Implied {
  const { table, pushed, match, kind } = join
  const never = table.columns.filter(({ nullable }) => !nullable).map(({ name }) => name)
  const first = kind === 'inner' ? pushed.slice(0, 1).map(({ column }) => column) : []
  const keys = [...never, ...first].map((name) => keyOf(table.alias, name))
  return both(new Set(keys), isSettled(join) ? impliedBy(match, 'true') : new Set())
}

function keyOf(alias: string, column: string): string {
  return referenceKey({ kind: 'column', alias, column })
}
