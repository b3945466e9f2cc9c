/** Follows the columns of a target to what their values come from, and what decides on its rows. */
import { tableId } from '../catalog/catalog.ts'
import { operandsOf } from '../expression/fallible.ts'
import type { Reference, TypedExpression } from '../expression/tree.ts'
import type { CheckedMapping, CheckedRule } from './checked.ts'
import { nodesOf } from './expressions.ts'
import { traceLineage } from './lineage.ts'
import { columnsRead, MADE } from './made.ts'

export interface ColumnId {
  readonly connection: string
  /** `schema.table`. */
  readonly table: string
  readonly column: string
}

/**
 * identity: the value itself; transformation: what it is computed from; lookup: by which it is
 * found. filter, join, group and sort decide which rows there are, whatever the column.
 */
export type Influence =
  'identity' | 'transformation' | 'lookup' | 'filter' | 'join' | 'group' | 'sort'

export interface LineageEdge {
  readonly source: ColumnId
  readonly influence: Influence
}

export interface MappingLineage {
  readonly mapping: string
  readonly connection: string
  readonly table: string
  readonly columns: readonly {
    readonly column: string
    readonly edges: readonly LineageEdge[]
  }[]
  /** What decides on the rows. */
  readonly rows: readonly LineageEdge[]
}

export function lineageOf(mapping: CheckedMapping): MappingLineage {
  const { document, target, rules } = mapping
  const direct = new Set(
    traceLineage(mapping).flatMap(({ target: name, how }) => (how === 'direct' ? [name] : [])),
  )
  return {
    mapping: document.name,
    connection: target.connection,
    table: tableId(target.table),
    columns: rules.map((rule) => ({
      column: rule.name,
      edges: edgesOf(rule, direct.has(rule.name) ? 'identity' : 'transformation', mapping),
    })),
    rows: rowEdges(mapping),
  }
}

/** A rule, a let, or a cell that is made of rows. */
type Traced = Pick<CheckedRule, 'trees'> & Partial<Pick<CheckedRule, 'value'>>

function edgesOf(
  rule: CheckedRule,
  influence: Influence,
  mapping: CheckedMapping,
): readonly LineageEdge[] {
  const edges = new Map<string, LineageEdge>()
  const add = (source: ColumnId, how: Influence): void => {
    const key = JSON.stringify(source)
    // What a value is made of says more than that it is found by it, too.
    if (edges.get(key) === undefined || how !== 'lookup') edges.set(key, { source, influence: how })
  }
  const met = { value: new Set<Traced>([rule]), key: new Set<Traced>() }
  const follow = (trees: readonly TypedExpression[], isKey: boolean): void => {
    for (const { reference } of trees.flatMap(referencesIn)) {
      const binding = bindingOf(reference, mapping)
      const source = binding === undefined ? columnOf(reference, mapping) : undefined
      if (binding !== undefined) met[isKey ? 'key' : 'value'].add(binding)
      else if (source !== undefined) add(source, isKey ? 'lookup' : influence)
    }
  }
  for (const traced of met.value) {
    const { keys, found } = lookupOf(traced, mapping)
    for (const { source, influence: how } of found) add(source, how)
    follow(
      traced.trees.filter((tree) => !keys.has(tree)),
      false,
    )
    follow([...keys], true)
  }
  for (const traced of met.key) {
    for (const { source } of lookupOf(traced, mapping).found) add(source, 'lookup')
    follow(traced.trees, true)
  }
  return [...edges.values()]
}

/** The trees of a lookup's key, and the columns of its table. */
function lookupOf(
  { value }: Traced,
  { lookups }: CheckedMapping,
): { readonly keys: ReadonlySet<TypedExpression>; readonly found: readonly LineageEdge[] } {
  const lookup = value?.kind === 'lookup' ? lookups[value.index] : undefined
  const keys = new Set((lookup?.key ?? []).flatMap((tree) => [tree, ...operandsOf(tree)]))
  if (lookup?.spec.kind !== 'table') return { keys, found: [] }
  const { connection, table, by, take } = lookup.spec
  const idOf = (column: string): ColumnId => ({ connection, table: tableId(table), column })
  return {
    keys,
    found: [
      ...by.map(({ name }) => ({ source: idOf(name), influence: 'lookup' }) as const),
      ...take.map(({ name }) => ({ source: idOf(name), influence: 'transformation' }) as const),
    ],
  }
}

function rowEdges(mapping: CheckedMapping): readonly LineageEdge[] {
  const { source, filters, shape } = mapping
  const { group } = shape
  const all: readonly (readonly [Influence, readonly TypedExpression[]])[] = [
    ['filter', filters.map(({ keep }) => keep)],
    ['join', source.joins.map(({ match }) => match)],
    ['group', group?.by ?? []],
    [
      'sort',
      [...(group?.order ?? []), ...source.joins.flatMap(({ first }) => first ?? [])].map(
        ({ tree }) => tree,
      ),
    ],
  ]
  return all.flatMap(([influence, trees]) =>
    [...columnsRead(trees, mapping)].toSorted().flatMap((label) => {
      const [alias = '', column = ''] = label.split('.')
      const found = columnOf({ kind: 'column', alias, column }, mapping)
      return found === undefined ? [] : [{ source: found, influence }]
    }),
  )
}

function bindingOf(reference: Reference, { lets, shape }: CheckedMapping): Traced | undefined {
  if (reference.kind === 'name') return lets.find(({ name }) => name === reference.name)
  if (reference.alias !== MADE) return undefined
  return shape.made.find(({ name }) => name === reference.column)
}

function columnOf(reference: Reference, { source }: CheckedMapping): ColumnId | undefined {
  if (reference.kind === 'name') return undefined
  const tables = [source.from, ...source.joins.map(({ table }) => table)]
  const table = tables.find(({ alias }) => alias === reference.alias)
  if (table === undefined) return undefined
  return { connection: table.connection, table: tableId(table.table), column: reference.column }
}

function referencesIn(tree: TypedExpression) {
  return [...nodesOf(tree)].filter((node) => node.kind === 'reference')
}
