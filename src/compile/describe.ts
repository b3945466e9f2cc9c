/** Describes a checked mapping as plain data: what plan, transfer and reconcile need to know. */
import type { Column } from '../catalog/catalog.ts'
import type { TypedExpression } from '../expression/tree.ts'
import type { CheckedMapping, CheckedRule } from './checked.ts'
import { isInteger } from './equality.ts'
import { copiedColumn, isMovedAsItIs, type RowLayout } from './layout.ts'
import { traceLineage } from './lineage.ts'
import { selfReferences } from './order.ts'
import type { Program, TargetColumn } from './program.ts'
import { sourceNotes } from './source.ts'
import { provenKeys } from './row-keys.ts'
import { stagedTables } from './staged-tables.ts'

type Described = Omit<Program, 'digest' | 'module' | 'plugins'>

export function describeProgram(
  mapping: CheckedMapping,
  layout: RowLayout,
  after: readonly string[],
): Described {
  const { document, source, lookups, target, key, rules } = mapping
  const { from, joins } = source
  const inner = joins.filter(({ kind }) => kind === 'inner')
  return {
    name: document.name,
    file: document.file,
    tags: document.tags,
    source: {
      connection: from.connection,
      table: nameOf(from.table),
      reads: from.reads,
      alias: from.alias,
      key: source.key,
      keyIndexes: source.key.map((name) => layout.indexOf(from.alias, name)),
    },
    joins: joins.map(({ table, kind, toOne }) => ({
      connection: table.connection,
      table: nameOf(table.table),
      alias: table.alias,
      kind,
      toOne,
    })),
    row: layout.columns,
    staged: stagedTables(source, lookups, layout),
    filterReasons: [
      ...inner.map(({ table }) => `no match in ${table.alias}`),
      ...mapping.filters.map(({ reason }) => reason),
    ],
    lookups: lookups.map(({ spec }) => spec),
    target: {
      connection: target.connection,
      table: nameOf(target.table),
      key,
      columns: rules.flatMap((rule) => targetColumn(rule, mapping, layout)),
      load: document.target.load,
      indexesAfter: document.target.indexesAfter !== null,
      triggersOff: mapping.triggersOff,
      selfReference: selfReferences(mapping).map((reference) => ({
        columns: reference.columns,
        references: reference.referencedColumns,
      })),
    },
    movesOnly: movesOnly(mapping),
    keyIsOneToOne: isOneToOne(mapping),
    after,
    rejectLimit: document.rejectLimit,
    allowEmpty: document.reconcile.allowEmpty,
    notes: notesOf(mapping),
    lineage: traceLineage(mapping),
  }
}

/** What of the description decides the rows: limits, notes and classes do not. */
export function meaningOfProgram(program: Described): unknown {
  const { source, joins, row, filterReasons, lookups, target, after } = program
  const { table, key, load, triggersOff, selfReference } = target
  const columns = target.columns.map(({ column }) => column)
  const filled = { table, key, load, triggersOff, selfReference, columns }
  return [program.name, source, joins, row, filterReasons, lookups, filled, after]
}

function nameOf({ schema, name }: Program['source']['table']): Program['source']['table'] {
  return { schema, name }
}

function targetColumn(
  rule: CheckedRule,
  { document }: CheckedMapping,
  { columns }: RowLayout,
): readonly TargetColumn[] {
  const { column } = rule
  if (column === null) return []
  const written = document.reconcile.tolerances.find(
    (candidate) => candidate.column.toLowerCase() === column.name.toLowerCase(),
  )
  const tolerance =
    written === undefined ? null : { absolute: written.absolute, relative: written.relative }
  const copied = copiedColumn(rule)
  const index = columns.findIndex(({ label }) => label === copied)
  const copyOf = index === -1 ? null : index
  return [{ column, class: rule.class, line: rule.line, copyOf, tolerance }]
}

function notesOf(mapping: CheckedMapping): readonly string[] {
  const filters = mapping.filters.length
  const where = filters === 0 ? [] : ['The where is decided by the worker.']
  return [...sourceNotes(mapping.source), ...where]
}

function movesOnly({ source, filters, checks, lookups, rules }: CheckedMapping): boolean {
  const asked = [...source.joins, ...filters, ...checks, ...lookups]
  return asked.length === 0 && rules.every(isMovedAsItIs)
}

/** True when the target's key holds a whole unique key of the source, converted without loss. */
function isOneToOne(mapping: CheckedMapping): boolean {
  const { source, key, rules, lookups } = mapping
  const kept = new Set<string>()
  for (const rule of rules.filter(({ name }) => key.includes(name))) {
    for (const tree of keyTrees(rule, lookups)) {
      const column = keptColumn(tree, source.from.alias)
      if (column !== null) kept.add(column)
    }
  }
  const isSafe = (name: string): boolean => {
    const column = source.from.columns.find((candidate) => candidate.name === name)
    return kept.has(name) && column !== undefined && isComparedExactly(column)
  }
  const sets = source.key.length > 0 ? [source.key, ...provenKeys(source.from)] : []
  return sets.some((set) => set.every(isSafe))
}

/** A surrogate is one-to-one with its key. */
function keyTrees(
  { value }: CheckedRule,
  lookups: CheckedMapping['lookups'],
): readonly TypedExpression[] {
  if (value.kind === 'tree') return [value.tree]
  if (value.kind !== 'lookup') return []
  const lookup = lookups[value.index]
  return lookup?.spec.kind === 'surrogate' ? lookup.key : []
}

/** The source column whose values stay apart in the tree's values. */
function keptColumn(tree: TypedExpression, alias: string): string | null {
  if (tree.kind === 'cast') {
    const from = tree.operand.type
    const keeps =
      (isInteger(from) && (isInteger(tree.type) || tree.type.kind === 'text')) ||
      (from.kind === 'text' && tree.type.kind === 'text' && tree.assignment && !tree.type.fixed) ||
      JSON.stringify(from) === JSON.stringify(tree.type)
    return keeps ? keptColumn(tree.operand, alias) : null
  }
  if (tree.kind !== 'reference' || tree.reference.kind !== 'column') return null
  return tree.reference.alias === alias ? tree.reference.column : null
}

/** Values that a source tells apart have different cells, as long as they are not NULL. */
function isComparedExactly(column: Column): boolean {
  const { type, nullable } = column
  return !nullable && (isInteger(type) || type.kind === 'text' || type.kind === 'uuid')
}
