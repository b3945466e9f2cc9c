/** Given source rows -> what becomes of each, in their order: filter, items, groups, rules. */
import type { Cell, CellProblem, Row } from '../base/cell.ts'
import type { CompiledProgram } from './compile.ts'
import type { Program } from './program.ts'
import { ROW_MAPPED, type Fold, type Found, type RowIssues, type Transform } from './transform.ts'

export type RowOutcome =
  | { readonly kind: 'mapped'; readonly cells: Row }
  | { readonly kind: 'filtered'; readonly reason: string }
  | { readonly kind: 'reject'; readonly problems: readonly CellProblem[] }
  /** It is part of a row that another one stands for. */
  | { readonly kind: 'folded' }

/** Rows of a group are held until all have come. */
interface Waiting {
  readonly row: Row
  /** Its place among the outcomes. */
  readonly at: number
}

/** `groups`: of each source row, what the source would have found for it. */
export function outcomesOf(
  { program }: CompiledProgram,
  transform: Transform,
  groups: readonly (readonly Row[])[],
  found: Found,
): readonly RowOutcome[] {
  const outcomes: RowOutcome[] = []
  const waiting: Waiting[] = []
  for (const group of groups) {
    const issues = collectIssues()
    const rows = transform.settleJoins?.(group, issues) ?? null
    if (rows === null && transform.settleJoins !== null) {
      outcomes.push({ kind: 'reject', problems: issues.problems })
      continue
    }
    for (const row of rows ?? group.slice(0, 1)) {
      const made = itemsOf({ program, transform, found }, row)
      if (!Array.isArray(made)) outcomes.push(made as RowOutcome)
      else if (transform.fold === null) {
        outcomes.push(...made.map((item) => mapped({ program, transform, found }, item)))
      } else {
        for (const item of made) {
          waiting.push({ row: item, at: outcomes.length })
          outcomes.push({ kind: 'folded' })
        }
      }
    }
  }
  foldWaiting({ program, transform, found }, waiting, outcomes)
  return outcomes
}

interface Mapping {
  readonly program: Program
  readonly transform: Transform
  readonly found: Found
}

export function filterRow(
  { program, transform, found }: Mapping,
  row: Row,
  filter: Transform['filter'] | null = transform.filter,
): RowOutcome {
  const issues = collectIssues()
  const result = filter === null ? ROW_MAPPED : filter(row, found, issues)
  if (result > 0) return { kind: 'filtered', reason: program.filterReasons[result - 1] ?? '' }
  return result === ROW_MAPPED
    ? { kind: 'mapped', cells: [] }
    : { kind: 'reject', problems: issues.problems }
}

/** The rows that rules or groups see of one; or what becomes of it before. */
function itemsOf(mapping: Mapping, row: Row): readonly Row[] | RowOutcome {
  const { program, transform, found } = mapping
  const filtered = filterRow(mapping, row)
  if (filtered.kind !== 'mapped') return filtered
  if (transform.expand === null) return [row]
  const issues = collectIssues()
  const items = transform.expand(row, found, issues)
  if (items === null) return { kind: 'reject', problems: issues.problems }
  if (items.length > 0) return items
  return { kind: 'filtered', reason: program.shape?.noItem ?? '' }
}

/** What rules see of given rows; those that cannot be made are none. */
export function madeRows(mapping: Mapping, rows: readonly Row[]): readonly Row[] {
  const { transform, found } = mapping
  const { expand, fold } = transform
  const items = rows.flatMap((row) =>
    expand === null ? [row] : (expand(row, found, collectIssues()) ?? []),
  )
  if (fold === null) return items
  const members = items.map((row, at): Member => {
    const [start, end] = fold.span?.(row, found, collectIssues()) ?? [0n, 0n]
    return { row, at, start, end }
  })
  const groups = Map.groupBy(members, ({ row }) =>
    JSON.stringify(fold.key(row, found, collectIssues())),
  )
  return [...groups.values()].flatMap((group) =>
    spansOf(fold, group).map((span) => folded(mapping, fold, span, [])),
  )
}

function mapped(mapping: Mapping, row: Row): RowOutcome {
  const { program, transform, found } = mapping
  if (transform.filterMade !== null && transform.fold === null) {
    const filtered = filterRow(mapping, row, transform.filterMade)
    if (filtered.kind !== 'mapped') return filtered
  }
  const issues = collectIssues()
  const cells: Cell[] = program.target.columns.map(() => null)
  const result = transform.apply(row, found, cells, issues)
  return result === ROW_MAPPED
    ? { kind: 'mapped', cells }
    : { kind: 'reject', problems: issues.problems }
}

export function collectIssues(): RowIssues {
  return { problems: [], warn: () => {} }
}

interface Member extends Waiting {
  readonly start: bigint
  readonly end: bigint
}

/** A bad row takes its group with it. */
function foldWaiting(mapping: Mapping, waiting: readonly Waiting[], outcomes: RowOutcome[]): void {
  const { transform, found } = mapping
  const { fold } = transform
  if (fold === null) return
  const groups = new Map<string, Member[]>()
  for (const { row, at } of waiting) {
    const filtered = filterRow(mapping, row, transform.filterMade)
    const issues = collectIssues()
    const key = filtered.kind === 'mapped' ? fold.key(row, found, issues) : null
    if (key === null) {
      const { problems } = issues
      outcomes[at] = filtered.kind === 'mapped' ? { kind: 'reject', problems } : filtered
      continue
    }
    const ends = fold.span?.(row, found, issues)
    if (ends === null) outcomes[at] = { kind: 'reject', problems: issues.problems }
    const [start, end] = ends ?? [0n, 0n]
    const members = groups.get(JSON.stringify(key)) ?? []
    groups.set(JSON.stringify(key), [...members, { row, at, start, end }])
  }
  for (const members of groups.values()) foldGroup(mapping, fold, members, outcomes)
}

function foldGroup(
  mapping: Mapping,
  fold: Fold,
  members: readonly Member[],
  outcomes: RowOutcome[],
): void {
  const problems: CellProblem[] = []
  const spans = spansOf(fold, members)
  const rows = spans.map((span) => folded(mapping, fold, span, problems))
  const isBad = problems.length > 0 || members.some(({ at }) => outcomes[at]?.kind === 'reject')
  for (const [index, span] of spans.entries()) {
    const made = rows[index] ?? []
    const outcome: RowOutcome = isBad ? { kind: 'reject', problems } : mapped(mapping, made)
    const first = span.find(({ row }) => row.every((cell, place) => cell === made[place]))
    for (const member of span) {
      const isPart = outcome.kind === 'mapped' && member !== first
      outcomes[member.at] = isPart ? { kind: 'folded' } : outcome
    }
  }
}

function spansOf(fold: Fold, members: readonly Member[]): readonly (readonly Member[])[] {
  const spans: Member[][] = []
  let reach = 0n
  for (const member of members.toSorted((one, other) => Number(one.start - other.start))) {
    const last = spans.at(-1)
    if (last === undefined || member.start > reach + fold.gap) {
      spans.push([member])
      reach = member.end
    } else {
      last.push(member)
      if (member.end > reach) reach = member.end
    }
  }
  return spans
}

function folded(
  { found }: Mapping,
  fold: Fold,
  span: readonly Member[],
  problems: CellProblem[],
): Row {
  fold.begin()
  for (const { row } of span) fold.add(row, found, { problems, warn: () => {} })
  return fold.end({ problems, warn: () => {} }) ?? []
}
