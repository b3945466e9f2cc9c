/** A program -> its module, loaded. What runs is the emitted text without its types. */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Program, ProgramModule } from '../compile/program.ts'
import type { Runtime } from '../expression/function-table.ts'

/**
 * The JavaScript beside an emitted module. Each thread would have to strip the types anew, which
 * takes longer than all else that it does before its first row.
 */
export function executableName(module: string): string {
  return module.replace(/\.mts$/u, '.mjs')
}

/** Imports the module of a program from the folder of modules. */
export async function importModule(
  folder: string,
  { module }: Program,
): Promise<ProgramModule<Runtime>> {
  const file = path.join(folder, executableName(module))
  return (await import(pathToFileURL(file).href)) as ProgramModule<Runtime>
}
