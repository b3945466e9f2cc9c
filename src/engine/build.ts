/** Compiled programs -> modules on disk, and the modules loaded. */
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { CompiledProgram } from '../compile/compile.ts'
import type { Program, ProgramModule } from '../compile/program.ts'
import { createRuntime } from '../function/runtime.ts'
import type { Runtime } from '../expression/function-table.ts'
import type { LoadedProgram } from '../reconcile/reconcile.ts'
import type { EngineWorld } from './world.ts'

/** What Mapwright keeps in the project's folder: build, reports, the embedded server. */
export function stateFolder(directory: string): string {
  return path.join(directory, '.mapwright')
}

export function buildFolder(directory: string): string {
  return path.join(stateFolder(directory), 'build')
}

/** A run at work imports its modules when it first needs them, while mappings may be edited. */
const KEPT_DAYS = 30

/** Writes every module whose digest is not there yet; takes away those long out of use. */
export async function writeModules(
  { directory, now }: Pick<EngineWorld, 'directory' | 'now'>,
  compiled: readonly CompiledProgram[],
): Promise<readonly string[]> {
  const folder = buildFolder(directory)
  await mkdir(folder, { recursive: true })
  const present = new Set(await readdir(folder))
  for (const { program, text } of compiled) {
    if (!present.has(program.module)) await writeFile(path.join(folder, program.module), text)
  }
  const wanted = new Set(compiled.map(({ program }) => program.module))
  const oldest = now().getTime() - KEPT_DAYS * 24 * 60 * 60 * 1000
  for (const name of present) {
    const file = path.join(folder, name)
    if (!name.endsWith('.mts') || wanted.has(name)) continue
    if ((await stat(file)).mtimeMs < oldest) await rm(file, { force: true })
  }
  return [...wanted].map((file) => path.join(folder, file))
}

/** Imports the module of each program; Node strips its types. */
export async function loadPrograms(
  directory: string,
  programs: readonly Program[],
): Promise<readonly LoadedProgram[]> {
  const runtime = createRuntime()
  const loaded: LoadedProgram[] = []
  for (const program of programs) {
    const file = path.join(buildFolder(directory), program.module)
    const module = (await import(pathToFileURL(file).href)) as ProgramModule<Runtime>
    loaded.push({ program, extract: module.extract, transform: module.create(runtime) })
  }
  return loaded
}
