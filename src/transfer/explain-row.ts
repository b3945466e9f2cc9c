/** Follows one source row through its mapping, step by step; reads, and writes nothing. */
import type { Cell, CellProblem, Row } from '../base/cell.ts'
import type { CheckedLookup, CheckedMapping, CheckedRule } from '../compile/checked.ts'
import { ROW_MAPPED, ROW_REJECTED, type Found, type RowIssues } from '../compile/program.ts'
import { labelsRead, lookupText, valueText } from '../compile/text-of.ts'
import type { Mapper } from './map-rows.ts'
import { createMapper, openBatches } from './open.ts'
import type { LoadedProgram, Sessions } from './sessions.ts'
import { sourceKeyOf, type SourceBatch } from './source-rows.ts'

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

/** undefined: the source has no such row. */
export async function explainRow(
  sessions: Sessions,
  loaded: LoadedProgram,
  checked: CheckedMapping,
  key: readonly string[],
): Promise<ExplainedRow | undefined> {
  const { program } = loaded
  const range = program.source.key.length === 0 ? {} : { range: { low: key, high: null } }
  using mapper = await createMapper(sessions, loaded)
  for await (const batch of openBatches(sessions, loaded, mapper, range)) {
    for (let index = 0; index < batch.count; index += 1) {
      const row = batch.row(index)
      const own = sourceKeyOf(program, row, batch.ordinal(index))
      if (own.every((cell, at) => cell === key[at])) {
        return await follow(mapper, checked, { batch, index, row: [...row] })
      }
      // Rows come in the order of their key: the first is it, or there is none.
      if (program.source.key.length > 0) return undefined
    }
  }
  return undefined
}

interface Place {
  readonly batch: SourceBatch
  readonly index: number
  readonly row: Row
}

async function follow(
  { program, transform, lookups }: Mapper,
  checked: CheckedMapping,
  { batch, index, row }: Place,
): Promise<ExplainedRow> {
  const unread = batch.problems.get(index) ?? []
  const isReadable = unread.length === 0
  const read = () => row
  await lookups.prefetch({ count: 1, read, isWanted: () => isReadable })
  const issues = issuesOfRow()
  const kept = isReadable ? transform.filter(row, lookups.found, issues) : ROW_REJECTED
  const cells: Cell[] = program.target.columns.map(() => null)
  const isMapped = kept === 0 && transform.apply(row, lookups.found, cells, issues) === ROW_MAPPED
  const way: Way = {
    program,
    transform,
    checked,
    row,
    found: lookups.found,
    isReadable,
    hidden: hiddenLabels(checked, program.source),
  }
  return {
    source: sourceValues(way, unread),
    joins: checked.source.joins.map(({ table: { alias } }) => ({
      alias,
      found: program.row.some((column, at) => column.alias === alias && row[at] !== null),
    })),
    lookups: checked.lookups.map((lookup, at) => lookedUp(lookup, at, way)),
    lets: checked.lets.map((rule) => shown(rule, transform.lets ?? {}, way)),
    rules: checked.rules.map((rule) => shown(rule, transform.rules, way)),
    warnings: issues.warnings,
    problems: [...unread, ...issues.problems],
    outcome: isMapped ? 'mapped' : kept > 0 ? 'filtered' : 'rejected',
    reason: kept > 0 ? (program.filterReasons[kept - 1] ?? null) : null,
  }
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
  { rules, lets, source }: CheckedMapping,
  { alias }: LoadedProgram['program']['source'],
): ReadonlySet<string> {
  const classed = rules.filter((rule) => rule.class !== null)
  const trees = classed.flatMap((rule) => rule.trees)
  const labels = new Set(labelsRead(trees, lets))
  for (const name of source.key) labels.delete(`${alias}.${name}`)
  return labels
}

function isRead(
  trees: CheckedRule['trees'],
  { lets }: CheckedMapping,
  hidden: ReadonlySet<string>,
): boolean {
  return [...labelsRead(trees, lets)].some((label) => hidden.has(label))
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
