/** Turns a batch of cells into rows of a table: COPY, and for an upsert one statement after it. */
import { createHash } from 'node:crypto'
import { from as copyFrom } from 'pg-copy-streams'
import type { Row } from '../../base/cell.ts'
import { tableId } from '../../catalog/catalog.ts'
import { LoadDataError } from '../../plugin/connector.ts'
import type { LoadBatch, LoadCounts, LoadRequest } from '../../plugin/connector.ts'
import { joinLine, splitLine } from './copy-text.ts'
import { toLoadError } from './failure.ts'
import { quoteName, quoteTable } from './name.ts'
import type { PostgresSession } from './session.ts'

/** Lines of COPY's text format, one a row: a part of a batch is a part of its lines. */
export class PostgresBatch implements LoadBatch {
  readonly #session: PostgresSession
  readonly #request: LoadRequest
  readonly #lines: string[]
  bytes = 0

  constructor(session: PostgresSession, request: LoadRequest, lines: string[] = []) {
    this.#session = session
    this.#request = request
    this.#lines = lines
  }

  get count(): number {
    return this.#lines.length
  }

  add(cells: Row): void {
    const line = joinLine(cells)
    this.bytes += line.length + 1
    this.#lines.push(line)
  }

  slice(start: number, end: number): PostgresBatch {
    return new PostgresBatch(this.#session, this.#request, this.#lines.slice(start, end))
  }

  async load(): Promise<LoadCounts> {
    const [session, request] = [this.#session, this.#request]
    if (this.count === 0) return { inserted: 0, updated: 0, unchanged: 0 }
    const rows = { request, text: this.#encode(), count: this.count }
    try {
      return request.mode === 'upsert' ? await upsert(session, rows) : await insert(session, rows)
    } catch (error) {
      const refusal = toLoadError(error)
      if (refusal === undefined) throw session.failure(error, `loading ${tableId(request.table)}`)
      await session.query(`rollback to savepoint ${SAVEPOINT}; ${RELEASE}`)
      throw refusal
    }
  }

  /** Errors name a row, for COPY would take a NUL for an error of the whole. */
  #encode(): Buffer {
    const text = `${this.#lines.join('\n')}\n`
    if (!text.includes('\0') && text.isWellFormed()) return Buffer.from(text, 'utf8')
    for (const [row, line] of this.#lines.entries()) {
      for (const [index, cell] of splitLine(line).entries()) {
        const column = this.#request.columns[index]?.name ?? null
        if (cell?.includes('\0') === true) {
          const message = "The text holds a NUL character, which PostgreSQL's text cannot hold."
          throw new LoadDataError('VALUE_NUL_CHARACTER', message, column, row)
        }
        if (cell?.isWellFormed() === false) {
          const message = 'The text holds half of a surrogate pair, which is no character.'
          throw new LoadDataError('VALUE_ENCODING', message, column, row)
        }
      }
    }
    return Buffer.from(text, 'utf8')
  }
}

interface EncodedRows {
  readonly request: LoadRequest
  readonly text: Buffer
  readonly count: number
}

const SAVEPOINT = 'mapwright_batch'
const RELEASE = `release savepoint ${SAVEPOINT}`
const PREPARE = `set constraints all immediate; savepoint ${SAVEPOINT}`

/** The statements of a batch go as one message: a batch costs one round trip. */
async function insert(session: PostgresSession, rows: EncodedRows): Promise<LoadCounts> {
  const inserted = await copyRows(
    session,
    [PREPARE, copyStatement(quoteTable(rows.request.table), rows.request), RELEASE],
    rows.text,
  )
  return { inserted, updated: 0, unchanged: 0 }
}

function copyStatement(table: string, request: LoadRequest): string {
  return `copy ${table} (${columnList(request)}) from stdin`
}

/** One of the statements is the COPY. */
async function copyRows(
  session: PostgresSession,
  statements: readonly string[],
  text: Buffer,
): Promise<number> {
  const copy = session.startCopy(copyFrom(statements.join('; ')))
  try {
    await new Promise<void>((resolve, reject) => {
      copy.once('error', reject)
      copy.once('finish', resolve)
      copy.end(text)
    })
    return copy.rowCount
  } finally {
    session.endCopy()
  }
}

/**
 * The rows go into a temporary table first; one statement then finds what is new, what differs and
 * what is the same. It has the columns' types and no constraints: those speak at the second step.
 */
async function upsert(session: PostgresSession, rows: EncodedRows): Promise<LoadCounts> {
  const { request, count: total, text } = rows
  const name = stageName(request)
  const stage = `pg_temp.${name}`
  // Said every time: a transaction that is rolled back takes its temporary tables with it.
  const ensure =
    `create temporary table if not exists ${name} on commit delete rows as ` +
    `select ${columnList(request)} from ${quoteTable(request.table)} with no data`
  const statements = [PREPARE, ensure, `truncate ${stage}`, copyStatement(stage, request)]
  await copyRows(session, statements, text)
  const isPartitioned = await hasPartitions(session, request)
  const known = isPartitioned ? await countKnown(session, stage, request) : null
  const result = await session.rawQuery(upsertStatement(stage, request, isPartitioned))
  await session.rawQuery(RELEASE)
  const touched = Number(result.rows[0]?.['touched'])
  const inserted = known === null ? Number(result.rows[0]?.['inserted']) : total - known
  return { inserted, updated: touched - inserted, unchanged: total - touched }
}

function stageName(request: LoadRequest): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([tableId(request.table), request.columns.map(({ name }) => name)]))
    .digest('hex')
  return quoteName(`mapwright_load_${digest.slice(0, 32)}`)
}

async function hasPartitions(session: PostgresSession, request: LoadRequest): Promise<boolean> {
  const found = await session.rawQuery(
    `select relkind = 'p' as partitioned from pg_class where oid = to_regclass($1)`,
    [quoteTable(request.table)],
  )
  return found.rows[0]?.['partitioned'] === 't'
}

async function countKnown(
  session: PostgresSession,
  stage: string,
  request: LoadRequest,
): Promise<number> {
  const key = request.key.map(quoteName).join(', ')
  const join = `${stage} join ${quoteTable(request.table)} using (${key})`
  const result = await session.rawQuery(`select count(*) as known from ${join}`)
  return Number(result.rows[0]?.['known'])
}

function upsertStatement(stage: string, request: LoadRequest, isPartitioned: boolean): string {
  const list = columnList(request)
  const key = request.key.map(quoteName).join(', ')
  const always = request.columns.some((column) => column.identity === 'always')
  const values = request.columns.filter(({ name }) => !request.key.includes(name))
  const names = values.map(({ name }) => quoteName(name))
  const before = names.map((name) => `t.${name}`).join(', ')
  const after = names.map((name) => `excluded.${name}`).join(', ')
  const assignments = names.map((name) => `${name} = excluded.${name}`).join(', ')
  // Compared as images, not by `=`: 1.0 and 1.00, or 0 and -0, are equal and not the same cell, and
  // json has no `=` at all.
  const action =
    names.length === 0
      ? 'do nothing'
      : `do update set ${assignments} where row(${before})::record *<> row(${after})::record`
  // An inserted row has no xmax; one that was updated here carries the lock that the conflict took.
  // Rows of a partitioned table do not show theirs.
  const inserted = isPartitioned ? 'null::boolean' : 't.xmax = 0'
  return (
    `with touched as (insert into ${quoteTable(request.table)} as t (${list}) ` +
    `${always ? 'overriding system value ' : ''}select ${list} from ${stage} ` +
    `on conflict (${key}) ${action} returning ${inserted} as inserted) ` +
    'select count(*) as touched, count(*) filter (where inserted) as inserted from touched'
  )
}

function columnList(request: LoadRequest): string {
  return request.columns.map(({ name }) => quoteName(name)).join(', ')
}
