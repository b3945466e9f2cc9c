/** File tables for tests: declared with every default, written to a folder, read whole. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Row } from '../../src/base/cell.ts'
import type { Table } from '../../src/catalog/catalog.ts'
import { csvConnector } from '../../src/connect/csv/index.ts'
import type {
  ConnectionSettings,
  FileTable,
  ReadProblem,
  SourceConnection,
} from '../../src/plugin/connector.ts'
import { connectionSettings } from './connection-settings.ts'
import { rowsOf } from './batches.ts'

/** The defaults that `project` fills. */
export function fileTable(file: string, changes: Partial<FileTable> = {}): FileTable {
  return {
    name: 'member',
    file,
    encoding: 'utf-8',
    delimiter: ',',
    record: null,
    quote: '"',
    header: true,
    nulls: [],
    ragged: 'reject',
    key: [],
    ...changes,
  }
}

/** A file of the folder with these bytes. */
export function writeFile(folder: string, name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

export async function openFiles(
  tables: readonly FileTable[],
  changes: Partial<ConnectionSettings> = {},
): Promise<SourceConnection> {
  return csvConnector.openSource(connectionSettings('files', null, { files: tables, ...changes }))
}

export interface ReadTable {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  /** With `row` counted over all batches. */
  readonly problems: readonly ReadProblem[]
  readonly nulled: Readonly<Record<string, number>>
}

export interface ReadTableOptions {
  readonly declared?: Table
  readonly settings?: Partial<ConnectionSettings>
  /** Columns asked for; else all of the catalog. */
  readonly columns?: readonly string[]
  readonly batchRows?: number
}

/** All rows of a table. */
export async function readTable(
  table: FileTable,
  options: ReadTableOptions = {},
): Promise<ReadTable> {
  const { declared, settings = {}, batchRows = 1000 } = options
  const fileCatalog = declared === undefined ? null : [declared]
  const source = await openFiles([table], { fileCatalog, ...settings })
  const catalog = await source.catalog()
  const columns = options.columns ?? catalog.tables[0]?.columns.map(({ name }) => name) ?? []
  const rows: Row[] = []
  const problems: ReadProblem[] = []
  const nulled: Record<string, number> = {}
  const stream = source.files?.stream(table.name, columns, { batchRows, batchBytes: 1 << 20 }) ?? []
  for await (const batch of stream) {
    for (const problem of batch.problems) {
      problems.push({ ...problem, row: problem.row + rows.length })
    }
    for (const [index, count] of batch.nulled) {
      const name = columns[index] ?? ''
      nulled[name] = (nulled[name] ?? 0) + count
    }
    rows.push(...rowsOf(batch))
  }
  await source.close()
  return { columns, rows, problems, nulled }
}
