/** A run killed in the middle and resumed gives what an undisturbed run gives, cell for cell. */
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, test } from 'vitest'
import {
  createMariadbDatabase,
  createPostgresDatabase,
  mariadbUrl,
  type TestDatabase,
} from '../support/databases.ts'
import { createSqliteFile, LIBRARY_TARGET, MYSQL_LIBRARY_TARGET } from '../support/library-run.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { RECOVERY_SOURCE, startRun } from './recovery-run.ts'

const folder = useTempFolder()
const sourceFile = createSqliteFile(folder, 'source.sqlite', RECOVERY_SOURCE)
const modulesDirectory = path.join(folder, 'build')

interface Target {
  readonly url: string
  read(query: string): Promise<readonly Readonly<Record<string, unknown>>[]>
}

let count = 0
const databases: TestDatabase[] = []
afterAll(async () => {
  for (const database of databases) await database.close()
})

const TARGETS = {
  SQLite: async (): Promise<Target> => {
    const url = createSqliteFile(folder, `target-${(count += 1)}.sqlite`, LIBRARY_TARGET)
    return {
      url,
      read: async (query) => {
        const database = new DatabaseSync(url, { readOnly: true, timeout: 5000 })
        try {
          return database.prepare(query.replaceAll('mapwright.', 'mapwright_')).all()
        } finally {
          database.close()
        }
      },
    }
  },
  PostgreSQL: async (): Promise<Target> => {
    const database = await createPostgresDatabase(LIBRARY_TARGET)
    databases.push(database)
    return { url: database.url, read: (query) => database.execute(query) }
  },
  MariaDB: async (): Promise<Target> => {
    const database = await createMariadbDatabase(MYSQL_LIBRARY_TARGET)
    databases.push(database)
    const read = (query: string) => database.execute(query.replaceAll('mapwright.', 'mapwright_'))
    return { url: database.url, read }
  },
}

const NAMES = ['SQLite', 'PostgreSQL', 'MariaDB'] as const

/** Everything that a run leaves, but for its name. */
async function contents(target: Target) {
  const queries = [
    'select * from reader order by id',
    'select * from title order by id',
    'select * from lending order by id',
    'select * from genre order by name',
    'select * from roster order by id',
    'select mapping, source_key, target_key from mapwright.crosswalk order by 1, 2',
    'select unit, chunk, position, source_key, source_row, problems from mapwright.reject ' +
      'order by 1, 2, 3',
    "select unit, chunk, state, account, tally from mapwright.chunk where unit <> 'roster' " +
      'order by 1, 2',
  ]
  const tables = []
  for (const query of queries) tables.push(await target.read(query))
  return [...tables, [await accountOfRoster(target)]]
}

/**
 * Its chunks are laid out by a sample of a table that the same run has filled, and where the rows
 * stand there is another matter in every run.
 */
async function accountOfRoster(target: Target): Promise<Readonly<Record<string, unknown>>> {
  const chunks = await target.read(
    "select state, account from mapwright.chunk where unit = 'roster'",
  )
  const sums: Record<string, number> = {}
  for (const { account } of chunks) {
    const counts = JSON.parse(String(account)) as Readonly<Record<string, number>>
    for (const [name, rows] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + rows
  }
  return { ...sums, states: [...new Set(chunks.map(({ state }) => state))].join() }
}

async function countDone(target: Target): Promise<number> {
  try {
    const [row] = await target.read(
      `select count(*) as n from mapwright.chunk where state = 'done'`,
    )
    return Number(row?.['n'])
  } catch {
    // The ledger is not there yet, or its file is busy.
    return 0
  }
}

async function killAt(target: Target, workers: number, done: number, resume: boolean) {
  const child = startRun({ sourceFile, targetUrl: target.url, modulesDirectory, workers, resume })
  while (child.isAlive() && (await countDone(target)) < done) await delay(2)
  child.kill()
  expect(await child.exit).toBeNull()
}

async function runToEnd(target: Target, workers: number, resume: boolean) {
  const options = { sourceFile, targetUrl: target.url, modulesDirectory, workers, resume }
  expect(await startRun(options).exit).toBe(1)
}

const absent = (await mariadbUrl()) === null ? ['MariaDB'] : []

for (const name of NAMES) {
  describe.skipIf(absent.includes(name))(`on a target in ${name}`, () => {
    const workerCounts = name === 'SQLite' ? [0, 1] : [0, 1, 2]
    let undisturbed: Awaited<ReturnType<typeof contents>> | undefined

    test('any number of workers gives the same target and the same rejects', async () => {
      for (const workers of workerCounts) {
        const target = await TARGETS[name]()
        await runToEnd(target, workers, false)
        const found = await contents(target)
        undisturbed ??= found
        expect(found).toEqual(undisturbed)
      }
      expect(undisturbed?.[6]).not.toEqual([])
    })

    test.each(workerCounts)(
      'a killed run is resumed to the same end by %i workers',
      async (workers) => {
        const target = await TARGETS[name]()
        await killAt(target, workers, 15, false)
        const before = await countDone(target)
        expect(before).toBeLessThan(150)
        // Once more, later on: a resume can be killed too. A busy file may have shown the first 15
        // late, and what comes after the last chunk cannot be waited for.
        await killAt(target, workers, Math.min(before + 30, 130), true)
        await runToEnd(target, workers, true)
        expect(await contents(target)).toEqual(undisturbed)
      },
    )
  })
}
