/** Rows in any order -> the rows of one group after the other, however many there are. */
import { DatabaseSync, type StatementSync } from 'node:sqlite'

/** The empty name is SQLite's own: a private file, made when memory is short, removed on close. */
const TEMPORARY = ''

export interface GroupedRow {
  readonly key: string
  /** Whatever text the caller made of the row. */
  readonly row: string
}

/** Rows of one group stand by their place, and those of one place as they came. */
export class GroupSpill implements Disposable {
  readonly #database = new DatabaseSync(TEMPORARY)
  readonly #insert: StatementSync
  readonly #condemn: StatementSync
  readonly #isCondemned: StatementSync
  #members: StatementSync | null = null

  constructor() {
    this.#database.exec('pragma journal_mode = off')
    this.#database.exec('create table come (key text, place integer, row text)')
    this.#database.exec('create table condemned (key text primary key) without rowid')
    // Never committed: it goes away with the file.
    this.#database.exec('begin')
    this.#insert = this.#database.prepare('insert into come values (?, ?, ?)')
    this.#condemn = this.#database.prepare('insert or ignore into condemned values (?)')
    this.#isCondemned = this.#database.prepare('select 1 from condemned where key = ?')
  }

  add(key: string, place: bigint, row: string): void {
    this.#insert.run(key, place, row)
  }

  /** Notes that a member of the group is bad, so that no row can be made of it. */
  condemn(key: string): void {
    this.#condemn.run(key)
  }

  isCondemned(key: string): boolean {
    return this.#isCondemned.get(key) !== undefined
  }

  /** All rows, sorted; nothing is added from then on. Groups come in the order of their bytes. */
  *rows(): Generator<GroupedRow> {
    this.#sort()
    const select = this.#database.prepare('select key, row from sorted order by key, place, id')
    for (const { key, row } of select.iterate()) yield { key: String(key), row: String(row) }
  }

  /** Rows of a group, from one on, so many. */
  members(key: string, from: number, count: number): string[] {
    this.#members ??= this.#database.prepare(
      'select row from sorted where key = ? order by place, id limit ? offset ?',
    )
    return this.#members.all(key, count, from).map(({ row }) => String(row))
  }

  /** Written in the order in which it is read, and found by the key. */
  #sort(): void {
    this.#database.exec(
      'create table sorted (key text, place integer, id integer, row text, ' +
        'primary key (key, place, id)) without rowid',
    )
    this.#database.exec(
      'insert into sorted select key, place, rowid, row from come order by key, place, rowid',
    )
    this.#database.exec('drop table come')
  }

  [Symbol.dispose](): void {
    this.#database.close()
  }
}
