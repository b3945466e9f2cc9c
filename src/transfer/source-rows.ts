/** Batches as they were read -> batches of settled rows: one per source key, with what is wrong. */
import type { Cell, CellProblem, Row } from '../base/cell.ts'
import { RECORD_COLUMN } from '../catalog/file-numbering.ts'
import type { Program, Transform } from '../compile/program.ts'
import type { ReadBatch } from '../plugin/connector.ts'
import type { Counter } from './counter.ts'

export interface SourceBatch {
  readonly rows: readonly Row[]
  /** What is wrong with a row before any rule sees it, by its index. */
  readonly problems: ReadonlyMap<number, readonly CellProblem[]>
  /** How many settled rows of the stream came before this batch. */
  readonly before: number
}

/** Counts every settled row as read: a row of `from`, however many rows its joins made of it. */
export async function* settleRows(
  batches: AsyncIterable<ReadBatch>,
  program: Program,
  transform: Transform,
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
    const settled = settler?.settle(batch.rows, problems) ?? { rows: batch.rows, problems }
    counter.read += settled.rows.length
    yield { ...settled, before }
    before += settled.rows.length
  }
  if (settler === null) return
  const last = settler.settleLast()
  counter.read += last.rows.length
  yield { ...last, before }
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

function problemsByRow(batch: ReadBatch, program: Program): Map<number, CellProblem[]> {
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

interface Settled {
  readonly rows: Row[]
  readonly problems: Map<number, readonly CellProblem[]>
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

  settle(rows: readonly Row[], problems: ReadonlyMap<number, readonly CellProblem[]>): Settled {
    const settled: Settled = { rows: [], problems: new Map() }
    for (const [index, row] of rows.entries()) {
      if (this.#group.length > 0 && !this.#sameKey(row)) this.#closeGroup(settled)
      this.#group.push(row)
      this.#groupProblems.push(...(problems.get(index) ?? []))
    }
    return settled
  }

  settleLast(): Settled {
    const settled: Settled = { rows: [], problems: new Map() }
    if (this.#group.length > 0) this.#closeGroup(settled)
    return settled
  }

  #sameKey(row: Row): boolean {
    return this.#keyIndexes.every((index) => row[index] === this.#group[0]?.[index])
  }

  #closeGroup(settled: Settled): void {
    const problems = this.#groupProblems
    // With an unreadable cell in it, which row would match cannot be told.
    const row =
      problems.length > 0
        ? null
        : this.#settle(this.#group, {
            problems,
            warn: () => {},
          })
    if (problems.length > 0) settled.problems.set(settled.rows.length, problems)
    const kept = row ?? this.#group[0]
    if (kept !== undefined) settled.rows.push(kept)
    this.#group = []
    this.#groupProblems = []
  }
}
