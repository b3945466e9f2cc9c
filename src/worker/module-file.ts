/** A program -> its module, loaded. What runs is the emitted text without its types. */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Program } from '../compile/program.ts'
import type { ProgramModule } from '../compile/transform.ts'
import type { FunctionDeclaration, Runtime } from '../expression/function-table.ts'
import { createRuntime } from '../function/runtime.ts'
import { importPlugin } from './plugin-file.ts'

/**
 * The JavaScript beside an emitted module. Each thread would have to strip the types anew, which
 * takes longer than all else that it does before its first row.
 */
export function executableName(module: string): string {
  return module.replace(/\.mts$/u, '.mjs')
}

/** The module of a program at work, with the functions of the project that it calls. */
export async function importProgram(folder: string, program: Program) {
  const file = path.join(folder, executableName(program.module))
  const module = (await import(pathToFileURL(file).href)) as ProgramModule<Runtime>
  const own: FunctionDeclaration[] = []
  for (const plugin of program.plugins) {
    const { functions } = await importPlugin(folder, plugin)
    own.push(...functions.map(({ declaration }) => declaration))
  }
  return { program, extract: module.extract, transform: module.create(createRuntime(own)) }
}
