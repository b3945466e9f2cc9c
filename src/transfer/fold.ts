/** Rows -> one row a group or a span of it; rows of a group that cannot be made are refused. */
import type { CellProblem, Row } from '../base/cell.ts'
import type { Program } from '../compile/program.ts'
import type { Fold } from '../compile/transform.ts'
import type { GroupedRow } from '../connect/sqlite/groups.ts'
import { memberOf, type FoldedRows, type Member } from './folded.ts'
import { MadeBatch } from './made-batch.ts'
import { issuesOfRow, keepEach, type Mapper } from './map-rows.ts'
import type { SourceBatch } from './source-rows.ts'

const ROWS_MAX = 2000

const CONDEMNED: CellProblem = {
  code: 'GROUP_REJECTED',
  column: null,
  message: 'Another row of its group was refused, and without it what is made would be wrong.',
}

export async function* foldRows(
  mapper: Mapper,
  batches: AsyncIterable<SourceBatch>,
): AsyncIterable<SourceBatch> {
  const { fold } = mapper.transform
  const { folded } = mapper
  if (fold === null || folded === null) throw new TypeError('there is nothing to group by')
  for await (const batch of batches) await spillRows(mapper, folded, fold, batch)
  const groups = new GroupMaker(mapper, folded, fold)
  const level = mapper.program.shape?.each === true ? 1 : 0
  for (const rows of inStretches(folded.spill.rows())) {
    const members = rows.map(({ row }) => memberOf(row))
    const read = (index: number) => members[index]?.row ?? []
    await mapper.lookups.prefetch({ count: rows.length, read, isWanted: () => true, level })
    for (const [index, { key }] of rows.entries()) groups.add(key, members[index] as Member)
    yield groups.take()
  }
  groups.close()
  yield groups.take()
}

/** What is refused here may leave its group without a member: no row is made of that, then. */
async function spillRows(
  mapper: Mapper,
  { spill }: FoldedRows,
  fold: Fold,
  batch: SourceBatch,
): Promise<void> {
  const { found } = mapper.lookups
  const keyOf = (row: Row): string | null => {
    const key = fold.key(row, found, issuesOfRow())
    return key === null ? null : JSON.stringify(key)
  }
  await keepEach(
    mapper,
    batch,
    (row, index, issues) => {
      const key = fold.key(row, found, issues)
      const span = key === null ? null : (fold.span?.(row, found, issues) ?? null)
      const ordinal = batch.ordinal(index)
      if (issues.problems.length > 0) {
        mapper.refuse(row, ordinal, [...issues.problems])
        if (key !== null) spill.condemn(JSON.stringify(key))
      } else spill.add(JSON.stringify(key), span?.[0] ?? 0n, JSON.stringify([ordinal, row]))
    },
    (row, problems) => {
      if (!isKeyReadable(mapper.program, problems)) return
      const key = keyOf(row)
      if (key !== null) spill.condemn(key)
    },
  )
}

/** Of a cell that could not be read, nothing can be computed. */
function isKeyReadable({ shape }: Program, problems: readonly CellProblem[]): boolean {
  return problems.every(
    ({ code, column }) =>
      !code.startsWith('ROW_') && (column === null || shape?.groupReads.includes(column) !== true),
  )
}

function* inStretches(rows: Iterable<GroupedRow>): Generator<readonly GroupedRow[]> {
  let stretch: GroupedRow[] = []
  for (const row of rows) {
    stretch.push(row)
    if (stretch.length < ROWS_MAX) continue
    yield stretch
    stretch = []
  }
  yield stretch
}

/** A span of a group, or the whole of it, while its rows come. */
interface Span {
  readonly from: number
  readonly ordinal: number
  count: number
  end: bigint
}

/** Makes the rows of one group after the other, and holds them until the group is whole. */
class GroupMaker {
  readonly #mapper: Mapper
  readonly #folded: FoldedRows
  readonly #fold: Fold
  #made = new MadeBatch(2)
  #key: string | null = null
  #size = 0
  #span: Span | null = null
  /** Of the group at hand. */
  #rows: (readonly [row: Row, span: Span])[] = []
  /** What is wrong with members of it, by their number. */
  #problems = new Map<number, readonly CellProblem[]>()

  constructor(mapper: Mapper, folded: FoldedRows, fold: Fold) {
    this.#mapper = mapper
    this.#folded = folded
    this.#fold = fold
  }

  add(key: string, { row, ordinal }: Member): void {
    if (key !== this.#key) this.#open(key)
    const { found } = this.#mapper.lookups
    const issues = issuesOfRow()
    const ends = this.#fold.span?.(row, found, issues) ?? null
    const last = this.#span
    if (last === null || (ends !== null && ends[0] > last.end + this.#fold.gap)) {
      this.#closeSpan()
      this.#fold.begin()
      this.#span = { from: this.#size, ordinal, count: 0, end: ends?.[1] ?? 0n }
    }
    const span = this.#span as Span
    if (ends !== null && ends[1] > span.end) span.end = ends[1]
    if (!this.#fold.add(row, found, issues)) this.#problems.set(this.#size, [...issues.problems])
    span.count += 1
    this.#size += 1
  }

  /** The rows that are whole. */
  take(): MadeBatch {
    const made = this.#made
    this.#made = new MadeBatch(2)
    return made
  }

  close(): void {
    this.#closeSpan()
    const key = this.#key
    if (key === null) return
    if (this.#problems.size > 0 || this.#folded.spill.isCondemned(key)) this.#refuse(key)
    else {
      for (const [row, { from, count, ordinal }] of this.#rows) {
        this.#mapper.counter.fold(count)
        this.#made.add(this.#folded.noted(row, key, from, count), ordinal)
      }
    }
    this.#rows = []
    this.#problems = new Map()
  }

  #open(key: string): void {
    this.close()
    this.#key = key
    this.#size = 0
  }

  #closeSpan(): void {
    const span = this.#span
    if (span === null) return
    const issues = issuesOfRow()
    const row = this.#fold.end(issues)
    if (row === null) this.#problems.set(span.from, [...issues.problems])
    else this.#rows.push([row, span])
    this.#span = null
  }

  #refuse(key: string): void {
    const members = this.#folded.spill.members(key, 0, this.#size).map(memberOf)
    for (const [index, { row, ordinal }] of members.entries()) {
      this.#mapper.refuse(row, ordinal, this.#problems.get(index) ?? [CONDEMNED])
    }
  }
}
