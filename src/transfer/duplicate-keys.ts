/** Target keys in the order of their source rows -> which rows lose theirs to an earlier one. */
import type { Cell, CellProblem } from '../base/cell.ts'
import type { Program } from '../compile/program.ts'
import type { Spill } from '../connect/sqlite/spill.ts'
import { sourceKeyOf } from './source-rows.ts'
import type { MappedRow } from './map-rows.ts'

/** How the duplicates among the rows of a chunk are known. */
export type DuplicateSearch = (mapped: MappedRow, sourceKey: string) => string | null

/** The first row of a key keeps it; a later one gets the first one's source key as the answer. */
export function searchInStream(program: Program, spill: Spill): DuplicateSearch {
  const key = targetKeyReader(program)
  return (mapped, sourceKey) => {
    const text = key(mapped)
    return text === null ? null : spill.claim(text, sourceKey)
  }
}

/** The losers were found before: a chunk does not see the rows of the others. */
export function searchInList(losers: ReadonlyMap<string, string>): DuplicateSearch {
  return (_, sourceKey) => losers.get(sourceKey) ?? null
}

/** The source key as one text. */
export function sourceKeyText(program: Program, mapped: MappedRow): string {
  return JSON.stringify(sourceKeyOf(program, mapped.source, mapped.ordinal))
}

export function duplicateProblem(program: Program, firstKey: string): CellProblem {
  const cells = (JSON.parse(firstKey) as Cell[]).map((cell) => cell ?? 'NULL')
  return {
    code: 'KEY_DUPLICATE',
    column: program.target.key.join(', '),
    message: `An earlier source row (${cells.join(', ')}) has the same target key.`,
  }
}

/** One text for equal keys; null where a NULL in it makes the key equal to no other. */
function targetKeyReader(program: Program): (mapped: MappedRow) => string | null {
  const parts = program.target.key.map((name) => {
    const index = program.target.columns.findIndex(({ column }) => column.name === name)
    const type = program.target.columns[index]?.column.type
    return { index, fold: type === undefined ? sameText : foldEqual(type) }
  })
  return ({ cells }) => {
    const key: string[] = []
    for (const { index, fold } of parts) {
      const cell = cells[index] ?? null
      if (cell === null) return null
      key.push(fold(cell))
    }
    return JSON.stringify(key)
  }
}

/** Equal values of some types have more than one canonical text: 1.0 and 1.00, -0 and 0. */
function foldEqual(type: Program['target']['columns'][number]['column']['type']) {
  if (type.kind === 'numeric') {
    return (cell: string) => (cell.includes('.') ? cell.replace(/\.?0+$/u, '') : cell)
  }
  if (type.kind === 'real' || type.kind === 'double') {
    return (cell: string) => (cell === '-0' ? '0' : cell)
  }
  if (type.kind === 'text' && type.fixed) return (cell: string) => cell.replace(/ +$/u, '')
  return sameText
}

function sameText(cell: string): string {
  return cell
}
