/** Warns of what a mapping says and nothing comes of: unread lets, checks that cannot fail ... */
import type { Place } from '../base/diagnostic.ts'
import { certaintyOf } from '../expression/certainty.ts'
import type { TypedExpression } from '../expression/tree.ts'
import { canonicalText } from './canonical.ts'
import type {
  CheckedCheck,
  CheckedFilter,
  CheckedRule,
  CheckedShape,
  CheckedSource,
} from './checked.ts'
import { constantDefault } from './constants.ts'
import type { RuleEnvironment } from './environment.ts'
import { namesIn, nodesOf } from './expressions.ts'
import { treesOfShape } from './made.ts'

interface Readers {
  readonly source: CheckedSource
  readonly rules: readonly CheckedRule[]
  readonly lets: readonly CheckedRule[]
  readonly filters: readonly CheckedFilter[]
  readonly checks: readonly CheckedCheck[]
  readonly shape: CheckedShape
}

/** What nothing reads is a leftover, lets that only such lets read among it. */
export function warnOfUnused(readers: Readers, environment: RuleEnvironment): void {
  const { document, findings, lookups } = environment
  const trees = [
    ...readers.rules.flatMap((rule) => rule.trees),
    ...readers.filters.map(({ keep }) => keep),
    ...readers.checks.map(({ that }) => that),
    ...treesOfShape(readers.shape),
  ]
  const read = new Set(trees.flatMap(namesIn))
  for (const name of read) {
    const binding = readers.lets.find((candidate) => candidate.name === name)
    for (const other of binding?.trees.flatMap(namesIn) ?? []) read.add(other)
  }
  for (const { name } of document.lets) {
    if (read.has(name.value)) continue
    const message = `Nothing reads the let "${name.value}". Take it out.`
    findings.warn('COMPILE_LET_UNUSED', name.at, message)
  }
  const all = [...trees, ...readers.lets.flatMap((rule) => rule.trees)]
  warnOfJoins(readers.source, [...all, ...lookups.flatMap(({ key }) => key)], environment)
}

/** An inner join, or one to many, decides which rows there are, whatever is read of it. */
function warnOfJoins(
  { joins }: CheckedSource,
  trees: readonly TypedExpression[],
  { document, findings }: RuleEnvironment,
): void {
  for (const { table, kind, many } of joins) {
    const others = joins.filter((join) => join.table !== table).map(({ match }) => match)
    const isRead = [...trees, ...others].some((tree) => readsAlias(tree, table.alias))
    const written = document.source.joins.find((join) => join.table.alias === table.alias)
    if (isRead || kind === 'inner' || many || written === undefined) continue
    const message =
      `Nothing reads "${table.alias}", and a left join leaves no row out. ` + 'Take it out.'
    findings.warn('COMPILE_JOIN_UNUSED', written.table.at, message)
  }
}

function readsAlias(tree: TypedExpression, alias: string): boolean {
  for (const node of nodesOf(tree)) {
    if (node.kind !== 'reference' || node.reference.kind !== 'column') continue
    if (node.reference.alias === alias) return true
  }
  return false
}

/** A filter that decides nothing, and one that nothing passes. */
export function warnOfFilter(
  keep: TypedExpression,
  at: Place,
  { findings, known }: Pick<RuleEnvironment, 'findings' | 'known'>,
): void {
  const { nullable, bounds } = certaintyOf(keep, known)
  if (bounds.values?.includes('t') === false) {
    findings.warn('COMPILE_WHERE_NEVER', at, 'This is never true, so no row is kept. Correct it.')
  } else if (!nullable && bounds.values?.includes('f') === false) {
    findings.warn(
      'COMPILE_WHERE_ALWAYS',
      at,
      'This is always true, so it leaves out no row. Take it out.',
    )
  }
}

/** A check fails where it is false; NULL passes. */
export function warnOfCheck(
  that: TypedExpression,
  at: Place,
  { findings, known }: Pick<RuleEnvironment, 'findings' | 'known'>,
): void {
  if (certaintyOf(that, known).bounds.values?.includes('f') !== false) return
  findings.warn(
    'COMPILE_CHECK_ALWAYS',
    at,
    'This check cannot fail, whatever the row. Take it out.',
  )
}

/** Where every row gets what the database would have put there. */
export function warnOfDefault(rule: CheckedRule, at: Place, { findings }: RuleEnvironment): void {
  const { column, value } = rule
  const given = value.kind === 'const' ? value.cell : constantOf(value)
  if (column === null || column.default === null || given === undefined || given === null) return
  const text = constantDefault(column.default)
  if (text === undefined || canonicalText(column.type, text) !== given) return
  const message =
    `Every row gets the default of "${column.name}" from this rule. Leave it to the database: ` +
    `leave: {the default serves: [${column.name}]}.`
  findings.warn('COMPILE_RULE_DEFAULT', at, message)
}

function constantOf(value: CheckedRule['value']): string | null | undefined {
  return value.kind === 'tree' && value.tree.kind === 'constant' ? value.tree.cell : undefined
}
