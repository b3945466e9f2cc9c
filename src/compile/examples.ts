/** Runs a mapping's examples and tests through its transform: given cells in, differences out. */
import type { MappingTests, TestCase } from '../mapping/document.ts'
import type { CompiledProgram } from './compile.ts'
import { compareRow, type CellDifference } from './example-compare.ts'
import { outcomesOf } from './example-outcomes.ts'
import { runExample } from './example-rules.ts'
import { GivenError, givenFound, requireGiven, sourceRows } from './example-tables.ts'
import type { Transform } from './transform.ts'

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

function runCase(
  compiled: CompiledProgram,
  transform: Transform,
  test: TestCase,
): readonly CellDifference[] {
  const { program, checked } = compiled
  requireGiven(checked, program, test)
  const groups = sourceRows(checked, program, test.tables)
  const found = givenFound(program, test)
  const outcomes = outcomesOf(compiled, transform, groups, found)
  if (outcomes.length !== test.expect.length) {
    const expected = `${test.expect.length} rows`
    return [{ column: '', expected, actual: `${outcomes.length} rows`, rule: null }]
  }
  return outcomes.flatMap((outcome, index) => {
    const expected = test.expect[index]
    return expected === undefined ? [] : compareRow(compiled, expected, outcome)
  })
}
