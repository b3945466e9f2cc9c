/** Turns the user's folder into a project: the one place where its files are found and read. */
import path from 'node:path'
import { didYouMean } from '../base/closest.ts'
import { hasErrors, type Checked, type Diagnostic, type Place } from '../base/diagnostic.ts'
import { compileSchema } from '../base/schema.ts'
import { valueAt, type YamlMap, type YamlNode } from '../base/yaml-node.ts'
import { parseYaml } from '../base/yaml.ts'
import { readCatalogs } from './catalog.ts'
import { readConnection, type ConnectionDraft } from './connection.ts'
import {
  applyEnvironment,
  checkUrls,
  noteReadable,
  readVariables,
  type Variables,
} from './environment.ts'
import { problem, readMappings, readText } from './folder.ts'
import { readLint } from './lint.ts'
import { readPlugins } from './plugins.ts'
import type { Project, ProjectDrop, ProjectFunction, ProjectSplit } from './project.ts'
import { scalarsOf, textAt, type ProjectReading } from './reading.ts'
import { WORK } from '../catalog/work-name.ts'
import { projectSchema } from './schema.ts'

const PROJECT_FILE = 'mapwright.yaml'

const TARGET_KINDS = ['postgres', 'mysql', 'sqlite']

export interface LoadOptions {
  /** The name under `environments` to lay over the project; null: none. */
  readonly environment: string | null
  /** The variables of the process. */
  readonly env: Variables
  /** True: the folder is a stranger's, who shall not be told what any variable holds. */
  readonly untrusted?: boolean
}

/**
 * Reads the project in a folder. There is a value as soon as the project file itself is right; what
 * is wrong elsewhere (a snapshot, a schema file) is among the diagnostics.
 */
export async function loadProject(
  directory: string,
  options: LoadOptions,
): Promise<Checked<Project>> {
  const absolute = path.resolve(directory)
  const { value: root, diagnostics } = await readProjectFile(absolute, options.environment)
  if (root === undefined) return { value: undefined, diagnostics }
  const variables = options.untrusted === true ? {} : await readVariables(absolute, options.env)
  const reading: ProjectReading = { directory: absolute, variables, diagnostics: [...diagnostics] }
  const drafts = await readConnections(reading, root)
  const targetName = findTarget(reading, root, drafts)
  const lint = readLint(reading, root)
  const fileIsRight = !hasErrors(reading.diagnostics)
  const connections = await readCatalogs(reading, drafts, targetName?.text ?? null)
  const plugins = await readPlugins(reading, root)
  const files = await readMappings(absolute)
  reading.diagnostics.push(...files.diagnostics)
  const target = connections.get(targetName?.text ?? '')
  if (!fileIsRight || target === undefined) {
    return { value: undefined, diagnostics: reading.diagnostics }
  }
  const note = await noteReadable(path.join(absolute, '.env'), '.env')
  const project: Project = {
    ...readSettings(root),
    name: textAt(root, 'project')?.text ?? path.basename(absolute),
    directory: absolute,
    environment: options.environment,
    connections,
    lint,
    target,
    plugins,
    mappings: files.value?.mappings ?? [],
    tests: files.value?.tests ?? [],
    notes: [...drafts.flatMap((draft) => draft.notes), ...(note === undefined ? [] : [note])],
  }
  return { value: project, diagnostics: reading.diagnostics }
}

/** The project file, checked against its schema, the environment laid over it. */
async function readProjectFile(
  directory: string,
  environment: string | null,
): Promise<Checked<YamlMap>> {
  const file = await readText(directory, PROJECT_FILE)
  if (file.absent) {
    const message =
      `There is no ${PROJECT_FILE} in ${directory}. Run "mapwright init" to start a project ` +
      `there, or name another folder: mapwright -C FOLDER ...`
    const at: Place = { file: PROJECT_FILE, line: 1, column: 1 }
    return failed([problem('PROJECT_NOT_FOUND', message, at)])
  }
  if (file.value === undefined) return failed(file.diagnostics)
  const { value: root, diagnostics } = parseYaml(PROJECT_FILE, file.value)
  if (root === undefined) return failed(diagnostics)
  const check = compileSchema(projectSchema)
  const wrong = check(root)
  if (wrong.length > 0 || root.kind !== 'map') return failed(wrong)
  const layered = applyEnvironment(root, environment)
  if (layered.value === undefined) return layered
  const wrongTogether = environment === null ? [] : check(layered.value)
  if (wrongTogether.length > 0) return failed(wrongTogether)
  return { value: layered.value, diagnostics: checkUrls(root) }
}

function failed(diagnostics: readonly Diagnostic[]): Checked<YamlMap> {
  return { value: undefined, diagnostics }
}

async function readConnections(
  reading: ProjectReading,
  root: YamlMap,
): Promise<readonly ConnectionDraft[]> {
  const node = valueAt(root, 'connections')
  const drafts: ConnectionDraft[] = []
  for (const { key, value } of node?.kind === 'map' ? node.entries : []) {
    if (key.text === WORK) {
      const message =
        `A connection cannot be called "${WORK}": this is how mappings name the tables that they ` +
        'make for each other. Give it another name.'
      reading.diagnostics.push(problem('PROJECT_WORK_NAME', message, key.at))
    }
    const draft = value.kind === 'map' ? await readConnection(reading, key.text, value) : undefined
    if (draft !== undefined) drafts.push(draft)
  }
  return drafts
}

/** The name of the target, reported where it is no connection or one that cannot be written. */
function findTarget(
  reading: ProjectReading,
  root: YamlMap,
  drafts: readonly ConnectionDraft[],
): ReturnType<typeof textAt> {
  const target = textAt(root, 'target')
  if (target === undefined) return undefined
  const connections = valueAt(root, 'connections')
  const names = connections?.kind === 'map' ? connections.entries.map(({ key }) => key.text) : []
  if (!names.includes(target.text)) {
    const message =
      `There is no connection "${target.text}".${didYouMean(target.text, names)} ` +
      `There are: ${names.join(', ')}.`
    reading.diagnostics.push(problem('PROJECT_UNKNOWN_CONNECTION', message, target.at))
    return undefined
  }
  const draft = drafts.find(({ settings }) => settings.name === target.text)
  if (draft !== undefined && draft.kindIsTold && !TARGET_KINDS.includes(draft.settings.kind)) {
    const message =
      `Connection "${target.text}" is of kind ${draft.settings.kind}, which is only read. ` +
      `A target is PostgreSQL, MySQL, MariaDB or SQLite.`
    reading.diagnostics.push(problem('PROJECT_TARGET_KIND', message, target.at))
  }
  return target
}

type Settings = Pick<
  Project,
  'coverage' | 'defaults' | 'drops' | 'functions' | 'naming' | 'rejectLimit' | 'splits'
>

function readSettings(root: YamlMap): Settings {
  const defaults = valueAt(root, 'defaults')
  const limit = valueAt(root, 'reject_limit')
  return {
    defaults: { file: PROJECT_FILE, node: defaults?.kind === 'map' ? defaults : null },
    drops: readDrops(valueAt(root, 'drop')),
    splits: readSplits(valueAt(root, 'splits')),
    coverage: readCoverage(valueAt(root, 'coverage')),
    functions: readFunctions(valueAt(root, 'functions')),
    naming: (textAt(root, 'naming')?.text ?? 'same') as Project['naming'],
    rejectLimit:
      limit === undefined
        ? null
        : { rows: numberAt(limit, 'rows'), ratio: numberAt(limit, 'ratio') },
  }
}

function readCoverage(node: YamlNode | undefined): Project['coverage'] {
  const part = (side: string): number => numberAt(node, side) ?? 100
  return { source: part('source'), target: part('target'), at: node?.at ?? null }
}

function readDrops(node: YamlNode | undefined): ProjectDrop[] {
  if (node?.kind !== 'map') return []
  return node.entries.flatMap(({ key, value }) =>
    scalarsOf(value).map(({ text, at }) => ({ reason: key.text, pattern: text, at })),
  )
}

function readSplits(node: YamlNode | undefined): ProjectSplit[] {
  if (node?.kind !== 'map') return []
  return node.entries.map(({ key, value }) => ({
    table: { value: key.text, at: key.at },
    members: scalarsOf(value).map(({ text, at }) => ({ value: text, at })),
  }))
}

function readFunctions(node: YamlNode | undefined): ProjectFunction[] {
  if (node?.kind !== 'map') return []
  return node.entries.flatMap(({ key, value }) =>
    value.kind === 'scalar' ? [{ signature: key, body: value }] : [],
  )
}

function numberAt(node: YamlNode | undefined, key: string): number | null {
  const value = valueAt(node, key)
  return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : null
}
