/** The source read again through the mapping: the rows that the target should hold. */
import type { Cell, Row } from '../base/cell.ts'
import { RECORD_COLUMN } from '../catalog/file-numbering.ts'
import {
  ROW_MAPPED,
  ROW_REJECTED,
  type Found,
  type Program,
  type RowIssues,
  type Transform,
} from '../compile/program.ts'
import type { ReadBatch } from '../plugin/connector.ts'
import type { LineWriter } from '../plugin/load.ts'
import { findForRows, type LookupSources } from './lookup.ts'
import { settledBatches, type SettledBatch } from './settled.ts'
import type { RowBatch } from './side.ts'

export interface ExpectedCounts {
  sourceRows: number
  filtered: number
  rejected: number
  /** Refused here, though the run that the ledger tells of did not refuse them. */
  newlyRejected: number
}

export interface ExpectedOptions {
  readonly program: Program
  readonly transform: Transform
  readonly batches: AsyncIterable<ReadBatch>
  readonly lookups: LookupSources
  /** Source keys, as JSON, that the last run refused; null: no ledger tells. */
  readonly refused: { readonly isEmpty: boolean; has(key: string): boolean } | null
  readonly counts: ExpectedCounts
  /** Where rows are compared as lines first. */
  readonly writeLine: LineWriter | null
}

/**
 * The expected rows in the order of the source, as cells in the order of the program's columns. A
 * row is mapped, and counted in `counts`, when it is asked for.
 */
export async function* expectedBatches(options: ExpectedOptions): AsyncGenerator<RowBatch> {
  const { program, transform } = options
  const mapper = new RowMapper(options)
  let before = 0
  for await (const batch of settledBatches(program, transform, options.batches)) {
    yield program.lookups.length === 0
      ? mapper.mapped(batch, NOTHING_FOUND, before)
      : await mappedWithLookups(options, mapper, batch, before)
    before += batch.count
  }
}

const NOTHING_FOUND: Found = { get: () => undefined }

/** The rows are asked for by each lookup and by the rules, so they are taken apart once. */
async function mappedWithLookups(
  { program, transform, lookups }: ExpectedOptions,
  mapper: RowMapper,
  batch: SettledBatch,
  before: number,
): Promise<RowBatch> {
  const rows = Array.from({ length: batch.count }, (_, index) => batch.row(index))
  const readable = rows.filter((_, index) => !batch.bad.has(index))
  const found = await findForRows(program, transform, readable, lookups)
  const row = (index: number) => rows[index] ?? []
  return mapper.mapped({ count: rows.length, row, lines: null, bad: batch.bad }, found, before)
}

interface Circumstances {
  readonly found: Found
  readonly wasRefused: boolean | null
  /** The row could not be read or settled. */
  readonly isBad: boolean
}

/** Maps row after row into the same array, and counts those that are not expected. */
class RowMapper {
  readonly #options: ExpectedOptions
  readonly #keyIndexes: readonly number[]
  readonly #cells: Cell[]
  readonly #issues: RowIssues = { problems: [], warn: () => {} }

  constructor(options: ExpectedOptions) {
    const { program } = options
    this.#options = options
    this.#keyIndexes = sourceKeyIndexes(program)
    this.#cells = program.target.columns.map(() => null)
  }

  /** `before`: how many rows of the source came before the batch. */
  mapped(batch: SettledBatch, found: Found, before: number): RowBatch {
    const { transform, writeLine } = this.#options
    // What is only copied is compared as it came, so rules get no more than they read.
    const lines = writeLine === null ? null : batch.lines
    const read = (index: number) => (lines === null ? batch.row(index) : lines.read(index))
    let at = -1
    const cells = (): Row => {
      if (lines !== null) transform.apply(batch.row(at), found, this.#cells, this.#issues)
      return this.#cells
    }
    return {
      count: batch.count,
      row: (index) => {
        at = index
        const wasRefused = this.#wasRefused(batch, index, before + index + 1)
        return this.#map(read(index), { found, wasRefused, isBad: batch.bad.has(index) })
      },
      lines: writeLine === null ? null : { line: () => writeLine(this.#cells, lines), cells },
    }
  }

  /** null: no ledger tells. */
  #wasRefused(batch: SettledBatch, index: number, ordinal: number): boolean | null {
    const { refused } = this.#options
    if (refused === null) return null
    return !refused.isEmpty && refused.has(this.#sourceKey(batch.row(index), ordinal))
  }

  /** null: the row is filtered or refused. */
  #map(row: Row, { found, wasRefused, isBad }: Circumstances): Row | null {
    const { counts, transform } = this.#options
    counts.sourceRows += 1
    if (wasRefused === true) {
      counts.rejected += 1
      return null
    }
    const issues = this.#issues
    if (issues.problems.length > 0) issues.problems.length = 0
    const kept = isBad ? ROW_REJECTED : transform.filter(row, found, issues)
    if (kept > 0) {
      counts.filtered += 1
      return null
    }
    if (kept === 0 && transform.apply(row, found, this.#cells, issues) === ROW_MAPPED) {
      return this.#cells
    }
    counts.rejected += 1
    if (wasRefused !== null) counts.newlyRejected += 1
    return null
  }

  /** What names a row in the ledger: the cells of its key, its record number, or its place. */
  #sourceKey(row: Row, ordinal: number): string {
    if (this.#options.program.source.key.length === 0) {
      return JSON.stringify([row[this.#keyIndexes[0] ?? -1] ?? String(ordinal)])
    }
    return JSON.stringify(this.#keyIndexes.map((index) => row[index] ?? null))
  }
}

/** Without a key it is the column of the record number, which may stand behind those selected. */
function sourceKeyIndexes({ source, row }: Program): readonly number[] {
  if (source.key.length > 0) return source.keyIndexes
  const index = row.findIndex((column) => column.name === RECORD_COLUMN.name)
  return [index === -1 ? row.length : index]
}
