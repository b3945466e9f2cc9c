/** Decides which source columns a mapping's rows hold, and where each stands in the row. */
import type { TypedExpression } from '../expression/tree.ts'
import type { AliasTable, CheckedMapping, CheckedRule } from './checked.ts'
import { nodesOf } from './expressions.ts'
import { MADE, treesOfShape } from './made.ts'
import type { ColumnUse } from '../plugin/connector.ts'
import type { SourceColumn } from './program.ts'

export interface RowLayout {
  readonly columns: readonly SourceColumn[]
  /** Index in the row of a column that some rule reads; made cells stand behind the source's. */
  indexOf(alias: string, column: string): number
}

/** Every column that a rule, join or key reads, by table in the order of its columns. */
export function layoutRow(mapping: CheckedMapping): RowLayout {
  const { source } = mapping
  const read = new Set(usedLabels(mapping))
  for (const name of source.key) read.add(label(source.from.alias, name))
  for (const { table, pushed, identity } of source.joins) {
    for (const name of [...identity, ...pushed.map(({ column }) => column)]) {
      read.add(label(table.alias, name))
    }
  }
  const tables = [source.from, ...source.joins.map(({ table }) => table)]
  const useOf = usesOf(mapping)
  const columns = tables.flatMap((table) => columnsOf(table, read, useOf))
  const made = mapping.shape.made.map(({ name }) => label(MADE, name))
  const labels = [...columns.map((column) => column.label), ...made]
  const indexes = new Map(labels.map((name, index) => [name, index]))
  return {
    columns,
    indexOf: (alias, column) => {
      const index = indexes.get(label(alias, column))
      if (index === undefined) throw new Error(`${alias}.${column} is not in the row`)
      return index
    },
  }
}

/** The columns that expressions read, which is what the file's author wrote: keys alone are not. */
export function usedLabels(mapping: CheckedMapping): ReadonlySet<string> {
  return new Set(treesOf(mapping).flatMap(labelsIn))
}

/** The column whose cells a rule gives as they are, or refuses; null: it may give other ones. */
export function copiedColumn({ value, checks, onError }: CheckedRule): string | null {
  const mayReplace = onError.kind === 'default' || onError.kind === 'null'
  if (value.kind !== 'tree' || checks.length > 0 || mayReplace) return null
  const { tree } = value
  if (tree.kind !== 'reference' || tree.reference.kind !== 'column') return null
  return label(tree.reference.alias, tree.reference.column)
}

/** What the rules do with a column; one that takes no NULL has to see whether there is one. */
function usesOf(mapping: CheckedMapping): (label: string) => ColumnUse {
  const { rules } = mapping
  const others = rules.filter((rule) => !isMovedAsItIs(rule))
  const read = new Set(treesOf({ ...mapping, rules: others }).flatMap(labelsIn))
  const asked = new Set(rules.flatMap((rule) => (rule.required ? (copiedColumn(rule) ?? []) : [])))
  return (name) => {
    if (read.has(name)) return 'value'
    return asked.has(name) ? 'presence' : 'copy'
  }
}

/** A cell of another type may be the same text, but it is other bytes. */
export function isMovedAsItIs(rule: CheckedRule): boolean {
  const { value, column } = rule
  if (copiedColumn(rule) === null || value.kind !== 'tree') return false
  return value.tree.type.kind === column?.type.kind
}

/** Every tree that is evaluated for a row. */
function treesOf(mapping: CheckedMapping): readonly TypedExpression[] {
  const { source, shape, filters, lets, rules, checks, lookups } = mapping
  return [
    ...source.joins.flatMap(({ match, first }) => [
      match,
      ...(first ?? []).map(({ tree }) => tree),
    ]),
    ...treesOfShape(shape),
    ...filters.map(({ keep }) => keep),
    ...[...lets, ...rules].flatMap(({ trees }) => trees),
    ...checks.map(({ that }) => that),
    ...lookups.flatMap(({ key }) => key),
  ]
}

function labelsIn(tree: TypedExpression): readonly string[] {
  const labels: string[] = []
  for (const node of nodesOf(tree)) {
    if (node.kind !== 'reference' || node.reference.kind !== 'column') continue
    labels.push(label(node.reference.alias, node.reference.column))
  }
  return labels
}

function columnsOf(
  table: AliasTable,
  read: ReadonlySet<string>,
  useOf: (label: string) => ColumnUse,
): readonly SourceColumn[] {
  const { alias } = table
  const { schema, name } = table.table
  return table.columns
    .filter((column) => read.has(label(alias, column.name)))
    .map((column) => ({
      name: column.name,
      native: column.native,
      type: column.type,
      table: { schema, name },
      alias,
      label: label(alias, column.name),
      use: useOf(label(alias, column.name)),
    }))
}

export function label(alias: string, column: string): string {
  return `${alias}.${column}`
}
