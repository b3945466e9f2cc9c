/** Describes a checked mapping as plain data: what plan, transfer and reconcile need to know. */
import { tableId, type Column } from '../catalog/catalog.ts'
import type { TypedExpression } from '../expression/tree.ts'
import type { AliasTable, CheckedMapping, CheckedRule, CheckedSource } from './checked.ts'
import { isInteger } from './equality.ts'
import { copiedColumn, isMovedAsItIs, label as labelOf, type RowLayout } from './layout.ts'
import { traceLineage } from './lineage.ts'
import { columnsRead, MADE } from './made.ts'
import { isSameTable, selfReferences, type MappingOrder } from './order.ts'
import type { Program, TargetColumn, TargetReference } from './program.ts'
import { isSettled } from './source.ts'
import { provenKeys } from './row-keys.ts'
import { stagedTables } from './staged-tables.ts'
import { isStaged } from './staging.ts'

type Described = Omit<Program, 'digest' | 'module' | 'plugins'>

/** What is known of a mapping once all are checked. */
export interface AmongOthers {
  readonly order: MappingOrder
  readonly arm: Program['arm']
}

export function describeProgram(
  mapping: CheckedMapping,
  layout: RowLayout,
  { order, arm }: AmongOthers,
): Described {
  const { document, source, lookups, target, key, rules } = mapping
  const { joins } = source
  const inner = joins.filter(({ kind }) => kind === 'inner')
  return {
    name: document.name,
    arm,
    file: document.file,
    tags: document.tags,
    source: sourceTable(mapping, layout),
    joins: joins.map(({ table, kind, toOne, many }) => ({
      connection: table.connection,
      table: nameOf(table.table),
      alias: table.alias,
      kind,
      toOne,
      many,
    })),
    row: layout.columns,
    staged: stagedTables(source, lookups, layout),
    shape: shapeOf(mapping),
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
      work: target.work === null ? null : { ...target.work, columns: target.table.columns },
      indexesAfter: document.target.indexesAfter !== null,
      triggersOff: mapping.triggersOff,
      selfReference: parentsFirst(mapping, order),
      references: settledReferences(mapping, order),
    },
    movesOnly: movesOnly(mapping),
    keyIsOneToOne: isOneToOne(mapping),
    after: order.after,
    reads: order.reads,
    settledWith: order.settledWith,
    readsWork: workTablesRead(mapping),
    rejectLimit: document.rejectLimit,
    allowEmpty: document.reconcile.allowEmpty,
    notes: notesOf(mapping),
    lineage: traceLineage(mapping),
  }
}

function sourceTable(mapping: CheckedMapping, layout: RowLayout): Program['source'] {
  const { from, key } = mapping.source
  return {
    connection: from.connection,
    table: nameOf(from.table),
    reads: from.reads,
    alias: from.alias,
    key,
    keyIndexes: key.map((name) => layout.indexOf(from.alias, name)),
    partIndexes: partIndexes(mapping, layout),
  }
}

function workTablesRead({ source, lookups }: CheckedMapping): Program['readsWork'] {
  const tables = [
    source.from,
    ...source.joins.map(({ table }) => table),
    ...lookups.map(({ known }) => known),
  ]
  const read = tables.flatMap((table) => table?.work ?? [])
  return [...new Map(read.map((work) => [work.name, work])).values()]
}

/** What of the description decides the rows: limits, notes and classes do not. */
export function meaningOfProgram(program: Described): unknown {
  const { source, joins, row, shape, filterReasons, lookups, target } = program
  const { after, settledWith } = program
  const { table, key, load, triggersOff, selfReference, references } = target
  const columns = target.columns.map(({ column }) => column)
  const filled = { table, key, load, triggersOff, selfReference, references, columns }
  const order = [after, settledWith, program.arm?.rivals ?? []]
  return [program.name, source, joins, row, shape, filterReasons, lookups, filled, order]
}

/** References of the table to itself that are in force while it is loaded. */
function parentsFirst(
  mapping: CheckedMapping,
  { suspended }: MappingOrder,
): Program['target']['selfReference'] {
  return selfReferences(mapping)
    .filter((reference) => !suspended.includes(reference))
    .map(({ columns, referencedColumns }) => ({ columns, references: referencedColumns }))
}

/** Where nothing is off, there is nothing to follow. */
function settledReferences(
  { target }: CheckedMapping,
  { suspended, settledTables }: MappingOrder,
): readonly TargetReference[] {
  if (settledTables.length === 0) return []
  return target.table.foreignKeys.map((reference) => ({
    columns: reference.columns,
    table: nameOf(reference.references),
    referenced: reference.referencedColumns,
    suspended: suspended.includes(reference),
    inside: settledTables.some((table) => isSameTable(table, reference.references)),
  }))
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

function sourceNotes(source: CheckedSource): readonly string[] {
  const { from, key, joins } = source
  const name = `${from.connection}.${tableId(from.table)}`
  const notes = key.length === 0 ? [`${name} has no usable key: it is read as one chunk.`] : []
  if (isStaged(from)) {
    const tables = [from, ...joins.map(({ table }) => table)]
    const names = new Set(tables.map((each) => `${each.connection}.${tableId(each.table)}`))
    notes.push(`Copied into the stage first, and joined there: ${[...names].join(', ')}.`)
  }
  const settled = joins.filter(isSettled)
  for (const { table } of settled) {
    notes.push(`The match of ${table.alias} is decided by the worker.`)
  }
  return notes
}

function notesOf(mapping: CheckedMapping): readonly string[] {
  const filters = mapping.filters.length
  const where = filters === 0 ? [] : ['The where is decided by the worker.']
  return [...sourceNotes(mapping.source), ...where]
}

/** What tells the rows apart that are made of one: matches of joins to many, and items. */
function partIndexes({ source, shape }: CheckedMapping, layout: RowLayout): readonly number[] {
  const matches = source.joins
    .filter(({ many }) => many)
    .flatMap(({ table, identity }) => identity.map((name) => layout.indexOf(table.alias, name)))
  const position = shape.each === null ? undefined : shape.made[1]
  return [...matches, ...(position === undefined ? [] : [layout.indexOf(MADE, position.name)])]
}

function shapeOf(mapping: CheckedMapping): Program['shape'] {
  const { shape, lookups } = mapping
  const { each, group, made } = shape
  if (each === null && group === null) return null
  return {
    each: each !== null,
    group: group !== null && group.spans !== null ? 'spans' : (group?.kind ?? null),
    made: made.map(({ name, type }) => ({ name, type })),
    groupReads: group === null ? [] : [...columnsRead(group.by, mapping)],
    noItem: `no item of ${each?.alias ?? ''}`,
    lookupLevels: lookups.map(({ level }) => level),
  }
}

function movesOnly({ source, shape, filters, checks, lookups, rules }: CheckedMapping): boolean {
  const asked = [...source.joins, ...filters, ...checks, ...lookups]
  if (shape.each !== null || shape.group !== null) return false
  return asked.length === 0 && rules.every(isMovedAsItIs)
}

/** True when the target's key holds a whole unique key of the rows, converted without loss. */
function isOneToOne(mapping: CheckedMapping): boolean {
  const { source, shape, key, rules, lookups } = mapping
  const { from, joins } = source
  if (shape.group !== null) return false
  const kept = new Set<string>()
  for (const rule of rules.filter(({ name }) => key.includes(name))) {
    for (const tree of keyTrees(rule, lookups)) {
      const column = keptColumn(tree)
      if (column !== null) kept.add(column)
    }
  }
  const isSafe = (table: AliasTable) => (name: string) => {
    const column = table.columns.find((candidate) => candidate.name === name)
    const isKept = kept.has(labelOf(table.alias, name))
    return isKept && column !== undefined && isComparedExactly(column)
  }
  const position = shape.each === null ? undefined : shape.made[1]
  if (position !== undefined && !kept.has(labelOf(MADE, position.name))) return false
  const many = joins.filter((join) => join.many)
  if (!many.every(({ table, identity }) => identity.every(isSafe(table)))) return false
  const sets = source.key.length > 0 ? [source.key, ...provenKeys(from)] : []
  return sets.some((set) => set.every(isSafe(from)))
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

/** The column, under its label, whose values stay apart in the tree's values. */
function keptColumn(tree: TypedExpression): string | null {
  if (tree.kind === 'cast') {
    const from = tree.operand.type
    const keeps =
      (isInteger(from) && (isInteger(tree.type) || tree.type.kind === 'text')) ||
      (from.kind === 'text' && tree.type.kind === 'text' && tree.assignment && !tree.type.fixed) ||
      JSON.stringify(from) === JSON.stringify(tree.type)
    return keeps ? keptColumn(tree.operand) : null
  }
  if (tree.kind !== 'reference' || tree.reference.kind !== 'column') return null
  return labelOf(tree.reference.alias, tree.reference.column)
}

/** Values that a source tells apart have different cells, as long as they are not NULL. */
function isComparedExactly(column: Column): boolean {
  const { type, nullable } = column
  return !nullable && (isInteger(type) || type.kind === 'text' || type.kind === 'uuid')
}
