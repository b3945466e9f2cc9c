/** A program's source -> how many rows it has, and the keys at which its chunks begin. */
import { sql } from 'kysely'
import type { Cell } from '../base/cell.ts'
import { tableId } from '../catalog/catalog.ts'
import type { Program } from '../compile/program.ts'
import type {
  ChunkSize,
  KeyStatistics,
  ReadColumn,
  SourceConnection,
  SqlSource,
  TargetConnection,
} from '../plugin/connector.ts'
import { isFilled, qualified } from './queries.ts'

const BATCH = { batchRows: 5000, batchBytes: 8 * 1024 * 1024 }

/** Where the source cannot tell, every key is read: chunks are of one size whatever its gaps. */
export async function readKeyStatistics(
  source: SourceConnection,
  program: Program,
  size: ChunkSize,
): Promise<KeyStatistics> {
  if (source.sql === null) {
    const rows = (await source.estimateRows()).get(tableId(program.source.table)) ?? 0
    return { rows, bounds: [] }
  }
  const key = program.source.keyIndexes.flatMap((index) => program.row[index] ?? [])
  if (key.length > 0) {
    const known = await source.sql.keyStatistics(program.source.reads.table, key, size)
    if (known !== null) return known
    const [only] = key.length === 1 ? key : []
    const { table } = program.source.reads
    const stepped =
      only === undefined ? null : await stepThrough(source.sql, { ...only, table }, size.rows)
    if (stepped !== null) return stepped
  }
  const counted = await source.sql.db
    .selectFrom(qualified(program.source.reads.table))
    .select((is) => is.fn.countAll().as('rows'))
    .executeTakeFirst()
  const rows = Number(counted?.['rows'] ?? 0)
  const inOneChunk = key.length === 0 || rows <= size.rows
  return {
    rows,
    bounds: inOneChunk ? [] : await readBounds(source.sql, program, key, size.rows),
  }
}

/** Ids of the programs' target tables that hold rows. */
export async function readFilledTargets(
  target: TargetConnection,
  programs: readonly Program[],
): Promise<ReadonlySet<string>> {
  const filled = new Set<string>()
  for (const {
    target: { table, work },
  } of programs) {
    // It is made anew, and may not be there yet.
    if (work === null && (await isFilled(target, table))) filled.add(tableId(table))
  }
  return filled
}

/**
 * From bound to bound, as many keys a step as a chunk has: the key's index is read once, no more.
 * null: a bound cannot be read, so another has to be found.
 */
async function stepThrough(
  source: SqlSource,
  key: ReadColumn,
  rowsMax: number,
): Promise<KeyStatistics | null> {
  const cell = source.cell(sql.id(key.name), key)
  const bounds: (readonly Cell[])[] = []
  const from = () => {
    const keys = source.db.selectFrom(qualified(key.table))
    const low = bounds.at(-1)?.[0]
    if (low === undefined) return keys
    const parameter = source.parameter(low, key)
    return keys.where((is) => is(sql.id(key.name), '>=', parameter))
  }
  for (;;) {
    const next = from()
      .select(sql`${cell}`.as('k0'))
      .orderBy(sql.id(key.name))
      .limit(1)
      .offset(rowsMax)
    let bound: Cell | undefined
    for await (const batch of source.stream(next.compile(), [key], BATCH)) {
      if (batch.problems.length > 0) return null
      if (batch.count > 0) bound = batch.row(0)[0]
    }
    if (bound === undefined) break
    // A server that compares a parameter as it does not order its keys would go on for ever.
    if (bound === bounds.at(-1)?.[0]) return null
    bounds.push([bound])
  }
  const rest = await from()
    .select((is) => is.fn.countAll().as('rows'))
    .executeTakeFirst()
  return { rows: bounds.length * rowsMax + Number(rest?.['rows'] ?? 0), bounds }
}

async function readBounds(
  source: SqlSource,
  { source: { key, reads } }: Program,
  columns: readonly ReadColumn[],
  chunkRowsMax: number,
): Promise<(readonly Cell[])[]> {
  const keys = key.map((name) => sql.id(name))
  const numbered = source.db
    .selectFrom(qualified(reads.table))
    .select(key)
    .select(sql<number>`row_number() over (order by ${sql.join(keys)})`.as('mapwright_row'))
    .as('numbered')
  const query = source.db
    .selectFrom(numbered)
    .select(
      columns.map((column, index) =>
        sql`${source.cell(sql.id('numbered', column.name), column)}`.as(`k${index}`),
      ),
    )
    .where(sql`(mapwright_row - 1) % ${sql.lit(chunkRowsMax)}`, '=', 0)
    .where('mapwright_row', '>', 1)
    .orderBy('mapwright_row')
    .compile()
  const bounds: (readonly Cell[])[] = []
  for await (const batch of source.stream(query, columns, BATCH)) {
    // A key that cannot be read cannot bound a chunk: its row belongs to the chunk before.
    const unreadable = new Set(batch.problems.map(({ row }) => row))
    for (let index = 0; index < batch.count; index += 1) {
      if (!unreadable.has(index)) bounds.push(batch.row(index))
    }
  }
  return bounds
}
