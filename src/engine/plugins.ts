/** Files of functions that the project allows -> their functions, loaded from the build folder. */
import { access, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Diagnostic } from '../base/diagnostic.ts'
import type { FunctionTable } from '../expression/function-table.ts'
import type { OwnFunction } from '../function/own.ts'
import { functionTable } from '../function/table.ts'
import type { Project, ProjectPlugin } from '../project/project.ts'
import { importPlugin } from '../worker/plugin-file.ts'
import { buildFolder, withoutTypes, writeWhole } from './build.ts'

export interface LoadedPlugin {
  readonly plugin: ProjectPlugin
  /** Its name in the build folder. */
  readonly module: string
  readonly functions: readonly OwnFunction[]
}

export interface LoadedPlugins {
  readonly plugins: readonly LoadedPlugin[]
  readonly diagnostics: readonly Diagnostic[]
}

const DIGEST_DIGITS = 12

/** Runs what the files say at their top: their digests have been checked. */
export async function loadPlugins(project: Project): Promise<LoadedPlugins> {
  const plugins: LoadedPlugin[] = []
  const diagnostics: Diagnostic[] = []
  const names = new Set(functionTable.names)
  for (const plugin of project.plugins) {
    const report = (code: string, message: string): void => {
      diagnostics.push({ ...plugin.at, code, severity: 'error', message })
    }
    try {
      const module = await writePlugin(project.directory, plugin)
      const content = await importPlugin(buildFolder(project.directory), module)
      for (const message of content.problems) {
        report('PROJECT_PLUGIN_FUNCTION', `${plugin.path}: ${message}`)
      }
      for (const { definition } of content.functions) {
        if (names.has(definition.name)) {
          const message = `${plugin.path}: there is a function "${definition.name}" already.`
          report('PROJECT_PLUGIN_FUNCTION', `${message} Choose another name.`)
        }
        names.add(definition.name)
      }
      plugins.push({ plugin, module, functions: content.functions })
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
      const message =
        `${plugin.path} could not be loaded: ${reason}. It is an ES module, and may import ` +
        '"mapwright", what Node brings along and packages, no files beside it.'
      report('PROJECT_PLUGIN_LOAD', message)
    }
  }
  return { plugins, diagnostics }
}

/** The built-in functions, and those of the plugins. */
export function withPlugins(plugins: readonly LoadedPlugin[]): FunctionTable {
  const own = new Map(
    plugins
      .flatMap(({ functions }) => functions)
      .map(({ declaration }) => [declaration.name, declaration]),
  )
  return {
    ...functionTable,
    names: [...functionTable.names, ...own.keys()],
    find: (kind, name) =>
      (kind === 'function' ? own.get(name) : undefined) ?? functionTable.find(kind, name),
  }
}

/** The text that was checked is what runs, in every thread; a file could change in between. */
async function writePlugin(directory: string, plugin: ProjectPlugin): Promise<string> {
  const folder = buildFolder(directory)
  const digest = plugin.digest.replace('sha256:', '').slice(0, DIGEST_DIGITS)
  const base = path.posix.basename(plugin.path).replace(/\.[^.]+$/u, '')
  const module = `plugin.${base}.${digest}.mjs`
  const file = path.join(folder, module)
  await writeContract(folder)
  if (!(await isThere(file))) {
    const isTyped = plugin.path.endsWith('ts')
    await writeWhole(file, isTyped ? withoutTypes(plugin.text) : plugin.text)
  }
  return module
}

const CONTRACT = 'export const defineFunction = (definition) => definition\n'

/** What "mapwright" is to a file of functions: the contract, not the whole program a thread. */
async function writeContract(folder: string): Promise<void> {
  const own = path.join(folder, 'node_modules', 'mapwright')
  if (await isThere(path.join(own, 'package.json'))) return
  await mkdir(own, { recursive: true })
  await writeFile(path.join(own, 'index.js'), CONTRACT)
  const manifest = { name: 'mapwright', type: 'module', exports: './index.js' }
  await writeWhole(path.join(own, 'package.json'), `${JSON.stringify(manifest)}\n`)
}

async function isThere(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  )
}
