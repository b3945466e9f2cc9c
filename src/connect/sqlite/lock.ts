/** Turns a name into a lock that one session holds on a SQLite target, and no dead one does. */
import { DatabaseSync } from 'node:sqlite'
import { EngineError } from '../../base/error.ts'
import { engineFailure } from './failure.ts'

/**
 * The locks of one session: each is an exclusive lock on a small database file beside the target,
 * so the operating system lets go of it when the process dies, whatever happened to it.
 */
export class SqliteLocks {
  readonly #file: string
  readonly #held = new Map<string, DatabaseSync>()

  constructor(file: string) {
    this.#file = file
  }

  tryLock(name: string): boolean {
    if (this.#held.has(name)) return true
    const file = `${this.#file}-lock-${encodeURIComponent(name)}`
    let database: DatabaseSync | null = null
    try {
      database = new DatabaseSync(file, { timeout: 0 })
      database.exec('begin exclusive')
      this.#held.set(name, database)
      return true
    } catch (error) {
      database?.close()
      const failure = engineFailure(error, file)
      if (failure instanceof EngineError && failure.code === 'CONNECT_BUSY') return false
      throw failure
    }
  }

  unlock(name: string): void {
    this.#held.get(name)?.close()
    this.#held.delete(name)
  }

  close(): void {
    for (const database of this.#held.values()) database.close()
    this.#held.clear()
  }
}
