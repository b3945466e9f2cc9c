/** The source read again through the mapping: the rows that the target should hold. */
import type { Cell, Row } from '../base/cell.ts'
import { ROW_MAPPED, type Program, type RowIssues, type Transform } from '../compile/program.ts'
import type { ReadBatch } from '../plugin/connector.ts'
import { findForRows, type LookupSources } from './lookup.ts'

export interface ExpectedCounts {
  sourceRows: number
  filtered: number
  rejected: number
  /** Refused here, though the run that the ledger tells of did not refuse them. */
  newlyRejected: number
}

/** Target cells in the order of the program's columns. */
export interface ExpectedRow {
  readonly cells: Row
}

export interface ExpectedOptions {
  readonly program: Program
  readonly transform: Transform
  readonly batches: AsyncIterable<ReadBatch>
  readonly lookups: LookupSources
  /** Source keys, as JSON, that the last run refused; null: no ledger tells. */
  readonly refused: { has(key: string): boolean } | null
  readonly counts: ExpectedCounts
}

/** Streams the expected rows in the order of the source; `counts` grows on the way. */
export async function* expectedRows(options: ExpectedOptions): AsyncGenerator<ExpectedRow> {
  const { program, transform, lookups, counts } = options
  let ordinal = 0
  for await (const { rows, bad } of settledBatches(options)) {
    const readable = rows.filter((_, index) => !bad.has(index))
    const found = await findForRows(program, transform, readable, lookups)
    for (const [index, row] of rows.entries()) {
      ordinal += 1
      counts.sourceRows += 1
      const key = JSON.stringify(sourceKey(program, row, ordinal))
      const wasRefused = options.refused?.has(key) ?? null
      if (wasRefused === true) {
        counts.rejected += 1
        continue
      }
      const issues: RowIssues = { problems: [], warn: () => {} }
      const kept = bad.has(index) ? -1 : transform.filter(row, found, issues)
      const cells: Cell[] = []
      if (kept > 0) counts.filtered += 1
      else if (kept === 0 && transform.apply(row, found, cells, issues) === ROW_MAPPED) {
        yield { cells }
      } else {
        counts.rejected += 1
        if (wasRefused === false) counts.newlyRejected += 1
      }
    }
  }
}

/** The cells that name a source row in the ledger: its key, its record number, or its place. */
function sourceKey(program: Program, row: Row, ordinal: number): readonly Cell[] {
  const { key, keyIndexes } = program.source
  if (key.length > 0) return keyIndexes.map((index) => row[index] ?? null)
  const index = program.row.findIndex((column) => column.name === '_row')
  return [row[index === -1 ? program.row.length : index] ?? String(ordinal)]
}

interface SettledBatch {
  readonly rows: readonly Row[]
  /** Indexes of rows that could not be read or settled. */
  readonly bad: ReadonlySet<number>
}

/** Joins may give several rows for a source key; they arrive one after the other. */
async function* settledBatches(options: ExpectedOptions): AsyncGenerator<SettledBatch> {
  const { program, transform, batches } = options
  const settle = transform.settleJoins
  if (settle === null || program.source.key.length === 0) {
    for await (const batch of batches) {
      yield { rows: rowsOf(batch), bad: new Set(batch.problems.map((problem) => problem.row)) }
    }
    return
  }
  let group: Row[] = []
  let isBad = false
  for await (const batch of batches) {
    const problems = new Set(batch.problems.map((problem) => problem.row))
    const rows: Row[] = []
    const bad = new Set<number>()
    const close = () => {
      const settled = isBad ? null : settle(group, { problems: [], warn: () => {} })
      if (settled === null) bad.add(rows.length)
      rows.push(settled ?? group[0] ?? [])
    }
    for (const [index, row] of rowsOf(batch).entries()) {
      if (group.length > 0 && !sameSource(program, group[0], row)) {
        close()
        group = []
        isBad = false
      }
      group.push(row)
      isBad ||= problems.has(index)
    }
    yield { rows, bad }
  }
  if (group.length === 0) return
  const settled = isBad ? null : settle(group, { problems: [], warn: () => {} })
  yield { rows: [settled ?? group[0] ?? []], bad: new Set(settled === null ? [0] : []) }
}

function rowsOf(batch: ReadBatch): readonly Row[] {
  return Array.from({ length: batch.count }, (_, index) => batch.row(index))
}

function sameSource(program: Program, one: Row | undefined, other: Row): boolean {
  return program.source.keyIndexes.every((index) => one?.[index] === other[index])
}
