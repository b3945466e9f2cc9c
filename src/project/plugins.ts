/** Reads the files of functions that the project allows by digest, and finds those it does not. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Place } from '../base/diagnostic.ts'
import { sha256 } from '../base/digest.ts'
import { valueAt, type YamlMap } from '../base/yaml-node.ts'
import { problem, readText } from './folder.ts'
import type { ProjectPlugin } from './project.ts'
import { textAt, type ProjectReading } from './reading.ts'

const FOLDER = 'functions'
const MODULE = /(?<!\.d|\.test)\.(?:ts|mts|js|mjs)$/u

/** Only files whose digest is the one written; what is wrong with the others is reported. */
export async function readPlugins(
  reading: ProjectReading,
  root: YamlMap,
): Promise<readonly ProjectPlugin[]> {
  const list = valueAt(root, 'plugins')
  const plugins: ProjectPlugin[] = []
  const listed = new Set<string>()
  for (const node of list?.kind === 'sequence' ? list.items : []) {
    const file = textAt(node, 'path')
    const written = textAt(node, 'digest')
    if (file === undefined || written === undefined) continue
    const relative = path.posix.normalize(file.text)
    listed.add(relative)
    const text = await textOf(reading, relative, file.at)
    if (text === undefined) continue
    const digest = digestOf(text)
    if (digest === written.text) plugins.push({ path: relative, digest, text, at: file.at })
    else {
      const message =
        `${relative} is not the file that was allowed. Read what has changed, and write ` +
        `digest: ${digest}`
      reading.diagnostics.push(problem('PROJECT_PLUGIN_DIGEST', `${message}.`, written.at))
    }
  }
  for (const relative of await filesOfFolder(reading.directory)) {
    if (!listed.has(relative)) await reportUnlisted(reading, relative)
  }
  return plugins
}

/** Line ends do not count: a checkout on Windows is the same file. */
function digestOf(text: string): string {
  return `sha256:${sha256(text.replaceAll('\r\n', '\n'))}`
}

async function textOf(
  reading: ProjectReading,
  relative: string,
  at: Place,
): Promise<string | undefined> {
  const { value, diagnostics, absent } = await readText(reading.directory, relative)
  reading.diagnostics.push(...diagnostics)
  if (absent) {
    const message = `There is no file ${relative}. Correct the path, or take the entry out.`
    reading.diagnostics.push(problem('PROJECT_PLUGIN_ABSENT', message, at))
  }
  return value
}

async function reportUnlisted(reading: ProjectReading, relative: string): Promise<void> {
  const at: Place = { file: relative, line: 1, column: 1 }
  const text = await textOf(reading, relative, at)
  if (text === undefined) return
  const message =
    'mapwright.yaml does not allow this file, so its functions are not there. Read it, and list ' +
    `it under plugins: {path: ${relative}, digest: ${digestOf(text)}}.`
  reading.diagnostics.push(problem('PROJECT_PLUGIN_UNLISTED', message, at))
}

async function filesOfFolder(directory: string): Promise<readonly string[]> {
  let names: readonly string[]
  try {
    names = await readdir(path.join(directory, FOLDER))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
  return [...names]
    .filter((name) => MODULE.test(name))
    .sort()
    .map((name) => `${FOLDER}/${name}`)
}
