/** Counts what is said of the columns of both sides, and holds it against the project's minimum. */
import type { Place } from '../base/diagnostic.ts'
import type { Findings } from './findings.ts'

export type ColumnState =
  /** Of a source: its value reaches the target; or only a condition or a key reads it. */
  | 'mapped'
  | 'used'
  | 'dropped'
  /** Of a target: a rule gives it; it gets its default; a reason says why it gets nothing. */
  | 'fed'
  | 'defaulted'
  | 'left'
  /** Nothing is said of it. */
  | 'uncovered'

export interface CoveredColumn {
  readonly name: string
  readonly state: ColumnState
  /** Why it is dropped or left. */
  readonly reason: string | null
  /** Of a target: rows without a value for it are refused. */
  readonly isRequired: boolean
}

export interface CoveredTable {
  readonly side: 'source' | 'target'
  /** `connection.schema.table`. */
  readonly table: string
  readonly at: Place
  readonly columns: readonly CoveredColumn[]
}

export interface CoverageMinimum {
  /** Percent of the columns. */
  readonly source: number
  readonly target: number
  /** Where the project says so; null: it does not, and asks for all. */
  readonly at: Place | null
}

export interface Coverage {
  readonly tables: readonly CoveredTable[]
  readonly minimum: CoverageMinimum
}

/** Of all columns of a side, in percent; 100 where there is none. Never rounded up to 100. */
export function percentCovered(
  tables: readonly CoveredTable[],
  side: CoveredTable['side'],
): number {
  const states = tables
    .filter((table) => table.side === side)
    .flatMap(({ columns }) => columns.map(({ state }) => state))
  const covered = states.filter((state) => state !== 'uncovered').length
  return states.length === 0 ? 100 : Math.floor((covered * 10_000) / states.length) / 100
}

/**
 * Says of which columns nothing is said: as an error, or as a warning where the project asks for
 * less and has it. What the target would refuse rows for is always an error.
 */
export function reportUncovered({ tables, minimum }: Coverage, findings: Findings): void {
  for (const side of ['source', 'target'] as const) {
    const percent = percentCovered(tables, side)
    const isEnough = percent >= minimum[side]
    for (const table of tables) {
      if (table.side === side) reportTable(table, isEnough, findings)
    }
    if (isEnough || minimum.at === null || minimum[side] === 100) continue
    const message =
      `Of the ${side}'s columns ${percent} % are spoken for, and this asks for ` +
      `${minimum[side]} %. Say more of them, or ask for less.`
    findings.error('COMPILE_COVERAGE', minimum.at, message)
  }
}

function reportTable(
  { side, table, at, columns }: CoveredTable,
  isEnough: boolean,
  findings: Findings,
): void {
  const uncovered = columns.filter(({ state }) => state === 'uncovered')
  const required = uncovered.filter(({ isRequired }) => isRequired || !isEnough)
  const others = uncovered.filter((column) => !required.includes(column))
  if (required.length > 0) findings.error(CODES[side], at, sentence(side, table, required))
  if (others.length > 0) findings.warn(CODES[side], at, sentence(side, table, others))
}

const CODES = { source: 'COMPILE_SOURCE_UNCOVERED', target: 'COMPILE_TARGET_UNCOVERED' } as const

function sentence(
  side: CoveredTable['side'],
  table: string,
  columns: readonly CoveredColumn[],
): string {
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  return side === 'source'
    ? `No mapping uses ${names} of ${table}. Use them, or say under drop why they are left behind.`
    : `Nothing is said of the target's ${names}. Write a rule under columns, or a reason under ` +
        'leave.'
}
