/** Runs the examples in a mapping's own file: rules one by one, only those that are expected. */
import type { Row } from '../base/cell.ts'
import type { Example, ExampleCells, ExampleExpectation } from '../mapping/document.ts'
import { unquote } from '../mapping/table-name.ts'
import type { CompiledProgram } from './compile.ts'
import {
  columnName,
  compareCell,
  compareOutcome,
  difference,
  show,
  type CellDifference,
  type CellOutcome,
} from './example-compare.ts'
import { collectIssues, filterRow, madeRows } from './example-outcomes.ts'
import { GivenError, readGiven } from './example-tables.ts'
import { matchName } from './names.ts'
import type { Found, Transform } from './transform.ts'

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

/** Of rows that are given, what `each` and grouping make of them; `where` is not asked. */
export function runExample(
  compiled: CompiledProgram,
  transform: Transform,
  { given, expect, at }: Example,
): readonly CellDifference[] {
  const { program } = compiled
  const rows = given.map((cells) => exampleRow(compiled, cells))
  const found = foundByExample(compiled)
  const [only] = expect
  if (only?.kind === 'filtered' && expect.length === 1) {
    const outcome = filterRow({ program, transform, found }, rows[0] ?? [])
    return compareOutcome(compiled, only, outcome)
  }
  const made = madeRows({ program, transform, found }, rows)
  if (made.length !== expect.length) {
    const expected = `${expect.length} rows`
    const rule = `${at.file}:${at.line}`
    return [{ column: '', expected, actual: `${made.length} rows`, rule }]
  }
  return expect.flatMap((expected, index) =>
    compareMade(compiled, { transform, found }, made[index] ?? [], expected),
  )
}

function compareMade(
  compiled: CompiledProgram,
  { transform, found }: { readonly transform: Transform; readonly found: Found },
  row: Row,
  expected: ExampleExpectation,
): readonly CellDifference[] {
  const one = (written: string, line: number | null): CellOutcome => {
    const name = columnName(compiled, written, line)
    const issues = collectIssues()
    const cell = transform.rules[name]?.(row, found, issues) ?? null
    return { name, cell, problem: issues.problems[0] ?? null }
  }
  if (expected.kind === 'row') {
    return expected.cells.flatMap((cell) =>
      compareCell(compiled, cell, one(cell.name.value, cell.name.at.line)),
    )
  }
  if (expected.kind !== 'reject') {
    const message = 'Among several rows an example expects cells or a reject. Write a case instead.'
    throw new GivenError(message, null)
  }
  return expected.columns.flatMap((written) => {
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
