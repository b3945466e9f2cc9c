/** Rows that were made of others, as a batch of what was read. */
import type { Row } from '../base/cell.ts'
import type { PackedRows } from '../plugin/load.ts'
import type { SourceBatch } from './source-rows.ts'

/** Filled row by row; each with the place of the source row it was made of. */
export class MadeBatch implements SourceBatch {
  readonly #rows: Row[] = []
  readonly #ordinals: number[] = []
  readonly level: SourceBatch['level']
  readonly packed: PackedRows | null = null
  readonly problems: SourceBatch['problems'] = new Map()

  constructor(level: SourceBatch['level']) {
    this.level = level
  }

  get count(): number {
    return this.#rows.length
  }

  row(index: number): Row {
    return this.#rows[index] ?? []
  }

  ordinal(index: number): number {
    return this.#ordinals[index] ?? 0
  }

  add(row: Row, ordinal: number): void {
    this.#rows.push(row)
    this.#ordinals.push(ordinal)
  }
}
