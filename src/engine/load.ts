/** The folder -> the project, its documents, and its compiled programs. */
import { hasErrors, type Checked, type Diagnostic } from '../base/diagnostic.ts'
import { atLevels } from '../base/lint.ts'
import { compileProject, type CompiledProgram } from '../compile/compile.ts'
import type { Coverage } from '../compile/covered.ts'
import type { Split } from '../compile/splits.ts'
import type { CompileConnection } from '../compile/context.ts'
import { strayTests } from '../mapping/arm-cases.ts'
import { mappingsTwice } from '../mapping/twice.ts'
import type { MappingDocument, MappingTests } from '../mapping/document.ts'
import { readMappingFile } from '../mapping/read-mapping.ts'
import { readMappingTests } from '../mapping/read-tests.ts'
import { loadProject } from '../project/load.ts'
import type { Project } from '../project/project.ts'
import { loadPlugins, withPlugins, type LoadedPlugin } from './plugins.ts'
import { ProjectProblem, type EngineWorld } from './world.ts'

export interface CheckedProject {
  readonly project: Project
  readonly documents: readonly MappingDocument[]
  readonly tests: readonly MappingTests[]
  /** Empty where something is wrong. */
  readonly compiled: readonly CompiledProgram[]
  readonly plugins: readonly LoadedPlugin[]
  /** null: something is wrong, so that it is not known what is used. */
  readonly coverage: Coverage | null
  readonly splits: readonly Split[]
  /** Files of functions that an untrusted check did not run. */
  readonly notLoaded: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The project alone, for what needs no mapping. Throws ProjectProblem. */
export async function openProject(world: EngineWorld): Promise<Project> {
  const { value, diagnostics } = await loadProject(world.directory, world)
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error')
  if (value === undefined || errors.length > 0) throw new ProjectProblem(diagnostics)
  return value
}

/** The project as far as its own file is right: what the catalogs lack is about to be written. */
export async function readProject(world: EngineWorld): Promise<Project> {
  const { value, diagnostics } = await loadProject(world.directory, world)
  if (value === undefined) throw new ProjectProblem(diagnostics)
  return value
}

export interface CheckOptions {
  /** True: no file of functions is run, and no variable is looked at; for a stranger's folder. */
  readonly untrusted?: boolean
}

/** Everything that can be said of the project without a database. Throws where there is none. */
export async function checkProject(
  world: EngineWorld,
  { untrusted = false }: CheckOptions = {},
): Promise<CheckedProject> {
  const { environment, env } = world
  const loaded = await loadProject(world.directory, { environment, env, untrusted })
  const project = loaded.value
  if (project === undefined) throw new ProjectProblem(loaded.diagnostics)
  const mappings = project.mappings.map((file) =>
    readMappingFile(file, project.defaults, project.naming),
  )
  const tests = project.tests.map(readMappingTests)
  const documents = valuesOf(mappings).flat()
  const found = [...loaded.diagnostics, ...[...mappings, ...tests].flatMap((c) => c.diagnostics)]
  found.push(...mappingsTwice(documents))
  const snapshots = missingSnapshots(project, documents)
  const diagnostics: Diagnostic[] = [...found, ...snapshots]
  const notLoaded = untrusted ? project.plugins.map(({ path }) => path) : []
  const base = {
    project,
    documents,
    tests: valuesOf(tests),
    compiled: [],
    coverage: null,
    splits: [],
    notLoaded,
  }
  // What is missing would only be reported again, as names that do not resolve.
  const leveled = () => atLevels(diagnostics, project.lint)
  if (hasErrors(diagnostics)) return { ...base, plugins: [], diagnostics: leveled() }
  const own = untrusted ? { plugins: [], diagnostics: [] } : await loadPlugins(project)
  const { plugins } = own
  diagnostics.push(...own.diagnostics)
  const unread = { ...base, plugins }
  if (hasErrors(diagnostics)) return { ...unread, diagnostics: leveled() }
  const functions = withPlugins(plugins)
  const compiled = compileProject(documents, {
    connections: compileConnections(project),
    target: project.target.name,
    naming: project.naming,
    drops: project.drops,
    splits: project.splits,
    coverage: project.coverage,
    functions: untrusted ? { ...functions, unchecked: namesIn(project) } : functions,
    ownFunctions: project.functions,
    plugins: plugins.map((each) => ({ module: each.module, keys: keysOf(each) })),
  })
  return {
    ...unread,
    compiled: compiled.value ?? [],
    coverage: compiled.coverage,
    splits: compiled.splits,
    diagnostics: atLevels(
      [...diagnostics, ...compiled.diagnostics, ...strayTests(unread.tests, documents)],
      project.lint,
    ),
  }
}

function keysOf({ functions }: LoadedPlugin): readonly string[] {
  return functions.flatMap(({ declaration }) => declaration.signatures.map(({ key }) => key))
}

const NAME = /\bname:\s*(['"`])(?<name>[a-z_][a-z0-9_]*)\1/gu

/** What files of functions seem to declare, without running them. */
function namesIn({ plugins }: Project): ReadonlySet<string> {
  const texts = plugins.map(({ text }) => text)
  const found = texts.flatMap((text) => [...text.matchAll(NAME)])
  return new Set(found.map(({ groups }) => groups?.['name'] ?? ''))
}

/** As `checkProject`, for what goes on to use the programs. Throws ProjectProblem for any error. */
export async function compiledProject(world: EngineWorld): Promise<CheckedProject> {
  const checked = await checkProject(world)
  if (hasErrors(checked.diagnostics)) throw new ProjectProblem(checked.diagnostics)
  return checked
}

function valuesOf<T>(all: readonly Checked<T>[]): readonly T[] {
  return all.flatMap(({ value }) => (value === undefined ? [] : [value]))
}

export function compileConnections(project: Project): ReadonlyMap<string, CompileConnection> {
  return new Map(
    [...project.connections].flatMap(([name, { catalog, settings }]) =>
      catalog === null ? [] : [[name, { catalog, settings }] as const],
    ),
  )
}

function missingSnapshots(
  project: Project,
  documents: readonly MappingDocument[],
): readonly Diagnostic[] {
  const used = new Set(
    documents.flatMap(({ source, target }) => [
      source.from.connection,
      ...source.joins.map((join) => join.table.connection),
      target.into.connection,
    ]),
  )
  return [...project.connections.values()]
    .filter(({ name, catalog }) => catalog === null && used.has(name))
    .map(({ name, at, settings }) => ({
      ...at,
      code: 'PROJECT_NO_SNAPSHOT',
      severity: 'error',
      message:
        name === project.target.name && settings.kind === 'postgres'
          ? `What the target "${name}" should be is not known. Write it to schema/target.sql.`
          : `The catalog of "${name}" is not known yet. Take it: mapwright snapshot ${name}`,
    }))
}
