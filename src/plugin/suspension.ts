/** The contract about what is taken off a target table for the time of a load, and comes back. */
import type { TableName } from '../catalog/catalog.ts'

export type SuspendedKind = 'index' | 'trigger' | 'reference'

export interface Suspended {
  readonly kind: SuspendedKind
  readonly name: string
  /** Those that refer; of a reference only. */
  readonly columns: readonly string[]
  /** The statement that brings it back, just as it was. */
  readonly definition: string
  /** Why it cannot be taken off; left out where it can. */
  readonly hindrance?: string
}

/** All of it in the session's open transaction. */
export interface TargetSuspension {
  /**
   * Those of the table that are in force. Indexes: none that refuses a row, so no unique ones, none
   * of constraints, and none that computes anything.
   */
  find(table: TableName, kind: SuspendedKind): Promise<readonly Suspended[]>
  /**
   * Throws EngineError where the user may not. A reference stays where sessions can do without
   * enforcing any: see TargetConnection.
   */
  takeOff(table: TableName, suspended: Suspended): Promise<void>
  bringBack(suspended: Suspended): Promise<void>
}
