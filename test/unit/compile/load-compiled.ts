/** Turns mapping texts into programs with running transforms, as a worker would load them. */
import { stripTypeScriptTypes } from 'node:module'
import { expect } from 'vitest'
import type { Cell, CellProblem, Row } from '../../../src/base/cell.ts'
import { compileProject, type CompiledProgram } from '../../../src/compile/compile.ts'
import type { CompileContext } from '../../../src/compile/context.ts'
import type { Found, ProgramModule, Transform } from '../../../src/compile/transform.ts'
import type { Runtime } from '../../../src/expression/function-table.ts'
import { createRuntime } from '../../../src/function/runtime.ts'
import { hasErrors } from '../../../src/base/diagnostic.ts'
import { compileWorld, documentOf } from '../../support/compile-world.ts'

export interface Loaded {
  readonly compiled: CompiledProgram
  readonly module: ProgramModule<Runtime>
  readonly transform: Transform
}

/** Every mapping compiled, in the order given. */
export function compileTexts(
  texts: Readonly<Record<string, string>>,
  change: Partial<CompileContext> = {},
): readonly CompiledProgram[] {
  const documents = Object.entries(texts).map(([name, text]) => documentOf(name, text))
  const { value, diagnostics } = compileProject(documents, compileWorld(change))
  expect(hasErrors(diagnostics), JSON.stringify(diagnostics, null, 1)).toBe(false)
  return value ?? []
}

export async function load(
  text: string,
  others: Readonly<Record<string, string>> = {},
  change: Partial<CompileContext> = {},
) {
  const compiled = compileTexts({ it: text, ...others }, change)[0]
  if (compiled === undefined) throw new Error('nothing compiled')
  const script = stripTypeScriptTypes(compiled.text)
  const url = `data:text/javascript,${encodeURIComponent(script)}`
  const module = (await import(/* @vite-ignore */ url)) as ProgramModule<Runtime>
  return { compiled, module, transform: module.create(createRuntime()) }
}

/** The cells of a row by label, the rest NULL. */
export function rowOf({ compiled }: Loaded, cells: Readonly<Record<string, Cell>>): Row {
  const { row } = compiled.program
  const unknown = Object.keys(cells).filter((label) => row.every((one) => one.label !== label))
  expect(unknown).toEqual([])
  return row.map(({ label }) => cells[label] ?? null)
}

export interface Mapped {
  readonly result: number
  readonly cells: Readonly<Record<string, Cell>>
  readonly problems: readonly CellProblem[]
  readonly warnings: readonly string[]
}

export const nothing: Found = { get: () => undefined }

/** One row through filter and apply. */
export function mapRow(
  loaded: Loaded,
  given: Readonly<Record<string, Cell>> | Row,
  found: Found = nothing,
): Mapped {
  const { compiled, transform } = loaded
  const row = Array.isArray(given)
    ? (given as Row)
    : rowOf(loaded, given as Readonly<Record<string, Cell>>)
  const problems: CellProblem[] = []
  const warnings: string[] = []
  const issues = {
    problems,
    warn: (code: string, column: string | null) => {
      warnings.push(`${code} ${column}`)
    },
  }
  const filtered = transform.filter(row, found, issues)
  const out: Cell[] = compiled.program.target.columns.map(() => null)
  const result = filtered === 0 ? transform.apply(row, found, out, issues) : filtered
  const names = compiled.program.target.columns.map(({ column }) => column.name)
  const cells = Object.fromEntries(names.map((name, index) => [name, out[index] ?? null]))
  return { result, cells, problems, warnings }
}

/** What was refused, as `column CODE`. */
export function refused({ problems }: Mapped): readonly string[] {
  return problems.map(({ code, column }) => `${column ?? 'row'} ${code}`)
}
