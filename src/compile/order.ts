/** Finds which mappings must be loaded before which: references, lookups and crosswalks. */
import type { Place } from '../base/diagnostic.ts'
import type { ForeignKey, TableName } from '../catalog/catalog.ts'
import type { CheckedMapping } from './checked.ts'
import type { Findings } from './findings.ts'

/** Names of mappings by the name of the mapping that comes after them. */
export type LoadOrder = ReadonlyMap<string, readonly string[]>

export function orderMappings(
  mappings: readonly CheckedMapping[],
  target: string,
  findings: Findings,
): LoadOrder {
  const order = new Map(
    mappings.map((mapping) => {
      const before = neededBy(mapping, mappings, target)
      return [mapping.document.name, [...new Set(before)].toSorted()] as const
    }),
  )
  reportCycles(mappings, order, findings)
  return order
}

/** References of a table to itself whose columns this mapping feeds. */
export function selfReferences(mapping: CheckedMapping): readonly ForeignKey[] {
  const { table } = mapping.target
  return fedReferences(mapping).filter(({ references }) => isSame(references, table))
}

function neededBy(
  mapping: CheckedMapping,
  mappings: readonly CheckedMapping[],
  target: string,
): readonly string[] {
  const { table } = mapping.target
  const filling = (name: TableName): readonly string[] =>
    mappings.filter((other) => isSame(other.target.table, name)).map((other) => other.document.name)
  const referenced = fedReferences(mapping)
    .filter(({ references }) => !isSame(references, table))
    .flatMap(({ references }) => filling(references))
  const read = [mapping.source.from, ...mapping.source.joins.map((join) => join.table)]
    .filter((source) => source.connection === target && !isSame(source.table, table))
    .flatMap((source) => filling(source.table))
  const lookedUp = mapping.lookups.flatMap(({ spec }) => {
    if (spec.kind === 'table') return spec.connection === target ? filling(spec.table) : []
    return spec.kind === 'crosswalk' && spec.mapping !== mapping.document.name ? [spec.mapping] : []
  })
  return [...referenced, ...read, ...lookedUp]
}

function fedReferences({ rules, target }: CheckedMapping): readonly ForeignKey[] {
  const fed = new Set(rules.map(({ name }) => name))
  return target.table.foreignKeys.filter(({ columns }) => columns.every((name) => fed.has(name)))
}

function isSame(a: TableName, b: TableName): boolean {
  return a.name === b.name && a.schema === b.schema
}

/** Each circle once, at the first of its mappings. */
function reportCycles(
  mappings: readonly CheckedMapping[],
  order: LoadOrder,
  findings: Findings,
): void {
  const done = new Set<string>()
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) {
      const circle = [...path.slice(path.indexOf(name)), name]
      const at = placeOf(name, mappings)
      if (at !== undefined) {
        const message =
          `These mappings wait for each other: ${circle.join(' -> ')}. Leave out one of the ` +
          'references, or feed it later.'
        findings.error('COMPILE_MAPPING_CYCLE', at, message)
      }
      return
    }
    if (done.has(name)) return
    for (const next of order.get(name) ?? []) visit(next, [...path, name])
    done.add(name)
  }
  for (const name of order.keys()) visit(name, [])
}

function placeOf(name: string, mappings: readonly CheckedMapping[]): Place | undefined {
  return mappings.find(({ document }) => document.name === name)?.document.target.into.at
}
