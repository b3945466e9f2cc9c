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
  /** A text that does not compile. */
  | { readonly wrong: readonly string[] }

export interface GivenColumn {
  readonly name: string
  readonly type: LogicalType
  readonly cell: Cell
  readonly nullable?: boolean
}

const runtime = createRuntime()

/** Columns are `c.name`. */
export function evaluate(text: string, columns: readonly GivenColumn[] = []): Outcome {
  const { value, diagnostics } = checkExpression(
    { text, lines: [{ file: 'test.yaml', line: 1, column: 1 }] },
    scopeOf(columns),
    functionTable,
  )
  if (value === undefined) {
    return { wrong: diagnostics.map(({ code, message }) => `${code}: ${message}`) }
  }
  return run(value.tree, columns)
}

export function run(tree: TypedExpression, columns: readonly GivenColumn[]): Outcome {
  const compute = compile(tree)
  try {
    return { cell: compute(new Map(columns.map(({ name, cell }) => [name, cell]))) }
  } catch (error) {
    if (error instanceof RowError) return { refused: error.code }
    throw error
  }
}

function scopeOf(columns: readonly GivenColumn[]): Scope {
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
