/** A few rows of a table's pages, read by their place -> about how its keys are spread. */
import { sql } from 'kysely'
import type { Cell } from '../../base/cell.ts'
import type { TableName } from '../../catalog/catalog.ts'
import type { ChunkSize, KeyStatistics, ReadColumn } from '../../plugin/connector.ts'
import { selectCell } from './cell.ts'
import { quoteTable } from './name.ts'
import { streamBatches } from './read.ts'
import type { PostgresSession } from './session.ts'

export interface SampleRequest {
  readonly table: TableName
  readonly key: readonly ReadColumn[]
  readonly size: ChunkSize
}

/** A sample of so many keys a chunk leaves chunks within about a third of their size. */
const PAGES_A_CHUNK = 10
const ROWS_A_PAGE = 4
/** Fewer chunks than this are counted: that is as fast, and exact. */
const CHUNKS_MIN = 4
const CHUNKS_MAX = 10_000
const BATCH = { batchRows: 5000, batchBytes: 1 << 20 }

/**
 * null: a view, a partitioned table, a table that was never analyzed, or one that is small. The
 * number of rows is estimated as PostgreSQL's planner does it: by the density of the pages when
 * they were last looked at, and how many there are now.
 */
export async function sampleKeys(
  session: PostgresSession,
  { table, key, size: wanted }: SampleRequest,
): Promise<KeyStatistics | null> {
  const size = await readSize(session, table)
  if (size === null) return null
  const chunks = Math.min(CHUNKS_MAX, Math.ceil(size.rows / chunkRows(size, wanted)))
  if (chunks < CHUNKS_MIN) return null
  const keys = await readKeys(session, { table, key }, placesOf(size.pages, chunks))
  const bounds: (readonly Cell[])[] = []
  for (let chunk = 1; chunk < chunks; chunk += 1) {
    const bound = keys[Math.floor((chunk * keys.length) / chunks)]
    if (bound !== undefined && !isSame(bound, bounds.at(-1))) bounds.push(bound)
  }
  return { rows: size.rows, bounds }
}

interface TableSize {
  readonly rows: number
  /** With what is stored apart from the rows. */
  readonly bytes: number
  readonly pages: number
}

/** So many chunks a table gives before they grow beyond their rows. */
const CHUNKS_ENOUGH = 8

/** Committing a chunk costs the same whatever is in it, so one of small rows holds more of them. */
function chunkRows({ rows, bytes }: TableSize, wanted: ChunkSize): number {
  const ofBytes = wanted.bytes / (bytes / rows)
  return Math.max(wanted.rows, Math.min(ofBytes, rows / CHUNKS_ENOUGH))
}

async function readSize(session: PostgresSession, table: TableName): Promise<TableSize | null> {
  const found = await session.query(
    `select relkind in ('r', 'm') as is_stored, reltuples as rows, relpages as pages_then,
       pg_relation_size(oid) / current_setting('block_size')::bigint as pages_now,
       pg_table_size(oid) as bytes
     from pg_class where oid = to_regclass($1)`,
    [quoteTable(table)],
  )
  const row = found.rows[0]
  if (row === undefined || row['is_stored'] !== 't') return null
  const numberOf = (name: string) => Number(row[name])
  const [rows, pagesThen, pages] = [numberOf('rows'), numberOf('pages_then'), numberOf('pages_now')]
  if (!(rows > 0 && pagesThen > 0 && pages > 0)) return null
  return { rows: Math.round((rows / pagesThen) * pages), pages, bytes: numberOf('bytes') }
}

/** Pages at even distances, and the first rows of each. */
function placesOf(pages: number, chunks: number): string[] {
  const count = Math.min(pages, chunks * PAGES_A_CHUNK)
  const places: string[] = []
  for (let index = 0; index < count; index += 1) {
    const page = Math.floor((index * pages) / count)
    for (let row = 1; row <= ROWS_A_PAGE; row += 1) places.push(`(${page},${row})`)
  }
  return places
}

/** In the order of the key; places without a row of today give none. */
async function readKeys(
  session: PostgresSession,
  { table, key }: Pick<SampleRequest, 'table' | 'key'>,
  places: readonly string[],
): Promise<(readonly Cell[])[]> {
  const names = key.map(({ name }) => sql.id('t', name))
  const array = `{${places.map((place) => `"${place}"`).join(',')}}`
  const query = session.db
    .selectFrom(`${table.schema === null ? '' : `${table.schema}.`}${table.name} as t`)
    .select(
      key.map((column, index) =>
        sql`${selectCell(sql.id('t', column.name), column)}`.as(`k${index}`),
      ),
    )
    .where(sql<boolean>`ctid = any(cast(${array} as tid[]))`)
    .orderBy(sql.join(names))
    .compile()
  const keys: (readonly Cell[])[] = []
  for await (const batch of streamBatches(session, query, key, BATCH)) {
    // A key that cannot be read cannot bound a chunk: its row belongs to the chunk before.
    const unreadable = new Set(batch.problems.map(({ row }) => row))
    for (let index = 0; index < batch.count; index += 1) {
      if (!unreadable.has(index)) keys.push(batch.row(index))
    }
  }
  return keys
}

function isSame(one: readonly Cell[], other: readonly Cell[] | undefined): boolean {
  return other !== undefined && one.every((cell, index) => cell === other[index])
}
