/** SQLite files for tests, made by SQL past the code under test. */
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue } from 'node:sqlite'

let count = 0

/** A new file of the folder, filled by a script. */
export function sqliteFile(folder: string, script: string): string {
  count += 1
  const file = path.join(folder, `library-${count}.sqlite`)
  withSqlite(file, (database) => database.exec(script))
  return file
}

/** The first column of every row of a query. */
export function sqliteValues(file: string, query: string, ...values: SQLInputValue[]): unknown[] {
  return withSqlite(file, (database) =>
    database
      .prepare(query)
      .all(...values)
      .map((row) => Object.values(row)[0]),
  )
}

function withSqlite<T>(file: string, use: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file)
  try {
    return use(database)
  } finally {
    database.close()
  }
}
