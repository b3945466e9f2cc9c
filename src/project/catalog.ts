/** Finds the catalog of each connection: a schema file, a snapshot, or the DDL of a file set. */
import type { Catalog, Table } from '../catalog/catalog.ts'
import { FILE_COLUMN } from '../catalog/file-numbering.ts'
import { tablesFromDdl } from '../catalog/from-ddl.ts'
import type { ConnectorKind, FileTable } from '../plugin/connector.ts'
import { isPattern } from '../plugin/file-pattern.ts'
import type { ConnectionDraft } from './connection.ts'
import { problem, readText } from './folder.ts'
import type { ProjectConnection } from './project.ts'
import type { ProjectReading } from './reading.ts'
import { readSnapshot } from './snapshot.ts'

/** The desired schema of a PostgreSQL target, plain SQL. */
const TARGET_FILE = 'schema/target.sql'
const TARGET_SCHEMA = 'public'

export async function readCatalogs(
  reading: ProjectReading,
  drafts: readonly ConnectionDraft[],
  target: string | null,
): Promise<ReadonlyMap<string, ProjectConnection>> {
  const connections = new Map<string, ProjectConnection>()
  for (const draft of drafts) {
    const { name } = draft.settings
    const fileCatalog = await readFileCatalog(reading, draft)
    const declared =
      name === target && draft.settings.kind === 'postgres' ? await readTarget(reading, name) : null
    const catalog = declared ?? (await readSnapshotOf(reading, name))
    const kind = draft.kindIsTold
      ? draft.settings.kind
      : ((catalog?.connector as ConnectorKind | undefined) ?? draft.settings.kind)
    connections.set(name, {
      name,
      settings: { ...draft.settings, kind, fileCatalog },
      urlReference: draft.urlReference,
      at: draft.at,
      catalog: catalog ?? catalogOfFiles(draft, fileCatalog),
    })
  }
  return connections
}

async function readSnapshotOf(reading: ProjectReading, name: string): Promise<Catalog | null> {
  const { value, diagnostics } = await readSnapshot(reading.directory, name)
  reading.diagnostics.push(...diagnostics)
  return value ?? null
}

async function readTarget(reading: ProjectReading, connection: string): Promise<Catalog | null> {
  const file = await readText(reading.directory, TARGET_FILE)
  reading.diagnostics.push(...file.diagnostics)
  if (file.value === undefined) return null
  const { value, diagnostics } = tablesFromDdl(file.value, {
    file: TARGET_FILE,
    schema: TARGET_SCHEMA,
  })
  reading.diagnostics.push(...diagnostics)
  return value === undefined ? null : { connection, connector: 'postgres', tables: value }
}

/** The tables that `catalog:` declares for the files of a set. */
async function readFileCatalog(
  reading: ProjectReading,
  { ddl, settings }: ConnectionDraft,
): Promise<readonly Table[] | null> {
  if (ddl === null) return null
  const file = await readText(reading.directory, ddl.path)
  reading.diagnostics.push(...file.diagnostics)
  if (file.absent) {
    const message = `There is no file "${ddl.path}". Write the tables of the files there, as SQL.`
    reading.diagnostics.push(problem('PROJECT_FILES', message, ddl.at))
  }
  if (file.value === undefined) return null
  const { value = null, diagnostics } = tablesFromDdl(file.value, { file: ddl.path, schema: null })
  reading.diagnostics.push(...diagnostics)
  for (const { name } of value ?? []) {
    if (settings.files.some((table) => table.name === name)) continue
    const message =
      `"${ddl.path}" declares a table "${name}", and connection "${settings.name}" has no file ` +
      `of that name. List it under "tables".`
    reading.diagnostics.push(problem('PROJECT_FILES', message, ddl.at))
  }
  return value
}

/** Files whose tables are all declared need no snapshot. */
function catalogOfFiles(
  { settings }: ConnectionDraft,
  declared: readonly Table[] | null,
): Catalog | null {
  if (declared === null) return null
  const tables = settings.files.map((file) => declaredTable(file, declared))
  if (!tables.every((table) => table !== undefined)) return null
  return { connection: settings.name, connector: settings.kind, tables }
}

function declaredTable(file: FileTable, declared: readonly Table[]): Table | undefined {
  const table = declared.find(({ name }) => name === file.name)
  if (table === undefined) return undefined
  const columns = isPattern(file.file) ? [...table.columns, FILE_COLUMN] : table.columns
  return { ...table, columns, primaryKey: file.key.length === 0 ? table.primaryKey : file.key }
}
