/** Target keys in the order of their source rows -> which rows lose theirs to an earlier one. */
import type { Cell, CellProblem } from '../base/cell.ts'
import type { Program } from '../compile/program.ts'
import type { Spill } from '../connect/sqlite/spill.ts'
import { sourceKeyOf } from './source-rows.ts'
import type { MappedRow } from './map-rows.ts'

/** How the duplicates among the rows of a chunk are known. */
export type DuplicateSearch = (mapped: MappedRow) => string | null

/** The first row of a key keeps it; a later one gets the first one's source key as the answer. */
export function searchInStream(program: Program, spill: Spill): DuplicateSearch {
  const key = targetKeyReader(program)
  return (mapped) => {
    const parts = key(mapped)
    if (parts === null) return null
    return spill.claim(JSON.stringify(parts), holderText(program, mapped))
  }
}

/** By what the row that has a key is told: in a union its arm is part of it. */
function holderText(program: Program, mapped: MappedRow): string {
  if (program.arm === null) return sourceKeyText(program, mapped)
  const key = sourceKeyOf(program, mapped.source, mapped.ordinal)
  return JSON.stringify([program.arm.name, ...key])
}

/** A key does not come after all that came before it, so one of them may be the same. */
export class KeysUnordered extends Error {}

/** Of keys that only ever grow none comes twice. Throws KeysUnordered as soon as one does not. */
export function searchAscending(program: Program): DuplicateSearch {
  const key = targetKeyReader(program)
  let last: readonly string[] | null = null
  return (mapped) => {
    const parts = key(mapped)
    if (parts === null) return null
    if (last !== null && !isAfter(parts, last)) throw new KeysUnordered()
    last = parts
    return null
  }
}

/** By length first, as the texts of numbers grow. Any order does in which only equals are equal. */
function isAfter(key: readonly string[], last: readonly string[]): boolean {
  for (let index = 0; index < key.length; index += 1) {
    const [part, before] = [key[index] ?? '', last[index] ?? '']
    if (part.length !== before.length) return part.length > before.length
    if (part !== before) return part > before
  }
  return false
}

/** The losers were found before, as a chunk does not see the rows of the others. */
export function searchInList(
  program: Program,
  losers: ReadonlyMap<string, string>,
): DuplicateSearch {
  return (mapped) => losers.get(sourceKeyText(program, mapped)) ?? null
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

/** Equal texts for equal keys; null where a NULL in it makes the key equal to no other. */
function targetKeyReader(program: Program): (mapped: MappedRow) => readonly string[] | null {
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
    return key
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
