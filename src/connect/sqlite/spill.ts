/** Keys and rows that need not fit in memory -> a temporary database that goes away when closed. */
import { DatabaseSync, type StatementSync } from 'node:sqlite'

/** The empty name is SQLite's own: a private file, made when memory is short, removed on close. */
const TEMPORARY = ''

export class Spill implements Disposable {
  readonly #database = new DatabaseSync(TEMPORARY)
  readonly #statements: Readonly<
    Record<'claim' | 'holder' | 'wait' | 'take' | 'forget', StatementSync>
  >

  constructor() {
    this.#database.exec('pragma journal_mode = off')
    this.#database.exec('create table held (key text primary key, holder text) without rowid')
    this.#database.exec('create table waiting (id integer primary key, key text, row text)')
    this.#database.exec('create index waiting_key on waiting (key)')
    // Never committed: it goes away with the file, and a commit a key would take most of the time.
    this.#database.exec('begin')
    this.#statements = {
      claim: this.#database.prepare('insert or ignore into held values (?, ?)'),
      holder: this.#database.prepare('select holder from held where key = ?'),
      wait: this.#database.prepare('insert into waiting (key, row) values (?, ?)'),
      take: this.#database.prepare('select row from waiting where key = ? order by id'),
      forget: this.#database.prepare('delete from waiting where key = ?'),
    }
  }

  /** null: the key is now this holder's. Else who holds it. */
  claim(key: string, holder: string): string | null {
    if (this.#statements.claim.run(key, holder).changes > 0) return null
    return String(this.#statements.holder.get(key)?.['holder'])
  }

  /** Puts a row aside until its key is asked for. */
  wait(key: string, row: string): void {
    this.#statements.wait.run(key, row)
  }

  /** The rows that waited for the key, in the order they came; they wait no longer. */
  take(key: string): string[] {
    const rows = this.#statements.take.all(key).map((row) => String(row['row']))
    if (rows.length > 0) this.#statements.forget.run(key)
    return rows
  }

  /** The rows that still wait, in the order they came. */
  *rest(): Generator<string> {
    for (const row of this.#database.prepare('select row from waiting order by id').iterate()) {
      yield String(row['row'])
    }
  }

  [Symbol.dispose](): void {
    this.#database.close()
  }
}
