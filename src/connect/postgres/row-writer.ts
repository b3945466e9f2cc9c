/** What a row of the target is put together from: fields copied as they came, and cells. */
import type { Cell, Row } from '../../base/cell.ts'
import { LoadDataError } from '../../plugin/load.ts'
import type { LineWriter, LoadRequest } from '../../plugin/load.ts'
import { isPlain, writeField, writePlainField } from './copy-text.ts'

type Written = Pick<LoadRequest, 'columns' | 'copies'>

/** A field, or fields that stand side by side in both tables. */
type PieceWriter = LineWriter

export function lineWriter(request: Written): LineWriter {
  const ofCells = pieceWriters(request, false)
  const ofLines = pieceWriters(request, true)
  return (cells, lines) => {
    const writers = lines === null ? ofCells : ofLines
    let line = ''
    for (let index = 0; index < writers.length; index += 1) {
      const piece = (writers[index] as PieceWriter)(cells, lines)
      if (piece === null) return null
      line = index === 0 ? piece : `${line}\t${piece}`
    }
    return line
  }
}

/** In the order of the columns. `fromLines`: what is copied is taken from lines, not from cells. */
function pieceWriters(request: Written, fromLines: boolean): readonly PieceWriter[] {
  const { columns, copies = [] } = request
  const writers: PieceWriter[] = []
  for (let index = 0; index < columns.length;) {
    const first = fromLines ? (copies[index] ?? null) : null
    const length = first === null ? 1 : runLength(copies, index)
    writers.push(first === null ? cellWriter(request, index) : copier(first, first + length - 1))
    index += length
  }
  return writers
}

/** How many columns from `index` on copy columns that follow each other. */
function runLength(copies: readonly (number | null)[], index: number): number {
  const first = copies[index] ?? 0
  let length = 1
  while (copies[index + length] === first + length) length += 1
  return length
}

function copier(first: number, last: number): PieceWriter {
  return (_, lines) => lines?.fields(first, last) ?? null
}

function cellWriter({ columns }: Written, index: number): PieceWriter {
  const type = columns[index]?.type
  if (type !== undefined && isPlain(type)) return (cells) => writePlainField(cells[index] as Cell)
  return (cells) => writeField(cells[index] as Cell)
}

/** Says which cell of the row no text can hold. */
export function unfitCell({ columns }: Written, cells: Row, row: number): LoadDataError {
  for (const [index, cell] of cells.entries()) {
    const column = columns[index]?.name ?? null
    if (cell?.includes('\0') === true) {
      const message = "The text holds a NUL character, which PostgreSQL's text cannot hold."
      return new LoadDataError('VALUE_NUL_CHARACTER', message, column, row)
    }
    if (cell?.isWellFormed() === false) {
      const message = 'The text holds half of a surrogate pair, which is no character.'
      return new LoadDataError('VALUE_ENCODING', message, column, row)
    }
  }
  throw new Error('a cell that no field can hold says why')
}
