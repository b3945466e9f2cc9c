/** Rows of one side -> the same rows in the order of the target key, in bounded memory. */
import type { Cell, Row } from '../base/cell.ts'
import type { LogicalType } from '../catalog/logical-type.ts'
import type { Program } from '../compile/program.ts'
import { RowSorter } from '../connect/sqlite/sorter.ts'
import type { KeyedRow } from './compare.ts'

/** How both sides come into one order. */
export interface Order {
  /** True: both sides can be read in this order, and nothing needs sorting. */
  readonly isNative: boolean
  readonly compare: (one: string, other: string) => number
}

/**
 * Where the target key is the source's own integer key under another name, both sides give their
 * rows in its order. Everything else (texts, whose order is a matter of collation, and keys that
 * are
 * computed) is sorted here, by bytes.
 */
export function orderOf(program: Program): Order {
  const isNative = isCopiedIntegerKey(program)
  return { isNative, compare: isNative ? compareIntegers : compareTexts }
}

/** Rows with their key, as they come. */
export async function* keyed(
  rows: AsyncIterable<Row>,
  program: Program,
  order: Order,
): AsyncGenerator<KeyedRow> {
  const { key: names, columns } = program.target
  const indexes = names.map((name) => columns.findIndex(({ column }) => column.name === name))
  const isNumeric = indexes.map((index) => columns[index]?.column.type.kind === 'numeric')
  for await (const cells of rows) {
    const key = indexes.map((index) => cells[index] ?? null)
    const orderedBy = key.map((cell, index) => (isNumeric[index] === true ? shortest(cell) : cell))
    yield { key, cells, order: order.isNative ? (key[0] ?? '') : JSON.stringify(orderedBy) }
  }
}

/** `2.00` as `2`: one key, however many zeros a target that others loaded has kept. */
function shortest(cell: Cell): Cell {
  return cell?.replace(/^(-?\d+)(?:\.0*|(\.\d*[1-9])0*)$/u, '$1$2') ?? null
}

/** The rows sorted by `order`; rows of one key stay in the order they came in. */
export async function* sorted(rows: AsyncIterable<KeyedRow>): AsyncGenerator<KeyedRow> {
  using sorter = new RowSorter()
  for await (const { order, key, cells } of rows) sorter.add(order, JSON.stringify([key, cells]))
  for (const { key: order, row } of sorter.rows()) {
    const [key, cells] = JSON.parse(row) as [Cell[], Row]
    yield { order, key, cells }
  }
}

function isCopiedIntegerKey(program: Program): boolean {
  const { source, target } = program
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
