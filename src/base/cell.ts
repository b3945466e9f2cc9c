/** Values on the move: canonical text (what PostgreSQL prints for the logical type) or null. */

export type Cell = string | null
export type Row = readonly Cell[]

/** One thing wrong with one row. */
export interface CellProblem {
  readonly code: string
  /** The target column, or the source column of a read problem. */
  readonly column: string | null
  readonly message: string
}

/** A refused row as it is kept in quarantine. */
export interface Reject {
  /** Canonical cells of the source key, or the record number of a file. */
  readonly sourceKey: readonly Cell[]
  /** Source columns by `alias.column`, as they were read. */
  readonly sourceRow: Readonly<Record<string, Cell>>
  /** Every failing column, at least one. */
  readonly problems: readonly CellProblem[]
}
