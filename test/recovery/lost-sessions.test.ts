/** Every session of a run is ended by the server; the run goes on and comes to its own end. */
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createPostgresDatabase } from '../support/databases.ts'
import {
  createSqliteFile,
  LIBRARY_TARGET,
  libraryPrograms,
  runLibrary,
  sourceSettings,
  targetSettings,
} from '../support/library-run.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { RECOVERY_SOURCE, recoverySketches } from './recovery-run.ts'

const folder = useTempFolder()
const database = await createPostgresDatabase(LIBRARY_TARGET)
afterAll(async () => database.close())

const END_ALL = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`

test('a run outlives a server that ends all of its sessions', async () => {
  const sourceFile = createSqliteFile(folder, 'source.sqlite', RECOVERY_SOURCE)
  const modulesDirectory = path.join(folder, 'build')
  const endings: Promise<unknown>[] = []
  const retried: string[] = []
  const result = await runLibrary({
    programs: libraryPrograms(modulesDirectory, recoverySketches(database.url)),
    source: sourceSettings(sourceFile),
    target: targetSettings(database.url),
    modulesDirectory,
    workers: 2,
    onEvent: (event) => {
      if (event.kind === 'chunkDone' && endings.length === 0) {
        endings.push(database.execute(END_ALL))
      }
      if (event.kind === 'retry') retried.push(event.code)
    },
  })
  await Promise.all(endings)
  expect(retried).toContain('CONNECT_LOST')
  expect(result.message).toBeNull()
  expect(result.units.map(({ state }) => state)).toEqual(result.units.map(() => 'done'))
  const runs = await database.execute('select state from mapwright.run')
  expect(runs).toEqual([{ state: 'done' }])
  const [locks] = await database.execute(
    `select count(*)::int as held from pg_locks where locktype = 'advisory'
       and database = (select oid from pg_database where datname = current_database())`,
  )
  expect(Number(locks?.['held'])).toBe(0)
})
