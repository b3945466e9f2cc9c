/** A file of a project's functions in the build folder -> its functions. */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { definitionProblem, ownFunction, type OwnFunction } from '../function/own.ts'

/** What its exports are: functions, or why they are none. */
export interface PluginContent {
  readonly functions: readonly OwnFunction[]
  readonly problems: readonly string[]
}

/** `plugin.NAME.DIGEST.mjs`: what runs is the text of that digest. */
const FILE = /\.(?<digest>[0-9a-f]+)\.mjs$/u

export async function importPlugin(folder: string, file: string): Promise<PluginContent> {
  const module = (await import(pathToFileURL(path.join(folder, file)).href)) as object
  const digest = FILE.exec(file)?.groups?.['digest'] ?? ''
  const functions: OwnFunction[] = []
  const problems: string[] = []
  for (const [name, value] of Object.entries(module)) {
    const problem = definitionProblem(value)
    if (problem !== null)
      problems.push(`Its export "${name}" is no function of mappings: ${problem}.`)
    else functions.push(ownFunction(value as OwnFunction['definition'], digest))
  }
  if (functions.length + problems.length === 0) {
    problems.push('It exports nothing. Write "export const NAME = defineFunction({...})".')
  }
  return { functions, problems }
}
