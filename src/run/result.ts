/** What a run did: the plain values that reports and exit codes are made from. */

import type { Account } from '../ledger/account.ts'
import type { SuspendedState } from '../ledger/suspended.ts'

export type { Account }

export interface UnitResult {
  readonly unit: string
  readonly source: string
  readonly target: string
  readonly state: 'done' | 'failed' | 'skipped' | 'stopped'
  readonly chunks: number
  readonly account: Account
  readonly filteredByReason: Readonly<Record<string, number>>
  /** Rejected rows by problem code. */
  readonly rejectedByCode: Readonly<Record<string, number>>
  readonly warnings: Readonly<Record<string, number>>
  /** Null tokens replaced, by source column. */
  readonly nulled: Readonly<Record<string, number>>
  /** True: rejects stayed within a declared limit. False: none declared, or exceeded. */
  readonly withinLimit: boolean
  /** Taken off the target for the load; `restored`: it is back. */
  readonly suspended: readonly SuspendedState[]
  readonly sequences: readonly { readonly column: string; readonly next: string }[]
  readonly ms: number
  readonly message: string | null
}

export interface RunResult {
  readonly run: string
  readonly startedAt: string
  readonly ms: number
  readonly resumed: boolean
  readonly units: readonly UnitResult[]
  /** Mappings that read what this filled, and were not run. */
  readonly leftOut: readonly string[]
  readonly exitCode: 0 | 1 | 3 | 4 | 130
  readonly message: string | null
}
