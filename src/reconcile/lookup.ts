/** What the rows of a batch look up, fetched for that batch alone: the witness's own reading. */
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Cell, Row } from '../base/cell.ts'
import { keyCell } from '../compile/key-value.ts'
import type { LookupSpec, Program } from '../compile/program.ts'
import type { Found, Transform } from '../compile/transform.ts'
import { crosswalkKey, crosswalkName, readCrosswalk } from '../ledger/crosswalk.ts'
import type { Ledger } from '../ledger/tables.ts'
import type { ReadColumn, SqlSource } from '../plugin/connector.ts'
import { columnOf, selectCells } from './select.ts'

type Result = Exclude<ReturnType<Found['get']>, undefined>
type Results = Map<string, Result>
type TableLookup = Extract<LookupSpec, { kind: 'table' }>

/** Where lookups are read: sessions by connection, and the ledger's crosswalks if there is one. */
export interface LookupSources {
  readonly sessions: ReadonlyMap<string, SqlSource>
  readonly ledger: Ledger | null
}

const KEYS_MAX = 500
const STREAM = { batchRows: 10_000, batchBytes: 8_000_000 }

/** A program, and of what rows its lookups can be asked. */
interface Asking {
  readonly program: Program
  readonly transform: Transform
  readonly level: number
}

/** Fetches all that the rows ask for, lookup by lookup: a later one may need an earlier one. */
export async function findForRows(
  { program, transform, level }: Asking,
  rows: readonly Row[],
  sources: LookupSources,
): Promise<Found> {
  const results: Results[] = program.lookups.map(() => new Map<string, Result>())
  const found: Found = { get: (index, key) => results[index]?.get(JSON.stringify(key)) }
  for (const [index, spec] of program.lookups.entries()) {
    if ((program.shape?.lookupLevels[index] ?? 0) > level) continue
    const wanted = new Map<string, readonly Cell[]>()
    for (const row of rows) {
      const key = transform.keys[index]?.(row, found) ?? null
      if (key !== null) wanted.set(JSON.stringify(key), key)
    }
    const keys = [...wanted.values()]
    const result: Results = new Map()
    results[index] = result
    for (let start = 0; start < keys.length; start += KEYS_MAX) {
      const some = keys.slice(start, start + KEYS_MAX)
      if (spec.kind === 'table') await fetchRows(spec, some, sources, result)
      else {
        const ofMembers = spec.kind === 'crosswalk' && spec.ofMembers
        const name = crosswalkName({ mapping: spec.mapping, ofMembers })
        await fetchCrosswalk(name, some, sources, result)
      }
    }
  }
  return found
}

/** A key that was never assigned stays missing: reconciling assigns nothing. */
async function fetchCrosswalk(
  mapping: string,
  keys: readonly (readonly Cell[])[],
  { ledger }: LookupSources,
  result: Results,
): Promise<void> {
  if (ledger === null) return
  const entries = await readCrosswalk(ledger, mapping, keys.map(crosswalkKey))
  for (const key of keys) {
    const target = entries.get(crosswalkKey(key))
    if (target !== undefined) result.set(JSON.stringify(key), [target])
  }
}

/**
 * The source's own `=` may find more rows than are wanted (a collation without case, say), never
 * fewer; what counts is the exact comparison of canonical cells here.
 */
async function fetchRows(
  spec: TableLookup,
  keys: readonly (readonly Cell[])[],
  { sessions }: LookupSources,
  result: Results,
): Promise<void> {
  const session = sessions.get(spec.reads.connection)
  if (session === undefined) throw new Error(`There is no session for "${spec.reads.connection}".`)
  const columns: readonly ReadColumn[] = [...spec.by, ...spec.take].map((column) => ({
    ...column,
    table: spec.reads.table,
  }))
  const query = selectCells(session, spec.reads.table, columns).where(
    keyCondition(session, spec, keys),
  )
  const wanted = new Set(keys.map((key) => JSON.stringify(key)))
  for await (const batch of session.stream(query.compile(), columns, STREAM)) {
    const problems = Map.groupBy(batch.problems, ({ row }) => row)
    for (let at = 0; at < batch.count; at += 1) {
      const bad = problems.get(at)?.map(({ column }) => column) ?? []
      // Nobody asks for a key that cannot be read.
      if (bad.some((column) => column >= 0 && column < spec.by.length)) continue
      const row = batch.row(at)
      const cells = spec.by.map(({ type }, index) => {
        const cell = row[index] ?? null
        return cell === null ? null : keyCell(type, cell)
      })
      const key = JSON.stringify(cells)
      if (!wanted.has(key)) continue
      const taken = bad.length > 0 ? 'unreadable' : row.slice(spec.by.length)
      result.set(key, result.has(key) ? 'ambiguous' : taken)
    }
  }
}

function keyCondition(
  session: SqlSource,
  spec: TableLookup,
  keys: readonly (readonly Cell[])[],
): Expression<SqlBool> {
  const perColumn = spec.by.map((column, index) => {
    const values = [...new Set(keys.map((key) => key[index] ?? null))]
    const read = { ...column, table: spec.table }
    const parameters = values.map((value) => session.parameter(value, read))
    return sql<SqlBool>`${columnOf(column.name)} in (${sql.join(parameters)})`
  })
  return sql<SqlBool>`${sql.join(perColumn, sql` and `)}`
}
