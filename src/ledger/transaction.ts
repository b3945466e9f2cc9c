/** Runs work within one transaction of a target session: all of it, or nothing. */
import type { TargetConnection } from '../plugin/connector.ts'

export async function inTransaction<T>(
  connection: TargetConnection,
  work: () => Promise<T>,
): Promise<T> {
  await connection.begin()
  let result: T
  try {
    result = await work()
  } catch (error) {
    // The first error says what happened; a rollback on a dead session has nothing to add.
    await connection.rollback().catch(() => {})
    throw error
  }
  await connection.commit()
  return result
}
