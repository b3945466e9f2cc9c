/** Units that read what the same run fills: their chunks are laid out when they begin. */
import { expect, test } from 'vitest'
import { insertRows, libraryPrograms, planLibrary, runLibrary } from '../../support/library-run.ts'
import { useLibrary } from '../../support/library-world.ts'

const createWorld = useLibrary()
const members = insertRows('member', 450, (n) => [n, `Member ${n % 7}`, 'Centre'])
/** As many readers share a name: all but the first of each lose their key. */
const BY_NAME = {
  connection: 'library',
  from: 'reader',
  columns: ['id#', 'full_name'],
  key: ['id'],
  apply: 'out[0] = row[1]; out[1] = row[0]',
  after: ['reader'],
}

test('the plan says what is not known yet, and guesses the rows', async () => {
  const world = createWorld(members)
  const programs = libraryPrograms(world.modulesDirectory, { roster: {}, reader: {} })
  const { units, estimatedRows } = await planLibrary({ ...world, programs })
  expect(units.map(({ unit, wave, layOut }) => [unit, wave, layOut?.rows ?? null])).toEqual([
    ['reader', 0, null],
    ['roster', 1, 100],
  ])
  expect(units[1]?.notes.join(' ')).toContain('laid out when it begins')
  expect(estimatedRows).toBe(900)
})

test('chunks are of what was filled', async () => {
  const world = createWorld(members)
  const programs = libraryPrograms(world.modulesDirectory, {
    roster: {},
    reader: {},
    genre: BY_NAME,
  })
  const { units } = await runLibrary({ ...world, programs })
  expect(units.map(({ unit, chunks, account }) => [unit, chunks, account.inserted])).toEqual([
    ['reader', 5, 450],
    ['roster', 5, 450],
    ['genre', 5, 7],
  ])
  expect(world.read('select name, first_isbn from genre order by 2 limit 2')).toEqual([
    { name: 'Member 1', first_isbn: '1' },
    { name: 'Member 2', first_isbn: '2' },
  ])
})

test('alone it reads what is there, in chunks that are known before', async () => {
  const world = createWorld(members)
  const all = libraryPrograms(world.modulesDirectory, { roster: {}, reader: {} })
  const roster = all.filter(({ name }) => name === 'roster')
  await runLibrary({ ...world, programs: all.filter(({ name }) => name === 'reader') })
  const plan = await planLibrary({ ...world, programs: roster })
  expect(plan.units[0]).toMatchObject({ layOut: null, estimatedRows: 450 })
  expect(plan.units[0]?.chunks).toHaveLength(5)
  const { units } = await runLibrary({ ...world, programs: roster, plan })
  expect(units[0]?.account).toMatchObject({ read: 450, inserted: 450 })
})

test('a resume keeps the chunks that were laid out', async () => {
  const world = createWorld(members)
  const programs = libraryPrograms(world.modulesDirectory, { roster: {}, reader: {} })
  const controller = new AbortController()
  let done = 0
  const stopped = await runLibrary({
    ...world,
    programs,
    signal: controller.signal,
    onEvent: (event) => {
      if (event.kind === 'chunkDone' && event.unit === 'roster' && (done += 1) === 2) {
        controller.abort()
      }
    },
  })
  expect(stopped.exitCode).toBe(130)
  const bounds = () =>
    world.read(`select chunk, low, high from mapwright_chunk where unit = 'roster' order by chunk`)
  const laidOut = bounds()
  expect(laidOut).toHaveLength(5)
  // Another size must not move the bounds of chunks that are done.
  const resumed = await runLibrary({ ...world, programs, resume: true, chunkRowsMax: 7 })
  expect(resumed).toMatchObject({ run: stopped.run, exitCode: 0 })
  expect(bounds()).toEqual(laidOut)
  expect(world.read('select count(*) as n from roster')).toEqual([{ n: 450 }])
})
