/** Programs -> the tables that have to be copied for them, each once, and whom the copies serve. */
import { sha256 } from '../base/digest.ts'
import { tableId } from '../catalog/catalog.ts'
import { compareText } from '../catalog/order.ts'
import type { Program, StagedTable } from '../compile/program.ts'
import type { ConnectionSettings, StagedFile } from '../plugin/connector.ts'

/** A table as it is copied: with all that any mapping reads of it. */
export type NeededTable = Omit<StagedTable, 'reads'>

/** By `idOf`. `all` add their columns, so that the same copy serves whatever is selected. */
export function neededTables(
  programs: readonly Program[],
  all: readonly Program[],
): readonly NeededTable[] {
  const wanted = new Set(programs.flatMap(({ staged }) => staged.map(idOf)))
  const tables = new Map<string, NeededTable>()
  for (const staged of [...programs, ...all].flatMap((program) => program.staged)) {
    const id = idOf(staged)
    const known = tables.get(id)
    if (wanted.has(id)) tables.set(id, known === undefined ? sorted(staged) : merged(known, staged))
  }
  return [...tables.values()]
}

/** A table by its connection and name. */
export function idOf({ connection, table }: Pick<NeededTable, 'connection' | 'table'>): string {
  return `${connection}.${tableId(table)}`
}

function merged(one: NeededTable, other: NeededTable): NeededTable {
  const names = new Set(one.columns.map(({ name }) => name))
  const columns = [...one.columns, ...other.columns.filter(({ name }) => !names.has(name))]
  const indexes = new Map(
    [...one.indexes, ...other.indexes].map((found) => [found.join('\0'), found]),
  )
  return sorted({ ...one, columns, indexes: [...indexes.values()] })
}

/** The same however the mappings are ordered. */
function sorted(table: NeededTable): NeededTable {
  return {
    ...table,
    columns: table.columns.toSorted((one, other) => compareText(one.name, other.name)),
    indexes: table.indexes.toSorted((one, other) => compareText(one.join('\0'), other.join('\0'))),
  }
}

/** A copy of a table, on the disk. */
export interface StagedCopy {
  /** `connection.table`. */
  readonly table: string
  readonly file: string
  /** Of the files that it was made from; null: of a database, which has none. */
  readonly digest: string | null
  readonly rows: number
  readonly unreadable: number
  readonly nulled: Readonly<Record<string, number>>
  readonly bytes: number
  /** False: it was there already. */
  readonly isNew: boolean
}

/** Settings of the connections that read the stage, as far as all that they read is there. */
export function stageSettings(
  programs: readonly Program[],
  copies: ReadonlyMap<string, StagedCopy>,
  directory: string,
): readonly ConnectionSettings[] {
  const attached = new Map<string, Map<string, string | undefined>>()
  for (const staged of programs.flatMap((program) => program.staged)) {
    const { connection, schema } = staged.reads
    const files = attached.get(connection) ?? new Map<string, string | undefined>()
    attached.set(connection, files.set(schema, copies.get(idOf(staged))?.file))
  }
  return [...attached].flatMap(([name, files]) => {
    const staged = [...files].flatMap(([schema, file]): StagedFile[] =>
      file === undefined ? [] : [{ schema, file }],
    )
    return staged.length < files.size ? [] : [settingsOf(name, directory, staged)]
  })
}

function settingsOf(
  name: string,
  directory: string,
  staged: readonly StagedFile[],
): ConnectionSettings {
  return {
    name,
    kind: 'stage',
    url: null,
    directory,
    tls: 'disable',
    types: {},
    zeroDates: 'reject',
    nullTokens: {},
    files: [],
    fileCatalog: null,
    schemas: null,
    staged,
  }
}

/**
 * The program as a run takes it: its digest holds that of staged files. Their records are numbered,
 * and a resume that met other files would give the numbers of chunks to other records.
 */
export function withContent(program: Program, digests: ReadonlyMap<string, string>): Program {
  const content = program.staged.flatMap((staged) => digests.get(idOf(staged)) ?? [])
  if (content.length === 0) return program
  return { ...program, digest: sha256(JSON.stringify([program.digest, ...content])) }
}
