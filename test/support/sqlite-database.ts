/** A SQLite file as a database of the tests, in the shape that servers' databases have. */
import { DatabaseSync } from 'node:sqlite'
import type { TestDatabase } from './databases.ts'

export function createSqliteDatabase(file: string, script: string): TestDatabase {
  // Opened for each script: a session that stayed would hold locks against the code under test.
  const within = <T>(use: (database: DatabaseSync) => T): T => {
    const database = new DatabaseSync(file)
    try {
      return use(database)
    } finally {
      database.close()
    }
  }
  within((database) => database.exec(script))
  return {
    name: file,
    url: `sqlite:${file}`,
    execute: (sql) => {
      within((database) => database.exec(sql))
      return Promise.resolve([])
    },
    close: () => Promise.resolve(),
  }
}
