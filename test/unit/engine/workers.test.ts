/** The threads of a run: they load while it is planned, and go with it however it ends. */
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { silentLogger } from '../../../src/base/logger.ts'
import { planProject, runPlan } from '../../../src/engine.ts'
import type { EngineWorld } from '../../../src/engine/world.ts'
import { cli } from '../../support/cli-world.ts'
import { projectFolder } from '../../support/project-folder.ts'

const MEMBER = 'create table member (id integer primary key, name text not null)'
const EVERYTHING = { select: null, exclude: null, resume: false } as const

async function library(): Promise<EngineWorld> {
  const directory = await projectFolder({
    'mapwright.yaml': [
      'project: library',
      'connections:',
      '  legacy: {url: "sqlite:legacy.sqlite"}',
      '  library: {url: "sqlite:library.sqlite"}',
      'target: library\n',
    ].join('\n'),
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

test('a plan for a run has a thread load meanwhile, and the run ends it', async () => {
  const world = await library()
  const threads = watchThreads()
  const planned = await planProject(world, { ...EVERYTHING, workers: 2 })
  if (planned.kind === 'drift') throw new Error('there is drift')
  // Node tells of a thread a moment after it has started it.
  await new Promise((resolve) => setImmediate(resolve))
  expect(threads).toHaveLength(1)
  const { result } = await runPlan(world, planned, { workers: 2, onEvent: () => {} })
  expect(result.units).toMatchObject([{ state: 'done', account: { inserted: 1 } }])
  expect(threads.map((thread) => thread.threadId)).toEqual([-1])
})

test('a plan on its own starts none', async () => {
  const world = await library()
  const threads = watchThreads()
  expect(await planProject(world, EVERYTHING)).toMatchObject({ kind: 'planned', hired: null })
  expect(threads).toEqual([])
})

test.each([
  ['drift is found', 'drop table member; create table member (id integer primary key)'],
  ['the database cannot be read', 'drop table member; create view member as select * from gone'],
])('where %s, no thread stays', async (_, sql) => {
  const world = await library()
  change(world.directory, 'legacy.sqlite', sql)
  const threads = watchThreads()
  const planned = await planProject(world, { ...EVERYTHING, workers: 2 }).catch((error) => {
    expect(error).toMatchObject({ code: expect.stringMatching(/^CONNECT_/u) as string })
    return { kind: 'drift' }
  })
  expect(planned.kind).toBe('drift')
  expect(threads.map((thread) => thread.threadId)).toEqual([-1])
})
