/** Emits JavaScript of a typed tree and makes a function of it, with what it hoists and decodes. */
import type { Cell } from '../../src/base/cell.ts'
import type { Emitter } from '../../src/expression/emit.ts'
import { createRuntime } from '../../src/function/runtime.ts'

const runtime = createRuntime()

export interface Emitted {
  readonly text: string
  /** What stands before the row's code, in its order. */
  readonly hoisted: readonly string[]
  /** Takes the source cells by name; names of the scope are read as cells are. */
  run(cells: Readonly<Record<string, unknown>>): unknown
}

export function emitted(emit: (emitter: Emitter) => string): Emitted {
  const names = new Map<string, string>()
  const emitter: Emitter = {
    column: (_, column) => `cells[${JSON.stringify(column)}]`,
    name: (name) => `cells[${JSON.stringify(name)}]`,
    hoist: (text, hint) => {
      const name = names.get(text) ?? `${hint}_${names.size}`
      names.set(text, name)
      return name
    },
  }
  const text = emit(emitter)
  const hoisted = [...names].map(([value, name]) => `const ${name} = ${value}`)
  // oxlint-disable-next-line typescript/no-implied-eval -- emitted code is what is tested
  const create = new Function('rt', `${hoisted.join('\n')}\nreturn (cells) => ${text}`)
  const compute = create(runtime) as (cells: Readonly<Record<string, unknown>>) => Cell
  return { text, hoisted, run: (cells) => compute(cells) }
}
