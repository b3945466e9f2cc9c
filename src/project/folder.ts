/** Reads the files of the user's folder as text; refuses what lies outside or is no text. */
import { isUtf8 } from 'node:buffer'
import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Checked, Diagnostic, Place } from '../base/diagnostic.ts'
import type { ProjectFile } from './project.ts'

const FILE_BYTES_MAX = 16 * 1024 * 1024
const LINE_FEED = 0x0a

const decoder = new TextDecoder()

/** A file of the folder as text; `absent` is true where there is none, which is no problem here. */
export interface FolderText extends Checked<string> {
  readonly absent: boolean
}

/** The text of a file by its path relative to the folder, a byte order mark taken off. */
export async function readText(directory: string, relative: string): Promise<FolderText> {
  const file = path.join(directory, relative)
  const real = await resolveFile(file)
  if (real === undefined) return { value: undefined, diagnostics: [], absent: true }
  if (!isWithin(await realpath(directory), real)) {
    const message = `"${relative}" leads out of the project's folder. Copy the file into it.`
    return refused(problem('PROJECT_OUTSIDE', message, { file: relative, line: 1, column: 1 }))
  }
  const { size } = await stat(real)
  if (size > FILE_BYTES_MAX) {
    const message = `The file has ${size} bytes; at most ${FILE_BYTES_MAX} are read.`
    return refused(problem('PROJECT_TOO_LARGE', message, { file: relative, line: 1, column: 1 }))
  }
  const bytes = await readFile(real)
  if (!isUtf8(bytes)) {
    const message = 'Here stands a byte that is not UTF-8. Save the file in that encoding.'
    return refused(problem('PROJECT_ENCODING', message, placeOfBadByte(relative, bytes)))
  }
  return { value: decoder.decode(bytes), diagnostics: [], absent: false }
}

/** The mapping files and their tests, by name; what else stands there is reported. */
export async function readMappings(
  directory: string,
): Promise<Checked<{ readonly mappings: ProjectFile[]; readonly tests: ProjectFile[] }>> {
  const mappings: ProjectFile[] = []
  const tests: ProjectFile[] = []
  const diagnostics: Diagnostic[] = []
  for (const name of await listFolder(path.join(directory, FOLDER))) {
    const relative = `${FOLDER}/${name}`
    if (name.startsWith('.') || name.endsWith('.md')) continue
    if (!name.endsWith('.yaml')) {
      const message = `Only files "${FOLDER}/<mapping>.yaml" are read. Rename it, or move it away.`
      diagnostics.push(
        problem('PROJECT_FILE_NAME', message, { file: relative, line: 1, column: 1 }),
      )
      continue
    }
    const { value: text, diagnostics: problems } = await readText(directory, relative)
    diagnostics.push(...problems)
    if (text === undefined) continue
    const list = name.endsWith('.test.yaml') ? tests : mappings
    list.push({ path: relative, text })
  }
  return { value: { mappings, tests }, diagnostics }
}

const FOLDER = 'mappings'

export function problem(code: string, message: string, at: Place): Diagnostic {
  return { ...at, code, severity: 'error', message }
}

function refused(diagnostic: Diagnostic): FolderText {
  return { value: undefined, diagnostics: [diagnostic], absent: false }
}

/** The file a path leads to, symbolic links followed; undefined where there is none. */
async function resolveFile(file: string): Promise<string | undefined> {
  try {
    const real = await realpath(file)
    return (await stat(real)).isFile() ? real : undefined
  } catch (error) {
    if (isAbsence(error)) return undefined
    throw error
  }
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if (isAbsence(error)) return []
    throw error
  }
}

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'])

function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  // A name that no folder can hold, or with a NUL in it, is the name of no file.
  return ABSENT.has(String(code))
}

function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file)
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
}

function placeOfBadByte(file: string, bytes: Buffer): Place {
  let line = 1
  let start = 0
  for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
    if (!isUtf8(bytes.subarray(start, end))) break
    line += 1
    start = end + 1
  }
  // What a decoder puts in place of a bad byte; a real U+FFFD before it is too rare to matter.
  const column = decoder.decode(bytes.subarray(start)).indexOf('\uFFFD') + 1
  return { file, line, column }
}
