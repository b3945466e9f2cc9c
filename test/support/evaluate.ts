/** Compiles the text of an expression as mappings do, and runs it on cells. */
import type { Cell } from '../../src/base/cell.ts'
import { RowError } from '../../src/catalog/codec/row-error.ts'
import type { LogicalType } from '../../src/catalog/logical-type.ts'
import { checkExpression } from '../../src/expression/check.ts'
import { emitCell, type Emitter } from '../../src/expression/emit.ts'
import type { Scope, TypedExpression } from '../../src/expression/tree.ts'
import { createRuntime } from '../../src/function/runtime.ts'
import { functionTable } from '../../src/function/table.ts'

export type Outcome =
  | { readonly cell: Cell }
  /** A row that is refused. */
  | { readonly refused: string }
  | Wrong

/** A text that does not compile. */
interface Wrong {
  readonly wrong: readonly string[]
}

interface KnownColumn {
  readonly name: string
  readonly type: LogicalType
  readonly nullable?: boolean
}

export interface GivenColumn extends KnownColumn {
  readonly cell: Cell
}

const runtime = createRuntime()

/** A text that compiles, to be run on any number of rows. */
export interface Compiled {
  readonly tree: TypedExpression
  readonly run: (cells: ReadonlyMap<string, Cell>) => Outcome
}

export function isCompiled(outcome: Compiled | Outcome): outcome is Compiled {
  return 'tree' in outcome
}

/** Columns are `c.name`. */
export function evaluate(text: string, columns: readonly GivenColumn[] = []): Outcome {
  const result = compiled(text, columns)
  return isCompiled(result) ? result.run(cellsOf(columns)) : result
}

export function compiled(text: string, columns: readonly KnownColumn[]): Compiled | Wrong {
  const { value, diagnostics } = checkExpression(
    { text, lines: [{ file: 'test.yaml', line: 1, column: 1 }] },
    scopeOf(columns),
    functionTable,
  )
  if (value === undefined) {
    return { wrong: diagnostics.map(({ code, message }) => `${code}: ${message}`) }
  }
  const { tree } = value
  const compute = compile(tree)
  return { tree, run: (cells) => refusedOr(() => compute(cells)) }
}

export function run(tree: TypedExpression, columns: readonly GivenColumn[]): Outcome {
  const compute = compile(tree)
  return refusedOr(() => compute(cellsOf(columns)))
}

function refusedOr(compute: () => Cell): Outcome {
  try {
    return { cell: compute() }
  } catch (error) {
    if (error instanceof RowError) return { refused: error.code }
    throw error
  }
}

function cellsOf(columns: readonly GivenColumn[]): ReadonlyMap<string, Cell> {
  return new Map(columns.map(({ name, cell }) => [name, cell]))
}

function scopeOf(columns: readonly KnownColumn[]): Scope {
  const known = columns.map(({ name, type, nullable = true }) => ({ name, type, nullable }))
  return { tables: [{ alias: 'c', columns: known }], names: new Map() }
}

function compile(tree: TypedExpression): (cells: ReadonlyMap<string, Cell>) => Cell {
  const hoisted = new Map<string, string>()
  const emitter: Emitter = {
    column: (_, column) => `cells.get(${JSON.stringify(column)})`,
    name: (name) => name,
    hoist: (text, hint) => {
      const known = hoisted.get(text)
      if (known !== undefined) return known
      const name = `${hint}_${hoisted.size}`
      hoisted.set(text, name)
      return name
    },
  }
  const body = emitCell(tree, emitter)
  const constants = [...hoisted].map(([text, name]) => `const ${name} = ${text};`).join('\n')
  // oxlint-disable-next-line typescript/no-implied-eval -- emitted code is what is tested
  const create = new Function('rt', `${constants}\nreturn (cells) => ${body}`)
  return create(runtime) as (cells: ReadonlyMap<string, Cell>) => Cell
}
