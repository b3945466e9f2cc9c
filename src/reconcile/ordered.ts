/** Rows of one side -> the same rows in the order of the target key, in bounded memory. */
import type { Cell, Row } from '../base/cell.ts'
import type { LogicalType } from '../catalog/logical-type.ts'
import type { Program } from '../compile/program.ts'
import { RowSorter, type SortedRow } from '../connect/sqlite/sorter.ts'
import type { Side } from './side.ts'

/** How both sides come into one order. */
export interface Order {
  /** True: both sides can be read in this order, and nothing needs sorting. */
  readonly isNative: boolean
  /** What a row is ordered by: the same text for the same key. */
  readonly of: (cells: Row) => string
  readonly compare: (one: string, other: string) => number
}

/**
 * Where the target key is the source's own integer key under another name, both sides give their
 * rows in its order. Everything else (texts, whose order is a matter of collation, and keys that
 * are computed) is sorted here, by bytes.
 */
export function orderOf(program: Program): Order {
  const indexes = keyIndexesOf(program)
  if (isCopiedIntegerKey(program)) {
    const index = indexes[0] ?? -1
    return { isNative: true, of: (cells) => cells[index] ?? '', compare: compareIntegers }
  }
  const { columns } = program.target
  const isNumeric = indexes.map((index) => columns[index]?.column.type.kind === 'numeric')
  const of = (cells: Row): string => {
    const key = indexes.map((index, at) => {
      const cell = cells[index] ?? null
      return isNumeric[at] === true ? shortest(cell) : cell
    })
    return JSON.stringify(key)
  }
  return { isNative: false, of, compare: compareTexts }
}

/** Where the columns of the target key stand in a row. */
export function keyIndexesOf({ target }: Program): readonly number[] {
  return target.key.map((name) => target.columns.findIndex(({ column }) => column.name === name))
}

/** `2.00` as `2`: one key, however many zeros a target that others loaded has kept. */
function shortest(cell: Cell): Cell {
  return cell?.replace(/^(-?\d+)(?:\.0*|(\.\d*[1-9])0*)$/u, '$1$2') ?? null
}

/** The rows sorted by `order`; rows of one key stay in the order they came in. */
export async function sortRows(rows: Side): Promise<Side> {
  const sorter = new RowSorter()
  try {
    for (;;) {
      const more = rows.next()
      if (!(typeof more === 'boolean' ? more : await more)) return new SortedSide(sorter)
      sorter.add(rows.order, JSON.stringify(rows.cells))
    }
  } catch (error) {
    sorter[Symbol.dispose]()
    throw error
  }
}

class SortedSide implements Side {
  readonly #sorter: RowSorter
  readonly #rows: Iterator<SortedRow>
  readonly lines = null
  cells: Row = []
  order = ''

  constructor(sorter: RowSorter) {
    this.#sorter = sorter
    this.#rows = sorter.rows()
  }

  next(): boolean {
    const { done, value } = this.#rows.next()
    if (done === true) return false
    this.cells = JSON.parse(value.row) as Row
    this.order = value.key
    return true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#sorter[Symbol.dispose]()
  }
}

function isCopiedIntegerKey(program: Program): boolean {
  const { source, target, shape, arm } = program
  // Groups come in an order of their own, and arms one after the other.
  if (shape !== null || arm !== null) return false
  const [targetKey, sourceKey] = [target.key[0], source.key[0]]
  if (target.key.length !== 1 || source.key.length !== 1) return false
  const column = target.columns.find((each) => each.column.name === targetKey)?.column
  const read = program.row[source.keyIndexes[0] ?? -1]
  const line = program.lineage.find((each) => each.target === targetKey)
  if (column === undefined || read === undefined || line === undefined) return false
  const isCopy = line.how === 'direct' && line.sources.length === 1
  return (
    isCopy &&
    line.sources[0]?.endsWith(`.${sourceKey}`) === true &&
    isInteger(column.type) &&
    isInteger(read.type)
  )
}

function isInteger(type: LogicalType): boolean {
  return type.kind === 'smallint' || type.kind === 'integer' || type.kind === 'bigint'
}

function compareTexts(one: string, other: string): number {
  // By UTF-8 bytes, as SQLite sorts; JavaScript would compare UTF-16 units.
  return one === other ? 0 : Buffer.compare(Buffer.from(one), Buffer.from(other))
}

function compareIntegers(one: string, other: string): number {
  if (one === other) return 0
  const isNegative = one.startsWith('-')
  if (isNegative !== other.startsWith('-')) return isNegative ? -1 : 1
  const smaller = one.length === other.length ? one < other : one.length < other.length
  return smaller === isNegative ? 1 : -1
}
