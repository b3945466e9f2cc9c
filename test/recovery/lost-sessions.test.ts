/** Every session of a run is ended by the server; the run goes on and comes to its own end. */
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  createMariadbDatabase,
  createPostgresDatabase,
  mariadbUrl,
  useDatabase,
  type TestDatabase,
} from '../support/databases.ts'
import {
  createSqliteFile,
  LIBRARY_TARGET,
  MYSQL_LIBRARY_TARGET,
  libraryPrograms,
  runLibrary,
  sourceSettings,
  targetSettings,
} from '../support/library-run.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { RECOVERY_SOURCE, recoverySketches } from './recovery-run.ts'

const folder = useTempFolder()

interface Server {
  readonly create: () => Promise<TestDatabase>
  readonly endOthers: string
  readonly run: string
  /** Locks that a session of the database still holds. */
  readonly held: string
}

const SERVERS: Readonly<Record<'PostgreSQL' | 'MariaDB', Server>> = {
  PostgreSQL: {
    create: () => createPostgresDatabase(LIBRARY_TARGET),
    endOthers: `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`,
    run: 'mapwright.run',
    held: `select count(*)::int as held from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`,
  },
  MariaDB: {
    create: () => createMariadbDatabase(MYSQL_LIBRARY_TARGET),
    endOthers: `begin not atomic
      for other in (select id from information_schema.processlist
        where db = database() and id <> connection_id()) do
        kill other.id;
      end for;
    end`,
    run: 'mapwright_run',
    held: `select count(*) as held from information_schema.processlist
      where db = database() and id <> connection_id()`,
  },
}

const absent = (await mariadbUrl()) === null ? ['MariaDB'] : []

for (const name of ['PostgreSQL', 'MariaDB'] as const) {
  describe.skipIf(absent.includes(name))(`on a target in ${name}`, () => {
    const server = SERVERS[name]
    const database = useDatabase(server.create)

    test('a run outlives a server that ends all of its sessions', async () => {
      const sourceFile = createSqliteFile(folder, `${name}.sqlite`, RECOVERY_SOURCE)
      const modulesDirectory = path.join(folder, name)
      const endings: Promise<unknown>[] = []
      const retried: string[] = []
      const result = await runLibrary({
        programs: libraryPrograms(modulesDirectory, recoverySketches(database().url)),
        source: sourceSettings(sourceFile),
        target: targetSettings(database().url),
        modulesDirectory,
        workers: 2,
        onEvent: (event) => {
          if (event.kind === 'chunkDone' && endings.length === 0) {
            endings.push(database().execute(server.endOthers))
          }
          if (event.kind === 'retry') retried.push(event.code)
        },
      })
      await Promise.all(endings)
      expect(retried).toContain('CONNECT_LOST')
      expect(result.message).toBeNull()
      expect(result.units.map(({ state }) => state)).toEqual(result.units.map(() => 'done'))
      const runs = await database().execute(`select state from ${server.run}`)
      expect(runs).toEqual([{ state: 'done' }])
      const [locks] = await database().execute(server.held)
      expect(Number(locks?.['held'])).toBe(0)
    })
  })
}
