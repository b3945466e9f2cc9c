/** Counts a chunk's rows on the locked unit and run, and judges their limits before the commit. */
import { sql } from 'kysely'
import type { Ledger } from './tables.ts'

export interface RejectLimit {
  readonly rows: number | null
  readonly ratio: number | null
}

interface StoredLimit {
  readonly limit_rows: number | string | null
  readonly limit_ratio: number | string | null
}

interface Counted {
  readonly read: number
  readonly rejected: number
  readonly limit: RejectLimit
  /** True when no chunk is left, so that a ratio counts whatever the number of rows. */
  readonly atEnd: boolean
}

/** Below this many rows a ratio means little: it is judged at the end only. */
const RATIO_ROWS_MIN = 1000

/**
 * Call it last in the chunk's transaction, after `completeChunk`: the rows of unit and run stay
 * locked until the commit, always in this order, so the counts are exact and nobody deadlocks.
 * Returns a sentence when a limit is exceeded; the caller rolls back.
 */
export async function chargeLimits(
  ledger: Ledger,
  charge: {
    readonly run: string
    readonly unit: string
    readonly read: number
    readonly rejected: number
  },
): Promise<string | null> {
  const added = {
    read_rows: sql<number>`read_rows + ${sql.lit(charge.read)}`,
    rejected_rows: sql<number>`rejected_rows + ${sql.lit(charge.rejected)}`,
  }
  const wanted = ['read_rows', 'rejected_rows', 'limit_rows', 'limit_ratio'] as const
  const { db, table } = ledger
  await db
    .updateTable(table.unit)
    .set(added)
    .where('run', '=', charge.run)
    .where('unit', '=', charge.unit)
    .execute()
  await db.updateTable(table.run).set(added).where('run', '=', charge.run).execute()
  const unit = await db
    .selectFrom(table.unit)
    .select(wanted)
    .where('run', '=', charge.run)
    .where('unit', '=', charge.unit)
    .executeTakeFirstOrThrow()
  const run = await db
    .selectFrom(table.run)
    .select(wanted)
    .where('run', '=', charge.run)
    .executeTakeFirstOrThrow()
  const leftInUnit = await countUndone(ledger, charge.run, charge.unit)
  const leftInRun = await countUndone(ledger, charge.run, null)
  return (
    judgeLimit(`mapping "${charge.unit}"`, counted(unit, leftInUnit === 0)) ??
    judgeLimit('the run', counted(run, leftInRun === 0))
  )
}

/** A sentence when the limit is exceeded, else null. */
export function judgeLimit(what: string, { read, rejected, limit, atEnd }: Counted): string | null {
  if (limit.rows !== null && rejected > limit.rows) {
    return `The reject limit of ${what} is ${limit.rows} rows; ${rejected} were rejected.`
  }
  const judged = limit.ratio !== null && read > 0 && (atEnd || read >= RATIO_ROWS_MIN)
  if (judged && rejected / read > limit.ratio) {
    return (
      `The reject limit of ${what} is a ratio of ${limit.ratio}; ` +
      `${rejected} of ${read} rows were rejected.`
    )
  }
  return null
}

/** A limit as the ledger stores it -> the limit. */
export function limitOf(row: StoredLimit): RejectLimit {
  return {
    rows: row.limit_rows === null ? null : Number(row.limit_rows),
    ratio: row.limit_ratio === null ? null : Number(row.limit_ratio),
  }
}

async function countUndone(ledger: Ledger, run: string, unit: string | null): Promise<number> {
  const row = await ledger.db
    .selectFrom(ledger.table.chunk)
    .select((is) => is.fn.countAll<number | string>().as('count'))
    .where('run', '=', run)
    .where('state', '<>', 'done')
    .$if(unit !== null, (query) => query.where('unit', '=', unit))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

function counted(
  row: StoredLimit & {
    readonly read_rows: number | string
    readonly rejected_rows: number | string
  },
  atEnd: boolean,
): Counted {
  return {
    read: Number(row.read_rows),
    rejected: Number(row.rejected_rows),
    limit: limitOf(row),
    atEnd,
  }
}
