/** Rows that were folded into one, kept on disk until nobody can refuse that one any more. */
import type { Cell, Row } from '../base/cell.ts'
import type { Program } from '../compile/program.ts'
import { GroupSpill } from '../connect/sqlite/groups.ts'

export interface Member {
  readonly row: Row
  readonly ordinal: number
}

/** Which rows a made row was made of. */
export class FoldedRows implements Disposable {
  readonly spill = new GroupSpill()
  readonly #at: number

  constructor({ row, shape }: Program) {
    this.#at = row.length + (shape?.made.length ?? 0)
  }

  /** The row with a note of its members behind its cells. */
  noted(row: Row, key: string, from: number, count: number): Row {
    return [...row.slice(0, this.#at), JSON.stringify([key, from, count])]
  }

  /** The members of a noted row; null: it is a row of the source. */
  members(row: Row): readonly Member[] | null {
    const note = row[this.#at]
    if (note === undefined || note === null) return null
    const [key, from, count] = JSON.parse(note) as [string, number, number]
    return this.spill.members(key, from, count).map(memberOf)
  }

  [Symbol.dispose](): void {
    this.spill[Symbol.dispose]()
  }
}

export function memberOf(text: string): Member {
  const [ordinal, row] = JSON.parse(text) as [number, Cell[]]
  return { ordinal, row }
}
