/** Turns a select on staged tables into batches of the cells that their sources once gave. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { CompiledQuery } from 'kysely'
import type { Cell, Row } from '../../../base/cell.ts'
import type {
  ReadBatch,
  ReadColumn,
  ReadProblem,
  StreamOptions,
} from '../../../plugin/connector.ts'
import { bindable } from '../dialect.ts'
import { engineFailure } from '../failure.ts'
import { readStored, storedForm, type StoredForm } from './stored.ts'

export interface StagedRead {
  readonly query: CompiledQuery
  readonly columns: readonly ReadColumn[]
  readonly options: StreamOptions
}

interface StageSession {
  readonly database: DatabaseSync
  readonly place: string
}

/** Outputs behind the columns are what is wrong with records of files as a whole. */
export async function* readStaged(
  session: StageSession,
  { query, columns, options }: StagedRead,
): AsyncGenerator<ReadBatch> {
  const forms = columns.map(({ type }) => storedForm(type))
  let batch = new StagedBatch(forms)
  for (const values of valuesOf(session, query)) {
    batch.add(values)
    if (batch.count >= options.batchRows || batch.bytes >= options.batchBytes) {
      options.signal?.throwIfAborted()
      yield batch
      batch = new StagedBatch(forms)
    }
  }
  options.signal?.throwIfAborted()
  if (batch.count > 0) yield batch
}

type Values = readonly SQLOutputValue[]

function* valuesOf({ database, place }: StageSession, query: CompiledQuery): Generator<Values> {
  try {
    const statement = database.prepare(query.sql)
    statement.setReadBigInts(true)
    statement.setReturnArrays(true)
    // The declared type of iterate() does not know of setReturnArrays.
    const rows: unknown = statement.iterate(...bindable(query.parameters))
    yield* rows as Iterable<Values>
  } catch (error) {
    throw engineFailure(error, place)
  }
}

class StagedBatch implements ReadBatch {
  readonly #forms: readonly StoredForm[]
  readonly #rows: Cell[][] = []
  readonly problems: ReadProblem[] = []
  readonly nulled = new Map<number, number>()
  readonly lines = null
  bytes = 0

  constructor(forms: readonly StoredForm[]) {
    this.#forms = forms
  }

  get count(): number {
    return this.#rows.length
  }

  row(index: number): Row {
    return this.#rows[index] ?? []
  }

  add(values: Values): void {
    const row: Cell[] = []
    const said = new Set<string>()
    for (const [index, form] of this.#forms.entries()) {
      const stored = readStored(form, values[index] ?? null)
      if (stored === null || typeof stored === 'string') {
        row.push(stored)
        this.bytes += stored?.length ?? 0
        continue
      }
      const { whole, code, message, shown } = stored
      row.push(shown)
      if (whole) this.#sayOnce(said, code, message)
      else this.problems.push({ row: this.#rows.length, column: index, code, message })
    }
    for (let index = this.#forms.length; index < values.length; index += 1) {
      const text = values[index]
      if (typeof text !== 'string') continue
      for (const [code, message] of JSON.parse(text) as [string, string][]) {
        this.#sayOnce(said, code, message)
      }
    }
    this.#rows.push(row)
  }

  /** Every cell of such a record says so, for it may be the only one that was asked for. */
  #sayOnce(said: Set<string>, code: string, message: string): void {
    if (said.has(message)) return
    said.add(message)
    this.problems.push({ row: this.#rows.length, column: -1, code, message })
  }
}
