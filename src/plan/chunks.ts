/** Programs and the keys of their sources -> the chunks they are read in. */
import type { Cell } from '../base/cell.ts'
import type { TableName } from '../catalog/catalog.ts'
import type { Program } from '../compile/program.ts'
import type { KeyRange } from '../ledger/chunks.ts'
import type { KeyStatistics } from '../plugin/connector.ts'

/** The chunks of a program by its source's keys; without any it is one. */
export function chunksOf(
  program: Program,
  statistics: KeyStatistics | undefined,
): readonly KeyRange[] {
  const { source, target } = program
  const inOneStream =
    source.key.length === 0 || target.selfReference.length > 0 || isGrouped(program)
  return rangesBetween(inOneStream ? [] : (statistics?.bounds ?? []))
}

/** Rows of a group may stand anywhere in the source. */
export function isGrouped({ shape }: Program): boolean {
  return shape !== null && shape.group !== null
}

/**
 * The programs that fill the table whose rows this one reads. What its keys are is known once they
 * have, so its chunks are laid out when it begins.
 */
export function fillersOf(program: Program, programs: readonly Program[]): readonly Program[] {
  const { connection, table } = program.source
  return programs.filter(
    ({ target }) => target.connection === connection && isSame(target.table, table),
  )
}

/** Neighbouring ranges share a bound and the outer ones are open, so no key falls between two. */
function rangesBetween(bounds: readonly (readonly Cell[])[]): readonly KeyRange[] {
  const edges = [null, ...bounds, null]
  return edges.slice(1).map((high, index) => ({ low: edges[index] ?? null, high }))
}

function isSame(a: TableName, b: TableName): boolean {
  return a.name === b.name && a.schema === b.schema
}
