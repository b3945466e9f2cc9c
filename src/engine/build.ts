/** Compiled programs -> modules on disk, and the modules loaded. */
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import type { CompiledProgram } from '../compile/compile.ts'
import type { Program } from '../compile/program.ts'
import type { LoadedProgram } from '../compile/transform.ts'
import { executableName, importProgram } from '../worker/module-file.ts'
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

/**
 * Writes every module whose digest is not there yet, for people and tsc as it was emitted, and for
 * the workers without its types; takes away those long out of use. Returns the former.
 */
export async function writeModules(
  { directory, now }: Pick<EngineWorld, 'directory' | 'now'>,
  compiled: readonly CompiledProgram[],
): Promise<readonly string[]> {
  const folder = buildFolder(directory)
  await mkdir(folder, { recursive: true })
  const present = new Set(await readdir(folder))
  for (const { program, text } of compiled) {
    const file = path.join(folder, program.module)
    if (!present.has(program.module)) await writeWhole(file, text)
    const executable = executableName(program.module)
    if (!present.has(executable))
      await writeWhole(path.join(folder, executable), withoutTypes(text))
  }
  const modules = compiled.map(({ program }) => program.module)
  const plugins = compiled.flatMap(({ program }) => program.plugins)
  const wanted = new Set([...modules, ...modules.map(executableName), ...plugins])
  const oldest = now().getTime() - KEPT_DAYS * 24 * 60 * 60 * 1000
  for (const name of present) {
    const file = path.join(folder, name)
    if (!/\.m[tj]s$/u.test(name) || wanted.has(name)) continue
    if ((await stat(file)).mtimeMs < oldest) await rm(file, { force: true })
  }
  return modules.map((file) => path.join(folder, file))
}

/** Another process that runs the same mapping never finds half a module. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const { dir, name, ext } = path.parse(file)
  const draft = path.join(dir, `${name}.${process.pid}${ext}`)
  await writeFile(draft, text)
  await rename(draft, file)
}

/** Blanks stand where types stood: a stack shows the places of the emitted module. */
export function withoutTypes(text: string): string {
  // oxlint-disable-next-line typescript/unbound-method -- put back below, not called
  const { emitWarning } = process
  // Node says that the function may change. Its users need not read that.
  process.emitWarning = () => {}
  try {
    return stripTypeScriptTypes(text)
  } finally {
    process.emitWarning = emitWarning
  }
}

/** Imports the module of each program. */
export async function loadPrograms(
  directory: string,
  programs: readonly Program[],
): Promise<readonly LoadedProgram[]> {
  const loaded: LoadedProgram[] = []
  for (const program of programs) loaded.push(await importProgram(buildFolder(directory), program))
  return loaded
}
