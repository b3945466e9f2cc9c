/** What a column's writer makes of a cell, and how that is carried to the server. */

/** Why the column would not give the value back: strict mode itself lets some of these pass. */
interface Misfit {
  readonly code: string
  readonly message: string
}

export type Written = string | Misfit

export interface CellWriter {
  /** How the text stands in a statement: as text, as the digits of bytes, as a number of bits. */
  readonly carrier: 'text' | 'hex' | 'bits'
  readonly write: (cell: string) => Written
}
