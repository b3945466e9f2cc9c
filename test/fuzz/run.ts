/** Reads and compiles mutated files: diagnostics or success, each place in the file, soon. */
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Diagnostic } from '../../src/base/diagnostic.ts'
import type { ProjectContext } from '../../src/compile/context.ts'
import { compileProject } from '../../src/compile/compile.ts'
import { readMappingFile } from '../../src/mapping/read-mapping.ts'
import { readMappingTests } from '../../src/mapping/read-tests.ts'
import { loadProject } from '../../src/project/load.ts'
import { Random } from '../oracle/random/random.ts'
import { compileWorld } from '../support/compile-world.ts'
import { root } from '../support/tidy/sources.ts'
import { mutate } from './mutate.ts'

export interface FuzzOptions {
  readonly seed: number
  /** The number of the first file. */
  readonly from: number
  readonly count: number
  /** Is told of each file before it is read: who watches knows which one takes for ever. */
  readonly onFile?: (number: number) => void
}

interface Trouble {
  readonly number: number
  readonly what: string
  readonly file: string
  readonly text: string
}

export interface FuzzResult {
  readonly troubles: readonly Trouble[]
  /** How many files had nothing wrong. */
  readonly right: number
  readonly slowestMs: number
}

/** A machine that is busy takes its time; what is quadratic takes far longer. */
const FILE_MS_MAX = 10_000
const TROUBLES_MAX = 20

const FILES: readonly string[] = globSync(
  [
    'mapwright.yaml',
    'mappings/*.yaml',
    'test/scenarios/*/mapwright.yaml',
    'test/scenarios/*/mappings/*.yaml',
    'test/invalid/{COMPILE,EXPRESSION,MAPPING,YAML}_*.yaml',
  ],
  { cwd: root },
).toSorted()

export async function runFuzz({ seed, from, count, onFile }: FuzzOptions): Promise<FuzzResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mapwright-fuzz-'))
  cpSync(path.join(root, 'schema'), path.join(folder, 'schema'), { recursive: true })
  const own = await ownContext()
  const texts = FILES.map((file) => readFileSync(path.join(root, file), 'utf8'))
  const troubles: Trouble[] = []
  let [right, slowestMs] = [0, 0]
  try {
    for (let number = from; number < from + count && troubles.length < TROUBLES_MAX; number += 1) {
      const random = new Random(seed, number)
      const index = random.below(FILES.length)
      const file = FILES[index] ?? ''
      const text = mutate(texts[index] ?? '', random)
      onFile?.(number)
      const start = performance.now()
      const found = await lookAt({ file, text }, folder, own)
      const ms = performance.now() - start
      slowestMs = Math.max(slowestMs, ms)
      if (found === null) right += 1
      const slow = ms > FILE_MS_MAX ? `takes ${Math.round(ms)} ms` : undefined
      const what = typeof found === 'string' ? found : slow
      if (what !== undefined) troubles.push({ number, what, file, text })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { troubles, right, slowestMs }
}

interface Changed {
  readonly file: string
  readonly text: string
}

/** The tables that the repository's own mappings are about. */
async function ownContext(): Promise<ProjectContext> {
  const { value: project } = await loadProject(root, { environment: null, env: {} })
  if (project === undefined) throw new Error('the project of the repository does not load')
  const connections = [...project.connections].flatMap(([name, { catalog, settings }]) =>
    catalog === null ? [] : [[name, { catalog, settings }] as const],
  )
  const { target, naming, drops } = project
  return compileWorld({ connections: new Map(connections), target: target.name, naming, drops })
}

/** What is the matter; null where the file is right, undefined where its diagnostics are. */
async function lookAt(
  { file, text }: Changed,
  folder: string,
  own: ProjectContext,
): Promise<string | null | undefined> {
  let diagnostics: readonly Diagnostic[]
  try {
    diagnostics = await diagnosticsOf({ file, text }, folder, own)
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
  if (diagnostics.length === 0) return null
  const astray = diagnostics.find((diagnostic) => !isWithin(diagnostic, text))
  if (astray === undefined) return undefined
  const { code, line, column, message } = astray
  return `a place beyond the file: ${code} ${line}:${column} ${message}`
}

async function diagnosticsOf(
  { file, text }: Changed,
  folder: string,
  own: ProjectContext,
): Promise<readonly Diagnostic[]> {
  if (path.basename(file) === 'mapwright.yaml') {
    writeFileSync(path.join(folder, 'mapwright.yaml'), text)
    const { diagnostics } = await loadProject(folder, { environment: null, env: {} })
    return diagnostics.filter((diagnostic) => diagnostic.file === 'mapwright.yaml')
  }
  const source = { path: 'mappings/it.yaml', text }
  if (file.endsWith('.test.yaml')) return readMappingTests(source).diagnostics
  const read = readMappingFile(source, { file: 'mapwright.yaml', node: null }, 'same')
  if (read.value === undefined) return read.diagnostics
  const context = file.startsWith('mappings/') ? own : compileWorld()
  const compiled = compileProject(read.value, context)
  return [...read.diagnostics, ...compiled.diagnostics].filter(
    (diagnostic) => diagnostic.file === source.path,
  )
}

/** Of a text that YAML folds into one line, places count on from where it starts. */
function isWithin({ line, column, endColumn }: Diagnostic, text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/u)
  if (line < 1 || line > lines.length || column < 1) return false
  const rest = lines.slice(line - 1).join('\n')
  return column <= rest.length + 1 && (endColumn === undefined || endColumn >= column)
}
