/** Settled rows -> the rows that rules make of them: one an item, the first of equals, groups. */
import type { Cell, Row } from '../base/cell.ts'
import type { Fold, Found, RowIssues } from '../compile/transform.ts'
import { GroupSpill, type GroupedRow } from '../connect/sqlite/groups.ts'
import type { ExpectedOptions } from './expected.ts'
import { findForRows } from './lookup.ts'
import { sourceKeyOf } from './source-key.ts'
import type { SettledBatch } from './settled.ts'
import type { RowBatch } from './side.ts'

/** A row on its way, the place of its source row from 1, and how many were folded into it. */
interface Item {
  readonly row: Row
  readonly ordinal: number
  readonly members: number
  /** True where a member was refused by the last run, or is refused now. */
  readonly isRefused: boolean
}

/** The expected rows, group by group where there are groups. */
export async function* shapedBatches(
  options: ExpectedOptions,
  settled: AsyncIterable<SettledBatch>,
): AsyncGenerator<RowBatch> {
  const shaper = new Shaper(options)
  const items = shaper.items(settled)
  if (options.program.shape?.group === null) {
    for await (const batch of items) yield await shaper.mapped(batch, 1)
    return
  }
  using spill = new GroupSpill()
  for await (const batch of items) await shaper.spill(batch, spill)
  for await (const batch of shaper.groups(spill)) yield await shaper.mapped(batch, 2)
}

const ROWS_MAX = 2000

class Shaper {
  readonly #options: ExpectedOptions
  readonly #level: 0 | 1
  #problems: RowIssues['problems'] = []
  readonly #issues: RowIssues

  constructor(options: ExpectedOptions) {
    this.#options = options
    this.#level = options.program.shape?.each === true ? 1 : 0
    this.#issues = { problems: this.#problems, warn: () => {} }
  }

  /** Rows that the filter keeps, and what `each` makes of them. */
  async *items(settled: AsyncIterable<SettledBatch>): AsyncGenerator<readonly Item[]> {
    const { counts, transform } = this.#options
    let ordinal = 0
    for await (const batch of settled) {
      const rows = Array.from({ length: batch.count }, (_, index) => batch.row(index))
      const found = await this.#find(
        rows.filter((_, index) => !batch.bad.has(index)),
        0,
      )
      counts.sourceRows += batch.sources
      const items: Item[] = []
      for (const [index, row] of rows.entries()) {
        ordinal += 1
        const item = { row, ordinal, members: 1, isRefused: this.#wasRefused(row, ordinal) }
        if (batch.bad.has(index)) this.#refuse(item)
        else if (this.#keeps(row, found, transform.filter, item)) {
          items.push(...this.#expanded(item, found))
        }
      }
      yield items
    }
  }

  /** Puts items aside until all of their group have come. */
  async spill(items: readonly Item[], spill: GroupSpill): Promise<void> {
    const { transform } = this.#options
    const { fold } = transform
    const found = await this.#find(
      items.map(({ row }) => row),
      this.#level,
    )
    for (const item of items) {
      const { row, ordinal, isRefused } = item
      this.#problems.length = 0
      const isKept = this.#level === 0 || this.#keeps(row, found, transform.filterMade, item)
      if (!isKept) continue
      const key = fold?.key(row, found, this.#issues) ?? null
      const ends = key === null ? null : (fold?.span?.(row, found, this.#issues) ?? null)
      if (key === null || this.#problems.length > 0) this.#refuse(item)
      if (key === null) continue
      const isBad = isRefused || this.#problems.length > 0
      if (isBad) spill.condemn(JSON.stringify(key))
      if (this.#problems.length > 0) continue
      const start = ends?.[0] ?? 0n
      spill.add(JSON.stringify(key), start, JSON.stringify([ordinal, row]))
    }
  }

  async *groups(spill: GroupSpill): AsyncGenerator<readonly Item[]> {
    const { fold } = this.#options.transform
    if (fold === null) throw new TypeError('there is nothing to group by')
    const folding = new Folding(fold, (count) => this.#refuseAll(count))
    for (const stretch of inStretches(spill.rows())) {
      const rows = stretch.map(({ row }) => JSON.parse(row) as [number, Cell[]])
      const found = await this.#find(
        rows.map(([, row]) => row),
        this.#level,
      )
      for (const [index, { key }] of stretch.entries()) {
        const [ordinal, row] = rows[index] ?? [0, []]
        folding.add({ key, isCondemned: spill.isCondemned(key), ordinal, row }, found)
      }
      yield folding.take()
    }
    folding.close()
    yield folding.take()
  }

  /** The cells that the target should hold. */
  async mapped(items: readonly Item[], level: 1 | 2): Promise<RowBatch> {
    const { transform, program } = this.#options
    const found = await this.#find(
      items.map(({ row }) => row),
      level,
    )
    const cells = items.map((item) => {
      this.#problems.length = 0
      if (level === 1 && !this.#keeps(item.row, found, transform.filterMade, item)) return null
      if (level === 1 && item.isRefused) return this.#refuse(item)
      const made: Cell[] = program.target.columns.map(() => null)
      const result = transform.apply(item.row, found, made, this.#issues)
      return result === 0 ? made : this.#refuse(item)
    })
    return { count: cells.length, row: (index) => cells[index] ?? null, lines: null }
  }

  #keeps(
    row: Row,
    found: Found,
    filter: ((row: Row, found: Found, issues: RowIssues) => number) | null,
    item: Item,
  ): boolean {
    this.#problems.length = 0
    const result = filter?.(row, found, this.#issues) ?? 0
    if (result > 0) this.#options.counts.filtered += 1
    if (result < 0) this.#refuse(item)
    return result === 0
  }

  #expanded(item: Item, found: Found): readonly Item[] {
    const { transform, counts } = this.#options
    if (transform.expand === null) return [item]
    const rows = transform.expand(item.row, found, this.#issues)
    if (rows === null) this.#refuse(item)
    else if (rows.length === 0) counts.filtered += 1
    return (rows ?? []).map((row) => {
      const isRefused = this.#wasRefused(row, item.ordinal)
      return { ...item, row, isRefused }
    })
  }

  #wasRefused(row: Row, ordinal: number): boolean {
    const { refused, program } = this.#options
    if (refused === null || refused.isEmpty) return false
    return refused.has(JSON.stringify(sourceKeyOf(program, row, ordinal)))
  }

  #refuse({ members, isRefused }: Item): null {
    this.#refuseAll(members)
    const { counts, refused } = this.#options
    if (refused !== null && !isRefused) counts.newlyRejected += members
    return null
  }

  #refuseAll(count: number): void {
    this.#options.counts.rejected += count
  }

  async #find(rows: readonly Row[], level: number): Promise<Found> {
    const { program, transform, lookups } = this.#options
    return await findForRows({ program, transform, level }, rows, lookups)
  }
}

function* inStretches(rows: Iterable<GroupedRow>): Generator<readonly GroupedRow[]> {
  let stretch: GroupedRow[] = []
  for (const row of rows) {
    if (stretch.push(row) < ROWS_MAX) continue
    yield stretch
    stretch = []
  }
  yield stretch
}

interface GroupMember {
  readonly key: string
  readonly isCondemned: boolean
  readonly ordinal: number
  readonly row: Row
}

/** Folds the members of one group after the other; none of a group that has a bad one. */
class Folding {
  readonly #fold: Fold
  readonly #refuse: (count: number) => void
  #ready: Item[] = []
  #key: string | null = null
  #isBad = false
  #spans: Item[] = []
  #open: { ordinal: number; members: number; end: bigint } | null = null

  constructor(fold: Fold, refuse: (count: number) => void) {
    this.#fold = fold
    this.#refuse = refuse
  }

  add({ key, isCondemned, ordinal, row }: GroupMember, found: Found): void {
    if (key !== this.#key) {
      this.close()
      this.#key = key
      this.#isBad = isCondemned
    }
    const issues: RowIssues = { problems: [], warn: () => {} }
    const [start, end] = this.#fold.span?.(row, found, issues) ?? [0n, 0n]
    if (this.#open !== null && start - this.#open.end > this.#fold.gap) this.#closeSpan()
    if (this.#open === null) {
      this.#fold.begin()
      this.#open = { ordinal, members: 0, end }
    }
    this.#open.members += 1
    if (this.#open.end < end) this.#open.end = end
    if (!this.#fold.add(row, found, issues)) this.#isBad = true
  }

  take(): readonly Item[] {
    const ready = this.#ready
    this.#ready = []
    return ready
  }

  close(): void {
    this.#closeSpan()
    if (this.#isBad) for (const { members } of this.#spans) this.#refuse(members)
    else this.#ready.push(...this.#spans)
    this.#spans = []
    this.#isBad = false
  }

  #closeSpan(): void {
    if (this.#open === null) return
    const { ordinal, members } = this.#open
    const row = this.#fold.end({ problems: [], warn: () => {} })
    if (row === null) this.#isBad = true
    this.#spans.push({ row: row ?? [], ordinal, members, isRefused: false })
    this.#open = null
  }
}
