/** What happens during a run, as values: a bar, a JSON line and a log are renderings of them. */
import type { UnitResult } from './result.ts'

export type RunEvent =
  | {
      readonly kind: 'started'
      readonly run: string
      readonly resumed: boolean
      readonly units: number
      readonly chunks: number
      readonly estimatedRows: number
    }
  | { readonly kind: 'unitStarted'; readonly unit: string; readonly estimatedRows: number }
  | {
      readonly kind: 'chunkDone'
      readonly unit: string
      readonly chunk: number
      readonly read: number
      readonly rejected: number
      readonly ms: number
    }
  | {
      readonly kind: 'retry'
      readonly unit: string
      readonly attempt: number
      readonly code: string
      readonly message: string
      readonly waitMs: number
    }
  | {
      readonly kind: 'progress'
      readonly unit: string
      /** Of the whole run, since this process took it up. */
      readonly read: number
      readonly estimatedRows: number
      readonly rowsPerSecond: number
      /** null: cannot be told yet. */
      readonly leftMs: number | null
    }
  | { readonly kind: 'unitDone'; readonly unit: string }
  | { readonly kind: 'finished'; readonly units: readonly UnitResult[] }
