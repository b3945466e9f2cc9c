/** Turns the rows of a table into the next number of its AUTOINCREMENT column. */
import type { DatabaseSync } from 'node:sqlite'
import { quoteName } from './name.ts'
import { tokenize } from './statement-text.ts'

const FIND_TABLE = `select name, sql from sqlite_schema where type = 'table' and name = ?
  collate nocase`

const FIND_KEY = 'select name from pragma_table_info(?) where pk = 1'

const START_SEQUENCE = `insert into sqlite_sequence (name, seq) select ?1, 0
  where not exists (select 1 from sqlite_sequence where name = ?1)`

const NEXT_NUMBER = `select cast(seq + 1 as text) as next from sqlite_sequence where name = ?`

/**
 * Moves an AUTOINCREMENT counter past the highest value. Any other rowid is numbered from the
 * table's highest value by SQLite itself, so there is nothing to set.
 */
export function setSequence(
  database: DatabaseSync,
  tableName: string,
): { readonly column: string; readonly next: string }[] {
  const found = database.prepare(FIND_TABLE).get(tableName)
  const words = tokenize(String(found?.['sql'] ?? '')).map((token) => token.word)
  if (!words.includes('AUTOINCREMENT')) return []
  // The counter is kept under the table's name as it was written when the table was made.
  const table = String(found?.['name'])
  const column = String(database.prepare(FIND_KEY).get(table)?.['name'])
  const highest = `(select max(${quoteName(column)}) from ${quoteName(table)})`
  database.prepare(START_SEQUENCE).run(table)
  database
    .prepare(`update sqlite_sequence set seq = max(seq, coalesce(${highest}, 0)) where name = ?`)
    .run(table)
  return [{ column, next: String(database.prepare(NEXT_NUMBER).get(table)?.['next']) }]
}
