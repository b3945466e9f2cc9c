/** Turns the folder `migrations/` into an ordered list of checked migration files. */
import { readdir, writeFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Checked, Diagnostic } from '../base/diagnostic.ts'
import { sha256 } from '../base/digest.ts'
import { problem, readText } from './folder.ts'

export interface MigrationFile {
  /** File name without extension: `0001_create_member`. The identity in the history. */
  readonly name: string
  readonly number: number
  readonly kind: 'sql' | 'module'
  /** Relative to the project's folder. */
  readonly path: string
  readonly absolutePath: string
  /** Of the file's bytes, line ends normalised, so that a checkout on Windows is the same. */
  readonly checksum: string
  /** SQL text of `kind: sql`, else null. */
  readonly up: string | null
  /** SQL text of `NAME.down.sql`, null when there is none (a module has its own `down`). */
  readonly down: string | null
}

const FOLDER = 'migrations'
const NAME = /^(\d{4,})_[a-z0-9][a-z0-9_-]*$/u
const FILE = /^(?<name>[^.]+)(?:(?<down>\.down)?\.sql|\.(?:ts|mts|js|mjs))$/u

/** Reads and checks the folder; an absent one is an empty list. */
export async function readMigrations(directory: string): Promise<Checked<MigrationFile[]>> {
  const folder = path.join(directory, FOLDER)
  const diagnostics: Diagnostic[] = []
  const texts = new Map<string, string>()
  for (const file of await listFolder(folder)) {
    if (file.startsWith('.') || file.endsWith('.md')) continue
    const read = await readText(directory, `${FOLDER}/${file}`)
    diagnostics.push(...read.diagnostics)
    if (!FILE.test(file) || read.absent) diagnostics.push(misnamed(file))
    else if (read.value !== undefined) texts.set(file, read.value)
  }
  const files: MigrationFile[] = []
  for (const [file, text] of texts) {
    const match = FILE.exec(file)?.groups
    const name = match?.['name'] ?? ''
    if (match?.['down'] !== undefined) {
      if (!texts.has(`${name}.sql`)) diagnostics.push(strayDown(file, name))
      continue
    }
    const number = NAME.exec(name)?.[1]
    if (number === undefined) {
      diagnostics.push(misnamed(file))
      continue
    }
    const isSql = file.endsWith('.sql')
    if (isSql && text.trim() === '') diagnostics.push(emptyFile(file))
    files.push({
      name,
      number: Number(number),
      kind: isSql ? 'sql' : 'module',
      path: `${FOLDER}/${file}`,
      absolutePath: path.join(folder, file),
      checksum: sha256(text.replaceAll('\r\n', '\n')),
      up: isSql ? text : null,
      down: downOf(texts.get(`${name}.down.sql`)),
    })
  }
  files.sort((a, b) => a.number - b.number || (a.path < b.path ? -1 : 1))
  files.forEach((file, index) => {
    const previous = files[index - 1]
    if (previous !== undefined && previous.number === file.number) {
      diagnostics.push(sameNumber(file, previous))
    }
  })
  return { value: diagnostics.length === 0 ? files : undefined, diagnostics }
}

/** Creates the next numbered SQL migration with its down file; returns their relative paths. */
export async function writeMigration(
  directory: string,
  what: string,
  existing: readonly MigrationFile[],
): Promise<readonly string[]> {
  const slug = what
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '_')
    .replace(/^_+|_+$/gu, '')
  const next = (existing.at(-1)?.number ?? 0) + 1
  const name = `${String(next).padStart(4, '0')}_${slug === '' ? 'change' : slug}`
  const paths = [`${FOLDER}/${name}.sql`, `${FOLDER}/${name}.down.sql`]
  const texts = [
    `-- ${what.trim().replace(/\s+/gu, ' ')}\n` +
      '-- Runs in one transaction together with its history row.\n',
    `-- Takes ${name} back. Delete this file if it cannot be taken back.\n`,
  ]
  await mkdir(path.join(directory, FOLDER), { recursive: true })
  for (const [index, file] of paths.entries()) {
    await writeFile(path.join(directory, file), texts[index] ?? '', { flag: 'wx' })
  }
  return paths
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function diagnostic(code: string, file: string, message: string): Diagnostic {
  return problem(code, message, { file: `${FOLDER}/${file}`, line: 1, column: 1 })
}

/** True when there is no statement in it, only blanks and comments. */
export function isBlank(text: string): boolean {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//gu, '').trim() === ''
}

/** A way back that does nothing is none: it would only take the history row away. */
function downOf(text: string | undefined): string | null {
  return text === undefined || isBlank(text) ? null : text
}

function misnamed(file: string): Diagnostic {
  return diagnostic(
    'PROJECT_MIGRATION_NAME',
    file,
    'A migration is named like 0001_create_member.sql (or .ts), its way back like ' +
      '0001_create_member.down.sql. Rename the file.',
  )
}

function strayDown(file: string, name: string): Diagnostic {
  return diagnostic(
    'PROJECT_MIGRATION_DOWN_ALONE',
    file,
    `There is no ${name}.sql that this file could take back. ` +
      'Name it after its migration, or remove it.',
  )
}

function emptyFile(file: string): Diagnostic {
  return diagnostic(
    'PROJECT_MIGRATION_EMPTY',
    file,
    'The migration is empty. Write its SQL, or remove the file.',
  )
}

function sameNumber(file: MigrationFile, other: MigrationFile): Diagnostic {
  return diagnostic(
    'PROJECT_MIGRATION_NUMBER',
    file.path.slice(FOLDER.length + 1),
    `${other.path} has the number ${file.number} too, so their order is open. ` +
      'Give one of them the next free number.',
  )
}
