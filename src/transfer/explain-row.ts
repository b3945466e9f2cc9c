/** One row through its mapping: what each rule makes of it, and what becomes of it. */
import type { Cell, CellProblem, Row } from '../base/cell.ts'
import type { CheckedLookup, CheckedMapping, CheckedRule } from '../compile/checked.ts'
import { columnsRead } from '../compile/made.ts'
import { ROW_MAPPED, type Found, type RowIssues } from '../compile/transform.ts'
import { lookupText, valueText } from '../compile/text-of.ts'
import type { Mapper } from './map-rows.ts'
import type { LoadedProgram } from '../compile/transform.ts'
import type { SourceBatch } from './source-rows.ts'

/** A value on the way; of what is classed nothing is shown. */
export interface ShownValue {
  readonly name: string
  readonly from: string
  readonly cell: Cell
  readonly isHidden: boolean
  readonly problem: string | null
}

export interface ExplainedRow {
  readonly source: readonly ShownValue[]
  /** What `each` and grouping made of it. */
  readonly made: readonly ShownValue[]
  /** Aliases of joins, and whether they found a row. */
  readonly joins: readonly { readonly alias: string; readonly found: boolean }[]
  readonly lookups: readonly {
    readonly what: string
    /** null: nothing was asked. */
    readonly asked: readonly Cell[] | null
    readonly found: readonly Cell[] | string
    readonly isHidden: boolean
  }[]
  readonly lets: readonly ShownValue[]
  readonly rules: readonly ShownValue[]
  readonly warnings: readonly string[]
  readonly problems: readonly CellProblem[]
  readonly outcome: 'mapped' | 'filtered' | 'rejected'
  /** Of a filtered row. */
  readonly reason: string | null
}

/** A row on its way, and how far it has come. */
export interface Place {
  readonly row: Row
  /** Of what kind the row is: 0 of the source, 1 an item, 2 what stands for a group. */
  readonly level: SourceBatch['level']
  /** What is wrong with it before a rule sees it. */
  readonly unread: readonly CellProblem[]
}

/** What became of the row before its rules are asked. */
export type Stopped =
  | { readonly outcome: 'filtered'; readonly reason: string }
  | { readonly outcome: 'rejected'; readonly problems: readonly CellProblem[] }

/** null: the filter of its level keeps it. What it asks for has been fetched by then. */
export async function stopOf(
  mapper: Mapper,
  { row, level, unread }: Place,
): Promise<Stopped | null> {
  const { program, transform, lookups } = mapper
  if (unread.length > 0) return { outcome: 'rejected', problems: unread }
  await lookups.prefetch({ count: 1, read: () => row, isWanted: () => true, level })
  const filter = [transform.filter, transform.filterMade, null][level] ?? null
  const issues = issuesOfRow()
  const kept = filter === null ? ROW_MAPPED : filter(row, lookups.found, issues)
  if (kept === ROW_MAPPED) return null
  if (kept > 0)
    return { outcome: 'filtered', reason: program.filterReasons[kept - 1] ?? 'filtered' }
  return { outcome: 'rejected', problems: issues.problems }
}

/** All that is known of the row; of one that was stopped, what its rules would have made of it. */
export function followRow(
  { program, transform, lookups }: Mapper,
  checked: CheckedMapping,
  { row, level, unread }: Place,
  stopped: Stopped | null,
): ExplainedRow {
  const issues = issuesOfRow()
  const cells: Cell[] = program.target.columns.map(() => null)
  const isMapped =
    stopped === null && transform.apply(row, lookups.found, cells, issues) === ROW_MAPPED
  const way: Way = {
    program,
    transform,
    checked,
    row,
    found: lookups.found,
    isReadable: unread.length === 0,
    hidden: hiddenLabels(checked, program.source),
  }
  const isWhole = level === levelOf(program.shape)
  return {
    source: sourceValues(way, unread),
    made: isWhole || level === 1 ? madeValues(way) : [],
    joins: checked.source.joins.map(({ table: { alias } }) => ({
      alias,
      found: program.row.some((column, at) => column.alias === alias && row[at] !== null),
    })),
    lookups: isWhole ? checked.lookups.map((lookup, at) => lookedUp(lookup, at, way)) : [],
    lets: checked.lets.flatMap((rule) => {
      return transform.lets === undefined ? [] : [shown(rule, transform.lets, way)]
    }),
    rules: isWhole ? checked.rules.map((rule) => shown(rule, transform.rules, way)) : [],
    warnings: issues.warnings,
    problems: stopped?.outcome === 'rejected' ? stopped.problems : issues.problems,
    outcome: stopped?.outcome ?? (isMapped ? 'mapped' : 'rejected'),
    reason: stopped?.outcome === 'filtered' ? stopped.reason : null,
  }
}

/** The level of the rows that rules see. */
export function levelOf(shape: Mapper['program']['shape']): SourceBatch['level'] {
  if (shape === null) return 0
  return shape.group === null ? 1 : 2
}

/** What each step of the row is asked of. */
interface Way extends Pick<Mapper, 'program' | 'transform'> {
  readonly checked: CheckedMapping
  readonly row: Row
  readonly found: Found
  /** False: no rule sees the row. */
  readonly isReadable: boolean
  readonly hidden: ReadonlySet<string>
}

function sourceValues(
  { program, row, hidden }: Way,
  unread: readonly CellProblem[],
): readonly ShownValue[] {
  return program.row.map(({ label }, at) => {
    const isHidden = hidden.has(label)
    const cell = isHidden ? null : (row[at] ?? null)
    const problem = unread.find(({ column }) => column === label)?.code ?? null
    return { name: label, from: '', cell, isHidden, problem }
  })
}

function madeValues({ program, checked, row, hidden }: Way): readonly ShownValue[] {
  return checked.shape.made.map(({ name, trees }, at) => {
    const isHidden = isRead(trees, checked, hidden)
    const cell = isHidden ? null : (row[program.row.length + at] ?? null)
    return { name, from: '', cell, isHidden, problem: null }
  })
}

function shown(
  rule: CheckedRule,
  compute: LoadedProgram['transform']['rules'],
  { checked, row, found, isReadable, hidden }: Way,
): ShownValue {
  const issues = issuesOfRow()
  const cell = isReadable ? (compute[rule.name]?.(row, found, issues) ?? null) : null
  const isHidden = rule.class !== null || isRead(rule.trees, checked, hidden)
  const [problem] = issues.problems
  return {
    name: rule.name,
    from: valueText(rule, checked),
    cell: isHidden ? null : cell,
    isHidden,
    problem: problem === undefined ? null : `${problem.code} ${problem.message}`,
  }
}

function lookedUp(
  lookup: CheckedLookup,
  at: number,
  { transform, checked, row, found, isReadable, hidden }: Way,
): ExplainedRow['lookups'][number] {
  const asked = isReadable ? (transform.keys[at]?.(row, found) ?? null) : null
  const takers = checked.rules.filter(({ value }) => value.kind === 'lookup' && value.index === at)
  const isHidden = isRead(lookup.key, checked, hidden) || takers.some((rule) => rule.class !== null)
  const result = asked === null ? 'nothing asked' : (found.get(at, asked) ?? 'missing')
  return {
    what: lookupText(lookup),
    asked: isHidden ? null : asked,
    found: isHidden && typeof result !== 'string' ? 'found' : result,
    isHidden,
  }
}

/** What classed columns are made from is no more shown than they are; the key was asked for. */
function hiddenLabels(
  checked: CheckedMapping,
  { alias }: LoadedProgram['program']['source'],
): ReadonlySet<string> {
  const classed = checked.rules.filter((rule) => rule.class !== null)
  const trees = classed.flatMap((rule) => rule.trees)
  const labels = new Set(columnsRead(trees, checked))
  for (const name of checked.source.key) labels.delete(`${alias}.${name}`)
  return labels
}

function isRead(
  trees: CheckedRule['trees'],
  checked: CheckedMapping,
  hidden: ReadonlySet<string>,
): boolean {
  return [...columnsRead(trees, checked)].some((label) => hidden.has(label))
}

function issuesOfRow(): RowIssues & { readonly warnings: string[] } {
  const warnings: string[] = []
  return {
    problems: [],
    warnings,
    warn: (code, column, message) => {
      warnings.push(`${column ?? 'row'}: ${code} ${message}`)
    },
  }
}
