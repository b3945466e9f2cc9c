/** A read-only session on MySQL or MariaDB, as the engine reads sources. */
import { Kysely, MysqlDialect } from 'kysely'
import type { CompiledQuery, Expression, MysqlPool, MysqlPoolConnection } from 'kysely'
import type { Cell } from '../../base/cell.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import type {
  ConnectionSettings,
  ReadBatch,
  ReadColumn,
  ServerInfo,
  SourceConnection,
  SqlSource,
  StreamOptions,
} from '../../plugin/connector.ts'
import { estimateRows, readCatalog } from './catalog.ts'
import { bindCell, selectCell } from './query.ts'
import { streamBatches } from './read.ts'
import { Session } from './session.ts'

export class MysqlSource implements SourceConnection, SqlSource {
  readonly files = null
  // oxlint-disable-next-line typescript/no-explicit-any -- the contract's own type
  readonly db: Kysely<any>
  readonly #session: Session

  private constructor(session: Session) {
    this.#session = session
    this.db = new Kysely({ dialect: new MysqlDialect({ pool: poolOfOne(session) }) })
  }

  static async open(settings: ConnectionSettings): Promise<MysqlSource> {
    return new MysqlSource(await Session.open(settings))
  }

  get settings(): ConnectionSettings {
    return this.#session.settings
  }

  get sql(): SqlSource {
    return this
  }

  /** It keeps no statistics of how keys are spread. */
  async keyStatistics(): Promise<null> {
    return null
  }

  async info(): Promise<ServerInfo> {
    // The variable's name differs from server to server, the statement does not.
    const [variable] = await this.#session.rows(
      "show session variables where variable_name in ('tx_read_only', 'transaction_read_only')",
    )
    return {
      version: this.#session.version,
      place: this.#session.place,
      readOnly: variable?.[1] === 'ON',
      tls: this.#session.tls,
    }
  }

  catalog(): Promise<Catalog> {
    return readCatalog(this.#session)
  }

  estimateRows(): Promise<ReadonlyMap<string, number>> {
    return estimateRows(this.#session)
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
    return streamBatches(this.#session, query, columns, options)
  }

  close(): Promise<void> {
    return this.#session.close()
  }
}

/** Kysely asks for a pool; it gets this one session, and every value as text. */
function poolOfOne(session: Session): MysqlPool {
  const query = (
    statement: string,
    parameters: readonly unknown[],
    done: (error: unknown, result: Record<string, string | null>[]) => void,
  ): void => {
    session.query(statement, parameters).then(
      ({ names, rows }) => {
        const named = rows.map((row) =>
          Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])),
        )
        done(null, named)
      },
      (error: unknown) => done(error, []),
    )
  }
  // Kysely's own streaming is not used: `stream` reads batches and holds the server back.
  const connection = { query, release: () => {} } as unknown as MysqlPoolConnection
  return {
    getConnection: (done) => done(null, connection),
    end: (done) => done(null),
  }
}
