/** A worker thread that dies takes its chunk back with it; the chunk is done anew. */
import path from 'node:path'
import { expect, test } from 'vitest'
import type { RunEvent } from '../../src/run/event.ts'
import { insertRows, libraryPrograms, runLibrary } from '../support/library-run.ts'
import { useLibrary } from '../support/library-world.ts'

const createWorld = useLibrary()

test('a worker that dies in the middle of a chunk is replaced', async () => {
  const members = insertRows('member', 300, (n) => [n, `Member ${n}`, 'Centre'])
  const world = createWorld(members)
  const marker = path.join(world.modulesDirectory, 'died')
  const programs = libraryPrograms(world.modulesDirectory, {
    reader: {
      apply: `out[0] = row[0]; out[1] = row[1]; out[2] = row[2]
        const fs = process.getBuiltinModule('node:fs')
        if (row[0] === '150' && !fs.existsSync(${JSON.stringify(marker)})) {
          fs.writeFileSync(${JSON.stringify(marker)}, '')
          process.exit(1)
        }`,
    },
  })
  const events: RunEvent[] = []
  const onEvent = (event: RunEvent) => void events.push(event)
  const result = await runLibrary({ ...world, programs, workers: 1, onEvent })
  expect(result.exitCode).toBe(0)
  expect(result.units[0]?.account).toMatchObject({ read: 300, inserted: 300 })
  const retries = events.flatMap((event) => (event.kind === 'retry' ? [event.code] : []))
  expect(retries).toEqual(['RUN_WORKER_DIED'])
  expect(world.read('select count(*) as n from reader')).toEqual([{ n: 300 }])
})
