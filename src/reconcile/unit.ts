/** One mapping reconciled: the source through the mapping against the target, row by row. */
import { sql } from 'kysely'
import type { Row } from '../base/cell.ts'
import { tableId } from '../catalog/catalog.ts'
import type { Program, Transform } from '../compile/program.ts'
import type { ReadBatch, ReadColumn, SqlSource } from '../plugin/connector.ts'
import { checksOf, uncheckedFor } from './checks.ts'
import { pairRows, type KeyedRow } from './compare.ts'
import { expectedRows, type ExpectedCounts } from './expected.ts'
import type { UnitReconciliation } from './finding.ts'
import { lastAccount } from './last-account.ts'
import type { LookupSources } from './lookup.ts'
import { keyed, orderOf, sorted } from './ordered.ts'
import { selectCells } from './select.ts'
import { Tally } from './tally.ts'

export interface UnitOptions {
  readonly program: Program
  readonly transform: Transform
  /** All rows of the source, in the order of its key. */
  readonly batches: AsyncIterable<ReadBatch>
  /** A reading session on the target. */
  readonly target: SqlSource
  readonly lookups: LookupSources
  /** How many findings are kept; all are counted. */
  readonly findingsMax: number
  readonly now: () => Date
}

const STREAM = { batchRows: 10_000, batchBytes: 8_000_000 }

/** Reads both sides once. Throws EngineError when one of them cannot be read. */
export async function reconcileUnit(options: UnitOptions): Promise<UnitReconciliation> {
  const { program, lookups } = options
  const startedAt = options.now().getTime()
  const account = lookups.ledger === null ? null : await lastAccount(lookups.ledger, program.name)
  using refused = account?.refused ?? null
  const counts: ExpectedCounts = { sourceRows: 0, filtered: 0, rejected: 0, newlyRejected: 0 }
  const expected = cellsOf(expectedRows({ ...options, counts, refused }))
  const actual = targetRows(options)
  const tally = new Tally(program, options.findingsMax)
  const common = { unit: program.name, target: targetName(program) }
  if (account === null && program.lookups.some(({ kind }) => kind !== 'table')) {
    await countRows(expected)
    const targetCount = await countRows(actual)
    return {
      ...common,
      sourceRows: counts.sourceRows,
      targetRows: targetCount,
      filtered: counts.filtered,
      rejected: 0,
      matched: 0,
      checks: uncheckedFor(counts.sourceRows, targetCount),
      findings: [],
      findingCount: 0,
      byColumn: {},
      ms: options.now().getTime() - startedAt,
    }
  }
  const order = orderOf(program)
  const keyedExpected = keyed(expected, program, order)
  const keyedActual = keyed(actual, program, order)
  const pairs = pairRows(
    once(order.isNative ? keyedExpected : sorted(keyedExpected), counts, account !== null),
    order.isNative ? keyedActual : sorted(keyedActual),
    order.compare,
  )
  for await (const pair of pairs) tally.add(pair)
  const checks = checksOf({ program, counts, tally, account })
  return {
    ...common,
    sourceRows: counts.sourceRows,
    targetRows: tally.actual,
    filtered: counts.filtered,
    rejected: counts.rejected,
    matched: tally.matched,
    checks,
    findings: tally.findings,
    findingCount: tally.findingCount,
    byColumn: tally.byColumn,
    ms: options.now().getTime() - startedAt,
  }
}

function targetName({ target }: Program): string {
  return `${target.connection}.${tableId(target.table)}`
}

async function countRows(rows: AsyncIterable<Row>): Promise<number> {
  let count = 0
  for await (const _ of rows) count += 1
  return count
}

async function* cellsOf(rows: AsyncIterable<{ readonly cells: Row }>): AsyncGenerator<Row> {
  for await (const { cells } of rows) yield cells
}

/**
 * Of several source rows for one target key the first stays: any run refuses the others. Those that
 * the last run refused do not come here, so with a ledger they are news.
 */
async function* once(
  rows: AsyncIterable<KeyedRow>,
  counts: ExpectedCounts,
  hasAccount: boolean,
): AsyncGenerator<KeyedRow> {
  let previous: string | null = null
  for await (const row of rows) {
    if (row.order === previous) {
      counts.rejected += 1
      if (hasAccount) counts.newlyRejected += 1
    } else yield row
    previous = row.order
  }
}

async function* targetRows({ program, target }: UnitOptions): AsyncGenerator<Row> {
  const columns: readonly ReadColumn[] = program.target.columns.map(({ column }) => ({
    ...column,
    table: program.target.table,
  }))
  const ordered = program.target.key.reduce(
    (query, name) => query.orderBy(sql.id('t', name)),
    selectCells(target, program.target.table, columns),
  )
  for await (const batch of target.stream(ordered.compile(), columns, STREAM)) {
    for (let index = 0; index < batch.count; index += 1) yield batch.row(index)
  }
}
