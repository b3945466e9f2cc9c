/** Batches as they were read -> batches of settled rows: one per source key, with what is wrong. */
import type { Cell, CellProblem, Row } from '../base/cell.ts'
import { RECORD_COLUMN } from '../catalog/file-numbering.ts'
import type { Program, Transform } from '../compile/program.ts'
import type { ReadBatch } from '../plugin/connector.ts'
import type { PackedRows } from '../plugin/load.ts'
import type { Counter } from './counter.ts'

export interface SourceBatch {
  readonly count: number
  row(index: number): Row
  /** The rows in COPY's binary format, where they come so and nothing was done to them. */
  readonly packed: PackedRows | null
  /** What is wrong with a row before any rule sees it, by its index. */
  readonly problems: ReadonlyMap<number, readonly CellProblem[]>
  /** How many settled rows of the stream came before this batch. */
  readonly before: number
}

/** Counts every settled row as read: a row of `from`, however many rows its joins made of it. */
export async function* settleRows(
  batches: AsyncIterable<ReadBatch>,
  { program, transform }: { readonly program: Program; readonly transform: Transform },
  counter: Counter,
): AsyncIterable<SourceBatch> {
  const settler =
    transform.settleJoins === null || program.source.key.length === 0
      ? null
      : new JoinSettler(program.source.keyIndexes, transform.settleJoins)
  let before = 0
  for await (const batch of batches) {
    for (const [index, count] of batch.nulled) {
      counter.nulled(program.row[index]?.label ?? '', count)
    }
    const problems = problemsByRow(batch, program)
    const settled = settler?.settle(batch, problems, before) ?? asRead(batch, problems, before)
    counter.read += settled.count
    before += settled.count
    yield settled
  }
  if (settler === null) return
  const last = settler.settleLast(before)
  counter.read += last.count
  yield last
}

/** The cells that name a source row: its key, its record number, or its place in the stream. */
export function sourceKeyOf(program: Program, row: Row, ordinal: number): readonly Cell[] {
  if (program.source.key.length > 0) {
    return program.source.keyIndexes.map((index) => row[index] ?? null)
  }
  const index = program.row.findIndex((column) => column.name === RECORD_COLUMN.name)
  const record = index === -1 ? row[program.row.length] : row[index]
  return [record ?? String(ordinal)]
}

function asRead(batch: ReadBatch, problems: SourceBatch['problems'], before: number): SourceBatch {
  const { count, packed = null } = batch
  return { count, row: (index) => batch.row(index), packed, problems, before }
}

const NO_PROBLEMS: SourceBatch['problems'] = new Map()

function problemsByRow(batch: ReadBatch, program: Program): SourceBatch['problems'] {
  if (batch.problems.length === 0) return NO_PROBLEMS
  const byRow = new Map<number, CellProblem[]>()
  for (const problem of batch.problems) {
    const list = byRow.get(problem.row) ?? []
    list.push({
      code: problem.code,
      column: program.row[problem.column]?.label ?? null,
      message: problem.message,
    })
    byRow.set(problem.row, list)
  }
  return byRow
}

class SettledRows implements SourceBatch {
  readonly #rows: Row[] = []
  readonly packed = null
  readonly problems = new Map<number, readonly CellProblem[]>()
  readonly before: number

  constructor(before: number) {
    this.before = before
  }

  get count(): number {
    return this.#rows.length
  }

  row(index: number): Row {
    return this.#rows[index] ?? []
  }

  add(row: Row, problems: readonly CellProblem[]): void {
    if (problems.length > 0) this.problems.set(this.#rows.length, problems)
    this.#rows.push(row)
  }
}

/** Holds the last key of a batch back: its next row may stand in the batch that follows. */
class JoinSettler {
  readonly #keyIndexes: readonly number[]
  readonly #settle: NonNullable<Transform['settleJoins']>
  #group: Row[] = []
  #groupProblems: CellProblem[] = []

  constructor(keyIndexes: readonly number[], settle: NonNullable<Transform['settleJoins']>) {
    this.#keyIndexes = keyIndexes
    this.#settle = settle
  }

  settle(batch: ReadBatch, problems: SourceBatch['problems'], before: number): SettledRows {
    const settled = new SettledRows(before)
    for (let index = 0; index < batch.count; index += 1) {
      const row = batch.row(index)
      if (this.#group.length > 0 && !this.#sameKey(row)) this.#closeGroup(settled)
      this.#group.push(row)
      this.#groupProblems.push(...(problems.get(index) ?? []))
    }
    return settled
  }

  settleLast(before: number): SettledRows {
    const settled = new SettledRows(before)
    if (this.#group.length > 0) this.#closeGroup(settled)
    return settled
  }

  #sameKey(row: Row): boolean {
    return this.#keyIndexes.every((index) => row[index] === this.#group[0]?.[index])
  }

  #closeGroup(settled: SettledRows): void {
    const problems = this.#groupProblems
    // With an unreadable cell in it, which row would match cannot be told.
    const row = problems.length > 0 ? null : this.#settle(this.#group, { problems, warn: () => {} })
    const kept = row ?? this.#group[0]
    if (kept !== undefined) settled.add(kept, problems)
    this.#group = []
    this.#groupProblems = []
  }
}
