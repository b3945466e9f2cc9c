/** Worlds for the tests of a file: a SQLite source with some rows, and an empty SQLite target. */
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import {
  createSqliteFile,
  LIBRARY_SOURCE,
  LIBRARY_TARGET,
  sourceSettings,
  targetSettings,
} from './library-run.ts'
import { useTempFolder } from './temp-folder.ts'

/** Makes worlds for the tests of a file: a source with some rows, and an empty target. */
export function useLibrary() {
  const folder = useTempFolder()
  let count = 0
  return (...rows: readonly string[]) => {
    count += 1
    const here = path.join(folder, String(count))
    const source = createSqliteFile(here, 'source.sqlite', LIBRARY_SOURCE + rows.join('\n'))
    const target = createSqliteFile(here, 'target.sqlite', LIBRARY_TARGET)
    return {
      source: sourceSettings(source),
      target: targetSettings(target),
      modulesDirectory: path.join(here, 'build'),
      read: (query: string) => onDatabase(target, (database) => database.prepare(query).all()),
      change: (side: 'source' | 'target', script: string) =>
        onDatabase(side === 'source' ? source : target, (database) => database.exec(script)),
    }
  }
}

function onDatabase<T>(file: string, use: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file)
  try {
    return use(database)
  } finally {
    database.close()
  }
}
