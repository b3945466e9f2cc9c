/** What a task reads from and writes to: sessions opened once, used by one task at a time. */
import type { LoadedProgram } from '../compile/transform.ts'
import type { Ledger } from '../ledger/tables.ts'
import type { SourceConnection, TargetConnection } from '../plugin/connector.ts'

export interface Sessions {
  readonly target: TargetConnection
  readonly ledger: Ledger
  /** Units of which the target has refused a row: others are likely to follow. */
  readonly refused: Set<string>
  /** The session that a program's rows are streamed from. */
  source(connection: string): Promise<SourceConnection>
  /** Another session of the same connection: one cannot look up while it streams. */
  lookupSource(connection: string): Promise<SourceConnection>
}

/** How a task hears of, and is heard by, whoever started it. */
export interface TaskControl {
  /** True when the person wants to stop: the open chunk is rolled back. */
  isStopped(): boolean
  /** Rows read since the last call. */
  progress(rows: number): void
}

/** The unit of work that one program of one run is. */
export interface UnitTask {
  readonly run: string
  readonly unit: string
  readonly loaded: LoadedProgram
}
