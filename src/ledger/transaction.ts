/** Runs work within one transaction of a target session: all of it, or nothing. */
import type { TargetConnection } from '../plugin/connector.ts'

export async function inTransaction<T>(
  connection: TargetConnection,
  work: () => Promise<T>,
): Promise<T> {
  await connection.begin()
  try {
    const result = await work()
    await connection.commit()
    return result
  } catch (error) {
    // The first error says what happened; a rollback on a dead session has nothing to add.
    await connection.rollback().catch(() => {})
    throw error
  }
}
