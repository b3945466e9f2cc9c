/** Runs a mapping's examples and tests through its transform: given cells in, differences out. */
import type { Cell, CellProblem, Row } from '../base/cell.ts'
import type {
  Example,
  ExampleCells,
  ExampleExpectation,
  MappingTests,
  TestCase,
} from '../mapping/document.ts'
import { unquote } from '../mapping/table-name.ts'
import { canonicalText } from './canonical.ts'
import type { CompiledProgram } from './compile.ts'
import { GivenError, givenFound, readGiven, requireGiven, sourceRows } from './example-tables.ts'
import { matchName } from './names.ts'
import { ROW_MAPPED, type Found, type RowIssues, type Transform } from './program.ts'

/** One cell that is not what was expected. */
interface CellDifference {
  readonly column: string
  readonly expected: string
  readonly actual: string
  /** Line of the rule in the mapping's file, null where it is not about one column. */
  readonly ruleLine: number | null
}

export interface ExampleResult {
  readonly mapping: string
  readonly name: string
  readonly file: string
  readonly line: number
  /** Empty: passed. */
  readonly differences: readonly CellDifference[]
  /** Why it could not be run, null: it could. */
  readonly problem: string | null
}

/** The examples in the mapping's own file: rules one by one, only those that `expect` names. */
export function runExamples(
  compiled: CompiledProgram,
  transform: Transform,
): readonly ExampleResult[] {
  const { document } = compiled
  return document.examples.map((example, index) =>
    attempt(compiled, document.file, { name: `example ${index + 1}`, at: example.at }, () =>
      runExample(compiled, transform, example),
    ),
  )
}

/** The cases of a test file: whole rows, through joins, filter and every rule. */
export function runTests(
  compiled: CompiledProgram,
  transform: Transform,
  tests: MappingTests,
): readonly ExampleResult[] {
  return tests.cases.map((test) =>
    attempt(compiled, tests.file, test, () => runCase(compiled, transform, test)),
  )
}

function attempt(
  compiled: CompiledProgram,
  file: string,
  { name, at }: Pick<TestCase, 'name' | 'at'>,
  run: () => readonly CellDifference[],
): ExampleResult {
  const head = { mapping: compiled.program.name, name, file }
  try {
    return { ...head, line: at.line, differences: run(), problem: null }
  } catch (error) {
    if (!(error instanceof GivenError)) throw error
    return { ...head, line: error.line ?? at.line, differences: [], problem: error.message }
  }
}

/** What is found where nothing can be: not "missing", which an example could expect and pass. */
function foundByExample({ program }: CompiledProgram): Found {
  return {
    get: () => {
      const message =
        'An example sees no table, and here one is looked up. ' +
        `Write a case in ${program.name}.test.yaml instead.`
      throw new GivenError(message, null)
    },
  }
}

function runExample(
  compiled: CompiledProgram,
  transform: Transform,
  { given, expect }: Example,
): readonly CellDifference[] {
  const row = exampleRow(compiled, given)
  const found = foundByExample(compiled)
  if (expect.kind === 'filtered') {
    const outcome = filterRow(compiled, transform, row, found)
    return compareOutcome(compiled, expect, outcome)
  }
  const one = (written: string, line: number | null): CellOutcome => {
    const name = columnName(compiled, written, line)
    const issues = collectIssues()
    const cell = transform.rules[name]?.(row, found, issues) ?? null
    return { name, cell, problem: issues.problems[0] ?? null }
  }
  if (expect.kind === 'row') {
    return expect.cells.flatMap((cell) =>
      compareCell(compiled, cell, one(cell.name.value, cell.name.at.line)),
    )
  }
  return expect.columns.flatMap((written) => {
    const { name, cell, problem } = one(written, null)
    if (problem !== null) return []
    return [difference(compiled, name, 'a reject', show(cell))]
  })
}

/** Cells are given by `alias.column`; a column that no rule reads is only checked for its name. */
function exampleRow({ program, checked }: CompiledProgram, given: ExampleCells): Row {
  const tables = [checked.source.from, ...checked.source.joins.map(({ table }) => table)]
  const rows = tables.map((table) => {
    const cells = given.filter(({ name }) => {
      const match = matchName(aliasOf(name.value), tables, ({ alias }) => alias)
      if (match.kind === 'one') return match.item === table
      throw new GivenError(`"${name.value}" is no column of the source.`, name.at.line)
    })
    return [table.alias, readGiven(cells, table.columns, columnPart)] as const
  })
  const byAlias = new Map(rows)
  return program.row.map(({ alias, name }) => byAlias.get(alias)?.get(name) ?? null)
}

function aliasOf(label: string): string {
  return unquote(label.slice(0, label.indexOf('.')))
}

function columnPart(label: string): string {
  return label.slice(label.indexOf('.') + 1)
}

function runCase(
  compiled: CompiledProgram,
  transform: Transform,
  test: TestCase,
): readonly CellDifference[] {
  const { program, checked } = compiled
  requireGiven(checked, program, test)
  const groups = sourceRows(checked, program, test.tables)
  const found = givenFound(program, test)
  if (groups.length !== test.expect.length) {
    const expected = `${test.expect.length} rows`
    return [{ column: '', expected, actual: `${groups.length} rows`, ruleLine: null }]
  }
  return groups.flatMap((group, index) => {
    const expected = test.expect[index]
    if (expected === undefined) return []
    return compareRow(compiled, expected, mapGroup(compiled, transform, group, found))
  })
}

type RowOutcome =
  | { readonly kind: 'mapped'; readonly cells: Row }
  | { readonly kind: 'filtered'; readonly reason: string }
  | { readonly kind: 'reject'; readonly problems: readonly CellProblem[] }

function mapGroup(
  compiled: CompiledProgram,
  transform: Transform,
  group: readonly Row[],
  found: Found,
): RowOutcome {
  const issues = collectIssues()
  const row = transform.settleJoins === null ? group[0] : transform.settleJoins(group, issues)
  if (row === undefined || row === null) return { kind: 'reject', problems: issues.problems }
  const filtered = filterRow(compiled, transform, row, found)
  if (filtered.kind !== 'mapped') return filtered
  const cells: Cell[] = compiled.program.target.columns.map(() => null)
  const result = transform.apply(row, found, cells, issues)
  return result === ROW_MAPPED
    ? { kind: 'mapped', cells }
    : { kind: 'reject', problems: issues.problems }
}

function filterRow(
  { program }: CompiledProgram,
  transform: Transform,
  row: Row,
  found: Found,
): RowOutcome {
  const issues = collectIssues()
  const result = transform.filter(row, found, issues)
  if (result > 0) return { kind: 'filtered', reason: program.filterReasons[result - 1] ?? '' }
  return result === ROW_MAPPED
    ? { kind: 'mapped', cells: [] }
    : { kind: 'reject', problems: issues.problems }
}

function collectIssues(): RowIssues {
  return { problems: [], warn: () => {} }
}

function compareRow(
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
function compareOutcome(
  compiled: CompiledProgram,
  expected: ExampleExpectation,
  outcome: RowOutcome,
): readonly CellDifference[] {
  const wanted =
    expected.kind === 'row'
      ? 'a row'
      : expected.kind === 'filtered'
        ? `filtered: ${expected.reason}`
        : `reject: ${[...expected.columns].toSorted().join(', ')}`
  const actual = describeOutcome(outcome)
  const isSame = outcome.kind === 'reject' ? wanted === actual.short : wanted === actual.long
  if (!isSame && expected.kind === 'reject') {
    for (const column of expected.columns) columnName(compiled, column, null)
  }
  return isSame ? [] : [{ column: '', expected: wanted, actual: actual.long, ruleLine: null }]
}

function describeOutcome(outcome: RowOutcome): { readonly short: string; readonly long: string } {
  if (outcome.kind === 'mapped') return { short: 'a row', long: 'a row' }
  if (outcome.kind === 'filtered') {
    const text = `filtered: ${outcome.reason}`
    return { short: text, long: text }
  }
  const columns = outcome.problems.flatMap(({ column }) => (column === null ? [] : [column]))
  const why = outcome.problems.map(({ code, column }) => `${code} ${column ?? ''}`.trim())
  const short = `reject: ${[...new Set(columns)].toSorted().join(', ')}`
  return { short, long: `${short} (${why.join(', ')})` }
}

interface CellOutcome {
  readonly name: string
  readonly cell: Cell
  readonly problem: CellProblem | null
}

function compareCell(
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

function difference(
  { program }: CompiledProgram,
  column: string,
  expected: string,
  actual: string,
): CellDifference {
  const target = program.target.columns.find((candidate) => candidate.column.name === column)
  return { column, expected, actual, ruleLine: target?.line ?? null }
}

function show(cell: Cell): string {
  return cell === null ? 'null' : `'${cell}'`
}

function columnName({ program }: CompiledProgram, written: string, line: number | null): string {
  const columns = program.target.columns.map(({ column }) => column.name)
  const match = matchName(written, columns, (name) => name)
  if (match.kind === 'one') return match.item
  const hint = match.kind === 'none' ? match.hint : ''
  throw new GivenError(`The mapping feeds no column "${written}".${hint}`, line)
}
