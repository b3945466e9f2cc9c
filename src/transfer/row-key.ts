/** The cells of a target's row -> its key, the same however a number in it is spelt. */
import type { Cell, Row } from '../base/cell.ts'
import { keyCell } from '../compile/key-value.ts'
import type { Program } from '../compile/program.ts'

export interface RowKey {
  readonly cells: readonly Cell[]
  readonly text: string
}

/** Reads the key out of cells in the order of the program's columns. */
export function keyReader({ target }: Program): (cells: Row) => RowKey {
  const parts = target.key.flatMap((name) => {
    const index = target.columns.findIndex(({ column }) => column.name === name)
    const type = target.columns[index]?.column.type
    return type === undefined ? [] : [{ index, type }]
  })
  return (row) => {
    const cells = parts.map(({ index, type }) => {
      const cell = row[index] ?? null
      return cell === null ? null : keyCell(type, cell)
    })
    return { cells, text: JSON.stringify(cells) }
  }
}
