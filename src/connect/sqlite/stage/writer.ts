/** Batches of one table -> the SQLite file that joins, lookups and key ranges read instead. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { Cell } from '../../../base/cell.ts'
import type { Column } from '../../../catalog/catalog.ts'
import { FILE_COLUMN, RECORD_COLUMN } from '../../../catalog/file-numbering.ts'
import { RECORD_PROBLEMS, STAGED_ROWS } from '../../../catalog/staged-table.ts'
import type { ReadBatch, ReadProblem } from '../../../plugin/connector.ts'
import { engineFailure } from '../failure.ts'
import { quoteName } from '../name.ts'
import { writeFacts, type StagedFacts } from './facts.ts'
import { storeCell, storedForm, storeUnreadable, type StoredForm } from './stored.ts'

export interface StagedLayout {
  readonly columns: readonly Pick<Column, 'name' | 'type'>[]
  /** Sets of columns that rows are found by. */
  readonly indexes: readonly (readonly string[])[]
  /** True: of files, whose records may be wrong as a whole. */
  readonly holdsRecords: boolean
}

/** What is made again where it is lost needs no journal. */
const PRAGMAS =
  'pragma page_size = 8192; pragma journal_mode = off; pragma synchronous = off; ' +
  'pragma locking_mode = exclusive'

const NUMBERING: ReadonlySet<string> = new Set([FILE_COLUMN.name, RECORD_COLUMN.name])

interface Field {
  readonly form: StoredForm
  /** True: it says where a record stands, which is known of every record. */
  readonly isNumbering: boolean
}

/** Writes one file, from its first row to its indexes. Memory does not grow. */
export class StageWriter implements Disposable {
  readonly #layout: StagedLayout
  readonly #place: string
  readonly #database: DatabaseSync
  readonly #insert: StatementSync
  readonly #fields: readonly Field[]
  readonly #nulled = new Map<string, number>()
  #rows = 0
  #unreadable = 0

  /** `place` is how messages name it. `file` must not be there yet. */
  constructor(file: string, layout: StagedLayout, place: string) {
    this.#layout = layout
    this.#place = place
    this.#fields = layout.columns.map(({ name, type }) => ({
      form: storedForm(type),
      isNumbering: layout.holdsRecords && NUMBERING.has(name),
    }))
    this.#database = this.#guard(() => new DatabaseSync(file))
    this.#guard(() => {
      this.#database.exec(PRAGMAS)
      this.#database.exec(tableText(layout, this.#fields))
      this.#database.exec('begin')
    })
    const places = [...this.#fields, ...(layout.holdsRecords ? [null] : [])].map(() => '?')
    const insert = `insert into ${STAGED_ROWS} values (${places.join(', ')})`
    this.#insert = this.#database.prepare(insert)
  }

  add(batch: ReadBatch): void {
    const problems = Map.groupBy(batch.problems, ({ row }) => row)
    for (const [index, count] of batch.nulled) {
      const name = this.#layout.columns[index]?.name ?? ''
      this.#nulled.set(name, (this.#nulled.get(name) ?? 0) + count)
    }
    this.#guard(() => {
      for (let index = 0; index < batch.count; index += 1) {
        const found = problems.get(index)
        const row = batch.row(index)
        const values = found === undefined ? this.#stored(row) : this.#storedBadly(row, found)
        this.#insert.run(...values)
      }
    })
    this.#rows += batch.count
    this.#unreadable += problems.size
  }

  /** All rows have come. */
  finish(): StagedFacts {
    const facts = {
      rows: this.#rows,
      unreadable: this.#unreadable,
      nulled: Object.fromEntries(this.#nulled),
    }
    this.#guard(() => {
      for (const [number, columns] of this.#layout.indexes.entries()) {
        const names = columns.map(quoteName).join(', ')
        this.#database.exec(`create index found_${number} on ${STAGED_ROWS} (${names})`)
      }
      writeFacts(this.#database, facts)
      this.#database.exec('commit')
    })
    this[Symbol.dispose]()
    return facts
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close()
  }

  #stored(row: readonly Cell[]): SQLInputValue[] {
    const values = this.#fields.map(({ form }, index) => storeCell(form, row[index] ?? null))
    if (this.#layout.holdsRecords) values.push(null)
    return values
  }

  #storedBadly(row: readonly Cell[], problems: readonly ReadProblem[]): SQLInputValue[] {
    const wholes = problems.filter(({ column }) => column < 0)
    const values = this.#fields.map(({ form, isNumbering }, index) => {
      const own = problems.find(({ column }) => column === index)
      const problem = own ?? (isNumbering ? undefined : wholes[0])
      const cell = row[index] ?? null
      if (problem === undefined) return storeCell(form, cell)
      const { code, message } = problem
      return storeUnreadable({ whole: own === undefined, code, message, shown: cell })
    })
    if (this.#layout.holdsRecords) {
      const said = wholes.map(({ code, message }) => [code, message])
      values.push(said.length === 0 ? null : JSON.stringify(said))
    }
    return values
  }

  #guard<T>(call: () => T): T {
    try {
      return call()
    } catch (error) {
      throw engineFailure(error, this.#place)
    }
  }
}

/** The record's number is the row's own, where there is but one file. */
function tableText({ columns, holdsRecords }: StagedLayout, fields: readonly Field[]): string {
  const isOne = !columns.some(({ name }) => name === FILE_COLUMN.name)
  const declared = columns.map(({ name }, index) => {
    const isKey = holdsRecords && isOne && name === RECORD_COLUMN.name
    const affinity = fields[index]?.form.affinity ?? 'text'
    return `${quoteName(name)} ${affinity}${isKey ? ' primary key' : ''}`
  })
  if (holdsRecords) declared.push(`${quoteName(RECORD_PROBLEMS)} text`)
  return `create table ${STAGED_ROWS} (${declared.join(', ')})`
}
