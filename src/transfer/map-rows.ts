/** A batch of settled source rows -> target rows; the others are filtered or refused. */
import type { Cell, CellProblem, Row } from '../base/cell.ts'
import type { Program } from '../compile/program.ts'
import {
  ROW_FAILED,
  ROW_MAPPED,
  ROW_REJECTED,
  type RowIssues,
  type Transform,
} from '../compile/transform.ts'
import type { PackedRows } from '../plugin/load.ts'
import type { Counter } from './counter.ts'
import type { FoldedRows } from './folded.ts'
import type { LookupCache } from './lookup-cache.ts'
import type { SourceBatch } from './source-rows.ts'
import { StopRun } from './stop.ts'

/** A row on its way into the target, and where it came from. */
export interface MappedRow {
  readonly cells: Row
  readonly source: Row
  /** Its place in the stream, from 1. */
  readonly ordinal: number
}

/** Takes a row that goes no further, for quarantine. */
export type Refuse = (source: Row, ordinal: number, problems: readonly CellProblem[]) => void

export interface Mapper {
  readonly program: Program
  readonly transform: Transform
  readonly lookups: LookupCache
  readonly counter: Counter
  /** Which rows were folded into one; null: none are. */
  readonly folded: FoldedRows | null
  readonly refuse: Refuse
}

/**
 * Gives `take` the cells of each mapped row; once it has returned they are another row's. Where the
 * batch is packed it is at that row, and of columns that are only copied the cells say nothing.
 */
export async function mapEach(
  mapper: Mapper,
  batch: SourceBatch,
  take: (cells: readonly Cell[], index: number, source: Row) => void,
): Promise<void> {
  const { transform, lookups, program, counter } = mapper
  const cells: Cell[] = program.target.columns.map(() => null)
  const map = (row: Row, index: number, issues: IssuesOfRow) => {
    issues.problems.length = 0
    const result = transform.apply(row, lookups.found, cells, issues)
    if (result === ROW_FAILED) throw failure(program, issues)
    for (const code of issues.warnings.values()) counter.warn(code)
    if (result === ROW_MAPPED) take(cells, index, row)
    else mapper.refuse(batch.row(index), batch.ordinal(index), [...issues.problems])
  }
  if (program.movesOnly && batch.packed !== null) {
    moveEach(program, batch.packed, batch.count, {
      map,
      move: (index, row) => take(cells, index, row),
    })
  } else await keepEach(mapper, batch, map)
}

interface Movers {
  /** Decides what becomes of a row that lacks a cell. */
  readonly map: (row: Row, index: number, issues: IssuesOfRow) => void
  readonly move: (index: number, source: Row) => void
}

/** Rules that only copy have nothing to do for a row that comes packed, and has what it has to. */
function moveEach(
  program: Program,
  packed: PackedRows,
  count: number,
  { map, move }: Movers,
): void {
  const asked = program.row.flatMap(({ use }, index) => (use === 'presence' ? [index] : []))
  const issues = issuesOfRow()
  for (let index = 0; index < count; index += 1) {
    const row = packed.read(index)
    if (hasAll(row, asked)) move(index, row)
    else map(row, index, issues)
  }
}

function hasAll(row: Row, columns: readonly number[]): boolean {
  for (const column of columns) if (row[column] === null) return false
  return true
}

/** The mapped rows of a batch, for what has to hold on to them. */
export async function mapRows(mapper: Mapper, batch: SourceBatch): Promise<MappedRow[]> {
  const mapped: MappedRow[] = []
  await mapEach(mapper, batch, (cells, index, source) => {
    mapped.push({ cells: [...cells], source, ordinal: batch.ordinal(index) })
  })
  return mapped
}

/**
 * The rows that the filter of their level keeps. Unreadable rows are refused before any rule sees
 * them; of those that are refused here `refused` hears, too.
 */
export async function keepEach(
  mapper: Mapper,
  batch: SourceBatch,
  take: (row: Row, index: number, issues: IssuesOfRow) => void,
  refused?: (row: Row, problems: readonly CellProblem[]) => void,
): Promise<void> {
  const { program, lookups, counter } = mapper
  const { count, level } = batch
  const issues = issuesOfRow()
  const isWanted = (index: number) => batch.problems.size === 0 || !batch.problems.has(index)
  const read = readerOf(batch)
  const filter = filterOf(mapper.transform, level)
  const refuse = (index: number, problems: readonly CellProblem[]) => {
    const row = batch.row(index)
    mapper.refuse(row, batch.ordinal(index), problems)
    refused?.(row, problems)
  }
  await lookups.prefetch({ count, read, isWanted, level })
  for (let index = 0; index < count; index += 1) {
    if (!isWanted(index)) {
      refuse(index, batch.problems.get(index) ?? [])
      continue
    }
    const row = read(index)
    issues.problems.length = 0
    if (issues.warnings.size > 0) issues.warnings.clear()
    const result = filter === null ? ROW_MAPPED : filter(row, lookups.found, issues)
    if (result === ROW_MAPPED) take(row, index, issues)
    else if (result > 0) counter.filter(program.filterReasons[result - 1] ?? 'filtered')
    else if (result === ROW_FAILED) throw failure(program, issues)
    else if (result === ROW_REJECTED) refuse(index, [...issues.problems])
  }
}

function filterOf(transform: Transform, level: SourceBatch['level']): Transform['filter'] | null {
  if (level === 0) return transform.filter
  return level === 1 ? transform.filterMade : null
}

/** Gives the cells that rules read; those of one row at a time. */
function readerOf(batch: SourceBatch): (index: number) => Row {
  const { packed } = batch
  return packed === null ? (index) => batch.row(index) : (index) => packed.read(index)
}

/** What is said of the row at hand. */
interface IssuesOfRow extends RowIssues {
  /** Codes by all that the warning says. */
  readonly warnings: Map<string, string>
}

/** A let that warns is asked by `where` and by the rules: a row counts its warning once. */
export function issuesOfRow(): IssuesOfRow {
  const warnings = new Map<string, string>()
  return {
    problems: [],
    warnings,
    warn: (...warning) => warnings.set(JSON.stringify(warning), warning[0]),
  }
}

function failure(program: Program, issues: RowIssues): StopRun {
  const problem = issues.problems.at(-1)
  const where = problem?.column === null ? '' : ` (${problem?.column})`
  return new StopRun(
    'fail',
    `Mapping "${program.name}"${where}: ${problem?.message ?? 'a rule failed'} ` +
      'The outcome `fail` stops the run; write `reject` to keep such rows aside.',
  )
}
