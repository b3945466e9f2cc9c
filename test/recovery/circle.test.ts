/** A run that ends after any of its commits is resumed to the same end. */
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { PostgresTarget } from '../../src/connect/postgres/connection.ts'
import { SqliteTarget } from '../../src/connect/sqlite/session.ts'
import {
  CIRCLE_ROWS,
  CIRCLE_SOURCE,
  CIRCLE_TARGET,
  CIRCLE_TARGET_SQLITE,
  circlePrograms,
  HEAD,
} from '../support/circle-world.ts'
import { createPostgresDatabase } from '../support/databases.ts'
import {
  createSqliteFile,
  runLibrary,
  sourceSettings,
  targetSettings,
} from '../support/library-run.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()
const modulesDirectory = path.join(folder, 'build')
const source = sourceSettings(createSqliteFile(folder, 'source.sqlite', CIRCLE_SOURCE))

interface Target {
  readonly url: string
  readonly schema?: string
  readonly read: (query: string) => Promise<readonly object[]>
}

let count = 0
const TARGETS = {
  SQLite: async (): Promise<Target> => {
    const script = `pragma foreign_keys = off; ${CIRCLE_TARGET_SQLITE}${CIRCLE_ROWS}`
    const url = createSqliteFile(folder, `target-${(count += 1)}.sqlite`, script)
    const read = async (query: string) => {
      const database = new DatabaseSync(url)
      try {
        return database.prepare(query.replaceAll('mapwright.', 'mapwright_')).all()
      } finally {
        database.close()
      }
    }
    return { url, read }
  },
  PostgreSQL: async (): Promise<Target> => {
    const database = await createPostgresDatabase(
      `${CIRCLE_TARGET}${CIRCLE_ROWS} alter table branch add constraint head ${HEAD};`,
    )
    onTestFinished(() => database.close())
    return { url: database.url, schema: 'public', read: (query) => database.execute(query) }
  },
}

/** Everything that a run leaves, but for its name. */
async function contents({ read }: Target) {
  const queries = [
    'select * from branch order by id',
    'select * from staff order by id',
    'select unit, chunk, position, source_key, source_row, problems from mapwright.reject ' +
      'order by 1, 2, 3',
    'select unit, account, tally from mapwright.settlement order by 1',
    'select kind, unit, columns, restored from mapwright.suspended order by 1, 2, 3',
    'select unit, state from mapwright.unit order by 1',
    'select count(*) as n from mapwright.earlier',
  ]
  const tables = []
  for (const query of queries) tables.push(await read(query))
  return tables
}

class Dead extends Error {}

/** The process is gone after that commit: whatever else it would say to the target is not heard. */
function dieAfter(prototype: SqliteTarget | PostgresTarget, last: number) {
  let commits = 0
  // oxlint-disable-next-line typescript/unbound-method -- called with its own object below
  const commit = prototype.commit
  const spy = vi.spyOn(prototype, 'commit')
  spy.mockImplementation(async function (this: typeof prototype) {
    commits += 1
    if (commits <= last) await commit.call(this)
    if (commits >= last) throw new Dead('gone')
  })
  return { commits: () => commits, restore: () => spy.mockRestore() }
}

for (const [name, prototype] of [
  ['SQLite', SqliteTarget.prototype],
  ['PostgreSQL', PostgresTarget.prototype],
] as const) {
  describe(`on a target in ${name}`, () => {
    const run = async (target: Target, resume: boolean) => {
      const schema = target.schema === undefined ? {} : { schema: target.schema }
      return await runLibrary({
        programs: circlePrograms(modulesDirectory, schema),
        source,
        target: targetSettings(target.url),
        modulesDirectory,
        chunkRowsMax: 3,
        resume,
      })
    }

    test('whichever commit was its last', async () => {
      const undisturbed = await TARGETS[name]()
      const counter = dieAfter(prototype, Infinity)
      const whole = await run(undisturbed, false)
      counter.restore()
      expect(whole.units.map(({ account }) => account)).toMatchObject([
        { read: 5, rejected: 3, mapped: 2, inserted: 1, updated: 0, unchanged: 1 },
        { read: 3, rejected: 1, mapped: 2, inserted: 0, updated: 1, unchanged: 1 },
      ])
      const expected = await contents(undisturbed)
      const commits = counter.commits()
      expect(commits).toBeGreaterThan(12)
      // The ledger and the run have to be there for a resume. A server takes its time for each.
      const first = name === 'SQLite' ? 3 : commits - 3
      for (let at = first; at <= commits; at += 1) {
        const target = await TARGETS[name]()
        const death = dieAfter(prototype, at)
        await run(target, false).catch(() => {})
        death.restore()
        const resumed = await run(target, true)
        expect(resumed.message, `commit ${at}`).toBeNull()
        expect(await contents(target), `commit ${at}`).toEqual(expected)
      }
    })
  })
}
