/** Turns a session into what the engine reads from, and what it loads into. */
import type { CompiledQuery, Expression, Kysely } from 'kysely'
import type { Cell } from '../../base/cell.ts'
import type { Catalog, TableName } from '../../catalog/catalog.ts'
import type {
  ChunkSize,
  ConnectionBase,
  ConnectionSettings,
  KeyStatistics,
  PackedSource,
  ReadBatch,
  ReadColumn,
  ServerInfo,
  SourceConnection,
  SqlSource,
  StreamOptions,
  TargetConnection,
} from '../../plugin/connector.ts'
import type { LineWriter, LoadBatch, LoadRequest, LoadStream } from '../../plugin/load.ts'
import { estimateRows, readCatalog } from './catalog.ts'
import { cellParameter, overriddenType, selectCell } from './cell.ts'
import { toLoadError } from './failure.ts'
import { startRows } from './growing.ts'
import { LoadFacts } from './load-facts.ts'
import { PostgresStream } from './load-stream.ts'
import { PostgresBatch } from './load.ts'
import { quoteName } from './name.ts'
import { packedPlan, type PackedPlan } from './packed-writer.ts'
import { fieldEncoder } from './packed-encode.ts'
import { packedSource, streamBatches } from './read.ts'
import { lineWriter } from './row-writer.ts'
import { sampleKeys } from './sample.ts'
import { setSequences } from './sequence.ts'
import type { PostgresSession } from './session.ts'
import { targetSuspension } from './suspension.ts'

class PostgresConnection implements ConnectionBase {
  readonly settings: ConnectionSettings
  // oxlint-disable-next-line typescript/no-explicit-any -- as the contract has it
  readonly db: Kysely<any>
  protected readonly session: PostgresSession

  constructor(session: PostgresSession) {
    this.settings = session.settings
    this.db = session.db
    this.session = session
  }

  async info(): Promise<ServerInfo> {
    const { rows } = await this.session.query(
      `select current_setting('server_version') as version,
         current_setting('transaction_read_only') as read_only`,
    )
    const version = (rows[0]?.['version'] ?? '').split(' ')[0] ?? ''
    return {
      version: `PostgreSQL ${version}`,
      place: this.session.place,
      readOnly: rows[0]?.['read_only'] === 'on',
      tls: this.session.tls,
    }
  }

  async catalog(): Promise<Catalog> {
    return readCatalog(this.session)
  }

  async estimateRows(): Promise<ReadonlyMap<string, number>> {
    return estimateRows(this.session)
  }

  cell(reference: Expression<unknown>, column: ReadColumn): Expression<unknown> {
    return selectCell(reference, column)
  }

  parameter(cell: Cell, column: ReadColumn): Expression<unknown> {
    return cellParameter(cell, column)
  }

  stream(
    query: CompiledQuery,
    columns: readonly ReadColumn[],
    options: StreamOptions,
  ): AsyncIterable<ReadBatch> {
    return streamBatches(this.session, query, columns, options)
  }

  async close(): Promise<void> {
    await this.session.close()
  }
}

export class PostgresSource extends PostgresConnection implements SourceConnection, SqlSource {
  readonly files = null

  get sql(): SqlSource {
    return this
  }

  async beginSnapshot(): Promise<void> {
    await this.session.query('begin isolation level repeatable read, read only')
  }

  async keyStatistics(
    table: TableName,
    key: readonly ReadColumn[],
    size: ChunkSize,
  ): Promise<KeyStatistics | null> {
    return sampleKeys(this.session, { table, key, size })
  }

  packed(columns: readonly ReadColumn[]): PackedSource | null {
    return packedSource(this.session, columns)
  }

  lineWriter(request: Pick<LoadRequest, 'columns' | 'copies'>): LineWriter {
    return lineWriter(request)
  }
}

export class PostgresTarget extends PostgresConnection implements TargetConnection {
  readonly #facts = new LoadFacts(this.session)
  readonly reading = null

  async begin(): Promise<void> {
    // Each statement sees what others have committed: the ledger's fencing relies on it.
    this.#facts.forget()
    await this.session.query('begin isolation level read committed')
  }

  async commit(): Promise<void> {
    try {
      await this.session.rawQuery('commit')
    } catch (error) {
      // A deferred constraint speaks at the commit, and only of a row.
      throw toLoadError(error) ?? this.session.failure(error, 'committing')
    }
  }

  async rollback(): Promise<void> {
    this.#facts.forget()
    await this.session.query('rollback')
  }

  async savepoint(name: string): Promise<void> {
    await this.session.query(`savepoint ${quoteName(name)}`)
  }

  async release(name: string): Promise<void> {
    await this.session.query(`release savepoint ${quoteName(name)}`)
  }

  async checkDeferred(): Promise<void> {
    try {
      await this.session.rawQuery('set constraints all immediate')
    } catch (error) {
      throw toLoadError(error) ?? this.session.failure(error, 'checking deferred constraints')
    }
  }

  /** What a project reads a type as says nothing of how the server takes it. */
  takesPacked({ table, columns }: Pick<LoadRequest, 'table' | 'columns'>): boolean {
    const { types } = this.settings
    return columns.every((column) => {
      return (
        fieldEncoder(column.type) !== null &&
        overriddenType(types, { ...column, table }) === undefined
      )
    })
  }

  readonly suspension = targetSuspension(this.session)
  readonly enforceReferences = null

  readonly openStream = (request: LoadRequest): LoadStream => {
    const spare = this.#facts.spareBuffers
    return new PostgresStream(this.session, { request, plan: this.#planOf(request), spare })
  }

  startBatch(request: LoadRequest): LoadBatch {
    const growing = startRows(request, this.#planOf(request), this.#facts.spareBuffers)
    return new PostgresBatch(this.session, this.#facts, growing)
  }

  #planOf(request: LoadRequest): PackedPlan | null {
    return this.takesPacked(request) ? packedPlan(request) : null
  }

  scriptRuns(): 'inTransaction' {
    return 'inTransaction'
  }

  async script(text: string): Promise<void> {
    // It brings PostgreSQL's parser along, which no run needs.
    const { runScript } = await import('./script.ts')
    await runScript(this.session, text)
  }

  async tryLock(name: string): Promise<boolean> {
    const { rows } = await this.session.query(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
      [name],
    )
    return rows[0]?.['locked'] === 't'
  }

  async unlock(name: string): Promise<void> {
    await this.session.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
  }

  async setSequences(
    table: TableName,
  ): Promise<readonly { readonly column: string; readonly next: string }[]> {
    return setSequences(this.session, table)
  }
}
