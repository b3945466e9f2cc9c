/** Loads the real data sets' dumps into databases of the tests. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { TestDatabase } from './databases.ts'
import { dataFolder } from './required.ts'

/** The file of a data set, null (skip the suite by name) where the machine has no data sets. */
export function dataFile(path: `${string}/${string}`): string | null {
  return dataFolder(...path.split('/'))
}

/**
 * Runs a dump in the database of the test, not in the one the dump would create. `path` is a file
 * as the data's README names it: `chinook/chinook-mysql.sql.gz`.
 */
export async function loadDump(
  database: TestDatabase,
  path: `${string}/${string}.sql.gz`,
): Promise<void> {
  const file = dataFile(path)
  if (file === null) throw new Error(`there is no ${path}: the suite had to be skipped`)
  const dump = withoutDatabaseStatements(gunzipSync(readFileSync(file)).toString('utf8'))
  if (!database.url.startsWith('mysql')) {
    await database.execute(dump)
    return
  }
  // Old dumps hold zero dates and strings that a strict server refuses.
  await database.execute("set @sql_mode_before = @@sql_mode, sql_mode = ''")
  await database.execute(dump)
  await database.execute('set sql_mode = @sql_mode_before')
}

/**
 * Takes out the lines that drop, create and choose a database, psql's `\c` among them, and rules of
 * dashes, which only clients take for comments.
 */
function withoutDatabaseStatements(dump: string): string {
  return dump
    .replace(/^(?:(?:drop|create) database|use|\\c)\b[^'\n]*;[ \t\r]*$/gimu, '')
    .replace(/^-{3,}[ \t\r]*$/gmu, '')
}
