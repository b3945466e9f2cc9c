/** Follows every target column back to the source columns that its rule reads. */
import { tableId } from '../catalog/catalog.ts'
import type { Reference, TypedExpression } from '../expression/tree.ts'
import type { AliasTable, CheckedMapping, CheckedRule } from './checked.ts'
import { nodesOf } from './expressions.ts'
import { MADE } from './made.ts'
import type { ColumnLineage, LookupSpec } from './program.ts'

export function traceLineage(mapping: CheckedMapping): readonly ColumnLineage[] {
  return mapping.rules.map((rule) => {
    const sources = [...sourcesOf(rule, mapping)].toSorted()
    return { target: rule.name, sources, how: howOf(rule, sources) }
  })
}

function howOf(rule: CheckedRule, sources: readonly string[]): ColumnLineage['how'] {
  if (sources.length === 0) return 'constant'
  return rule.value.kind === 'tree' && isDirect(rule.value.tree) ? 'direct' : 'derived'
}

/** A column, possibly converted to the type of the one it feeds. */
function isDirect(tree: TypedExpression): boolean {
  if (tree.kind === 'cast') return tree.assignment && isDirect(tree.operand)
  if (tree.kind !== 'reference' || tree.reference.kind !== 'column') return false
  return tree.reference.alias !== MADE
}

/** Lets that use lets twice, and these others twice, would be met without end: each counts once. */
function sourcesOf(rule: CheckedRule, mapping: CheckedMapping): ReadonlySet<string> {
  const tables = [mapping.source.from, ...mapping.source.joins.map(({ table }) => table)]
  const sources = new Set<string>()
  const met = new Set<Traced>([rule])
  for (const { value, trees } of met) {
    const spec = value?.kind === 'lookup' ? mapping.lookups[value.index]?.spec : undefined
    for (const name of lookedUp(spec)) sources.add(name)
    for (const { reference } of trees.flatMap(referencesIn)) {
      const binding = bindingOf(reference, mapping)
      if (binding !== undefined) met.add(binding)
      else if (reference.kind === 'column') {
        for (const name of columnName(reference, tables)) sources.add(name)
      }
    }
  }
  return sources
}

/** A rule, a let, or a cell that is made of rows. */
type Traced = Pick<CheckedRule, 'trees'> & Partial<Pick<CheckedRule, 'value'>>

function bindingOf(reference: Reference, { lets, shape }: CheckedMapping): Traced | undefined {
  if (reference.kind === 'name') return lets.find(({ name }) => name === reference.name)
  if (reference.alias !== MADE) return undefined
  return shape.made.find(({ name }) => name === reference.column)
}

function referencesIn(tree: TypedExpression) {
  return [...nodesOf(tree)].filter((node) => node.kind === 'reference')
}

function columnName(
  reference: { readonly alias: string; readonly column: string },
  tables: readonly AliasTable[],
): readonly string[] {
  const table = tables.find(({ alias }) => alias === reference.alias)
  if (table === undefined) return []
  return [`${table.connection}.${tableId(table.table)}.${reference.column}`]
}

function lookedUp(spec: LookupSpec | undefined): readonly string[] {
  if (spec?.kind !== 'table') return []
  return [...spec.by, ...spec.take].map(
    ({ name }) => `${spec.connection}.${tableId(spec.table)}.${name}`,
  )
}
