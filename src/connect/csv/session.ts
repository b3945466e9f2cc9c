/** Turns a set of declared files into a source session. */
import { stat } from 'node:fs/promises'
import { EngineError } from '../../base/error.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import { compareText } from '../../catalog/order.ts'
import type {
  ConnectionSettings,
  FileSource,
  FileStreamOptions,
  FileTable,
  ReadBatch,
  ServerInfo,
  SourceConnection,
} from '../../plugin/connector.ts'
import { fileCatalogTable } from './catalog.ts'
import { digestFiles } from './digest.ts'
import { strictReader } from './encoding.ts'
import type { OpenTable } from './row-reader.ts'
import { readFileTable, readLayout } from './read.ts'
import { readRecords } from './records.ts'
import { csvFormat, tableFiles } from './settings.ts'

/** How much text of a file is read to estimate its rows. */
const SAMPLE_BYTES = 4 << 20

/** Files are opened as they are read, so there is nothing to hold between calls. */
export class CsvSource implements SourceConnection {
  readonly settings: ConnectionSettings
  readonly sql = null
  readonly files: FileSource
  readonly #tables: ReadonlyMap<string, OpenTable>

  /** Throws CONNECT_FILE_FORMAT or CONNECT_FILE_ENCODING for a declaration that cannot be. */
  constructor(settings: ConnectionSettings) {
    this.settings = settings
    this.files = {
      stream: (...request) => this.#stream(...request),
      digest: (name) => digestFiles(this.#open(name).table),
    }
    this.#tables = new Map(settings.files.map((table) => [table.name, openTable(settings, table)]))
  }

  async info(): Promise<ServerInfo> {
    const files = await Promise.all(this.settings.files.map((table) => tableFiles(table)))
    const count = new Set(files.flat()).size
    return {
      version: count === 1 ? '1 file' : `${count} files`,
      place: this.settings.directory,
      readOnly: true,
      tls: 'none (local files)',
    }
  }

  /** Of several files of a table the first by name says what the columns are. */
  async catalog(): Promise<Catalog> {
    const names = [...this.#tables.keys()].sort(compareText)
    const tables = names.map(async (name) => {
      const open = this.#open(name)
      const [file = ''] = await tableFiles(open.table)
      return fileCatalogTable(open, await readLayout(open, file))
    })
    return { connection: this.settings.name, connector: 'files', tables: await Promise.all(tables) }
  }

  async estimateRows(): Promise<ReadonlyMap<string, number>> {
    const estimates = new Map<string, number>()
    for (const [name, { table }] of this.#tables) {
      const files = await tableFiles(table)
      const rows = await Promise.all(files.map((file) => estimateFile(table, file)))
      estimates.set(
        name,
        rows.reduce((sum, count) => sum + count, 0),
      )
    }
    return estimates
  }

  /** A file that changes while it is read is none that anyone could read at one moment. */
  async beginSnapshot(): Promise<void> {}

  async close(): Promise<void> {}

  #stream(
    table: string,
    columns: readonly string[],
    options: FileStreamOptions,
  ): AsyncIterable<ReadBatch> {
    return readFileTable(this.#open(table), { columns, options })
  }

  #open(name: string): OpenTable {
    const open = this.#tables.get(name)
    if (open !== undefined) return open
    const message = `Connection ${this.settings.name} declares no table ${name}.`
    throw new EngineError('CONNECT_FILE_TABLE', message)
  }
}

function openTable(settings: ConnectionSettings, table: FileTable): OpenTable {
  try {
    csvFormat(table)
    strictReader(table.encoding)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    const message = `Connection ${settings.name}, table ${table.name}: ${error.message}`
    throw new EngineError(error.code, message, { cause: error })
  }
  const declared = settings.fileCatalog?.find((each) => each.name === table.name) ?? null
  return { table, declared, settings }
}

/** Exact for a file that ends within the sample, else by the sample's share of the file. */
async function estimateFile(table: FileTable, file: string): Promise<number> {
  const { size } = await stat(file)
  const request = { file, format: csvFormat(table), encoding: table.encoding }
  let records = table.header ? -1 : 0
  for await (const group of readRecords(request)) {
    records += group.records.length
    if (group.bytes >= SAMPLE_BYTES) return Math.round((records * size) / group.packedBytes)
  }
  return Math.max(records, 0)
}
