/** Lines of a batch -> rows by their key: COPY into a temporary table, then one statement. */
import { createHash } from 'node:crypto'
import { tableId } from '../../catalog/catalog.ts'
import type { LoadCounts, LoadRequest } from '../../plugin/load.ts'
import { copyIn } from './copy-in.ts'
import {
  BEGIN,
  columnList,
  copyStatement,
  RELEASE,
  requireWritten,
  type EncodedRows,
} from './copy-rows.ts'
import type { LoadFacts } from './load-facts.ts'
import { quoteName, quoteTable } from './name.ts'
import type { PostgresSession, TextRow } from './session.ts'

/**
 * The rows go into a temporary table first; one statement then finds what is new, what differs and
 * what is the same. It has the columns' types and no constraints: those speak at the second step.
 * For a few rows, as they come when bad ones are searched for, a table would cost more than it
 * brings.
 */
export async function upsert(
  session: PostgresSession,
  facts: LoadFacts,
  { request, rows }: EncodedRows,
): Promise<LoadCounts> {
  const total = rows.count
  const found = await facts.found(request.table)
  if (!found.isCounted && total <= DIRECT_ROWS_MAX) {
    const width = request.columns.length
    const places = Array.from({ length: total }, (_, index) => placesOf(width, index * width))
    const values = `values ${places.join(', ')}`
    await session.rawQuery(BEGIN)
    const direct = await session.rawQuery(upsertText(values, request, false), rows.parameters())
    await session.rawQuery(RELEASE)
    return countsOf(total, direct.rows[0] ?? {})
  }
  const stage = stageOf(request)
  const fill = [
    BEGIN,
    createStageText(request),
    `truncate ${stage}`,
    copyStatement(stage, request, rows.format),
  ]
  const merge = upsertText(`select ${columnList(request)} from ${stage}`, request, found.isCounted)
  if (!found.isCounted) {
    const { rows: counted } = await copyIn(session, [...fill, merge, RELEASE], rows.message())
    return countsOf(total, counted[0] ?? {})
  }
  await copyIn(session, fill, rows.message())
  const due = await countDue(session, stage, request)
  const result = await session.rawQuery(merge)
  const row = result.rows[0] ?? {}
  // What a trigger made of the rows before they were compared, the rows here do not tell.
  if (found.mayChange) requireWritten((await countDue(session, stage, request)).inserted)
  else if (found.maySkip) requireWritten(due.inserted + due.updated - Number(row['touched']))
  await session.rawQuery(RELEASE)
  return countsOf(total, { ...row, inserted: String(due.inserted) })
}

const DIRECT_ROWS_MAX = 16

function placesOf(width: number, before: number): string {
  return `(${Array.from({ length: width }, (_, index) => `$${before + index + 1}`).join(', ')})`
}

function countsOf(total: number, counted: TextRow): LoadCounts {
  const [touched, inserted] = [Number(counted['touched']), Number(counted['inserted'])]
  return { inserted, updated: touched - inserted, unchanged: total - touched }
}

/** A temporary table's name for these columns and this use. */
export function stageName(request: LoadRequest, use: 'load' | 'sieve'): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([tableId(request.table), request.columns.map(({ name }) => name)]))
    .digest('hex')
  return quoteName(`mapwright_${use}_${digest.slice(0, 32)}`)
}

function stageOf(request: LoadRequest): string {
  return `pg_temp.${stageName(request, 'load')}`
}

/** Said every time: a transaction that is rolled back takes its temporary tables with it. */
function createStageText(request: LoadRequest): string {
  const select = `select ${columnList(request)} from ${quoteTable(request.table)}`
  return (
    `create temporary table if not exists ${stageName(request, 'load')} on commit delete rows as ` +
    `${select} with no data`
  )
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
  return (
    `${touchingText(rows, request, isCounted)} ` +
    'select count(*) as touched, count(*) filter (where inserted) as inserted from touched'
  )
}

/** Writes the rows, and gives for each that it wrote whether it is new, as the relation touched. */
export function touchingText(rows: string, request: LoadRequest, isCounted: boolean): string {
  // An inserted row has no xmax; one that was updated here carries the lock that the conflict took.
  // Rows of a partitioned table do not show theirs.
  const inserted = isCounted ? 'null::boolean' : 't.xmax = 0'
  return (
    `with touched as (${insertText(rows, request)} ` +
    `${request.mode === 'upsert' ? conflictText(request) : ''} returning ${inserted} as inserted)`
  )
}

export function insertText(rows: string, request: LoadRequest): string {
  const always = request.columns.some((column) => column.identity === 'always')
  return (
    `insert into ${quoteTable(request.table)} as t (${columnList(request)}) ` +
    `${always ? 'overriding system value ' : ''}${rows}`
  )
}

function conflictText(request: LoadRequest): string {
  const key = request.key.map(quoteName).join(', ')
  const values = request.columns.filter(({ name }) => !request.key.includes(name))
  const names = values.map(({ name }) => quoteName(name))
  const assignments = names.map((name) => `${name} = excluded.${name}`).join(', ')
  const action =
    names.length === 0
      ? 'do nothing'
      : `do update set ${assignments} where ${differs(request, 'excluded')}`
  return `on conflict (${key}) ${action}`
}
