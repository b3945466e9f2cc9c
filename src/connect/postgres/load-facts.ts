/** What a session has found out about the tables that it loads, and keeps for its batches. */
import { tableId, type TableName } from '../../catalog/catalog.ts'
import { lookAt, type Found } from './look.ts'
import type { PostgresSession } from './session.ts'
import { readConstraints, type Constraint } from './suspicion.ts'

/**
 * Holds for a transaction: a table that has been written to keeps its constraints and triggers
 * until the commit, for whoever changes them has to wait.
 */
export class LoadFacts {
  readonly #session: PostgresSession
  readonly #found = new Map<string, Promise<Found>>()
  readonly #constraints = new Map<string, Promise<readonly Constraint[]>>()
  readonly #unscreened = new Set<string>()
  readonly #made = new Map<string, string>()
  /** For the lines of batches, which are given back when they are loaded. */
  readonly spareBuffers: Buffer[] = []

  constructor(session: PostgresSession) {
    this.#session = session
  }

  /** A transaction has begun, or a part of one was rolled back. */
  forget(): void {
    this.#found.clear()
    this.#constraints.clear()
    this.#unscreened.clear()
    this.#made.clear()
  }

  found(table: TableName): Promise<Found> {
    return kept(this.#found, table, () => lookAt(this.#session, table))
  }

  constraints(table: TableName): Promise<readonly Constraint[]> {
    return kept(this.#constraints, table, () => readConstraints(this.#session, table))
  }

  /** False: rows of the table are refused for reasons that only trying them tells. */
  isScreened(table: TableName): boolean {
    return !this.#unscreened.has(tableId(table))
  }

  leaveUnscreened(table: TableName): void {
    this.#unscreened.add(tableId(table))
  }

  /** The statement that makes a helper of that name, unless the last one made is the same. */
  toMake(name: string, text: string): readonly string[] {
    if (this.#made.get(name) === text) return []
    this.#made.set(name, text)
    return [text]
  }

  /** What was made in a savepoint is gone with it. */
  loseMade(): void {
    this.#made.clear()
  }
}

function kept<T>(known: Map<string, Promise<T>>, table: TableName, read: () => Promise<T>) {
  const id = tableId(table)
  const fact = known.get(id) ?? read()
  known.set(id, fact)
  return fact
}
