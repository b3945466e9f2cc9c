/** The contract about rows on their way into a table. */
import type { Row } from '../base/cell.ts'
import type { Column, TableName } from '../catalog/catalog.ts'

/** Rows of PostgreSQL's COPY, text format: what is only compared need not be taken apart. */
export interface CopyLines {
  /**
   * The cells of a row, of those columns that rules read; null stands for the others. The array is
   * another row's once the next is read.
   */
  read(index: number): Row
  /**
   * The fields of the row read last from column `first` to column `last`, with the tabs between. A
   * character is a byte.
   */
  fields(first: number, last: number): string
}

/** Rows of PostgreSQL's COPY, binary format: what is only copied need not be decoded. */
export interface PackedRows {
  /** What the rows are read from. */
  readonly bytes: Uint8Array
  /**
   * The cells of a row, of those columns that rules read; of a column of which only matters whether
   * it has a value, null or any text. The array is another row's once the next is read.
   */
  read(index: number): Row
  /**
   * Where in `bytes` the field of a column starts, with its length, in the row read last. That of
   * the column behind the last: where the row ends.
   */
  startOf(column: number): number
}

/**
 * How rows go in. `key` columns are among `columns`. insert: COPY or its like. upsert: by key;
 * unchanged rows are not rewritten.
 */
export interface LoadRequest {
  readonly table: TableName
  readonly columns: readonly Column[]
  readonly key: readonly string[]
  readonly mode: 'insert' | 'upsert'
  /**
   * By column: the index of the source column whose field it takes as it comes, where rows come as
   * fields; null where a rule makes the cells.
   */
  readonly copies?: readonly (number | null)[]
}

/** Rows on their way into one table, kept in the form in which the connector sends them. */
export interface LoadBatch {
  readonly count: number
  /** What the rows take, about: a batch is loaded when it has grown enough. */
  readonly bytes: number
  /**
   * Takes the cells before it returns: the caller may fill the same array again. `packed`, at the
   * row that the cells come from: its `copies` are taken from there. Only where `takesPacked`.
   */
  add(cells: Row, packed?: PackedRows | null): void
  /** The rows from `start` on and before `end`. */
  slice(start: number, end: number): LoadBatch
  /**
   * Loads all rows in the open transaction, or none: it then throws LoadDataError where a row is
   * wrong, EngineError where the world is. Constraints are checked before it returns, also deferred
   * ones: one that fails at the commit would take the whole transaction with it.
   */
  load(): Promise<LoadCounts>
  /**
   * Loads the rows that the target takes, and says what is wrong with each of the others. A row is
   * refused only when it fails alone. null, and nothing is loaded: the connector has no better way
   * than to load parts of the batch.
   */
  loadGood(): Promise<GoodRows | null>
}

/**
 * Rows on their way into one table without a stop. Where one is refused, the open transaction is
 * lost: they go in again by batches. The session does nothing else until `finish` is over.
 */
export interface LoadStream {
  /** What was added and not sent takes so much. */
  readonly bytes: number
  /** As LoadBatch's. Throws LoadDataError where the row cannot be sent. */
  add(cells: Row, packed?: PackedRows | null): void
  /** What was added goes on its way, as fast as the target takes it. Throws as `finish` does. */
  send(): Promise<void>
  /** All rows are in. Throws LoadDataError where one is refused, EngineError where the world is. */
  finish(): Promise<LoadCounts>
}

export interface GoodRows {
  readonly counts: LoadCounts
  /** In the order of the rows; `row` of each is its index in the batch. */
  readonly refused: readonly RowRefusal[]
}

export interface LoadCounts {
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
}

/** Why the target takes a row not. */
export interface RowRefusal {
  readonly code: string
  readonly message: string
  readonly column: string | null
  /** Index of the refused row where the server names it (COPY's line), else null. */
  readonly row: number | null
}

/** A row the target refused. Nothing of its batch is loaded; the caller takes the batch apart. */
export class LoadDataError extends Error implements RowRefusal {
  readonly code: string
  readonly column: string | null
  readonly row: number | null

  constructor(code: string, message: string, column: string | null, row: number | null) {
    super(message)
    this.name = 'LoadDataError'
    this.code = code
    this.column = column
    this.row = row
  }
}

/**
 * Puts the cells of a row together as a line of COPY's text format, a character a byte. Of a row
 * that comes with lines, columns that are copied are taken from there. null: no text can hold it.
 */
export type LineWriter = (cells: Row, lines: CopyLines | null) => string | null
