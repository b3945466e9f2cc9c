/** Emits how the rows that a source found for one of its rows are brought to those that match. */
import type { CheckedJoin } from '../checked.ts'
import { emitOrder } from './order.ts'
import { indent, literal, type ModuleWriter } from './writer.ts'

export function emitJoins(joins: readonly CheckedJoin[], writer: ModuleWriter): readonly string[] {
  return [
    'const joins: readonly Join[] = [',
    ...indent(joins.flatMap((join) => emitJoin(join, writer))),
    ']',
    '',
    ...SETTLE,
  ]
}

function emitJoin(join: CheckedJoin, writer: ModuleWriter): readonly string[] {
  const { alias } = join.table
  const cells = writer.layout.columns.flatMap((column, index) =>
    column.alias === alias ? [index] : [],
  )
  const identity = join.identity.map((name) => writer.layout.indexOf(alias, name))
  const told = identity.length > 0 ? identity : cells
  return [
    `// ${alias}: line ${join.line}`,
    '{',
    `  alias: ${literal(alias)},`,
    `  cells: [${cells.join(', ')}],`,
    `  identity: [${told.join(', ')}],`,
    `  many: ${join.many},`,
    `  matches: () => ${writer.test(join.match)},`,
    ...indent(emitFirst(join, writer)),
    '},',
  ]
}

/** Of rows that are equal in the sort keys the one with the first key of its own is taken. */
function emitFirst(
  { first, identity, table }: CheckedJoin,
  writer: ModuleWriter,
): readonly string[] {
  if (first === null) return ['first: null,']
  const ties = identity.flatMap((name) => {
    const column = table.columns.find((candidate) => candidate.name === name)
    return column === undefined ? [] : [{ alias: table.alias, column }]
  })
  const { values, compare } = emitOrder(first, ties, writer)
  return ['first: {', `  values: () => ${values},`, `  compare: ${compare},`, '},']
}

/**
 * The source may find more than the exact match, so each join is decided again, in order. Rows that
 * agree in all joins before it are looked at together.
 */
const SETTLE: readonly string[] = [
  'function settleJoins(candidates: readonly SourceRow[], problems: RowIssues) {',
  '  const settled: SourceRow[] = []',
  '  const rows = candidates.map((candidate) => [...candidate])',
  '  return settle(rows, 0, settled, problems) ? settled : null',
  '}',
  '',
  'function settle(',
  '  rows: Cell[][],',
  '  at: number,',
  '  settled: SourceRow[],',
  '  problems: RowIssues,',
  '): boolean {',
  '  const join = joins[at]',
  '  if (join === undefined) {',
  '    settled.push(rows[0] as unknown as SourceRow)',
  '    return true',
  '  }',
  '  const matched = new Map<string, Cell[][]>()',
  '  try {',
  '    for (const cells of rows) {',
  '      enter(cells as unknown as SourceRow, NOTHING_FOUND, problems)',
  '      if (!join.matches()) continue',
  '      const identity = JSON.stringify(join.identity.map((index) => cells[index]))',
  '      const alike = matched.get(identity)',
  '      if (alike === undefined) matched.set(identity, [cells])',
  '      else alike.push(cells)',
  '    }',
  '    if (matched.size === 0) {',
  '      for (const cells of rows) for (const index of join.cells) cells[index] = null',
  '      return settle(rows, at + 1, settled, problems)',
  '    }',
  '    const groups = [...matched.values()]',
  '    if (join.many) return groups.every((group) => settle(group, at + 1, settled, problems))',
  '    const first = groups.length > 1 && join.first !== null ? firstOf(join.first, groups) : null',
  '    const taken = first ?? groups[0]',
  '    if (taken !== undefined && (first !== null || groups.length === 1)) {',
  '      return settle(taken, at + 1, settled, problems)',
  '    }',
  '  } catch (error) {',
  '    note(error, null)',
  '    return false',
  '  }',
  '  const message = `Several rows of ${join.alias} match.`',
  "  problems.problems.push({ code: 'JOIN_AMBIGUOUS', column: null, message })",
  '  return false',
  '}',
  '',
  'function firstOf({ values, compare }: First, groups: readonly Cell[][][]): Cell[][] | null {',
  '  let best: Cell[][] | null = null',
  '  let least: readonly unknown[] = []',
  '  for (const group of groups) {',
  '    enter(group[0] as unknown as SourceRow, NOTHING_FOUND, issues)',
  '    const order = values()',
  '    if (best !== null && compare(order, least) >= 0) continue',
  '    best = group',
  '    least = order',
  '  }',
  '  return best',
  '}',
]
