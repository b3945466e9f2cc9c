/** A session that writes to MySQL or MariaDB: rows and ledger in one transaction of InnoDB. */
import { createHash } from 'node:crypto'
import type { TableName } from '../../catalog/catalog.ts'
import { EngineError } from '../../base/error.ts'
import type { TargetConnection } from '../../plugin/connector.ts'
import type { LoadBatch, LoadRequest } from '../../plugin/load.ts'
import type { TargetSuspension } from '../../plugin/suspension.ts'
import { MysqlConnection } from './connection.ts'
import { MysqlBatch } from './load.ts'
import { quoteName, quoteText } from './name.ts'
import { findReferences } from './suspension.ts'
import { runScript, scriptRuns } from './script.ts'

/** There from the begin of a transaction to its end, however it ends. */
const WHOLE = 'mapwright_transaction'

export class MysqlTarget extends MysqlConnection implements TargetConnection {
  readonly #transactional = new Set<string>()
  readonly #locks = new Set<string>()
  readonly reading = null
  #inTransaction = false

  async begin(): Promise<void> {
    await this.session.run('begin')
    await this.session.run(`savepoint ${WHOLE}`)
    this.#inTransaction = true
  }

  /**
   * A deadlock or a change of the schema ends a transaction without asking, and a commit would then
   * say that all is well: the savepoint tells.
   */
  async commit(): Promise<void> {
    try {
      await this.session.run(`release savepoint ${WHOLE}`)
    } catch (cause) {
      if (cause instanceof EngineError && cause.retryable) throw cause
      const message =
        `The transaction on "${this.settings.name}" was ended by the server before its commit. ` +
        'What it held may be gone; run again.'
      throw new EngineError('CONNECT_TRANSACTION', message, { cause })
    }
    await this.session.run('commit')
    this.#inTransaction = false
  }

  async rollback(): Promise<void> {
    this.#inTransaction = false
    await this.session.run('rollback')
  }

  async savepoint(name: string): Promise<void> {
    await this.session.run(`savepoint ${quoteName(name)}`)
  }

  async release(name: string): Promise<void> {
    await this.session.run(`release savepoint ${quoteName(name)}`)
  }

  /** InnoDB checks everything at once. */
  async checkDeferred(): Promise<void> {}

  takesPacked(): boolean {
    return false
  }

  readonly suspension: TargetSuspension = {
    find: async ({ name }, kind) =>
      kind === 'reference' ? await findReferences(this.session, name) : [],
    // A change of the schema would be committed at once, so there is none.
    takeOff: async () => {},
    bringBack: async () => {},
  }

  readonly enforceReferences = async (enforce: boolean): Promise<void> => {
    await this.session.run(`set session foreign_key_checks = ${enforce ? 1 : 0}`)
  }

  readonly openStream = null

  startBatch(request: LoadRequest): LoadBatch {
    return new MysqlBatch(this.session, request, () => this.#requireTransactions(request.table))
  }

  scriptRuns(text: string): 'inTransaction' | 'alone' {
    return scriptRuns(text)
  }

  async script(text: string): Promise<void> {
    await runScript(this.session, text, this.#inTransaction)
  }

  /** The server's locks are of no database, and MySQL counts how often a session takes one. */
  async tryLock(name: string): Promise<boolean> {
    if (this.#locks.has(name)) return true
    const [row] = await this.session.rows(`select get_lock(${this.#lockName(name)}, 0)`)
    if (row?.[0] !== '1') return false
    this.#locks.add(name)
    return true
  }

  async unlock(name: string): Promise<void> {
    if (!this.#locks.delete(name)) return
    await this.session.rows(`select release_lock(${this.#lockName(name)})`)
  }

  /** A server gives up the locks some time after their session is gone: the next run waits not. */
  override async close(): Promise<void> {
    try {
      for (const name of this.#locks) await this.unlock(name)
    } catch {
      // A session that is lost has lost its locks.
    } finally {
      await super.close()
    }
  }

  /** InnoDB moves the number past every key it is given, so this only tells what it is. */
  async setSequences(
    table: TableName,
  ): Promise<readonly { readonly column: string; readonly next: string }[]> {
    const found = await this.session.query(
      `select column_name from information_schema.columns
       where table_schema = database() and table_name = ? and extra like '%auto_increment%'`,
      [table.name],
    )
    const column = found.rows[0]?.[0] ?? null
    if (column === null) return []
    // The information_schema of MySQL shows what it was yesterday.
    const [shown] = await this.session.rows(`show create table ${quoteName(table.name)}`)
    const options = String(shown?.[1]).split('\n').at(-1) ?? ''
    return [{ column, next: / AUTO_INCREMENT=(\d+)/u.exec(options)?.[1] ?? '1' }]
  }

  #lockName(name: string): string {
    const { place } = this.session
    const digest = createHash('sha256').update(JSON.stringify([databaseOf(place), name]))
    return quoteText(`mapwright ${digest.digest('hex').slice(0, 40)}`)
  }

  /** Without transactions a chunk that fails would leave rows behind, and its resume others. */
  async #requireTransactions({ name }: TableName): Promise<void> {
    if (this.#transactional.has(name)) return
    const found = await this.session.query(
      `select t.engine, e.transactions from information_schema.tables t
       join information_schema.engines e on e.engine = t.engine
       where t.table_schema = database() and t.table_name = ?`,
      [name],
    )
    const [engine, transactions] = found.rows[0] ?? []
    if (found.rows.length > 0 && transactions !== 'YES') {
      const message =
        `Table "${name}" is kept by ${engine}, which has no transactions. Move it to InnoDB: ` +
        `alter table ${name} engine = InnoDB.`
      throw new EngineError('CONNECT_ENGINE', message)
    }
    this.#transactional.add(name)
  }
}

/** The end of the place: `localhost:3306/library`. */
function databaseOf(place: string): string {
  return place.slice(place.lastIndexOf('/') + 1)
}
