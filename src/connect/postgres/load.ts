/** Turns a batch of cells into rows of a table: COPY, and for an upsert one statement after it. */
import { createHash } from 'node:crypto'
import { from as copyFrom } from 'pg-copy-streams'
import type { Cell, Row } from '../../base/cell.ts'
import { tableId } from '../../catalog/catalog.ts'
import { LoadDataError } from '../../plugin/connector.ts'
import type { LoadCounts, LoadRequest } from '../../plugin/connector.ts'
import { toLoadError } from './failure.ts'
import { quoteName, quoteTable } from './name.ts'
import type { PostgresSession, TextRow } from './session.ts'

/** Loads in the open transaction. Throws LoadDataError when a row is wrong. */
export async function loadRows(
  session: PostgresSession,
  request: LoadRequest,
): Promise<LoadCounts> {
  if (request.rows.length === 0) return { inserted: 0, updated: 0, unchanged: 0 }
  try {
    if (request.mode === 'upsert') return await upsert(session, request)
    const inserted = await copyRows(session, quoteTable(request.table), request)
    requireWritten(request.rows.length - inserted)
    return { inserted, updated: 0, unchanged: 0 }
  } catch (error) {
    if (error instanceof LoadDataError) throw error
    throw toLoadError(error) ?? session.failure(error, `loading ${tableId(request.table)}`)
  }
}

/** A trigger that returns NULL takes a row away, and says nothing. */
function requireWritten(missing: number): void {
  if (missing === 0) return
  const message = 'A trigger of the target passed over the row, or gave it another key.'
  throw new LoadDataError('ROW_SKIPPED', message, null, null)
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

/** COPY's text format. */
function formatRows(request: LoadRequest): Buffer {
  const text = request.rows.map(formatRow).join('')
  if (text.includes('\0') || !text.isWellFormed()) requireText(request)
  return Buffer.from(text, 'utf8')
}

/** Errors name a row, for the server would take a NUL for an error of the whole. */
function requireText({ rows, columns }: LoadRequest): void {
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
 * For a few rows, as they come when bad ones are searched for, a table would cost more than it
 * brings.
 */
async function upsert(session: PostgresSession, request: LoadRequest): Promise<LoadCounts> {
  const stage = stageOf(request)
  const found = await lookAt(session, request, stage)
  if (!found.isCounted && request.rows.length <= DIRECT_ROWS_MAX) {
    requireText(request)
    const places = request.rows.map((row, index) => placesOf(row, index * row.length))
    const values = `values ${places.join(', ')}`
    const direct = await session.rawQuery(upsertText(values, request, false), request.rows.flat())
    return countsOf(request, direct.rows[0] ?? {})
  }
  await session.rawQuery(found.isStaged ? `truncate ${stage}` : createStageText(request))
  await copyRows(session, stage, request)
  const due = found.isCounted ? await countDue(session, stage, request) : null
  const select = `select ${columnList(request)} from ${stage}`
  const result = await session.rawQuery(upsertText(select, request, found.isCounted))
  const row = result.rows[0] ?? {}
  if (due === null) return countsOf(request, row)
  // What a trigger made of the rows before they were compared, the rows here do not tell.
  if (found.mayChange) requireWritten((await countDue(session, stage, request)).inserted)
  else if (found.maySkip) requireWritten(due.inserted + due.updated - Number(row['touched']))
  return countsOf(request, { ...row, inserted: String(due.inserted) })
}

const DIRECT_ROWS_MAX = 16

function placesOf(row: Row, before: number): string {
  return `(${row.map((_, index) => `$${before + index + 1}`).join(', ')})`
}

function countsOf({ rows }: LoadRequest, counted: TextRow): LoadCounts {
  const [touched, inserted] = [Number(counted['touched']), Number(counted['inserted'])]
  return { inserted, updated: touched - inserted, unchanged: rows.length - touched }
}

interface Found {
  readonly isStaged: boolean
  /** A trigger sees the rows before they meet those that are there. */
  readonly mayChange: boolean
  readonly maySkip: boolean
  /** The statement alone would not tell what was inserted, or what a trigger took away. */
  readonly isCounted: boolean
}

/** Asked every time: a transaction that is rolled back takes its temporary tables with it. */
async function lookAt(
  session: PostgresSession,
  request: LoadRequest,
  stage: string,
): Promise<Found> {
  const { rows } = await session.rawQuery(
    `select to_regclass($1) is not null as staged, relkind = 'p' as partitioned,
       exists (${beforeTriggers(TRIGGER_INSERT)}) as may_change,
       exists (${beforeTriggers(TRIGGER_UPDATE)}) as may_skip
     from pg_class c where oid = to_regclass($2)`,
    [stage, quoteTable(request.table)],
  )
  const isTrue = (name: string) => rows[0]?.[name] === 't'
  const [mayChange, maySkip] = [isTrue('may_change'), isTrue('may_skip')]
  const isCounted = mayChange || maySkip || isTrue('partitioned')
  return { isStaged: isTrue('staged'), mayChange, maySkip, isCounted }
}

function stageName(request: LoadRequest): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([tableId(request.table), request.columns.map(({ name }) => name)]))
    .digest('hex')
  return quoteName(`mapwright_load_${digest.slice(0, 32)}`)
}

function stageOf(request: LoadRequest): string {
  return `pg_temp.${stageName(request)}`
}

function createStageText(request: LoadRequest): string {
  const select = `select ${columnList(request)} from ${quoteTable(request.table)}`
  return (
    `create temporary table ${stageName(request)} on commit delete rows as ` +
    `${select} with no data`
  )
}

// Bits of pg_trigger.tgtype; the first two: for each row, and before it is written.
const TRIGGER_BEFORE_ROW = 1 | 2
const TRIGGER_INSERT = 4
const TRIGGER_UPDATE = 16

function beforeTriggers(event: number): string {
  const bits = TRIGGER_BEFORE_ROW | event
  return `select from pg_trigger where tgrelid = c.oid and tgtype & ${bits} = ${bits}
    and not tgisinternal and tgenabled <> 'D'`
}

/** What the upsert has to insert and to update, if nothing comes in between. */
async function countDue(
  session: PostgresSession,
  stage: string,
  request: LoadRequest,
): Promise<{ inserted: number; updated: number }> {
  const { key } = request
  const matches = key.map((name) => `t.${quoteName(name)} = s.${quoteName(name)}`).join(' and ')
  const isNew = `t.${quoteName(key[0] ?? '')} is null`
  const result = await session.rawQuery(
    `select count(*) filter (where ${isNew}) as inserted,
       count(*) filter (where not ${isNew} and ${differs(request, 's')}) as updated
     from ${stage} s left join ${quoteTable(request.table)} t on ${matches}`,
  )
  const { inserted, updated } = result.rows[0] ?? {}
  return { inserted: Number(inserted), updated: Number(updated) }
}

/**
 * Compared as images, not by `=`: 1.0 and 1.00, or 0 and -0, are equal and not the same cell, and
 * json has no `=` at all.
 */
function differs({ columns, key }: LoadRequest, after: string): string {
  const names = columns.flatMap(({ name }) => (key.includes(name) ? [] : [quoteName(name)]))
  if (names.length === 0) return 'false'
  const row = (table: string) =>
    `row(${names.map((name) => `${table}.${name}`).join(', ')})::record`
  return `${row('t')} *<> ${row(after)}`
}

/** `rows`: a select, or a list of values, of the columns to be filled. */
function upsertText(rows: string, request: LoadRequest, isCounted: boolean): string {
  const list = columnList(request)
  const key = request.key.map(quoteName).join(', ')
  const always = request.columns.some((column) => column.identity === 'always')
  const values = request.columns.filter(({ name }) => !request.key.includes(name))
  const names = values.map(({ name }) => quoteName(name))
  const assignments = names.map((name) => `${name} = excluded.${name}`).join(', ')
  const action =
    names.length === 0
      ? 'do nothing'
      : `do update set ${assignments} where ${differs(request, 'excluded')}`
  // An inserted row has no xmax; one that was updated here carries the lock that the conflict took.
  // Rows of a partitioned table do not show theirs.
  const inserted = isCounted ? 'null::boolean' : 't.xmax = 0'
  return (
    `with touched as (insert into ${quoteTable(request.table)} as t (${list}) ` +
    `${always ? 'overriding system value ' : ''}${rows} ` +
    `on conflict (${key}) ${action} returning ${inserted} as inserted) ` +
    'select count(*) as touched, count(*) filter (where inserted) as inserted from touched'
  )
}

function columnList(request: LoadRequest): string {
  return request.columns.map(({ name }) => quoteName(name)).join(', ')
}
