/** Reads the repository's own sources for the tidy test. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../../..')

export interface SourceFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly lines: readonly string[]
  readonly imports: readonly ImportLine[]
}

interface ImportLine {
  readonly specifier: string
  readonly isType: boolean
  /** Relative path of the imported file, null for packages and node modules. */
  readonly resolved: string | null
}

/** All TypeScript files below a folder, in order of path. */
export function readSources(folder: string): readonly SourceFile[] {
  const names = readdirSync(path.join(root, folder), { recursive: true }) as string[]
  return names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .sort()
    .map((name) => readSource(path.posix.join(folder, name.replaceAll('\\', '/'))))
}

function readSource(file: string): SourceFile {
  const text = readFileSync(path.join(root, file), 'utf8')
  return { path: file, text, lines: text.split('\n'), imports: [...findImports(file, text)] }
}

// Statements and dynamic imports with a literal; a template in an emitter's text is not one.
const STATIC = /^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'/gmu
const DYNAMIC = /(?<!\/\/.*)\bimport\(\s*'([^']+)'\s*\)/gu

function* findImports(file: string, text: string): Generator<ImportLine> {
  for (const match of text.matchAll(STATIC)) {
    yield toImport(file, match[2] ?? '', match[1] !== undefined)
  }
  for (const match of text.matchAll(DYNAMIC)) yield toImport(file, match[1] ?? '', false)
}

function toImport(file: string, specifier: string, isType: boolean): ImportLine {
  const isRelative = specifier.startsWith('.')
  const resolved = isRelative ? path.posix.join(path.posix.dirname(file), specifier) : null
  return { specifier, isType, resolved }
}
