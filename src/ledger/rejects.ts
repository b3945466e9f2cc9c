/** Refused rows -> the quarantine, with the original row, and back. */
import type { Cell, CellProblem, Reject } from '../base/cell.ts'
import type { ChunkId } from './claim.ts'
import type { Ledger } from './tables.ts'

/** A reject as it is kept: what was refused, and under which mapping. */
export interface KeptReject extends Reject {
  readonly run: string
  readonly unit: string
  readonly chunk: number
  /** Its place among the chunk's rejects, from 0. */
  readonly position: number
  /** Digest of the program that refused it. */
  readonly digest: string
}

const INSERT_ROWS_MAX = 200
/** Servers bound the length of a statement, and source rows may be long. */
const INSERT_LENGTH_MAX = 1 << 20

/** Writes rejects in the chunk's transaction; `start` is how many of it are there already. */
export async function writeRejects(
  ledger: Ledger,
  at: ChunkId & { readonly digest: string; readonly start: number },
  rejects: readonly Reject[],
): Promise<void> {
  const rows = rejects.map((reject, index) => ({
    run: at.run,
    unit: at.unit,
    chunk: at.chunk,
    position: at.start + index,
    digest: at.digest,
    source_key: JSON.stringify(reject.sourceKey),
    source_row: JSON.stringify(reject.sourceRow),
    code: reject.problems[0]?.code ?? '',
    problems: JSON.stringify(reject.problems),
  }))
  const insert = async (some: typeof rows): Promise<void> => {
    if (some.length === 0) return
    await ledger.db.insertInto(ledger.table.reject).values(some).execute()
  }
  let group: typeof rows = []
  let length = 0
  for (const row of rows) {
    const added = row.source_key.length + row.source_row.length + row.problems.length
    if (group.length === INSERT_ROWS_MAX || length + added > INSERT_LENGTH_MAX) {
      await insert(group)
      group = []
      length = 0
    }
    group.push(row)
    length += added
  }
  await insert(group)
}

/** Rejects of a run in the order of units, chunks and rows, one page at a time. */
export async function readRejects(
  ledger: Ledger,
  wanted: {
    readonly run: string
    readonly unit?: string
    readonly limit: number
    readonly offset?: number
  },
): Promise<readonly KeptReject[]> {
  const rows = await ledger.db
    .selectFrom(ledger.table.reject)
    .selectAll()
    .where('run', '=', wanted.run)
    .$if(wanted.unit !== undefined, (query) => query.where('unit', '=', wanted.unit as string))
    .orderBy('unit')
    .orderBy('chunk')
    .orderBy('position')
    .limit(wanted.limit)
    .offset(wanted.offset ?? 0)
    .execute()
  return rows.map((row) => ({
    run: row.run,
    unit: row.unit,
    chunk: Number(row.chunk),
    position: Number(row.position),
    digest: row.digest,
    sourceKey: JSON.parse(row.source_key) as readonly Cell[],
    sourceRow: JSON.parse(row.source_row) as Readonly<Record<string, Cell>>,
    problems: JSON.parse(row.problems) as readonly CellProblem[],
  }))
}
