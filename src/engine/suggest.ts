/** The project's catalogs -> drafts of the mappings that it lacks, tried as if they were there. */
import { writeFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Diagnostic } from '../base/diagnostic.ts'
import { valueAt } from '../base/yaml-node.ts'
import { compileProject } from '../compile/compile.ts'
import { suggest, type Draft, type Suggestion } from '../compile/suggest.ts'
import { readMappingFile } from '../mapping/read-mapping.ts'
import type { Project } from '../project/project.ts'
import { functionTable } from '../function/table.ts'
import { compileConnections } from './load.ts'

export interface TriedDraft extends Draft {
  /** Errors that the draft has as it is: what its questions are about. */
  readonly problems: readonly Diagnostic[]
}

export interface TriedSuggestion extends Omit<Suggestion, 'drafts'> {
  readonly drafts: readonly TriedDraft[]
}

/** null: what the target or every source has is not known yet. */
export function suggestMappings(project: Project): TriedSuggestion | null {
  const { connections, target, mappings, defaults, naming } = project
  const sources = [...connections.values()].flatMap(({ name, catalog }) =>
    name === target.name || catalog === null ? [] : [catalog],
  )
  if (target.catalog === null || sources.length === 0) return null
  const documents = mappings.flatMap((file) => readMappingFile(file, defaults, naming).value ?? [])
  const names = mappings.map((file) => path.posix.basename(file.path, '.yaml'))
  const found = suggest({
    sources,
    target: target.catalog,
    naming,
    filled: filledBy(documents),
    taken: new Set([...names, ...documents.map(({ name }) => name)]),
    hasOnError: valueAt(defaults.node ?? undefined, 'on_error') !== undefined,
  })
  const read = found.drafts.map((draft) =>
    readMappingFile({ path: draft.file, text: draft.text }, defaults, naming),
  )
  const compiled = compileProject([...documents, ...read.flatMap(({ value }) => value ?? [])], {
    connections: compileConnections(project),
    target: target.name,
    naming,
    drops: project.drops,
    splits: [],
    functions: functionTable,
    ownFunctions: [],
    plugins: [],
    coverage: project.coverage,
  })
  const errors = [
    ...read.flatMap(({ diagnostics }) => diagnostics),
    ...compiled.diagnostics,
  ].filter(({ severity }) => severity === 'error')
  const drafts = found.drafts.map((draft) => ({
    ...draft,
    problems: errors.filter(({ file }) => file === draft.file),
  }))
  return { ...found, drafts }
}

function filledBy(
  documents: readonly { readonly target: { readonly into: { readonly table: string } } }[],
): ReadonlySet<string> {
  return new Set(documents.map(({ target }) => target.into.table.replaceAll('"', '')))
}

/** Writes the drafts; a file that is there in the meantime stays as it is. Returns the written. */
export async function writeDrafts(
  directory: string,
  drafts: readonly Draft[],
): Promise<readonly string[]> {
  await mkdir(path.join(directory, 'mappings'), { recursive: true })
  const written: string[] = []
  for (const { file, text } of drafts) {
    try {
      await writeFile(path.join(directory, file), text, { flag: 'wx' })
      written.push(file)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
  return written
}
