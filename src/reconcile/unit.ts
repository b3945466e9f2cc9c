/** One mapping reconciled: the source through the mapping against the target, row by row. */
import type { Row } from '../base/cell.ts'
import { tableId } from '../catalog/catalog.ts'
import type { Program, Transform } from '../compile/program.ts'
import type { ReadBatch, ReadColumn, SqlSource } from '../plugin/connector.ts'
import { pairRows, sameCell, type KeyedRow, type Pair } from './compare.ts'
import { expectedRows, type ExpectedCounts } from './expected.ts'
import type { Finding, UnitCheck, UnitReconciliation } from './finding.ts'
import { lastAccount, type LastAccount } from './last-account.ts'
import type { LookupSources } from './lookup.ts'
import { keyed, keyIndexes, orderOf, sorted } from './ordered.ts'
import { selectCells } from './select.ts'
import { sql } from 'kysely'

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
const MASK = '[masked]'

/** Reads both sides once. Throws EngineError when one of them cannot be read. */
export async function reconcileUnit(options: UnitOptions): Promise<UnitReconciliation> {
  const { program, lookups } = options
  const startedAt = options.now().getTime()
  const account = lookups.ledger === null ? null : await lastAccount(lookups.ledger, program.name)
  const counts: ExpectedCounts = { sourceRows: 0, filtered: 0, rejected: 0, newlyRejected: 0 }
  const tally = new Tally(program, options.findingsMax)
  const order = orderOf(program)
  const indexes = keyIndexes(program)
  const expected = keyed(
    cellsOf(expectedRows({ ...options, counts, refused: account?.refused ?? null })),
    indexes,
    order,
  )
  const actual = keyed(targetRows(options), indexes, order)
  const pairs = pairRows(
    once(order.isNative ? expected : sorted(expected), counts),
    order.isNative ? actual : sorted(actual),
    order.compare,
  )
  for await (const pair of pairs) tally.add(pair)
  return {
    unit: program.name,
    target: `${program.target.connection}.${tableId(program.target.table)}`,
    sourceRows: counts.sourceRows,
    targetRows: tally.actual,
    filtered: counts.filtered,
    rejected: counts.rejected,
    matched: tally.matched,
    checks: checks(program, counts, tally, account),
    findings: tally.findings,
    findingCount: tally.findingCount,
    byColumn: tally.byColumn,
    ms: options.now().getTime() - startedAt,
  }
}

async function* cellsOf(rows: AsyncIterable<{ readonly cells: Row }>): AsyncGenerator<Row> {
  for await (const { cells } of rows) yield cells
}

/** Of several source rows for one target key the first stays; the others are refused by any run. */
async function* once(
  rows: AsyncIterable<KeyedRow>,
  counts: ExpectedCounts,
): AsyncGenerator<KeyedRow> {
  let previous: string | null = null
  for await (const row of rows) {
    if (row.order === previous) counts.rejected += 1
    else yield row
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
  for await (const batch of target.stream(ordered.compile(), columns, STREAM)) yield* batch.rows
}

/** Counts pairs and keeps the first findings. */
class Tally {
  readonly #program: Program
  readonly #findingsMax: number
  readonly findings: Finding[] = []
  readonly byColumn: Record<string, number> = {}
  findingCount = 0
  expected = 0
  actual = 0
  matched = 0

  constructor(program: Program, findingsMax: number) {
    this.#program = program
    this.#findingsMax = findingsMax
  }

  add(pair: Pair): void {
    const unit = this.#program.name
    switch (pair.kind) {
      case 'missing':
        this.expected += 1
        this.find({ kind: 'missing', unit, key: pair.expected.key })
        break
      case 'extra':
      case 'duplicate':
        this.actual += 1
        this.find({ kind: pair.kind, unit, key: pair.actual.key })
        break
      case 'both':
        this.expected += 1
        this.actual += 1
        this.#compare(pair.expected, pair.actual)
        break
    }
  }

  find(finding: Finding): void {
    this.findingCount += 1
    if (this.findings.length < this.#findingsMax) this.findings.push(finding)
  }

  #compare(expected: KeyedRow, actual: KeyedRow): void {
    let isSame = true
    for (const [index, target] of this.#program.target.columns.entries()) {
      const wanted = expected.cells[index] ?? null
      const held = actual.cells[index] ?? null
      if (sameCell(target.column.type, wanted, held, target.tolerance)) continue
      isSame = false
      const { name } = target.column
      this.byColumn[name] = (this.byColumn[name] ?? 0) + 1
      const isMasked = target.class !== null
      this.find({
        kind: 'different',
        unit: this.#program.name,
        key: actual.key,
        column: name,
        expected: isMasked && wanted !== null ? MASK : wanted,
        actual: isMasked && held !== null ? MASK : held,
      })
    }
    if (isSame) this.matched += 1
  }
}

function checks(
  program: Program,
  counts: ExpectedCounts,
  tally: Tally,
  account: LastAccount | null,
): readonly UnitCheck[] {
  const isEmpty = tally.expected === 0 && tally.actual === 0
  const values: UnitCheck =
    isEmpty && !program.allowEmpty
      ? {
          check: 'values',
          state: 'empty',
          note: 'Both sides have no rows, so nothing was compared.',
        }
      : tally.findingCount === 0
        ? { check: 'values', state: 'equal', note: `${tally.matched} rows, every column.` }
        : { check: 'values', state: 'different', note: `${tally.findingCount} differences.` }
  const differs = tally.expected !== tally.actual
  if (differs) {
    const { expected, actual } = tally
    tally.find({ kind: 'count', unit: program.name, expected, actual })
  }
  const rows: UnitCheck = {
    check: 'counts',
    state: differs ? 'different' : 'equal',
    note: `${tally.expected} rows expected, ${tally.actual} in the target.`,
  }
  return [accountCheck(program, counts, tally, account), rows, values]
}

function accountCheck(
  program: Program,
  counts: ExpectedCounts,
  tally: Tally,
  last: LastAccount | null,
): UnitCheck {
  if (last === null) {
    const note = 'The target has no ledger of a run of this mapping.'
    return { check: 'account', state: 'skipped', note }
  }
  const problems = [
    ...(last.read === counts.sourceRows
      ? []
      : [`The run read ${last.read} rows; the source has ${counts.sourceRows} now.`]),
    ...(last.filtered === counts.filtered
      ? []
      : [`The run filtered ${last.filtered} rows; now it would be ${counts.filtered}.`]),
    ...(counts.newlyRejected === 0
      ? []
      : [`${counts.newlyRejected} rows that the run took would be refused now.`]),
    ...last.problems,
  ]
  for (const message of problems) tally.find({ kind: 'account', unit: program.name, message })
  return problems.length === 0
    ? { check: 'account', state: 'equal', note: `Run ${last.run}: every row accounted for.` }
    : { check: 'account', state: 'different', note: problems.join(' ') }
}
