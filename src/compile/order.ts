/** Finds which mappings must be loaded before which: references, lookups and crosswalks. */
import type { ForeignKey, TableName } from '../catalog/catalog.ts'
import type { CheckedMapping } from './checked.ts'
import { reachableFrom, reportCycles, type Edge } from './cycles.ts'
import type { Findings } from './findings.ts'

/** What a mapping has to do with the others. */
export interface MappingOrder {
  /** Names of the mappings that come before it. */
  readonly after: readonly string[]
  /** Of those whose rows or keys it reads: with what they change it has to run again. */
  readonly reads: readonly string[]
  /** References of its table that are off while it loads. */
  readonly suspended: readonly ForeignKey[]
  /** Itself and all whose rows may turn out to refer to none with its own; or nothing. */
  readonly settledWith: readonly string[]
  /** Their tables. */
  readonly settledTables: readonly TableName[]
}

/** By the mapping's name. */
export type LoadOrder = ReadonlyMap<string, MappingOrder>

export const ALONE: MappingOrder = {
  after: [],
  reads: [],
  suspended: [],
  settledWith: [],
  settledTables: [],
}

export function orderMappings(
  mappings: readonly CheckedMapping[],
  target: string,
  findings: Findings,
): LoadOrder {
  const edges = new Map(
    mappings.map((mapping) => [mapping.document.name, edgesOf(mapping, mappings, target)] as const),
  )
  const circles = circlesOf(edges)
  const left = new Map<string, readonly Edge[]>()
  const suspended = new Map<string, readonly ForeignKey[]>()
  for (const mapping of mappings) {
    const { name } = mapping.document
    const off = suspendedOf(mapping, edges.get(name) ?? [], circles.get(name) ?? [])
    suspended.set(name, off)
    const kept = (edges.get(name) ?? []).filter(
      ({ reference }) => reference === null || !off.includes(reference),
    )
    left.set(name, kept)
    warnOfUnused(mapping, off, findings)
  }
  reportCycles(mappings, left, findings)
  const tables = new Map(mappings.map(({ document, target: { table } }) => [document.name, table]))
  return layOrder(left, { suspended, circles, tables })
}

/** References of a table to itself whose columns this mapping feeds. */
export function selfReferences(mapping: CheckedMapping): readonly ForeignKey[] {
  const { table } = mapping.target
  return fedReferences(mapping).filter(({ references }) => isSameTable(references, table))
}

export function isSameTable(a: TableName, b: TableName): boolean {
  return a.name === b.name && a.schema === b.schema
}

function edgesOf(
  mapping: CheckedMapping,
  mappings: readonly CheckedMapping[],
  target: string,
): readonly Edge[] {
  const { table } = mapping.target
  const filling = (name: TableName, reference: ForeignKey | null = null): readonly Edge[] =>
    mappings
      .filter((other) => isSameTable(other.target.table, name))
      .map((other) => ({ before: other.document.name, reference, reads: reference === null }))
  const referenced = fedReferences(mapping)
    .filter(({ references }) => !isSameTable(references, table))
    .flatMap((reference) => filling(reference.references, reference))
  const read = [mapping.source.from, ...mapping.source.joins.map((join) => join.table)]
    .filter((source) => source.connection === target && !isSameTable(source.table, table))
    .flatMap((source) => filling(source.table))
  const lookedUp = mapping.lookups.flatMap(({ spec }): readonly Edge[] => {
    if (spec.kind === 'table') return spec.connection === target ? filling(spec.table) : []
    const isOther = spec.kind === 'crosswalk' && spec.mapping !== mapping.document.name
    return isOther ? [{ before: spec.mapping, reference: null, reads: true }] : []
  })
  return [...referenced, ...read, ...lookedUp, ...armsBefore(mapping)]
}

/** Who has a key first has it, so the arms of a union are loaded one after the other. */
function armsBefore({ document: { arm, name } }: CheckedMapping): readonly Edge[] {
  const before = arm === null ? [] : arm.all.slice(0, arm.all.indexOf(name))
  return before.map((other) => ({ before: other, reference: null, reads: false }))
}

function fedReferences({ rules, target }: CheckedMapping): readonly ForeignKey[] {
  const fed = new Set(rules.map(({ name }) => name))
  return target.table.foreignKeys.filter(({ columns }) => columns.every((name) => fed.has(name)))
}

/** Of each mapping, those that wait for it and that it waits for, itself among them. */
function circlesOf(
  edges: ReadonlyMap<string, readonly Edge[]>,
): ReadonlyMap<string, readonly string[]> {
  const reached = new Map([...edges.keys()].map((name) => [name, reachableFrom(name, edges)]))
  return new Map(
    [...reached].map(([name, others]) => {
      const mutual = [...others].filter((other) => reached.get(other)?.has(name) === true)
      return [name, [...new Set([name, ...mutual])].toSorted()]
    }),
  )
}

/** Of what `accept` names, the references that close a circle, and those of a table to itself. */
function suspendedOf(
  mapping: CheckedMapping,
  edges: readonly Edge[],
  circle: readonly string[],
): readonly ForeignKey[] {
  const accepted = acceptedColumns(mapping)
  const closing = edges.flatMap(({ before, reference }) =>
    reference !== null && circle.includes(before) ? [reference] : [],
  )
  const candidates = new Set([...closing, ...selfReferences(mapping)])
  return [...candidates].filter(({ columns }) => columns.some((name) => accepted.has(name)))
}

const SUSPENDS = 'suspends:'

function acceptedColumns({ document }: CheckedMapping): ReadonlySet<string> {
  const values = document.accept.map(({ value }) => value)
  return new Set(
    values.flatMap((value) => (value.startsWith(SUSPENDS) ? [value.slice(SUSPENDS.length)] : [])),
  )
}

function warnOfUnused(
  { document, target }: CheckedMapping,
  suspended: readonly ForeignKey[],
  findings: Findings,
): void {
  for (const { value, at } of document.accept) {
    if (!value.startsWith(SUSPENDS)) continue
    const column = value.slice(SUSPENDS.length)
    // Of a name that is no column's, checking `accept` has spoken.
    if (!target.columns.some(({ name }) => name === column)) continue
    if (suspended.some(({ columns }) => columns.includes(column))) continue
    const message =
      `No reference of "${column}" closes a circle, so there is nothing to suspend as ` +
      `"${value}". Take it out.`
    findings.warn('COMPILE_ACCEPT_UNUSED', at, message)
  }
}

interface Circles {
  readonly suspended: ReadonlyMap<string, readonly ForeignKey[]>
  readonly circles: ReadonlyMap<string, readonly string[]>
  readonly tables: ReadonlyMap<string, TableName>
}

/** What needs one mapping of a circle waits until all of them are settled. */
function layOrder(
  left: ReadonlyMap<string, readonly Edge[]>,
  { suspended, circles, tables }: Circles,
): LoadOrder {
  const settled = new Map(
    [...circles].map(([name, circle]) => {
      const isOff = circle.some((other) => (suspended.get(other) ?? []).length > 0)
      return [name, isOff ? circle : []] as const
    }),
  )
  return new Map(
    [...left].map(([name, edges]) => {
      const settledWith = settled.get(name) ?? []
      const before = edges.flatMap((edge) =>
        settledWith.includes(edge.before)
          ? [edge.before]
          : [edge.before, ...(settled.get(edge.before) ?? [])],
      )
      const after = [...new Set(before)].toSorted()
      const settledTables = settledWith.flatMap((other) => tables.get(other) ?? [])
      const off = suspended.get(name) ?? []
      const read = edges.flatMap((edge) => (edge.reads ? [edge.before] : []))
      const reads = [...new Set(read)].toSorted()
      return [name, { after, reads, suspended: off, settledWith, settledTables }]
    }),
  )
}
