/** Keys that need not fit in memory -> whether a key is one of them. */
import { DatabaseSync, type StatementSync } from 'node:sqlite'

/** The empty name is SQLite's own: a private file, made when memory is short, removed on close. */
const TEMPORARY = ''

/** A set of texts on disk; closing it throws it away. */
export class KeySet implements Disposable {
  readonly #database = new DatabaseSync(TEMPORARY)
  readonly #insert: StatementSync
  readonly #find: StatementSync
  #isEmpty = true

  constructor() {
    this.#database.exec('pragma journal_mode = off')
    this.#database.exec('create table held (key text primary key) without rowid')
    this.#database.exec('begin')
    this.#insert = this.#database.prepare('insert or ignore into held values (?)')
    this.#find = this.#database.prepare('select 1 from held where key = ?')
  }

  add(key: string): void {
    this.#isEmpty = false
    this.#insert.run(key)
  }

  has(key: string): boolean {
    return !this.#isEmpty && this.#find.get(key) !== undefined
  }

  [Symbol.dispose](): void {
    this.#database.close()
  }
}
