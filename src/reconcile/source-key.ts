/** A row of the source -> the cells that name it in the ledger. */
import type { Cell, Row } from '../base/cell.ts'
import { RECORD_COLUMN } from '../catalog/file-numbering.ts'
import type { Program } from '../compile/program.ts'

/**
 * Its key, or its record number, or its place from 1; behind it what tells it apart from others
 * that were made of the same source row. The record number may stand behind what was selected.
 */
export function sourceKeyOf(
  { source, row: columns }: Program,
  row: Row,
  ordinal: number,
): readonly Cell[] {
  const cellsAt = (indexes: readonly number[]) => indexes.map((index) => row[index] ?? null)
  const parts = cellsAt(source.partIndexes)
  if (source.key.length > 0) return [...cellsAt(source.keyIndexes), ...parts]
  const index = columns.findIndex((column) => column.name === RECORD_COLUMN.name)
  const record = row[index === -1 ? columns.length : index]
  return [record ?? String(ordinal), ...parts]
}
