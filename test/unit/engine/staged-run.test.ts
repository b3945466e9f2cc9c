/** Runs over copies in the stage: planned in chunks, stopped, resumed with and without them. */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { silentLogger } from '../../../src/base/logger.ts'
import { planProject, reconcileProject, runPlan } from '../../../src/engine.ts'
import type { EngineWorld } from '../../../src/engine/world.ts'
import { cli } from '../../support/cli-world.ts'
import { projectFolder } from '../../support/project-folder.ts'
import { sqliteValues } from '../../support/sqlite-file.ts'

const EVERYTHING = { select: null, exclude: null } as const
/** More than a chunk has. */
const ROWS = 60_000

const PROJECT = `
project: library
connections:
  feeds: {files: ., tables: {loan: {file: loans.csv}}, catalog: schema/feeds.sql}
  legacy: {url: "sqlite:legacy.sqlite"}
  library: {url: "sqlite:library.sqlite"}
target: library
defaults: {on_error: reject}
`
const LENDING = `
source:
  from: feeds.loan as l
  join:
    - left: legacy.member as m
      match: m.card = l.card
target: library.lending
columns:
  number: l.number
  name: m.name
`
const TARGET = 'create table lending (number integer primary key, name text);'

function loans(card: string): string {
  const lines = Array.from({ length: ROWS }, (_, index) => `${index + 1},${card}`)
  return `number,card\n${lines.join('\n')}\n`
}

async function library(): Promise<string> {
  const directory = await projectFolder({
    'mapwright.yaml': PROJECT,
    'loans.csv': loans('A-1'),
    'schema/feeds.sql': 'create table loan (number integer, card text);',
    'schema/target.sql': TARGET,
    'mappings/lending.yaml': LENDING,
  })
  const members = 'create table member (card text primary key, name text)'
  execute(directory, 'legacy.sqlite', `${members}; insert into member values ('A-1', 'Ada')`)
  execute(directory, 'library.sqlite', TARGET)
  expect(await cli(['snapshot'], { cwd: directory })).toMatchObject({ code: 0 })
  return directory
}

function execute(directory: string, file: string, script: string): void {
  const database = new DatabaseSync(path.join(directory, file))
  database.exec(script)
  database.close()
}

function worldOf(directory: string, signal = new AbortController().signal): EngineWorld {
  const now = () => new Date()
  return { directory, environment: null, env: {}, log: silentLogger, now, signal }
}

/** Stopped once so many chunks are done; null: never. */
async function run(directory: string, options: { resume: boolean; stopsAfter: number | null }) {
  const stopping = new AbortController()
  const world = worldOf(directory, stopping.signal)
  const planned = await planProject(world, { ...EVERYTHING, resume: options.resume })
  if (planned.kind === 'drift') throw new Error('there is drift')
  let done = 0
  const { result } = await runPlan(world, planned, {
    // By a thread, whose sessions are its own; only this one stops at a chunk's end.
    workers: options.stopsAfter === null ? 1 : 0,
    onEvent: ({ kind }) => {
      if (kind === 'chunkDone') done += 1
      if (done === options.stopsAfter) stopping.abort()
    },
  })
  return { planned, result }
}

function copies(directory: string): readonly string[] {
  const names = readdirSync(path.join(directory, '.mapwright', 'stage'))
  return names.map((name) => name.replace(/\.[0-9a-f]{16}\.(\w+)-.*\.sqlite$/u, ' $1')).toSorted()
}

function rowsByName(directory: string): readonly unknown[] {
  const file = path.join(directory, 'library.sqlite')
  return sqliteValues(file, "select name || ' ' || count(*) from lending group by name")
}

test('a plan that is only shown copies nothing; a run takes the file in chunks', async () => {
  const directory = await library()
  const options = { ...EVERYTHING, resume: false, isForShow: true }
  const shown = await planProject(worldOf(directory), options)
  expect(shown).toMatchObject({
    stage: { copies: [], missing: ['feeds.loan', 'legacy.member'] },
    plan: { units: [{ chunks: [{ low: null, high: null }], estimatedRows: ROWS }] },
  })
  expect(existsSync(path.join(directory, '.mapwright', 'stage'))).toBe(false)
  const { planned, result } = await run(directory, { resume: false, stopsAfter: null })
  expect(planned.plan.units).toMatchObject([{ chunks: [{ high: ['50001'] }, { low: ['50001'] }] }])
  expect(result).toMatchObject({ exitCode: 0, units: [{ account: { inserted: ROWS } }] })
  // What it had copied of the database went with it.
  expect(copies(directory)).toEqual(['feeds.loan content'])
  const again = await planProject(worldOf(directory), options)
  expect(again).toMatchObject({ stage: { missing: ['legacy.member'] } })
  const request = { ...EVERYTHING, findingsMax: 1, onUnit: () => {} }
  expect(await reconcileProject(worldOf(directory), request)).toMatchObject({ exitCode: 0 })
  expect(copies(directory)).toEqual(['feeds.loan content'])
})

test('a resume goes on with the copies of its run, as the database was then', async () => {
  const directory = await library()
  const stopped = await run(directory, { resume: false, stopsAfter: 1 })
  expect(stopped.result.exitCode).toBe(130)
  expect(copies(directory)).toEqual(['feeds.loan content', 'legacy.member run'])
  execute(directory, 'legacy.sqlite', "update member set name = 'Grace'")
  const resumed = await run(directory, { resume: true, stopsAfter: null })
  expect(resumed.planned.stage.copies.map(({ isNew }) => isNew)).toEqual([false, false])
  expect(resumed.result.exitCode).toBe(0)
  expect(rowsByName(directory)).toEqual([`Ada ${ROWS}`])
})

test('a resume whose copies are gone makes them again, unless a file has changed', async () => {
  const directory = await library()
  await run(directory, { resume: false, stopsAfter: 1 })
  const file = path.join(directory, 'loans.csv')
  writeFileSync(file, loans('A-1').replace('1,A-1\n', '0,A-1\n1,A-1\n'))
  const refused = run(directory, { resume: true, stopsAfter: null })
  await expect(refused).rejects.toMatchObject({
    diagnostics: [{ code: 'PLAN_RUN_CHANGED', file: 'mappings/lending.yaml' }],
  })
  writeFileSync(file, loans('A-1'))
  rmSync(path.join(directory, '.mapwright', 'stage'), { recursive: true })
  const resumed = await run(directory, { resume: true, stopsAfter: null })
  expect(resumed.planned.stage.copies.map(({ isNew }) => isNew)).toEqual([true, true])
  expect(resumed.result.units).toMatchObject([{ account: { read: ROWS, inserted: ROWS } }])
  expect(rowsByName(directory)).toEqual([`Ada ${ROWS}`])
})
