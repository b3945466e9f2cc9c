/** The references of a table of MySQL, which sessions do without while it is loaded. */
import type { Suspended } from '../../plugin/suspension.ts'
import { readForeignKeys } from './catalog.ts'
import type { Session } from './session.ts'

export async function findReferences(
  session: Session,
  table: string,
): Promise<readonly Suspended[]> {
  const keys = (await readForeignKeys(session)).get(table) ?? []
  return keys.map(({ name, columns }) => ({ kind: 'reference', name, columns, definition: '' }))
}
