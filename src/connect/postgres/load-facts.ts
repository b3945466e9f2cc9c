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
  #sieve = ''
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
    this.#sieve = ''
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

  /** Makes the function, unless the last one made is the same. */
  async makeSieve(text: string): Promise<void> {
    if (this.#sieve === text) return
    await this.#session.rawQuery(text)
    this.#sieve = text
  }

  /** What was made in a savepoint is gone with it. */
  loseSieve(): void {
    this.#sieve = ''
  }
}

function kept<T>(known: Map<string, Promise<T>>, table: TableName, read: () => Promise<T>) {
  const id = tableId(table)
  const fact = known.get(id) ?? read()
  known.set(id, fact)
  return fact
}
