/** Turns a table's own SQL into the collations of its columns, which no pragma tells. */
import { DatabaseSync } from 'node:sqlite'
import { quoteName } from './name.ts'

/** SQLite compares by bytes unless told otherwise: not worth a word in a snapshot. */
const DEFAULT_COLLATION = 'BINARY'

/** How a view compares is up to the columns underneath; nobody may take it for bytes. */
const UNKNOWN_COLLATION = 'unknown'

const LIST_COLLATIONS = `select name, coll from pragma_index_xinfo('probe') where key = 1`

/**
 * Collations other than SQLite's default, by column. The table is made anew in memory, empty, with
 * an index over all columns: an index does tell its collations.
 */
export function readCollations(
  table: { readonly name: string; readonly kind: 'table' | 'view'; readonly createSql: string },
  columns: readonly string[],
): ReadonlyMap<string, string> {
  if (table.kind === 'view') return new Map(columns.map((name) => [name, UNKNOWN_COLLATION]))
  const probe = new DatabaseSync(':memory:')
  try {
    probe.exec(table.createSql)
    const list = columns.map(quoteName).join(', ')
    probe.exec(`create index probe on ${quoteName(table.name)} (${list})`)
    const rows = probe.prepare(LIST_COLLATIONS).all()
    const named = rows.map((row): [string, string] => [
      String(row['name']),
      String(row['coll']).toUpperCase(),
    ])
    return new Map(named.filter(([, collation]) => collation !== DEFAULT_COLLATION))
  } catch {
    // A virtual table, or one that needs a collation or function of its application.
    return new Map(columns.map((name) => [name, UNKNOWN_COLLATION]))
  } finally {
    probe.close()
  }
}
