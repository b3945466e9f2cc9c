/** The contract about indexes of a target that can be taken off for a load and come back. */
import type { TableName } from '../catalog/catalog.ts'

/** An index that no row can be refused for. */
export interface PlainIndex {
  readonly name: string
  /** The statement that makes it anew, just as it was. */
  readonly definition: string
}

/** All of it in the session's open transaction. */
export interface TargetIndexes {
  /** Not among them: unique ones, those of constraints, and those that compute anything. */
  plain(table: TableName): Promise<readonly PlainIndex[]>
  /** Throws EngineError where the user may not. */
  drop(table: TableName, name: string): Promise<void>
  create(index: PlainIndex): Promise<void>
}
