/** Evaluates expressions about a group of rows, and functions that give rows, as mappings do. */
import type { Cell } from '../../src/base/cell.ts'
import { RowError } from '../../src/catalog/codec/row-error.ts'
import { encoderOf } from '../../src/catalog/codec/value.ts'
import type { LogicalType } from '../../src/catalog/logical-type.ts'
import { checkExpression } from '../../src/expression/check.ts'
import { checkRowsFrom } from '../../src/expression/clause.ts'
import { emitExpression, emitTest } from '../../src/expression/emit.ts'
import type { AggregateCall, Scope, TypedExpression } from '../../src/expression/tree.ts'
import { createRuntime } from '../../src/function/runtime.ts'
import { functionTable } from '../../src/function/table.ts'
import { emitted } from './emitted-expression.ts'
import { run, type GivenColumn, type Outcome } from './evaluate.ts'

const runtime = createRuntime()
const LINES = [{ file: 'test.yaml', line: 1, column: 1 }]

/** The rows' only column is `x` of the given type, read bare or as `c.x`. */
export function evaluateGroup(text: string, type: LogicalType, cells: readonly Cell[]): Outcome {
  const calls: AggregateCall[] = []
  const column = { kind: 'column', alias: 'c', column: 'x' } as const
  const scope: Scope = {
    tables: [{ alias: 'c', columns: [{ name: 'x', type, nullable: true }] }],
    names: new Map([['x', { type, nullable: true, column }]]),
    aggregates: {
      add: (call) => ({ kind: 'column', alias: '', column: `a${calls.push(call) - 1}` }),
    },
  }
  const { value, diagnostics } = checkExpression({ text, lines: LINES }, scope, functionTable)
  if (value === undefined) {
    return { wrong: diagnostics.map(({ code, message }) => `${code}: ${message}`) }
  }
  try {
    const results = calls.map((call, index): GivenColumn => {
      return { name: `a${index}`, type: call.type, cell: aggregate(call, cells) }
    })
    return run(value.tree, results)
  } catch (error) {
    if (error instanceof RowError) return { refused: error.code }
    throw error
  }
}

function aggregate(call: AggregateCall, cells: readonly Cell[]): Cell {
  const { key, operands, type, distinct, order, filter } = call
  const orderings = order.map(({ tree, descending, nullsFirst }) => {
    return { type: tree.type, descending, nullsFirst }
  })
  const types = operands.map((operand) => operand.type)
  const use = { key, operands: types, returns: type, distinct, order: orderings }
  const accumulator = runtime.aggregate(use)()
  const values = [...operands, ...order.map(({ tree }) => tree)].map(computed)
  const keeps = filter === null ? null : emitted((emitter) => emitTest(filter, emitter))
  for (const x of cells) {
    if (keeps !== null && keeps.run({ x }) !== true) continue
    accumulator.add(...values.map((value) => value.run({ x })))
  }
  return encoded(type, accumulator.end())
}

function computed(tree: TypedExpression) {
  return emitted((emitter) => emitExpression(tree, emitter))
}

function encoded(type: LogicalType, value: unknown): Cell {
  if (value === null) return null
  if (typeof value === 'string') return value
  const encode = encoderOf(type) as ((value: unknown) => string) | null
  return encode === null ? JSON.stringify(value) : encode(value)
}

/** The items that a function gives, as one array. */
export function evaluateRows(text: string, columns: readonly GivenColumn[] = []): Outcome {
  const known = columns.map(({ name, type }) => ({ name, type, nullable: true }))
  const scope = { tables: [{ alias: 'c', columns: known }], names: new Map() }
  const source = { text: `${text} as r(item)`, lines: LINES }
  const { value, diagnostics } = checkRowsFrom(source, { scope, functions: functionTable })
  if (value === undefined) {
    return { wrong: diagnostics.map(({ code, message }) => `${code}: ${message}`) }
  }
  try {
    const cells = Object.fromEntries(columns.map(({ name, cell }) => [name, cell]))
    const items = computed(value.tree).run(cells)
    const array: LogicalType = { kind: 'array', element: value.tree.type }
    return { cell: encoded(array, items ?? []) }
  } catch (error) {
    if (error instanceof RowError) return { refused: error.code }
    throw error
  }
}
