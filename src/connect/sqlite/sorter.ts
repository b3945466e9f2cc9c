/** Rows in any order -> the same rows in order of their key, however many there are. */
import { DatabaseSync, type StatementSync } from 'node:sqlite'

export interface SortedRow {
  /** Compared byte by byte. */
  readonly key: string
  /** Whatever text the caller made of the row. */
  readonly row: string
}

/** The empty name is SQLite's own: a private file, made when memory is short, removed on close. */
const TEMPORARY = ''

/** Rows of one key come out in the order they came in. Reading starts after the last `add`. */
export class RowSorter implements Disposable {
  readonly #database = new DatabaseSync(TEMPORARY)
  readonly #insert: StatementSync

  constructor() {
    this.#database.exec('pragma journal_mode = off')
    this.#database.exec('create table sorted (id integer primary key, key text, row text)')
    this.#database.exec('begin')
    this.#insert = this.#database.prepare('insert into sorted (key, row) values (?, ?)')
  }

  add(key: string, row: string): void {
    this.#insert.run(key, row)
  }

  *rows(): Generator<SortedRow> {
    this.#database.exec('commit')
    const select = this.#database.prepare('select key, row from sorted order by key, id')
    for (const { key, row } of select.iterate()) yield { key: String(key), row: String(row) }
  }

  [Symbol.dispose](): void {
    this.#database.close()
  }
}
