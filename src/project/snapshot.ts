/** Reads and writes the snapshots in `schema/`: a catalog and row estimates a connection. */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Checked } from '../base/diagnostic.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { compareText } from '../catalog/order.ts'
import { formatSnapshot, parseSnapshot } from '../catalog/snapshot.ts'
import { problem, readText } from './folder.ts'
import type { Project } from './project.ts'

/** Relative to the project's folder. */
function snapshotPath(connection: string): string {
  return `schema/${connection}.catalog.json`
}

/** Row estimates stand in a file of their own: they change daily, and are no drift. */
function estimatesPath(connection: string): string {
  return `schema/${connection}.rows.json`
}

/** The snapshot of a connection; no value and no diagnostics where none has been taken. */
export async function readSnapshot(
  directory: string,
  connection: string,
): Promise<Checked<Catalog>> {
  const file = snapshotPath(connection)
  const { value: text, diagnostics } = await readText(directory, file)
  if (text === undefined) return { value: undefined, diagnostics }
  const snapshot = parseSnapshot(text, file)
  if (snapshot.value === undefined || snapshot.value.connection === connection) return snapshot
  const message =
    `The snapshot is of connection "${snapshot.value.connection}", and the file's name says ` +
    `"${connection}". Take it again with "mapwright snapshot".`
  const at = { file, line: 1, column: 1 }
  return { value: undefined, diagnostics: [problem('PROJECT_SNAPSHOT_NAME', message, at)] }
}

/** Rows by table id; empty where no snapshot has been taken. */
export async function readEstimates(
  project: Pick<Project, 'directory'>,
  connection: string,
): Promise<ReadonlyMap<string, number>> {
  const { value: text } = await readText(project.directory, estimatesPath(connection))
  try {
    const rows = JSON.parse(text ?? '{}') as Record<string, unknown>
    return new Map(
      Object.entries(rows).flatMap(([table, count]) =>
        typeof count === 'number' ? [[table, count] as const] : [],
      ),
    )
  } catch {
    // Estimates only order the work: a file that is broken is one that is absent.
    return new Map()
  }
}

/** Writes the catalog and the estimates; returns the files, relative to the project. */
export async function writeSnapshot(
  project: Pick<Project, 'directory'>,
  catalog: Catalog,
  estimates: ReadonlyMap<string, number>,
): Promise<readonly string[]> {
  const rows = Object.fromEntries(
    [...estimates].sort(([left], [right]) => compareText(left, right)),
  )
  const files = [
    [snapshotPath(catalog.connection), formatSnapshot(catalog)],
    [estimatesPath(catalog.connection), `${JSON.stringify(rows, undefined, 2)}\n`],
  ] as const
  for (const [file, text] of files) await writeWhole(path.join(project.directory, file), text)
  return files.map(([file]) => file)
}

/** All of it or nothing: a half-written snapshot would be read as one that was changed by hand. */
async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}.tmp`
  await writeFile(draft, text)
  await rename(draft, file)
}
