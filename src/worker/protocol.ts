/** What crosses between the main thread and a worker: plain values only, errors among them. */
import type { PlainError } from '../base/error.ts'
import type { Program } from '../compile/program.ts'
import type { ChunkFacts } from '../ledger/claim.ts'
import type { KeyRange } from '../ledger/chunks.ts'
import type { ChunkSize, ConnectionSettings } from '../plugin/connector.ts'
import type { StopReason } from '../transfer/stop.ts'

/** Settings, their secret revealed: it crosses in the first word to a worker, and only there. */
export type PlainSettings = Omit<ConnectionSettings, 'url'> & { readonly url: string | null }

export interface WorkerSetup {
  readonly sources: readonly PlainSettings[]
  readonly target: PlainSettings
  readonly programs: readonly Program[]
  /** Where the programs' modules are. */
  readonly modulesDirectory: string
  /** One shared integer: anything but 0 asks the tasks at work to roll back and return. */
  readonly stop: SharedArrayBuffer
}

export type Task =
  | {
      readonly kind: 'prepare'
      readonly run: string
      readonly unit: string
      readonly chunks: readonly KeyRange[]
      /** Of the chunks that are to be laid out anew; null: those above are the unit's. */
      readonly layOut: ChunkSize | null
    }
  | {
      readonly kind: 'chunk'
      readonly run: string
      readonly unit: string
      readonly chunk: number
      readonly range: KeyRange
      readonly isOnly: boolean
      readonly leaseMs: number
      /** True when an earlier attempt came back undone: its claim is void. */
      readonly isRetry: boolean
    }
  | {
      readonly kind: 'settle'
      readonly run: string
      /** For messages: the first of `units`. */
      readonly unit: string
      /** In the order in which they were loaded. */
      readonly units: readonly string[]
    }
  | { readonly kind: 'finish'; readonly run: string; readonly unit: string; readonly ms: number }

export type Outcome =
  | {
      readonly kind: 'done'
      /** Of a chunk, null for other tasks. */
      readonly facts: ChunkFacts | null
      /** Of a unit that was prepared, null for other tasks. */
      readonly chunks: readonly KeyRange[] | null
    }
  | { readonly kind: 'stopped'; readonly reason: StopReason; readonly message: string }
  | { readonly kind: 'failed'; readonly error: PlainError }

/** What a worker says while a task is at work. */
export interface TaskProgress {
  readonly rows: number
}
