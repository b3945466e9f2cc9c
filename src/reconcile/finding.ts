/** What reconciliation found: a closed set of plain values given to reports. */
import type { Cell } from '../base/cell.ts'

export type Finding =
  | { readonly kind: 'account'; readonly unit: string; readonly message: string }
  | {
      readonly kind: 'count'
      readonly unit: string
      readonly expected: number
      readonly actual: number
    }
  | {
      readonly kind: 'missing' | 'extra' | 'duplicate'
      readonly unit: string
      readonly key: readonly Cell[]
    }
  | {
      readonly kind: 'different'
      readonly unit: string
      readonly key: readonly Cell[]
      readonly column: string
      /** null value and masked are told apart: a classed column shows `[masked]`. */
      readonly expected: Cell
      readonly actual: Cell
    }

type CheckName = 'account' | 'counts' | 'values'

/** equal: everything was compared. Anything less says what it is, never equal. */
export type CheckState = 'equal' | 'different' | 'skipped' | 'sampled' | 'empty'

export interface UnitCheck {
  readonly check: CheckName
  readonly state: CheckState
  /** One sentence: what was compared, or why not. */
  readonly note: string
}

export interface UnitReconciliation {
  readonly unit: string
  readonly target: string
  readonly sourceRows: number
  readonly targetRows: number
  /** Rows the mapping filters or rejects, hence not expected in the target. */
  readonly filtered: number
  readonly rejected: number
  readonly matched: number
  readonly checks: readonly UnitCheck[]
  /** The first `findingsMax` findings in key order; `findingCount` has them all. */
  readonly findings: readonly Finding[]
  readonly findingCount: number
  /** Differences by column. */
  readonly byColumn: Readonly<Record<string, number>>
  readonly ms: number
}

/** A row of a split table that went elsewhere than to exactly one mapping. */
export interface SplitFinding {
  /**
   * taken: by several; lost: by none, and not all of them say why; unseen: one was not given it, so
   * the table changed while it was compared.
   */
  readonly kind: 'taken' | 'lost' | 'unseen'
  readonly key: readonly Cell[]
  /** Those that it concerns: that take it, or were not given it; or all, with what they say. */
  readonly mappings: readonly { readonly mapping: string; readonly reason: string | null }[]
}

export interface SplitReconciliation {
  /** `connection.table`. */
  readonly table: string
  readonly state: CheckState
  /** One sentence: what was compared, or why not. */
  readonly note: string
  readonly rows: number
  /** How many rows each mapping takes. */
  readonly taken: readonly { readonly mapping: string; readonly rows: number }[]
  /** Rows that none takes, each with a reason from all. */
  readonly leftOut: number
  /** Rows that no mapping takes and one cannot read: they are refused there. */
  readonly unread: number
  /** The first `findingsMax`, by the text of their keys; `findingCount` has them all. */
  readonly findings: readonly SplitFinding[]
  readonly findingCount: number
  readonly ms: number
}

export interface Reconciliation {
  readonly units: readonly UnitReconciliation[]
  readonly splits: readonly SplitReconciliation[]
  /** 0 equal, 1 findings, 3 something skipped, sampled or empty. */
  readonly exitCode: 0 | 1 | 3
}
