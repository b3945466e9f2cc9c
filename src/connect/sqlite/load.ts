/** Turns a batch of canonical cells into rows of a SQLite table, counting exactly what changed. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Row } from '../../base/cell.ts'
import type { Column } from '../../catalog/catalog.ts'
import type { LoadBatch, LoadCounts, LoadRequest } from '../../plugin/load.ts'
import { LoadDataError } from '../../plugin/load.ts'
import { loadFailure } from './failure.ts'
import { quoteName } from './name.ts'
import type { StoredValue } from './store.ts'
import { storeOf } from './store.ts'

interface Statements {
  readonly insert: StatementSync
  /** null: nothing but the key is fed, so a row that is there is unchanged. */
  readonly update: StatementSync | null
  /** Finds the row as it should be; null: an insert, which leaves nothing to be found. */
  readonly find: StatementSync | null
}

/** Rows as they were added, loaded one by one, so that the row SQLite refuses is known. */
export class SqliteBatch implements LoadBatch {
  readonly #session: LoadSession
  readonly #request: LoadRequest
  readonly #rows: Row[]
  bytes = 0

  constructor(session: LoadSession, request: LoadRequest, rows: Row[] = []) {
    this.#session = session
    this.#request = request
    this.#rows = rows
  }

  get count(): number {
    return this.#rows.length
  }

  add(cells: Row): void {
    this.#rows.push([...cells])
    for (const cell of cells) this.bytes += cell?.length ?? 0
  }

  slice(start: number, end: number): SqliteBatch {
    return new SqliteBatch(this.#session, this.#request, this.#rows.slice(start, end))
  }

  async load(): Promise<LoadCounts> {
    const { database, place } = this.#session
    database.exec(`savepoint ${SAVEPOINT}`)
    try {
      const counts = this.#loadRows()
      checkDeferred(database, this.#request.table.name)
      database.exec(`release ${SAVEPOINT}`)
      return counts
    } catch (error) {
      // A full disk or an I/O error has rolled the whole transaction back already.
      if (database.isTransaction) {
        database.exec(`rollback to ${SAVEPOINT}; release ${SAVEPOINT}`)
      }
      throw error instanceof LoadDataError ? error : loadFailure(error, null, place)
    }
  }

  /** Each error names its row, so trying parts takes two attempts a bad row and no more. */
  async loadGood(): Promise<null> {
    return null
  }

  #loadRows(): LoadCounts {
    const { database, place } = this.#session
    const statements = prepare(database, this.#request, place)
    const fields = this.#request.columns.map((column) => ({ column, store: storeOf(column) }))
    const counts = { inserted: 0, updated: 0, unchanged: 0 }
    for (const [index, row] of this.#rows.entries()) {
      const values = storedRow(fields, row, index)
      try {
        counts[loadRow(statements, values, index)] += 1
      } catch (error) {
        throw loadFailure(error, index, place)
      }
    }
    return counts
  }
}

/** What loading needs of a session. */
interface LoadSession {
  readonly database: DatabaseSync
  readonly place: string
}

const SAVEPOINT = 'mapwright_batch'

const BROKEN = `select "table", parent from pragma_foreign_key_check
  where ?1 is null or "table" = ?2 collate nocase or parent = ?3 collate nocase limit 1`

/**
 * Only a schema that declares a deferred reference pays for the look at every row. `table`: only
 * what refers to it, or it refers to; others may be on their way to be settled.
 */
export function checkDeferred(database: DatabaseSync, loaded: string | null = null): void {
  const enforced = database.prepare('pragma foreign_keys').get()
  if (enforced?.['foreign_keys'] === 0) return
  const deferred = `select 1 from sqlite_schema where sql like '%initially deferred%' limit 1`
  if (database.prepare(deferred).get() === undefined) return
  const broken = database.prepare(BROKEN).get(loaded, loaded, loaded)
  if (broken === undefined) return
  const [table, parent] = [String(broken['table']), String(broken['parent'])]
  const message = `A row of ${table} refers to a row that ${parent} does not have.`
  throw new LoadDataError('KEY_REFERENCE', message, null, null)
}

function loadRow(
  { insert, update, find }: Statements,
  values: StoredValue[],
  index: number,
): keyof LoadCounts {
  if (insert.run(...values).changes !== 0) return 'inserted'
  if (update !== null && update.run(...values).changes !== 0) return 'updated'
  if (find?.get(...values) !== undefined) return 'unchanged'
  // `raise(ignore)` takes a row away, and says nothing.
  const message = 'A trigger of the target passed over the row: it was not written.'
  throw new LoadDataError('ROW_SKIPPED', message, null, index)
}

interface Field {
  readonly column: Column
  readonly store: ReturnType<typeof storeOf>
}

function storedRow(fields: readonly Field[], row: Row, index: number): StoredValue[] {
  return fields.map(({ column, store }, position) => {
    const cell = row[position] ?? null
    if (cell === null) {
      if (column.nullable) return null
      // SQLite would number a NULL in `integer primary key` by itself instead of refusing it.
      const message = `Column ${column.name} may not be NULL.`
      throw new LoadDataError('VALUE_NULL', message, column.name, index)
    }
    const value = store(cell)
    if (value !== undefined) return value
    const message =
      `A column declared ${column.native} would not give ${cell} back as it is; ` +
      'declare the column TEXT to keep exact values.'
    throw new LoadDataError('VALUE_NOT_EXACT', message, column.name, index)
  })
}

function prepare(database: DatabaseSync, request: LoadRequest, place: string): Statements {
  const { table, columns, key, mode } = request
  const target = quoteName(table.name)
  const names = columns.map((column) => quoteName(column.name))
  const places = columns.map((_, index) => `?${index + 1}`)
  const insert = `insert into ${target} (${names.join(', ')}) values (${places.join(', ')})`
  try {
    if (mode === 'insert') return { insert: database.prepare(insert), update: null, find: null }
    const conflict = `on conflict (${key.map(quoteName).join(', ')}) do nothing`
    const { update, find } = comparingTexts(request)
    return {
      insert: database.prepare(`${insert} ${conflict}`),
      update: update === null ? null : database.prepare(update),
      find: database.prepare(find),
    }
  } catch (error) {
    throw loadFailure(error, null, place)
  }
}

/**
 * One rewrites the row of a key only where a value differs, by bytes whatever the collation says;
 * the other finds it where none does.
 */
function comparingTexts({ table, columns, key }: LoadRequest): {
  readonly update: string | null
  readonly find: string
} {
  const all = columns.map((column, index) => ({
    inKey: key.includes(column.name),
    name: quoteName(column.name),
    place: `?${index + 1}`,
  }))
  const fed = all.filter((column) => !column.inKey)
  const changes = fed.map(({ name, place }) => `${name} = ${place}`)
  const matches = all.filter(({ inKey }) => inKey).map(({ name, place }) => `${name} = ${place}`)
  const differs = fed.map(({ name, place }) => `${name} is not ${place} collate binary`)
  const target = quoteName(table.name)
  const match = matches.join(' and ')
  const find = `select 1 from ${target} where ${match}`
  if (fed.length === 0) return { update: null, find }
  const differ = `(${differs.join(' or ')})`
  return {
    update: `update ${target} set ${changes.join(', ')} where ${match} and ${differ}`,
    find: `${find} and not ${differ}`,
  }
}
