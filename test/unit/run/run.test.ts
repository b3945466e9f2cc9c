import type { Worker } from 'node:worker_threads'
import { describe, expect, onTestFinished, test } from 'vitest'
import { insertRows, libraryPrograms, planLibrary, runLibrary } from '../../support/library-run.ts'
import { useLibrary } from '../../support/library-world.ts'

const createWorld = useLibrary()

const members = insertRows('member', 450, (n) => [
  n,
  n % 100 === 0 ? 'TEST' : n % 90 === 0 ? '' : `Member ${n}`,
  n % 2 === 0 ? 'North' : 'Centre',
])
const books = insertRows('book', 250, (n) => [
  `isbn-${String(n).padStart(4, '0')}`,
  `Book ${n}`,
  `genre ${n % 7}`,
])
const loans = insertRows('loan', 300, (n) => [
  n,
  (n % 99) + 1 === 90 ? 1 : (n % 89) + 1,
  n === 77 ? 'nowhere' : `isbn-${String((n % 250) + 1).padStart(4, '0')}`,
])

describe.each([0, 1])('a run with %i workers', (workers) => {
  test('moves all rows in order of reference, and accounts for each', async () => {
    const world = createWorld(members, books, loans)
    const programs = libraryPrograms(world.modulesDirectory, { lending: {}, title: {}, reader: {} })
    const result = await runLibrary({ ...world, programs, workers })
    expect(result.message).toBeNull()
    expect(result.exitCode).toBe(1)
    expect(result.units.map(({ unit, state, account }) => ({ unit, state, ...account }))).toEqual([
      expect.objectContaining({ unit: 'title', state: 'done', read: 250, inserted: 250 }),
      expect.objectContaining({
        unit: 'reader',
        read: 450,
        filtered: 4,
        rejected: 5,
        mapped: 441,
        inserted: 441,
      }),
      expect.objectContaining({ unit: 'lending', read: 300, rejected: 1, inserted: 299 }),
    ])
    expect(result.units[1]?.filteredByReason).toEqual({ 'test account': 4 })
    expect(result.units[2]?.rejectedByCode).toEqual({ LOOKUP_MISSING: 1 })
    expect(world.read('select count(*) as n from lending')).toEqual([{ n: 299 }])
    expect(world.read('select id, isbn from title order by id limit 2')).toEqual([
      { id: 1, isbn: 'isbn-0001' },
      { id: 2, isbn: 'isbn-0002' },
    ])
  })

  test('keeps the first row of a target key, whatever the chunks', async () => {
    const world = createWorld(books)
    const programs = libraryPrograms(world.modulesDirectory, { genre: {} })
    const result = await runLibrary({ ...world, programs, workers, chunkRowsMax: 40 })
    expect(result.units[0]?.chunks).toBe(7)
    expect(result.units[0]?.rejectedByCode).toEqual({ KEY_DUPLICATE: 243 })
    expect(world.read('select first_isbn from genre order by 1')).toEqual(
      Array.from({ length: 7 }, (_, index) => ({ first_isbn: `isbn-000${index + 1}` })),
    )
  })
})

test('changes nothing the second time, and keeps the surrogate keys', async () => {
  const world = createWorld(books)
  const programs = libraryPrograms(world.modulesDirectory, { title: {} })
  await runLibrary({ ...world, programs })
  const before = world.read('select * from title order by id')
  world.change('source', `insert into book values ('isbn-0000', 'Late', 'genre 1')`)
  const result = await runLibrary({ ...world, programs })
  expect(result.units[0]?.account).toMatchObject({ inserted: 1, updated: 0, unchanged: 250 })
  expect(world.read('select * from title where id <= 250 order by id')).toEqual(before)
  expect(world.read("select id from title where isbn = 'isbn-0000'")).toEqual([{ id: 251 }])
})

test('numbers go past the highest one the target holds', async () => {
  const world = createWorld(books)
  world.change('target', `insert into title values (900, 'old', 'Kept')`)
  const programs = libraryPrograms(world.modulesDirectory, { title: {} })
  await runLibrary({ ...world, programs })
  expect(world.read('select min(id) as low from title where id <> 900')).toEqual([{ low: 901 }])
})

test('loads parents before their children, wherever they stand, and refuses orphans', async () => {
  // Read in the order of ids: children first, over several batches of the stream.
  const sections = insertRows('section', 12_000, (n) => [
    n,
    `Section ${n}`,
    n === 12_000 ? null : n % 1000 === 7 ? 99_999 : n + 1 + (n % 3),
  ])
  const world = createWorld(sections)
  const programs = libraryPrograms(world.modulesDirectory, { area: {} })
  const result = await runLibrary({ ...world, programs, chunkRowsMax: 1000 })
  const unit = result.units[0]
  expect(unit?.chunks).toBe(1)
  expect(unit?.state).toBe('done')
  expect(Object.keys(unit?.rejectedByCode ?? {})).toEqual(['KEY_REFERENCE'])
  const kept = world.read('select count(*) as n from area')
  expect(kept).toEqual([{ n: unit?.account.inserted }])
  expect(world.read('pragma foreign_key_check')).toEqual([])
  // Every row above the last orphan can be loaded, whatever stands below it.
  expect(world.read('select count(*) as n from area where id > 11007')).not.toEqual([{ n: 0 }])
  const again = await runLibrary({ ...world, programs })
  expect(again.units[0]?.account).toMatchObject({ inserted: 0, unchanged: unit?.account.mapped })
})

test('keeps the good rows of a batch in which the target refuses some', async () => {
  const world = createWorld(
    insertRows('member', 300, (n) => [n, n % 70 === 0 ? null : `Member ${n}`, 'Centre']),
  )
  const programs = libraryPrograms(world.modulesDirectory, {
    reader: { apply: 'row.forEach((cell, index) => { out[index] = cell })', filter: 'return 0' },
  })
  const result = await runLibrary({ ...world, programs })
  expect(result.units[0]?.account).toMatchObject({ read: 300, rejected: 4, inserted: 296 })
  expect(world.read('select source_key, source_row from mapwright_reject')[0]).toEqual({
    source_key: '["70"]',
    source_row: '{"s.id":"70","s.name":null,"s.branch":"Centre"}',
  })
})

function limited(rejectLimit: { rows: number | null; ratio: number | null }) {
  return { reader: { rejectLimit } }
}

describe('reject limits', () => {
  test('give 0 within them', async () => {
    const world = createWorld(members)
    const programs = libraryPrograms(world.modulesDirectory, limited({ rows: 5, ratio: null }))
    const result = await runLibrary({ ...world, programs })
    expect(result.exitCode).toBe(0)
    expect(result.units[0]?.withinLimit).toBe(true)
  })

  test('roll back the chunk that exceeds the rows, and stop', async () => {
    const world = createWorld(members)
    const programs = libraryPrograms(world.modulesDirectory, limited({ rows: 3, ratio: null }))
    const result = await runLibrary({ ...world, programs })
    expect(result.exitCode).toBe(1)
    expect(result.units[0]).toMatchObject({ state: 'stopped', withinLimit: false })
    // Rows 90, 180 and 270 are refused; the fourth, 360, is in the chunk of 301 to 400.
    expect(world.read('select max(id) as id from reader')).toEqual([{ id: 299 }])
    expect(world.read('select count(*) as n from mapwright_reject')).toEqual([{ n: 3 }])
  })

  test('judge a ratio at the end of a small unit', async () => {
    const world = createWorld(members)
    const programs = libraryPrograms(world.modulesDirectory, limited({ rows: null, ratio: 0.01 }))
    const result = await runLibrary({ ...world, programs })
    expect(result.units[0]?.message).toContain('5 of 450 rows')
    expect(world.read('select max(id) as id from reader')).toEqual([{ id: 399 }])
  })

  test('count over the whole run', async () => {
    const world = createWorld(members)
    const programs = libraryPrograms(world.modulesDirectory, { reader: {} })
    const rejectLimit = { rows: 4, ratio: null }
    const result = await runLibrary({ ...world, programs, rejectLimit })
    expect(result.message).toContain('the run is 4 rows; 5 were rejected')
  })
})

describe('load modes', () => {
  test('insert refuses a target that holds rows', async () => {
    const world = createWorld(members)
    const programs = libraryPrograms(world.modulesDirectory, { reader: { load: 'insert' } })
    await runLibrary({ ...world, programs })
    await expect(runLibrary({ ...world, programs })).rejects.toThrow('PLAN_TARGET_NOT_EMPTY')
  })

  test('replace empties referencing tables first, and only once a run', async () => {
    const world = createWorld(members, books, loans)
    const load = 'replace' as const
    const programs = libraryPrograms(world.modulesDirectory, {
      reader: { load },
      title: { load },
      lending: { load },
    })
    await runLibrary({ ...world, programs })
    world.change('target', `insert into reader values (9999, 'Stray', null)`)
    const result = await runLibrary({ ...world, programs })
    expect(result.units.map(({ account }) => account.inserted)).toEqual([441, 250, 299])
    expect(world.read('select * from reader where id = 9999')).toEqual([])
  })
})

/** Two runs differ in their names at least. */
function withoutRun(row: Record<string, unknown>) {
  return { ...row, run: null }
}

describe('an interrupted run', () => {
  test('stops with 130, and is continued to the same end', async () => {
    const world = createWorld(members, books, loans)
    const all = { reader: {}, title: {}, lending: {} }
    const programs = libraryPrograms(world.modulesDirectory, all)
    const controller = new AbortController()
    const stopped = await runLibrary({
      ...world,
      programs,
      signal: controller.signal,
      onEvent: (event) => {
        if (event.kind === 'chunkDone' && event.unit === 'title') controller.abort()
      },
    })
    expect(stopped.exitCode).toBe(130)
    expect(stopped.units.map(({ state }) => state)).toContain('skipped')
    const resumed = await runLibrary({ ...world, programs, resume: true })
    expect(resumed).toMatchObject({ run: stopped.run, resumed: true, exitCode: 1 })
    const undisturbed = createWorld(members, books, loans)
    await runLibrary({
      ...undisturbed,
      programs: libraryPrograms(undisturbed.modulesDirectory, all),
    })
    for (const table of ['reader', 'title', 'lending', 'mapwright_crosswalk']) {
      const query = `select * from ${table} order by 1, 2`
      expect(world.read(query).map(withoutRun)).toEqual(undisturbed.read(query).map(withoutRun))
    }
    await expect(planLibrary({ ...world, programs, resume: true })).rejects.toMatchObject({
      code: 'RUN_NOTHING_TO_RESUME',
    })
  })

  test('is not continued with another mapping', async () => {
    const world = createWorld(members)
    const programs = libraryPrograms(world.modulesDirectory, { reader: {} })
    const aborted = AbortSignal.abort()
    const stopped = await runLibrary({ ...world, programs, signal: aborted })
    expect(stopped.exitCode).toBe(130)
    const changed = libraryPrograms(world.modulesDirectory, { reader: { digest: 'another' } })
    await expect(runLibrary({ ...world, programs: changed, resume: true })).rejects.toThrow(
      'PLAN_RUN_CHANGED',
    )
  })
})

test('a rule with the outcome fail rolls its chunk back and stops the run', async () => {
  const world = createWorld(members)
  const programs = libraryPrograms(world.modulesDirectory, {
    reader: {
      apply: `out[0] = row[0]; out[1] = row[1]; out[2] = row[2]
        if (row[0] === '250') { reject('VALUE_BAD', 'branch', 'Not a branch.'); return -2 }`,
    },
  })
  const result = await runLibrary({ ...world, programs })
  expect(result.exitCode).toBe(1)
  expect(result.message).toContain('"reader" (branch): Not a branch.')
  expect(world.read('select max(id) as id from reader')).toEqual([{ id: 199 }])
})

test('a plan that another run has overtaken is not carried out', async () => {
  const world = createWorld(members)
  const programs = libraryPrograms(world.modulesDirectory, { reader: { load: 'insert' } })
  const plan = await planLibrary({ ...world, programs })
  await runLibrary({ ...world, programs, plan })
  await expect(runLibrary({ ...world, programs, plan })).rejects.toMatchObject({
    code: 'RUN_PLAN_OVERTAKEN',
  })
  expect(world.read('select count(*) as n from mapwright_run')).toEqual([{ n: 1 }])
})

test('a run that cannot begin leaves none of its threads, one for each chunk', async () => {
  const world = createWorld(members)
  const programs = libraryPrograms(world.modulesDirectory, { reader: { load: 'insert' } })
  const plan = await planLibrary({ ...world, programs })
  await runLibrary({ ...world, programs, plan })
  const threads: Worker[] = []
  const note = (thread: Worker) => threads.push(thread)
  process.on('worker', note)
  onTestFinished(() => void process.off('worker', note))
  await expect(runLibrary({ ...world, programs, plan, workers: 8 })).rejects.toMatchObject({
    code: 'RUN_PLAN_OVERTAKEN',
  })
  expect(threads.map((thread) => thread.threadId)).toEqual([-1])
})

test('a source table that is gone ends the run with 4, its chunk rolled back', async () => {
  const world = createWorld(members)
  const programs = libraryPrograms(world.modulesDirectory, { reader: {} })
  const plan = await planLibrary({ ...world, programs })
  world.change('source', 'drop table member')
  const result = await runLibrary({ ...world, programs, plan })
  expect(result.exitCode).toBe(4)
  expect(result.units[0]).toMatchObject({ state: 'failed' })
  expect(world.read('select count(*) as n from reader')).toEqual([{ n: 0 }])
})
