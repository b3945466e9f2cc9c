/** Staged files, attached side by side -> a session that reads them as any source is read. */
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { CompiledQuery, Expression } from 'kysely'
import { Kysely, sql } from 'kysely'
import type { Cell } from '../../../base/cell.ts'
import { EngineError } from '../../../base/error.ts'
import type { Catalog } from '../../../catalog/catalog.ts'
import { STAGED_ROWS } from '../../../catalog/staged-table.ts'
import type {
  ConnectionSettings,
  ReadBatch,
  ReadColumn,
  ServerInfo,
  SourceConnection,
  SqlSource,
  StreamOptions,
} from '../../../plugin/connector.ts'
import { NodeSqliteDialect } from '../dialect.ts'
import { engineFailure } from '../failure.ts'
import { quoteName } from '../name.ts'
import { readFacts } from './facts.ts'
import { readStaged } from './read.ts'
import { storeCell, storedForm } from './stored.ts'

/** Reads files that nobody writes any more: each is made whole before it has its name. */
export class StageSource implements SourceConnection, SqlSource {
  readonly settings: ConnectionSettings
  readonly files = null
  readonly place: string
  readonly database: DatabaseSync
  // oxlint-disable-next-line typescript/no-explicit-any -- as the contract has it
  readonly db: Kysely<any>

  constructor(settings: ConnectionSettings) {
    this.settings = settings
    this.place = `The stage of ${settings.name}`
    this.database = new DatabaseSync(':memory:')
    this.db = new Kysely({ dialect: new NodeSqliteDialect(this.database, this.place) })
    try {
      for (const { schema, file } of settings.staged) this.#attach(schema, file)
    } catch (error) {
      this.database.close()
      throw engineFailure(error, this.place)
    }
  }

  get sql(): SqlSource {
    return this
  }

  async info(): Promise<ServerInfo> {
    const row = this.database.prepare('select sqlite_version() as version').get()
    return {
      version: `SQLite ${String(row?.['version'])}`,
      place: this.settings.staged.map(({ file }) => file).join(', '),
      readOnly: true,
      tls: 'none (local files)',
    }
  }

  /** What is staged is in the catalogs of its sources, and in none of its own. */
  async catalog(): Promise<Catalog> {
    return { connection: this.settings.name, connector: 'stage', tables: [] }
  }

  async estimateRows(): Promise<ReadonlyMap<string, number>> {
    const rows = this.settings.staged.map(
      ({ schema, file }) => [`${schema}.${STAGED_ROWS}`, readFacts(file)?.rows ?? 0] as const,
    )
    return new Map(rows)
  }

  /** The files do not change. */
  async beginSnapshot(): Promise<void> {}

  cell(reference: Expression<unknown>): Expression<unknown> {
    return reference
  }

  parameter(cell: Cell, column: ReadColumn): Expression<unknown> {
    return sql.val(storeCell(storedForm(column.type), cell))
  }

  stream(
    query: CompiledQuery,
    columns: readonly ReadColumn[],
    options: StreamOptions,
  ): AsyncIterable<ReadBatch> {
    return readStaged(this, { query, columns, options })
  }

  async keyStatistics(): Promise<null> {
    return null
  }

  packed(): null {
    return null
  }

  lineWriter(): null {
    return null
  }

  async close(): Promise<void> {
    if (this.database.isOpen) this.database.close()
  }

  #attach(schema: string, file: string): void {
    if (!existsSync(file)) {
      const what = `${file} is gone. Go on with run --resume, which stages it anew.`
      const message = `${this.place}: ${what}`
      throw new EngineError('CONNECT_FILE_MISSING', message)
    }
    const url = `${pathToFileURL(file).href}?mode=ro&immutable=1`
    this.database.prepare(`attach ? as ${quoteName(schema)}`).run(url)
  }
}
