/** Turns Kysely's compiled queries into calls of one node:sqlite database. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite'
import type {
  CompiledQuery,
  DatabaseConnection,
  DatabaseIntrospector,
  Dialect,
  DialectAdapter,
  Driver,
  Kysely,
  QueryCompiler,
  QueryResult,
} from 'kysely'
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { engineFailure } from './failure.ts'

type DriverRow = Record<string, SQLOutputValue>

export class NodeSqliteDialect implements Dialect {
  readonly #connection: NodeSqliteConnection

  /** The database belongs to the session, which opens and closes it. */
  constructor(database: DatabaseSync, place: string) {
    this.#connection = new NodeSqliteConnection(database, place)
  }

  createDriver(): Driver {
    return new NodeSqliteDriver(this.#connection)
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler()
  }

  createAdapter(): DialectAdapter {
    return new SqliteAdapter()
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }
}

class NodeSqliteDriver implements Driver {
  readonly #connection: NodeSqliteConnection

  constructor(connection: NodeSqliteConnection) {
    this.#connection = connection
  }

  async init(): Promise<void> {}

  // One session has one user at a time, and every call is synchronous: nothing to wait for.
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  async beginTransaction(): Promise<void> {
    this.#connection.exec('begin immediate')
  }

  async commitTransaction(): Promise<void> {
    this.#connection.exec('commit')
  }

  async rollbackTransaction(): Promise<void> {
    this.#connection.exec('rollback')
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}

class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync
  readonly #place: string

  constructor(database: DatabaseSync, place: string) {
    this.#database = database
    this.#place = place
  }

  exec(text: string): void {
    this.#guard(() => this.#database.exec(text))
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.#guard(() => {
      const statement = this.#database.prepare(query.sql)
      const values = bindable(query.parameters)
      if (statement.columns().length === 0) {
        const { changes, lastInsertRowid } = statement.run(...values)
        const insertId = BigInt(lastInsertRowid)
        return { rows: [], numAffectedRows: BigInt(changes), insertId }
      }
      // Without this, node:sqlite throws on an integer that a number cannot hold.
      statement.setReadBigInts(true)
      return { rows: statement.all(...values).map((row) => narrow(row) as R) }
    })
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    const statement = this.#guard(() => this.#database.prepare(query.sql))
    statement.setReadBigInts(true)
    for (const row of statement.iterate(...bindable(query.parameters))) {
      yield { rows: [narrow(row) as R] }
    }
  }

  #guard<T>(call: () => T): T {
    try {
      return call()
    } catch (error) {
      throw engineFailure(error, this.#place)
    }
  }
}

/** Kysely's parameters as SQLite knows them: it has no boolean. */
export function bindable(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value) =>
    typeof value === 'boolean' ? Number(value) : (value as SQLInputValue),
  )
}

/** Integers that a number holds exactly become one, as users of Kysely expect. */
function narrow(row: DriverRow): DriverRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value,
    ]),
  )
}
