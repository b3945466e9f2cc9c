/** Batches as they were read -> batches of settled source rows: one a source key. */
import type { Row } from '../base/cell.ts'
import type { Program } from '../compile/program.ts'
import type { RowIssues, Transform } from '../compile/transform.ts'
import type { ReadBatch } from '../plugin/connector.ts'
import type { CopyLines } from '../plugin/load.ts'
import { cellsOf } from './read-rows.ts'

export interface SettledBatch {
  readonly count: number
  /** Of how many rows of the source these are: joins to many give more. */
  readonly sources: number
  row(index: number): Row
  /** The same rows one at a time as lines, where they come so. */
  readonly lines: CopyLines | null
  /** Indexes of rows that could not be read or settled. */
  readonly bad: ReadonlySet<number>
}

/** Joins may give several rows for a source key; they arrive one after the other. */
export async function* settledBatches(
  program: Program,
  transform: Transform,
  batches: AsyncIterable<ReadBatch>,
): AsyncGenerator<SettledBatch> {
  if (transform.settleJoins === null || program.source.key.length === 0) {
    for await (const batch of batches) yield asRead(batch)
    return
  }
  const settler = new JoinSettler(program.source.keyIndexes, transform.settleJoins)
  for await (const batch of batches) yield settler.settle(batch)
  yield settler.settleLast()
}

const NONE_BAD: ReadonlySet<number> = new Set()

function asRead(batch: ReadBatch): SettledBatch {
  const { count, lines } = batch
  const row = (index: number) => cellsOf(batch, index)
  return { count, sources: count, row, lines, bad: badRows(batch) }
}

function badRows({ problems }: ReadBatch): ReadonlySet<number> {
  return problems.length === 0 ? NONE_BAD : new Set(problems.map((problem) => problem.row))
}

/** Brings the rows of each source key to those that match, also where a batch ends among them. */
class JoinSettler {
  readonly #keyIndexes: readonly number[]
  readonly #settle: NonNullable<Transform['settleJoins']>
  readonly #issues: RowIssues = { problems: [], warn: () => {} }
  #group: Row[] = []
  #isBad = false

  constructor(keyIndexes: readonly number[], settle: NonNullable<Transform['settleJoins']>) {
    this.#keyIndexes = keyIndexes
    this.#settle = settle
  }

  /** The rows whose keys are complete. */
  settle(batch: ReadBatch): SettledBatch {
    const unreadable = badRows(batch)
    const settled = new SettledRows()
    for (let index = 0; index < batch.count; index += 1) {
      const row = cellsOf(batch, index)
      if (this.#group.length > 0 && !this.#isSameSource(row)) this.#close(settled)
      this.#group.push(row)
      this.#isBad ||= unreadable.has(index)
    }
    return settled
  }

  settleLast(): SettledBatch {
    const settled = new SettledRows()
    if (this.#group.length > 0) this.#close(settled)
    return settled
  }

  #close(settled: SettledRows): void {
    this.#issues.problems.length = 0
    const rows = this.#isBad ? null : this.#settle(this.#group, this.#issues)
    settled.sources += 1
    for (const row of rows ?? this.#group.slice(0, 1)) settled.add(row, rows === null)
    this.#group = []
    this.#isBad = false
  }

  #isSameSource(row: Row): boolean {
    const [first] = this.#group
    return this.#keyIndexes.every((index) => first?.[index] === row[index])
  }
}

class SettledRows implements SettledBatch {
  readonly #rows: Row[] = []
  readonly lines = null
  readonly bad = new Set<number>()
  sources = 0

  get count(): number {
    return this.#rows.length
  }

  add(row: Row, isBad: boolean): void {
    if (isBad) this.bad.add(this.#rows.length)
    this.#rows.push(row)
  }

  row(index: number): Row {
    return this.#rows[index] ?? []
  }
}
