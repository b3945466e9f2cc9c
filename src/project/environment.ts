/** Lays the keys of one environment over those of the project, and reads the file `.env`. */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { didYouMean } from '../base/closest.ts'
import type { Checked, Diagnostic } from '../base/diagnostic.ts'
import { EngineError } from '../base/error.ts'
import { valueAt, type YamlMap, type YamlNode } from '../base/yaml-node.ts'
import { problem } from './folder.ts'
import { textAt } from './reading.ts'
import { checkUrl } from './reference.ts'

const FILE = '.env'

/** Variables by name: those of the process, and those of `.env` where the process has none. */
export type Variables = Readonly<Record<string, string | undefined>>

const OTHERS_MAY_READ = 0o004

/** The variables that references see. A line of `.env` never overrides the process. */
export async function readVariables(directory: string, env: Variables): Promise<Variables> {
  try {
    const text = await readFile(path.join(directory, FILE), 'utf8')
    return { ...parseEnv(text.replace(/^\uFEFF/u, '')), ...env }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (code === 'ENOENT') return env
    const message = `The file ${FILE} cannot be read (${code}). Look at its permissions.`
    throw new EngineError('PROJECT_ENV_UNREADABLE', message, { cause })
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

/** What is wrong with the urls of the file, those of every environment included. */
export function checkUrls(root: YamlMap): Diagnostic[] {
  const layers = [root, ...entriesOf(valueAt(root, 'environments')).map(({ value }) => value)]
  return layers
    .flatMap((layer) => entriesOf(valueAt(layer, 'connections')))
    .flatMap(({ key, value }) => {
      const url = textAt(value, 'url')
      return url === undefined ? [] : checkUrl(url.text, key.text, url.at)
    })
}

function entriesOf(node: YamlNode | undefined): YamlMap['entries'] {
  return node?.kind === 'map' ? node.entries : []
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
