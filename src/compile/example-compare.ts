/** What was expected of a row and what became of it -> the differences, cell by cell. */
import type { Cell, CellProblem } from '../base/cell.ts'
import type { ExampleCells, ExampleExpectation } from '../mapping/document.ts'
import { canonicalText } from './canonical.ts'
import type { CompiledProgram } from './compile.ts'
import type { RowOutcome } from './example-outcomes.ts'
import { GivenError } from './example-tables.ts'
import { matchName } from './names.ts'

/** One cell that is not what was expected. */
export interface CellDifference {
  readonly column: string
  readonly expected: string
  readonly actual: string
  /** Where the rule stands, as FILE:LINE; null where it is not about one column. */
  readonly rule: string | null
}

export function compareRow(
  compiled: CompiledProgram,
  expected: ExampleExpectation,
  outcome: RowOutcome,
): readonly CellDifference[] {
  if (expected.kind !== 'row' || outcome.kind !== 'mapped') {
    return compareOutcome(compiled, expected, outcome)
  }
  return expected.cells.flatMap((cell) => {
    const name = columnName(compiled, cell.name.value, cell.name.at.line)
    const index = compiled.program.target.columns.findIndex(({ column }) => column.name === name)
    const actual = outcome.cells[index] ?? null
    return compareCell(compiled, cell, { name, cell: actual, problem: null })
  })
}

/** Compares what became of the row, where one of the two is no row. */
export function compareOutcome(
  compiled: CompiledProgram,
  expected: ExampleExpectation,
  outcome: RowOutcome,
): readonly CellDifference[] {
  const wanted = describeExpectation(expected)
  const actual = describeOutcome(outcome)
  const isSame = outcome.kind === 'reject' ? wanted === actual.short : wanted === actual.long
  if (!isSame && expected.kind === 'reject') {
    for (const column of expected.columns) columnName(compiled, column, null)
  }
  return isSame ? [] : [{ column: '', expected: wanted, actual: actual.long, rule: null }]
}

function describeExpectation(expected: ExampleExpectation): string {
  switch (expected.kind) {
    case 'row':
      return 'a row'
    case 'folded':
      return FOLDED
    case 'filtered':
      return `filtered: ${expected.reason}`
    case 'reject':
      return `reject: ${[...expected.columns].toSorted().join(', ')}`
  }
}

const FOLDED = 'folded into another row'

function describeOutcome(outcome: RowOutcome): { readonly short: string; readonly long: string } {
  if (outcome.kind === 'mapped') return { short: 'a row', long: 'a row' }
  if (outcome.kind === 'folded') return { short: FOLDED, long: FOLDED }
  if (outcome.kind === 'filtered') {
    const text = `filtered: ${outcome.reason}`
    return { short: text, long: text }
  }
  const columns = outcome.problems.flatMap(({ column }) => (column === null ? [] : [column]))
  const why = outcome.problems.map(({ code, column }) => `${code} ${column ?? ''}`.trim())
  const short = `reject: ${[...new Set(columns)].toSorted().join(', ')}`
  return { short, long: `${short} (${why.join(', ')})` }
}

export interface CellOutcome {
  readonly name: string
  readonly cell: Cell
  readonly problem: CellProblem | null
}

export function compareCell(
  compiled: CompiledProgram,
  expected: ExampleCells[number],
  { name, cell, problem }: CellOutcome,
): readonly CellDifference[] {
  const target = compiled.program.target.columns.find(({ column }) => column.name === name)
  const written = expected.cell
  const wanted =
    written === null || target === undefined
      ? written
      : (canonicalText(target.column.type, written) ?? written)
  if (problem !== null) {
    return [difference(compiled, name, show(wanted), `reject: ${problem.code} ${problem.message}`)]
  }
  return wanted === cell ? [] : [difference(compiled, name, show(wanted), show(cell))]
}

export function difference(
  { program, document }: CompiledProgram,
  column: string,
  expected: string,
  actual: string,
): CellDifference {
  const target = program.target.columns.find((candidate) => candidate.column.name === column)
  const rule = target === undefined ? null : `${document.file}:${target.line}`
  return { column, expected, actual, rule }
}

export function show(cell: Cell): string {
  return cell === null ? 'null' : `'${cell}'`
}

export function columnName(
  { program }: CompiledProgram,
  written: string,
  line: number | null,
): string {
  const columns = program.target.columns.map(({ column }) => column.name)
  const match = matchName(written, columns, (name) => name)
  if (match.kind === 'one') return match.item
  const hint = match.kind === 'none' ? match.hint : ''
  throw new GivenError(`The mapping feeds no column "${written}".${hint}`, line)
}
