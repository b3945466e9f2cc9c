/** Turns a batch of cells into rows of a table: COPY, and for an upsert one statement after it. */
import { createHash } from 'node:crypto'
import { from as copyFrom } from 'pg-copy-streams'
import type { Cell, Row } from '../../base/cell.ts'
import { tableId } from '../../catalog/catalog.ts'
import { LoadDataError } from '../../plugin/connector.ts'
import type { LoadCounts, LoadRequest } from '../../plugin/connector.ts'
import { toLoadError } from './failure.ts'
import { quoteName, quoteTable } from './name.ts'
import type { PostgresSession } from './session.ts'

/** Loads in the open transaction. Throws LoadDataError when a row is wrong. */
export async function loadRows(
  session: PostgresSession,
  request: LoadRequest,
): Promise<LoadCounts> {
  if (request.rows.length === 0) return { inserted: 0, updated: 0, unchanged: 0 }
  try {
    if (request.mode === 'upsert') return await upsert(session, request)
    const inserted = await copyRows(session, quoteTable(request.table), request)
    return { inserted, updated: 0, unchanged: 0 }
  } catch (error) {
    if (error instanceof LoadDataError) throw error
    throw toLoadError(error) ?? session.failure(error, `loading ${tableId(request.table)}`)
  }
}

async function copyRows(
  session: PostgresSession,
  table: string,
  request: LoadRequest,
): Promise<number> {
  const text = formatRows(request)
  const copy = session.startCopy(copyFrom(`copy ${table} (${columnList(request)}) from stdin`))
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

/** COPY's text format. Errors name a row, for COPY would take a NUL for an error of the whole. */
function formatRows({ rows, columns }: LoadRequest): Buffer {
  const text = rows.map(formatRow).join('')
  if (!text.includes('\0') && text.isWellFormed()) return Buffer.from(text, 'utf8')
  for (const [row, cells] of rows.entries()) {
    for (const [index, cell] of cells.entries()) {
      const column = columns[index]?.name ?? null
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

const SPECIAL = /[\\\n\r\t]/u
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
}

function formatRow(row: Row): string {
  return `${row.map(formatCell).join('\t')}\n`
}

function formatCell(cell: Cell): string {
  if (cell === null) return String.raw`\N`
  if (!SPECIAL.test(cell)) return cell
  return cell.replace(/[\\\n\r\t]/gu, (sign) => ESCAPES[sign] ?? sign)
}

/**
 * The rows go into a temporary table first; one statement then finds what is new, what differs and
 * what is the same. It has the columns' types and no constraints: those speak at the second step.
 */
async function upsert(session: PostgresSession, request: LoadRequest): Promise<LoadCounts> {
  const { stage, isPartitioned } = await ensureStage(session, request)
  await copyRows(session, stage, request)
  const known = isPartitioned ? await countKnown(session, stage, request) : null
  const result = await session.rawQuery(upsertStatement(stage, request, isPartitioned))
  const total = request.rows.length
  const touched = Number(result.rows[0]?.['touched'])
  const inserted = known === null ? Number(result.rows[0]?.['inserted']) : total - known
  return { inserted, updated: touched - inserted, unchanged: total - touched }
}

async function ensureStage(
  session: PostgresSession,
  request: LoadRequest,
): Promise<{ stage: string; isPartitioned: boolean }> {
  const digest = createHash('sha256')
    .update(JSON.stringify([tableId(request.table), request.columns.map(({ name }) => name)]))
    .digest('hex')
  const name = quoteName(`mapwright_load_${digest.slice(0, 32)}`)
  const stage = `pg_temp.${name}`
  // Asked every time: a transaction that is rolled back takes its temporary tables with it.
  const found = await session.rawQuery(
    `select to_regclass($1) is not null as staged,
       (select relkind = 'p' from pg_class where oid = to_regclass($2)) as partitioned`,
    [stage, quoteTable(request.table)],
  )
  const { staged, partitioned } = found.rows[0] ?? {}
  await session.rawQuery(
    staged === 't'
      ? `truncate ${stage}`
      : `create temporary table ${name} on commit delete rows as ` +
          `select ${columnList(request)} from ${quoteTable(request.table)} with no data`,
  )
  return { stage, isPartitioned: partitioned === 't' }
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
