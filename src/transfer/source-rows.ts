/** Batches as they were read -> batches of settled rows: one per source key, with what is wrong. */
import type { Cell, CellProblem, Reject, Row } from '../base/cell.ts'
import { RECORD_COLUMN } from '../catalog/file-numbering.ts'
import type { Program } from '../compile/program.ts'
import type { Transform } from '../compile/transform.ts'
import type { ReadBatch } from '../plugin/connector.ts'
import type { PackedRows } from '../plugin/load.ts'
import type { Counter } from './counter.ts'

export interface SourceBatch {
  readonly count: number
  /** 0: as they were read; 1: one an item; 2: one a group, which nothing is asked of any more. */
  readonly level: 0 | 1 | 2
  row(index: number): Row
  /** The rows in COPY's binary format, where they come so and nothing was done to them. */
  readonly packed: PackedRows | null
  /** What is wrong with a row before any rule sees it, by its index. */
  readonly problems: ReadonlyMap<number, readonly CellProblem[]>
  /** The place in the stream, from 1, of the source row that a row was made of. */
  ordinal(index: number): number
}

/** Counts every row of `from` as read; those that joins to many add to it are counted apart. */
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
    if (settler === null) {
      counter.read += batch.count
      yield asRead(batch, problems, before)
      before += batch.count
    } else yield counted(settler.settle(batch, problems))
  }
  if (settler !== null) yield counted(settler.settleLast())

  function counted(settled: SettledRows): SettledRows {
    counter.read += settled.sources
    counter.added += settled.count - settled.sources
    return settled
  }
}

/**
 * The cells that name a row: its source's key, record number or place in the stream, and what tells
 * it apart from others that were made of the same row.
 */
export function sourceKeyOf(program: Program, row: Row, ordinal: number): readonly Cell[] {
  const { key, keyIndexes, partIndexes } = program.source
  const named =
    key.length > 0
      ? keyIndexes.map((index) => row[index] ?? null)
      : [recordOf(program, row) ?? String(ordinal)]
  if (partIndexes.length === 0) return named
  return [...named, ...partIndexes.map((index) => row[index] ?? null)]
}

function recordOf(program: Program, row: Row): Cell | undefined {
  const index = program.row.findIndex((column) => column.name === RECORD_COLUMN.name)
  return row[index === -1 ? program.row.length : index]
}

/** A source row as it is kept in quarantine. */
export function rejectOf(
  program: Program,
  row: Row,
  ordinal: number,
  problems: readonly CellProblem[],
): Reject {
  const labels = [
    ...program.row.map(({ label }) => label),
    ...(program.shape?.made ?? []).map(({ name }) => name),
  ]
  const known = labels.slice(0, row.length)
  const sourceRow = Object.fromEntries(known.map((name, index) => [name, row[index] ?? null]))
  return { sourceKey: sourceKeyOf(program, row, ordinal), sourceRow, problems }
}

function asRead(batch: ReadBatch, problems: SourceBatch['problems'], before: number): SourceBatch {
  const { count, packed = null } = batch
  const ordinal = (index: number) => before + index + 1
  return { count, level: 0, row: (index) => batch.row(index), packed, problems, ordinal }
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
  readonly #ordinals: number[] = []
  readonly level = 0
  readonly packed = null
  readonly problems = new Map<number, readonly CellProblem[]>()
  /** Of how many rows of the source these were made. */
  sources = 0

  get count(): number {
    return this.#rows.length
  }

  row(index: number): Row {
    return this.#rows[index] ?? []
  }

  ordinal(index: number): number {
    return this.#ordinals[index] ?? 0
  }

  add(row: Row, problems: readonly CellProblem[], ordinal: number): void {
    if (problems.length > 0) this.problems.set(this.#rows.length, problems)
    this.#rows.push(row)
    this.#ordinals.push(ordinal)
  }
}

/** Holds the last key of a batch back: its next row may stand in the batch that follows. */
class JoinSettler {
  readonly #keyIndexes: readonly number[]
  readonly #settle: NonNullable<Transform['settleJoins']>
  #group: Row[] = []
  #groupProblems: CellProblem[] = []
  #ordinal = 0

  constructor(keyIndexes: readonly number[], settle: NonNullable<Transform['settleJoins']>) {
    this.#keyIndexes = keyIndexes
    this.#settle = settle
  }

  settle(batch: ReadBatch, problems: SourceBatch['problems']): SettledRows {
    const settled = new SettledRows()
    for (let index = 0; index < batch.count; index += 1) {
      const row = batch.row(index)
      if (this.#group.length > 0 && !this.#sameKey(row)) this.#closeGroup(settled)
      this.#group.push(row)
      for (const problem of problems.get(index) ?? []) this.#noteOnce(problem)
    }
    return settled
  }

  settleLast(): SettledRows {
    const settled = new SettledRows()
    if (this.#group.length > 0) this.#closeGroup(settled)
    return settled
  }

  #sameKey(row: Row): boolean {
    return this.#keyIndexes.every((index) => row[index] === this.#group[0]?.[index])
  }

  /** A row comes as often as others are joined to it, and so does what is wrong with it. */
  #noteOnce(problem: CellProblem): void {
    const { column, message } = problem
    const isKnown = this.#groupProblems.some(
      (known) => known.column === column && known.message === message,
    )
    if (!isKnown) this.#groupProblems.push(problem)
  }

  #closeGroup(settled: SettledRows): void {
    const problems = this.#groupProblems
    // With an unreadable cell in it, which row would match cannot be told.
    const rows =
      problems.length > 0 ? null : this.#settle(this.#group, { problems, warn: () => {} })
    this.#ordinal += 1
    settled.sources += 1
    for (const row of rows ?? this.#group.slice(0, 1)) settled.add(row, problems, this.#ordinal)
    this.#group = []
    this.#groupProblems = []
  }
}
