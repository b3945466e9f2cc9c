/** The source read again through the mapping: the rows that the target should hold. */
import type { Cell, Row } from '../base/cell.ts'
import type { Program } from '../compile/program.ts'
import {
  ROW_MAPPED,
  ROW_REJECTED,
  type Found,
  type RowIssues,
  type Transform,
} from '../compile/transform.ts'
import type { ReadBatch } from '../plugin/connector.ts'
import type { LineWriter } from '../plugin/load.ts'
import { findForRows, type LookupSources } from './lookup.ts'
import { settledBatches, type SettledBatch } from './settled.ts'
import { shapedBatches } from './shaped.ts'
import { sourceKeyOf } from './source-key.ts'
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
  const { program, transform, counts } = options
  const settled = settledBatches(program, transform, options.batches)
  if (program.shape !== null) {
    yield* shapedBatches(options, settled)
    return
  }
  const mapper = new RowMapper(options)
  let before = 0
  for await (const batch of settled) {
    counts.sourceRows += batch.sources
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
  const found = await findForRows({ program, transform, level: 0 }, readable, lookups)
  const row = (index: number) => rows[index] ?? []
  const { sources, bad } = batch
  return mapper.mapped({ count: rows.length, sources, row, lines: null, bad }, found, before)
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
  readonly #cells: Cell[]
  readonly #issues: RowIssues = { problems: [], warn: () => {} }

  constructor(options: ExpectedOptions) {
    const { program } = options
    this.#options = options
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
    const { refused, program } = this.#options
    if (refused === null) return null
    if (refused.isEmpty) return false
    return refused.has(JSON.stringify(sourceKeyOf(program, batch.row(index), ordinal)))
  }

  /** null: the row is filtered or refused. */
  #map(row: Row, { found, wasRefused, isBad }: Circumstances): Row | null {
    const { counts, transform } = this.#options
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
}
