/** Follows every target column back to the source columns that its rule reads. */
import { tableId } from '../catalog/catalog.ts'
import type { TypedExpression } from '../expression/tree.ts'
import type { AliasTable, CheckedMapping, CheckedRule } from './checked.ts'
import { nodesOf } from './expressions.ts'
import type { ColumnLineage, LookupSpec } from './program.ts'

export function traceLineage(mapping: CheckedMapping): readonly ColumnLineage[] {
  return mapping.rules.map((rule) => {
    const sources = [...new Set(sourcesOf(rule, mapping))].toSorted()
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
  return tree.kind === 'reference' && tree.reference.kind === 'column'
}

function sourcesOf(rule: CheckedRule, mapping: CheckedMapping): readonly string[] {
  const fetched =
    rule.value.kind === 'lookup' ? lookedUp(mapping.lookups[rule.value.index]?.spec) : []
  return [...fetched, ...rule.trees.flatMap((tree) => readBy(tree, mapping))]
}

function readBy(tree: TypedExpression, mapping: CheckedMapping): readonly string[] {
  const tables = [mapping.source.from, ...mapping.source.joins.map(({ table }) => table)]
  return [...nodesOf(tree)].flatMap((node) => {
    if (node.kind !== 'reference') return []
    const { reference } = node
    if (reference.kind === 'column') return columnName(reference, tables)
    const binding = mapping.lets.find(({ name }) => name === reference.name)
    return binding === undefined ? [] : sourcesOf(binding, mapping)
  })
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
