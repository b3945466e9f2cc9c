/** A batch of settled source rows -> target rows; the others are filtered or refused. */
import type { Cell, CellProblem, Row } from '../base/cell.ts'
import {
  ROW_FAILED,
  ROW_MAPPED,
  ROW_REJECTED,
  type Program,
  type RowIssues,
  type Transform,
} from '../compile/program.ts'
import type { Counter } from './counter.ts'
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
  readonly refuse: Refuse
}

export async function mapRows(mapper: Mapper, batch: SourceBatch): Promise<MappedRow[]> {
  const mapped: MappedRow[] = []
  const { transform, lookups, program } = mapper
  const issues = rowIssues()
  const empty: readonly Cell[] = program.target.columns.map(() => null)
  for (const { row, ordinal, warnings } of await keptRows(mapper, batch, issues)) {
    issues.problems.length = 0
    issues.warnings = warnings
    const cells = [...empty]
    const result = transform.apply(row, lookups.found, cells, issues)
    if (result === ROW_FAILED) throw failure(program, issues)
    for (const code of issues.warnings.values()) mapper.counter.warn(code)
    if (result === ROW_MAPPED) mapped.push({ cells, source: row, ordinal })
    else mapper.refuse(row, ordinal, [...issues.problems])
  }
  return mapped
}

interface KeptRow {
  readonly row: Row
  readonly ordinal: number
  readonly warnings: Warnings
}

/** The rows that `filter` keeps. Unreadable rows are refused before any rule sees them. */
export async function keptRows(
  mapper: Mapper,
  batch: SourceBatch,
  issues: IssuesOfRow,
): Promise<KeptRow[]> {
  const { program, transform, lookups, counter } = mapper
  const readable: { readonly row: Row; readonly ordinal: number }[] = []
  for (const [index, row] of batch.rows.entries()) {
    const ordinal = batch.before + index + 1
    const problems = batch.problems.get(index)
    if (problems === undefined) readable.push({ row, ordinal })
    else mapper.refuse(row, ordinal, problems)
  }
  await lookups.prefetch(readable.map(({ row }) => row))
  return readable.flatMap(({ row, ordinal }) => {
    issues.problems.length = 0
    issues.warnings = NO_WARNINGS
    const result = transform.filter(row, lookups.found, issues)
    if (result === ROW_FAILED) throw failure(program, issues)
    if (result === ROW_REJECTED) mapper.refuse(row, ordinal, [...issues.problems])
    else if (result > 0) counter.filter(program.filterReasons[result - 1] ?? 'filtered')
    return result === ROW_MAPPED ? [{ row, ordinal, warnings: issues.warnings }] : []
  })
}

/** The codes of a row's warnings by all that they say. */
type Warnings = ReadonlyMap<string, string>

const NO_WARNINGS: Warnings = new Map()

/** What is said of the row at hand. */
interface IssuesOfRow extends RowIssues {
  warnings: Warnings
}

/** A let that warns is asked by `where` and by the rules: a row counts its warning once. */
export function rowIssues(): IssuesOfRow {
  const issues: IssuesOfRow = {
    problems: [],
    warnings: NO_WARNINGS,
    warn: (...warning) => {
      issues.warnings = new Map([...issues.warnings, [JSON.stringify(warning), warning[0]]])
    },
  }
  return issues
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
