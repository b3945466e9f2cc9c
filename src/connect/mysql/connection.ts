/** Turns a session on MySQL or MariaDB into what the engine reads from. */
import { Kysely } from 'kysely'
import type { CompiledQuery, Expression } from 'kysely'
import type { Cell } from '../../base/cell.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import type {
  ConnectionBase,
  ConnectionSettings,
  ReadBatch,
  ReadColumn,
  ServerInfo,
  SourceConnection,
  SqlSource,
  StreamOptions,
} from '../../plugin/connector.ts'
import { estimateRows, readCatalog } from './catalog.ts'
import { dialectOf } from './pool.ts'
import { bindCell, selectCell } from './query.ts'
import { streamBatches } from './read.ts'
import type { Session } from './session.ts'

export class MysqlConnection implements ConnectionBase {
  // oxlint-disable-next-line typescript/no-explicit-any -- the contract's own type
  readonly db: Kysely<any>
  protected readonly session: Session

  constructor(session: Session) {
    this.session = session
    this.db = new Kysely({ dialect: dialectOf(session) })
  }

  get settings(): ConnectionSettings {
    return this.session.settings
  }

  async info(): Promise<ServerInfo> {
    // The variable's name differs from server to server, the statement does not.
    const [variable] = await this.session.rows(
      "show session variables where variable_name in ('tx_read_only', 'transaction_read_only')",
    )
    return {
      version: this.session.version,
      place: this.session.place,
      readOnly: variable?.[1] === 'ON',
      tls: this.session.tls,
    }
  }

  catalog(): Promise<Catalog> {
    return readCatalog(this.session)
  }

  estimateRows(): Promise<ReadonlyMap<string, number>> {
    return estimateRows(this.session)
  }

  cell(reference: Expression<unknown>, column: ReadColumn): Expression<unknown> {
    return selectCell(reference, column)
  }

  parameter(cell: Cell, column: ReadColumn): Expression<unknown> {
    return bindCell(cell, column)
  }

  stream(
    query: CompiledQuery,
    columns: readonly ReadColumn[],
    options: StreamOptions,
  ): AsyncIterable<ReadBatch> {
    return streamBatches(this.session, query, columns, options)
  }

  close(): Promise<void> {
    return this.session.close()
  }
}

export class MysqlSource extends MysqlConnection implements SourceConnection, SqlSource {
  readonly files = null

  get sql(): SqlSource {
    return this
  }

  async beginSnapshot(): Promise<void> {
    await this.session.rows('start transaction with consistent snapshot')
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
}
