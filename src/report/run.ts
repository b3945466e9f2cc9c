/** Turns what a run did into a report: the account of every mapping, and the rows it refused. */
import type { Cell, CellProblem } from '../base/cell.ts'
import type { Account, RunResult, UnitResult } from '../run/result.ts'
import { duration, figure, table, type Block, type ReportDocument, type Tone } from './document.ts'
import { stageBlocks, type StageState } from './stage.ts'
import { suspendedBlocks } from './suspended.ts'
import { showCell } from './visible.ts'

/** A refused row for the report; classed values are masked by the caller. */
export interface ShownReject {
  readonly unit: string
  readonly sourceKey: readonly Cell[]
  readonly sourceRow: Readonly<Record<string, Cell>>
  readonly problems: readonly CellProblem[]
}

const SHOWN_MAX = 10

/** `rejects` are the first ones of each mapping; `result` has all the counts. */
export function runReport(
  result: RunResult,
  rejects: readonly ShownReject[],
  copies: StageState['copies'],
): ReportDocument {
  return {
    title: `Run ${result.run}`,
    verdict: verdict(result),
    blocks: [
      ...accountBlocks(result),
      ...reasonBlocks('Filtered, by reason', result.units, (unit) => unit.filteredByReason),
      ...reasonBlocks('Refused, by reason', result.units, (unit) => unit.rejectedByCode),
      ...reasonBlocks('Warnings', result.units, (unit) => unit.warnings),
      ...reasonBlocks('Read as NULL, by column', result.units, (unit) => unit.nulled),
      ...rejectBlocks(result.units, rejects),
      ...suspendedBlocks(result.units),
      ...sequenceBlocks(result.units),
      ...stageBlocks({ copies, missing: [] }),
      ...leftOutBlocks(result),
    ],
    cases: result.units.map((unit) => ({
      suite: 'run',
      name: unit.unit,
      state: unit.state === 'done' ? (isClean(unit) ? 'passed' : 'failed') : 'failed',
      message: unit.message ?? `${figure(unit.account.rejected)} rows refused`,
      ms: unit.ms,
    })),
    data: { ...result, rejects, stage: copies },
  }
}

/** Who reads rows that are as they were has nothing to catch up with. */
function leftOutBlocks({ leftOut, units }: RunResult): readonly Block[] {
  const { inserted, updated } = totalAccount(units)
  if (leftOut.length === 0 || inserted + updated === 0) return []
  const text =
    `What reads these tables was left out, and may be stale: ${leftOut.join(', ')}. ` +
    'See mapwright status, and run them: --select state:stale'
  return [{ kind: 'paragraph', text, tone: 'attention' }]
}

/** The sum of the accounts of all mappings. */
function totalAccount(units: readonly UnitResult[]): Account {
  const sum = (pick: (account: Account) => number) =>
    units.reduce((total, unit) => total + pick(unit.account), 0)
  return {
    read: sum((account) => account.read),
    added: sum((account) => account.added),
    filtered: sum((account) => account.filtered),
    rejected: sum((account) => account.rejected),
    folded: sum((account) => account.folded),
    mapped: sum((account) => account.mapped),
    inserted: sum((account) => account.inserted),
    updated: sum((account) => account.updated),
    unchanged: sum((account) => account.unchanged),
  }
}

function isClean(unit: UnitResult): boolean {
  return unit.account.rejected === 0 || unit.withinLimit
}

function verdict(result: RunResult): ReportDocument['verdict'] {
  const total = totalAccount(result.units)
  const rows = `${figure(total.read)} rows read in ${duration(result.ms)}`
  if (result.message !== null) return { tone: 'bad', sentence: result.message }
  const refused = `${figure(total.rejected)} of ${rows} were refused`
  switch (result.exitCode) {
    case 0:
      return total.rejected === 0
        ? { tone: 'good', sentence: `${rows}; every one is accounted for, none was refused.` }
        : {
            tone: 'good',
            sentence: `${refused}, within the declared limit. All are accounted for.`,
          }
    case 1:
      return { tone: 'attention', sentence: `${refused}; they are kept with their reasons.` }
    case 3:
      return { tone: 'attention', sentence: 'Not everything was done. Use run --resume.' }
    case 4:
      return { tone: 'bad', sentence: 'The run failed. What is committed stays; use run --resume.' }
    case 130:
      return { tone: 'attention', sentence: 'Interrupted between chunks. Use run --resume.' }
  }
}

const STATE_TONES: Readonly<Record<UnitResult['state'], Tone>> = {
  done: 'good',
  failed: 'bad',
  skipped: 'attention',
  stopped: 'attention',
}

/** The columns of an account; some are only shown where a mapping makes rows or merges them. */
const COLUMNS: readonly {
  readonly name: keyof Account
  readonly title: string
  readonly always: boolean
}[] = [
  { name: 'read', title: 'read', always: true },
  { name: 'added', title: 'added', always: false },
  { name: 'filtered', title: 'filtered', always: true },
  { name: 'rejected', title: 'refused', always: true },
  { name: 'folded', title: 'merged', always: false },
  { name: 'inserted', title: 'inserted', always: true },
  { name: 'updated', title: 'updated', always: true },
  { name: 'unchanged', title: 'unchanged', always: true },
]

function accountBlocks(result: RunResult): readonly Block[] {
  const total = totalAccount(result.units)
  const columns = COLUMNS.filter(({ name, always }) => always || total[name] > 0)
  const accountCells = (account: Account) => columns.map(({ name }) => figure(account[name]))
  const rows = result.units.map((unit) => ({
    cells: [unit.unit, unit.target, ...accountCells(unit.account), duration(unit.ms)],
    tone: isClean(unit) ? STATE_TONES[unit.state] : 'attention',
  }))
  const all = ['all', '', ...accountCells(total), duration(result.ms)]
  const failures = result.units.filter((unit) => unit.message !== null)
  return [
    { kind: 'heading', text: 'Every row, accounted for' },
    table(
      ['mapping', 'target', ...columns.map(({ title }) => `${title}:end`), 'time:end'],
      [...rows, { cells: all, isTotal: true }],
    ),
    ...failures.map((unit): Block => ({
      kind: 'paragraph',
      text: `${unit.unit}: ${unit.message}`,
      tone: 'bad',
    })),
  ]
}

function reasonBlocks(
  title: string,
  units: readonly UnitResult[],
  pick: (unit: UnitResult) => Readonly<Record<string, number>>,
): readonly Block[] {
  const rows = units.flatMap((unit) =>
    Object.entries(pick(unit))
      .filter(([, count]) => count > 0)
      .map(([reason, count]) => ({ cells: [unit.unit, reason, figure(count)] })),
  )
  if (rows.length === 0) return []
  return [{ kind: 'heading', text: title }, table(['mapping', 'reason', 'rows:end'], rows)]
}

function rejectBlocks(
  units: readonly UnitResult[],
  rejects: readonly ShownReject[],
): readonly Block[] {
  const byUnit = Map.groupBy(rejects, (reject) => reject.unit)
  return [...byUnit].flatMap(([name, all]): readonly Block[] => {
    const count = units.find(({ unit }) => unit === name)?.account.rejected ?? all.length
    const shown = all.slice(0, SHOWN_MAX)
    const which = shown.length < count ? `The first ${shown.length} of ${figure(count)}` : 'All'
    return [
      { kind: 'heading', text: `Refused rows of ${name}` },
      { kind: 'paragraph', text: `${which}, as they were read. The ledger keeps every one.` },
      refusedTable(shown),
    ]
  })
}

/** One line a problem; the row as it was read stands beside its first one. */
function refusedTable(rejects: readonly ShownReject[]): Block {
  const all = [...new Set(rejects.flatMap(({ sourceRow }) => Object.keys(sourceRow)))]
  // The number of a file's record is the row's key already, whatever key the file declares.
  const labels = all.filter((label) => !label.endsWith('._row'))
  const key = labels.length < all.length ? 'record' : 'source key'
  const aliases = new Set(labels.map((label) => label.split('.')[0]))
  const names = aliases.size > 1 ? labels : labels.map((l) => l.slice(l.indexOf('.') + 1))
  return {
    kind: 'table',
    columns: [key, 'column', 'code', 'why', ...names].map((name) => ({
      name,
      align: 'start',
    })),
    rows: rejects.flatMap((reject) =>
      reject.problems.map((problem, index) => ({
        cells: [
          reject.sourceKey.map(showCell).join(', '),
          problem.column ?? '',
          problem.code,
          problem.message,
          ...labels.map((label) => {
            const cell = reject.sourceRow[label]
            return index > 0 || cell === undefined ? '' : showCell(cell)
          }),
        ],
      })),
    ),
  }
}

function sequenceBlocks(units: readonly UnitResult[]): readonly Block[] {
  const rows = units.flatMap((unit) =>
    unit.sequences.map(({ column, next }) => ({ cells: [unit.target, column, next] })),
  )
  if (rows.length === 0) return []
  return [
    { kind: 'heading', text: 'Sequences set after the load' },
    table(['target', 'column', 'next value:end'], rows),
  ]
}
