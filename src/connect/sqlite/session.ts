/** Turns a SQLite file into a session that reads, or into one that writes. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { CompiledQuery, Expression } from 'kysely'
import { Kysely, sql } from 'kysely'
import type { Cell } from '../../base/cell.ts'
import { EngineError } from '../../base/error.ts'
import type { Catalog, TableName } from '../../catalog/catalog.ts'
import type {
  ConnectionBase,
  ConnectionSettings,
  ReadBatch,
  ReadColumn,
  ServerInfo,
  SourceConnection,
  SqlSource,
  StreamOptions,
  TargetConnection,
} from '../../plugin/connector.ts'
import type { LoadBatch, LoadRequest } from '../../plugin/load.ts'
import type { TargetSuspension } from '../../plugin/suspension.ts'
import { countRows, readCatalog } from './catalog.ts'
import { NodeSqliteDialect } from './dialect.ts'
import { engineFailure, loadFailure } from './failure.ts'
import { checkDeferred, SqliteBatch } from './load.ts'
import { SqliteLocks } from './lock.ts'
import { quoteName } from './name.ts'
import { readSqlite } from './read.ts'
import { setSequence } from './sequence.ts'
import { sqliteFile } from './settings.ts'
import { splitStatements } from './statement-text.ts'
import { storedValue } from './store.ts'
import { targetSuspension } from './suspension.ts'

type Role = 'source' | 'target'

/** How long a statement waits for another program's write to end. */
const BUSY_TIMEOUT_MS = 10_000

/** Verbs that would end the transaction a script is part of. */
const TRANSACTION_VERBS: ReadonlySet<string> = new Set(['BEGIN', 'COMMIT', 'END', 'ROLLBACK'])

class SqliteSession implements ConnectionBase {
  readonly settings: ConnectionSettings
  readonly file: string
  /** How messages name the session. */
  readonly place: string
  readonly database: DatabaseSync
  // oxlint-disable-next-line typescript/no-explicit-any -- as the contract has it
  readonly db: Kysely<any>
  readonly #role: Role

  constructor(settings: ConnectionSettings, role: Role) {
    this.settings = settings
    this.file = sqliteFile(settings)
    this.place = `Connection ${settings.name}, ${this.file}`
    this.database = openDatabase(this.file, this.place, role)
    this.db = new Kysely({ dialect: new NodeSqliteDialect(this.database, this.place) })
    this.#role = role
  }

  async info(): Promise<ServerInfo> {
    const row = this.database.prepare('select sqlite_version() as version').get()
    return {
      version: `SQLite ${String(row?.['version'])}`,
      place: this.file,
      readOnly: this.#role === 'source',
      tls: 'none (local file)',
    }
  }

  async catalog(): Promise<Catalog> {
    return this.guard(() => readCatalog(this.database, this.settings))
  }

  /** Exact: SQLite keeps no estimates. */
  async estimateRows(): Promise<ReadonlyMap<string, number>> {
    return this.guard(() => countRows(this.database))
  }

  cell(reference: Expression<unknown>): Expression<unknown> {
    return reference
  }

  parameter(cell: Cell, column: ReadColumn): Expression<unknown> {
    // A value the column cannot hold is compared as it is, and found nowhere.
    const value = storedValue(cell, column)
    return sql.val(value === undefined ? cell : value)
  }

  stream(
    query: CompiledQuery,
    columns: readonly ReadColumn[],
    options: StreamOptions,
  ): AsyncIterable<ReadBatch> {
    return readSqlite(this, { query, columns, options })
  }

  async beginSnapshot(): Promise<void> {
    this.guard(() => this.database.exec('begin'))
  }

  /** It keeps no statistics of how keys are spread. */
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

  protected guard<T>(call: () => T): T {
    try {
      return call()
    } catch (error) {
      throw engineFailure(error, this.place)
    }
  }
}

/** A read-only session on a file that must be there. */
export class SqliteSource extends SqliteSession implements SourceConnection {
  readonly files = null

  constructor(settings: ConnectionSettings) {
    super(settings, 'source')
  }

  get sql(): SqlSource {
    return this
  }
}

/** The one session that writes to the file, made where there is none. */
export class SqliteTarget extends SqliteSession implements SourceConnection, TargetConnection {
  readonly files = null
  readonly #locks: SqliteLocks

  constructor(settings: ConnectionSettings) {
    super(settings, 'target')
    this.#locks = new SqliteLocks(this.file)
  }

  get sql(): SqlSource {
    return this
  }

  /** What one session has open to read, the commit of every other one waits for. */
  get reading(): SourceConnection {
    return this
  }

  async begin(): Promise<void> {
    this.#exec('begin immediate')
  }

  /** A deferred reference that fails leaves the transaction open: roll it back. */
  async commit(): Promise<void> {
    try {
      this.database.exec('commit')
    } catch (error) {
      throw loadFailure(error, null, this.place)
    }
  }

  async rollback(): Promise<void> {
    // A full disk or an I/O error has rolled back already.
    if (this.database.isTransaction) this.#exec('rollback')
  }

  async savepoint(name: string): Promise<void> {
    this.#exec(`savepoint ${quoteName(name)}`)
  }

  async release(name: string): Promise<void> {
    this.#exec(`release ${quoteName(name)}`)
  }

  async checkDeferred(): Promise<void> {
    this.guard(() => checkDeferred(this.database))
  }

  takesPacked(): boolean {
    return false
  }

  readonly openStream = null

  get suspension(): TargetSuspension {
    return targetSuspension(this.database, this.place)
  }

  /** SQLite passes over it where a transaction is open. */
  readonly enforceReferences = async (enforce: boolean): Promise<void> => {
    this.#exec(`pragma foreign_keys = ${enforce ? 'on' : 'off'}`)
  }

  startBatch(request: LoadRequest): LoadBatch {
    return new SqliteBatch(this, request)
  }

  scriptRuns(): 'inTransaction' {
    return 'inTransaction'
  }

  async script(text: string): Promise<void> {
    for (const statement of splitStatements(text)) {
      const fail = (message: string, cause?: unknown): EngineError =>
        new EngineError('CONNECT_SCRIPT', `Line ${statement.line}: ${message}`, { cause })
      if (this.database.isTransaction && TRANSACTION_VERBS.has(statement.verb)) {
        throw fail(`${statement.verb} would end the transaction this script runs in; leave it out.`)
      }
      try {
        this.database.exec(statement.text)
      } catch (error) {
        throw fail(error instanceof Error ? `${error.message}.` : String(error), error)
      }
    }
  }

  async tryLock(name: string): Promise<boolean> {
    return this.#locks.tryLock(name)
  }

  async unlock(name: string): Promise<void> {
    this.#locks.unlock(name)
  }

  async setSequences(
    table: TableName,
  ): Promise<readonly { readonly column: string; readonly next: string }[]> {
    return this.guard(() => setSequence(this.database, table.name))
  }

  override async close(): Promise<void> {
    this.#locks.close()
    await super.close()
  }

  #exec(text: string): void {
    this.guard(() => this.database.exec(text))
  }
}

function openDatabase(file: string, place: string, role: Role): DatabaseSync {
  const needed = role === 'source' ? file : path.dirname(file)
  if (!existsSync(needed)) {
    throw new EngineError('CONNECT_FILE_MISSING', `${place}: there is no ${needed}.`)
  }
  try {
    const database = new DatabaseSync(file, {
      readOnly: role === 'source',
      enableForeignKeyConstraints: true,
      enableDoubleQuotedStringLiterals: false,
      timeout: BUSY_TIMEOUT_MS,
    })
    // The first read is what finds a file that is no database. A schema of strangers must not call
    // functions that reach outside of it.
    database.exec('pragma trusted_schema = off; select count(*) from sqlite_schema')
    return database
  } catch (error) {
    throw engineFailure(error, place)
  }
}
