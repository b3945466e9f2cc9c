/** The threads of a run: they load while it is planned, and go with it however it ends. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { silentLogger } from '../../../src/base/logger.ts'
import { planProject, runPlan } from '../../../src/engine.ts'
import type { EngineWorld } from '../../../src/engine/world.ts'
import { hireCrew } from '../../../src/run/hire.ts'
import { cli } from '../../support/cli-world.ts'
import { projectFolder } from '../../support/project-folder.ts'

const MEMBER = 'create table member (id integer primary key, name text not null)'
const EVERYTHING = { select: null, exclude: null, resume: false } as const

function projectFile(legacy: string): string {
  const library = 'library: {url: "sqlite:library.sqlite"}'
  return `project: library\nconnections:\n  ${legacy}\n  ${library}\ntarget: library\n`
}

async function library(): Promise<EngineWorld> {
  const directory = await projectFolder({
    'mapwright.yaml': projectFile('legacy: {url: "sqlite:legacy.sqlite"}'),
    'schema/target.sql': `${MEMBER};\n`,
    'mappings/member.yaml': 'source: legacy.member as m\ntarget: library.member\ncopy: m\n',
  })
  change(directory, 'legacy.sqlite', `${MEMBER}; insert into member values (1, 'Ada')`)
  change(directory, 'library.sqlite', MEMBER)
  expect(await cli(['snapshot'], { cwd: directory })).toMatchObject({ code: 0 })
  return {
    directory,
    environment: null,
    env: {},
    log: silentLogger,
    now: () => new Date(),
    signal: new AbortController().signal,
  }
}

function change(directory: string, file: string, sql: string): void {
  const database = new DatabaseSync(path.join(directory, file))
  database.exec(sql)
  database.close()
}

/** Every thread that starts from now on. */
function watchThreads(): readonly Worker[] {
  const threads: Worker[] = []
  const note = (thread: Worker) => threads.push(thread)
  process.on('worker', note)
  onTestFinished(() => void process.off('worker', note))
  return threads
}

test('a thread loads while a run is planned, does its work, and goes with it', async () => {
  const world = await library()
  const threads = watchThreads()
  const hired = hireCrew(2)
  hired.crew.load()
  const planned = await planProject(world, { ...EVERYTHING, hired })
  if (planned.kind === 'drift') throw new Error('there is drift')
  expect(threads).toHaveLength(1)
  const { result } = await runPlan(world, planned, { workers: hired, onEvent: () => {} })
  expect(result.units).toMatchObject([{ state: 'done', account: { inserted: 1 } }])
  expect(threads.map((thread) => thread.threadId)).toEqual([-1])
})

test('a plan on its own starts none', async () => {
  const world = await library()
  const threads = watchThreads()
  expect(await planProject(world, EVERYTHING)).toMatchObject({ kind: 'planned' })
  expect(threads).toEqual([])
})

test.each([
  ['drift is found', 1, 'legacy: {url: "sqlite:drifted.sqlite"}'],
  ['there is no database', 4, 'legacy: {url: "sqlite:gone.sqlite"}'],
  ['the project is wrong', 2, 'legacy: {uri: "sqlite:legacy.sqlite"}'],
])('where %s, no thread stays', async (_, code, legacy) => {
  const { directory } = await library()
  change(directory, 'drifted.sqlite', 'create table member (id integer primary key)')
  await writeFile(path.join(directory, 'mapwright.yaml'), projectFile(legacy))
  const threads = watchThreads()
  expect(await cli(['run', '--workers', '2'], { cwd: directory })).toMatchObject({ code })
  expect(threads.map((thread) => thread.threadId)).toEqual([-1])
})
