/** Lays the keys of one environment over those of the project, and reads the file `.env`. */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { didYouMean } from '../base/closest.ts'
import type { Checked } from '../base/diagnostic.ts'
import { valueAt, type YamlMap, type YamlNode } from '../base/yaml-node.ts'
import { problem } from './folder.ts'

/** Variables by name: those of the process, and those of `.env` where the process has none. */
export type Variables = Readonly<Record<string, string | undefined>>

const OTHERS_MAY_READ = 0o004

/** The variables that references see. A line of `.env` never overrides the process. */
export async function readVariables(directory: string, env: Variables): Promise<Variables> {
  try {
    return { ...parseEnv(await readFile(path.join(directory, '.env'), 'utf8')), ...env }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return env
    throw error
  }
}

/** A sentence where other users of the machine may read a file of secrets, else undefined. */
export async function noteReadable(file: string, name: string): Promise<string | undefined> {
  // Windows has no such bits.
  if (process.platform === 'win32') return undefined
  const mode = await stat(file).then(
    (stats) => stats.mode,
    () => 0,
  )
  if ((mode & OTHERS_MAY_READ) === 0) return undefined
  return `Every user of this machine may read ${name}. Run: chmod 600 ${name}`
}

/** The project with the keys of the environment laid over it, maps merged, all else replaced. */
export function applyEnvironment(root: YamlMap, environment: string | null): Checked<YamlMap> {
  if (environment === null) return { value: root, diagnostics: [] }
  const environments = valueAt(root, 'environments')
  const layer = valueAt(environments, environment)
  if (layer === undefined) {
    const names =
      environments?.kind === 'map' ? environments.entries.map(({ key }) => key.text) : []
    const known = names.length === 0 ? 'The file has none.' : `The file has: ${names.join(', ')}.`
    const suggestion = didYouMean(environment, names)
    const message = `There is no environment "${environment}".${suggestion} ${known}`
    const at = environments?.at ?? root.at
    return {
      value: undefined,
      diagnostics: [problem('PROJECT_UNKNOWN_ENVIRONMENT', message, at)],
    }
  }
  const merged = mergeNodes(root, layer)
  return { value: merged.kind === 'map' ? merged : root, diagnostics: [] }
}

function mergeNodes(under: YamlNode, over: YamlNode): YamlNode {
  if (under.kind !== 'map' || over.kind !== 'map') return over
  const kept = under.entries.map((entry) => {
    const value = valueAt(over, entry.key.text)
    return value === undefined ? entry : { ...entry, value: mergeNodes(entry.value, value) }
  })
  const added = over.entries.filter(({ key }) => valueAt(under, key.text) === undefined)
  return { ...under, entries: [...kept, ...added] }
}
