/** Counts what becomes of the rows of one chunk while they pass. */
import { assertClosed, type Account, type Tally } from '../ledger/account.ts'
import type { CellProblem } from '../base/cell.ts'
import type { LoadCounts } from '../plugin/load.ts'

export class Counter {
  read = 0
  /** Rows that joins to many and items made beside the first of a source row. */
  added = 0
  mapped = 0
  folded = 0
  rejected = 0
  #filtered = 0
  #inserted = 0
  #updated = 0
  #unchanged = 0
  readonly #byReason = new Map<string, number>()
  readonly #byCode = new Map<string, number>()
  readonly #warnings = new Map<string, number>()
  readonly #nulled = new Map<string, number>()

  /** Several rows became one: the others are in it. */
  fold(rows: number): void {
    this.folded += rows - 1
  }

  /** They are not, after all. */
  unfold(rows: number): void {
    this.folded -= rows - 1
  }

  filter(reason: string): void {
    this.#filtered += 1
    increase(this.#byReason, reason, 1)
  }

  reject(problems: readonly CellProblem[]): void {
    this.rejected += 1
    increase(this.#byCode, problems[0]?.code ?? '', 1)
  }

  warn(code: string): void {
    increase(this.#warnings, code, 1)
  }

  nulled(column: string, count: number): void {
    increase(this.#nulled, column, count)
  }

  load(counts: LoadCounts): void {
    this.#inserted += counts.inserted
    this.#updated += counts.updated
    this.#unchanged += counts.unchanged
  }

  /** Crashes when a row is missing from it. */
  account(): Account {
    const account = {
      read: this.read,
      added: this.added,
      filtered: this.#filtered,
      rejected: this.rejected,
      folded: this.folded,
      mapped: this.mapped,
      inserted: this.#inserted,
      updated: this.#updated,
      unchanged: this.#unchanged,
    }
    assertClosed(account)
    return account
  }

  tally(): Tally {
    return {
      filteredByReason: Object.fromEntries(this.#byReason),
      rejectedByCode: Object.fromEntries(this.#byCode),
      warnings: Object.fromEntries(this.#warnings),
      nulled: Object.fromEntries(this.#nulled),
    }
  }
}

function increase(counts: Map<string, number>, name: string, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by)
}
