/** One mapping reconciled: the source through the mapping against the target, row by row. */
import { sql } from 'kysely'
import { shownTable } from '../catalog/work-name.ts'
import type { Program } from '../compile/program.ts'
import type { Transform } from '../compile/transform.ts'
import type { ReadBatch, ReadColumn, SqlSource } from '../plugin/connector.ts'
import type { LineWriter } from '../plugin/load.ts'
import { checksOf, uncheckedFor } from './checks.ts'
import { expectedBatches, type ExpectedCounts } from './expected.ts'
import type { UnitReconciliation } from './finding.ts'
import type { Ledger } from '../ledger/tables.ts'
import { lastAccount, type LastAccount } from './last-account.ts'
import type { LookupSources } from './lookup.ts'
import { orderOf, sortRows, type Order } from './ordered.ts'
import { pairRows } from './pairs.ts'
import { BATCH, readBatches } from './read-rows.ts'
import { selectCells } from './select.ts'
import { BatchedSide, countRows, type RowBatch, type Side } from './side.ts'
import { Tally } from './tally.ts'
import { accountOf, programOf } from './union.ts'

/** A source of the rows: the mapping's own, or that of an arm of its union. */
export interface UnitArm {
  readonly program: Program
  readonly transform: Transform
  /** All rows of the source, in the order of its key. */
  readonly batches: AsyncIterable<ReadBatch>
}

export interface UnitOptions {
  /** In the order in which they are loaded. */
  readonly arms: readonly UnitArm[]
  /** A reading session on the target. */
  readonly target: SqlSource
  readonly lookups: LookupSources
  /** How many findings are kept; all are counted. */
  readonly findingsMax: number
  readonly now: () => Date
}

/** What is compared: the arms, and the program that stands for them. */
interface Unit extends UnitOptions {
  readonly program: Program
}

/** Reads both sides once. Throws EngineError when one of them cannot be read. */
export async function reconcileUnit(options: UnitOptions): Promise<UnitReconciliation> {
  const { arms, lookups } = options
  const program = programOf(arms.map((arm) => arm.program))
  const unit = { ...options, program }
  const startedAt = options.now().getTime()
  using accounts = await readAccounts(arms, lookups.ledger)
  const account = accountOf(accounts.list)
  const counts: ExpectedCounts = { sourceRows: 0, filtered: 0, rejected: 0, newlyRejected: 0 }
  const expected = expectedRows(unit, accounts.list, counts)
  const isComparable =
    account !== null ||
    arms.every((arm) => arm.program.lookups.every((lookup) => lookup.kind === 'table'))
  const compared = isComparable
    ? await compareRows(unit, expected, counts, account)
    : await countBoth(unit, expected, counts)
  return {
    unit: program.name,
    target: shownTable(program.target.connection, program.target.table),
    sourceRows: counts.sourceRows,
    filtered: counts.filtered,
    ...compared,
    ms: options.now().getTime() - startedAt,
  }
}

/** What the ledger tells of each arm; the keys of refused rows are let go in the end. */
async function readAccounts(arms: readonly UnitArm[], ledger: Ledger | null) {
  const stack = new DisposableStack()
  const list: (LastAccount | null)[] = []
  try {
    for (const { program } of arms) {
      const account = ledger === null ? null : await lastAccount(ledger, program.name)
      if (account !== null) stack.use(account.refused)
      list.push(account)
    }
  } catch (error) {
    stack.dispose()
    throw error
  }
  return { list, [Symbol.dispose]: () => stack.dispose() }
}

/** Arm after arm. */
async function* expectedRows(
  unit: Unit,
  accounts: readonly (LastAccount | null)[],
  counts: ExpectedCounts,
): AsyncGenerator<RowBatch> {
  const writeLine = lineWriterOf(unit)
  for (const [index, arm] of unit.arms.entries()) {
    const refused = accounts[index]?.refused ?? null
    yield* expectedBatches({ ...arm, lookups: unit.lookups, counts, refused, writeLine })
  }
}

type Compared = Omit<UnitReconciliation, 'unit' | 'target' | 'sourceRows' | 'filtered' | 'ms'>

async function compareRows(
  options: Unit,
  expectedBatch: AsyncIterable<RowBatch>,
  counts: ExpectedCounts,
  account: ReturnType<typeof accountOf>,
): Promise<Compared> {
  const { program } = options
  const order = orderOf(program)
  const tally = new Tally(program, options.findingsMax)
  await using expected = await openSide(expectedBatch, order)
  await using actual = await openSide(targetRows(options, order.isNative), order)
  await pairRows(expected, actual, order.compare, tally)
  // Rows that the last run refused do not come here, so with a ledger these are news.
  counts.rejected += tally.repeatedRows
  if (account !== null) counts.newlyRejected += tally.repeatedRows
  const checks = checksOf({ program, counts, tally, account })
  return {
    targetRows: tally.actual,
    rejected: counts.rejected,
    matched: tally.matched,
    checks,
    findings: tally.findings,
    findingCount: tally.findingCount,
    byColumn: tally.byColumn,
  }
}

/** Where keys come from a crosswalk that nobody has, the rows of both sides have no pairs. */
async function countBoth(
  options: Unit,
  expectedBatch: AsyncIterable<RowBatch>,
  counts: ExpectedCounts,
): Promise<Compared> {
  await countRows(expectedBatch)
  const targetCount = await countRows(targetRows(options, false))
  return {
    targetRows: targetCount,
    rejected: 0,
    matched: 0,
    checks: uncheckedFor(counts.sourceRows, targetCount),
    findings: [],
    findingCount: 0,
    byColumn: {},
  }
}

/** Sides in the databases' own order are read side by side; others are sorted one by one. */
async function openSide(batches: AsyncIterable<RowBatch>, order: Order): Promise<Side> {
  const rows = new BatchedSide(batches, order.of)
  if (order.isNative) return rows
  await using _ = rows
  return await sortRows(rows)
}

/** Rows that are read side by side may be compared as lines; sorting takes them apart. */
function lineWriterOf({ program, target }: Unit): LineWriter | null {
  if (!orderOf(program).isNative) return null
  const { columns } = program.target
  return target.lineWriter({
    columns: columns.map(({ column }) => column),
    copies: columns.map(({ copyOf }) => copyOf),
  })
}

function targetRows({ program, target }: Unit, withLines: boolean): AsyncIterable<RowBatch> {
  const { key, table } = program.target
  const columns: readonly ReadColumn[] = program.target.columns.map(({ column }) => ({
    ...column,
    table,
    use: !withLines || key.includes(column.name) ? 'value' : 'copy',
  }))
  const ordered = key.reduce(
    (query, name) => query.orderBy(sql.id('t', name)),
    selectCells(target, table, columns),
  )
  return readBatches(target.stream(ordered.compile(), columns, BATCH), columns.length, withLines)
}
