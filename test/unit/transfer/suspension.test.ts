/** Indexes and triggers that are off while a table is loaded: they come back. */
import { expect, test } from 'vitest'
import { insertRows, libraryPrograms, runLibrary } from '../../support/library-run.ts'
import { useLibrary } from '../../support/library-world.ts'

const createWorld = useLibrary()
const members = insertRows('member', 250, (n) => [n, n % 90 === 0 ? '' : `Member ${n}`, 'North'])

const INDEXES = `create index reader_branch on reader (branch collate nocase desc, id);
  create index reader_some on reader (id) where branch = 'North';
  create index reader_made on reader (lower(full_name));
  create unique index reader_pair on reader (branch, id);`
const BACK = { kind: 'index', name: 'reader_branch', restored: true } as const
const STAYING = ['reader_made', 'reader_pair', 'reader_some']

function filledWorld(more = '') {
  const world = createWorld(members, more)
  world.change('target', INDEXES)
  const indexes = () =>
    world
      .read("select name from sqlite_schema where type = 'index' and sql is not null order by 1")
      .map(({ name }) => String(name))
      .filter((name) => !name.startsWith('mapwright_'))
  return { ...world, indexes }
}

test('are built as they were once all rows are in', async () => {
  const world = filledWorld()
  const before = world.read("select sql from sqlite_schema where name = 'reader_branch'")
  const programs = libraryPrograms(world.modulesDirectory, { reader: { indexesAfter: true } })
  const result = await runLibrary({ ...world, programs })
  expect(result.units[0]).toMatchObject({ suspended: [BACK] })
  expect(world.read("select sql from sqlite_schema where name = 'reader_branch'")).toEqual(before)
  expect(world.indexes()).toEqual(['reader_branch', ...STAYING])
})

test('stay where nobody asked for it', async () => {
  const world = filledWorld()
  const programs = libraryPrograms(world.modulesDirectory, { reader: {} })
  const result = await runLibrary({ ...world, programs })
  expect(result.units[0]?.suspended).toEqual([])
  expect(world.indexes()).toEqual(['reader_branch', ...STAYING])
})

test('left off by a run that was given up are built by the next', async () => {
  const world = filledWorld()
  const limited = { rejectLimit: { rows: 1, ratio: null } }
  const programs = libraryPrograms(world.modulesDirectory, {
    reader: { ...limited, indexesAfter: true },
  })
  const stopped = await runLibrary({ ...world, programs })
  expect(stopped.units[0]).toMatchObject({
    state: 'stopped',
    suspended: [{ ...BACK, restored: false }],
  })
  expect(world.indexes()).toEqual(STAYING)
  const plain = libraryPrograms(world.modulesDirectory, { reader: {} })
  const result = await runLibrary({ ...world, programs: plain })
  expect(result.units[0]).toMatchObject({
    state: 'done',
    suspended: [BACK],
  })
  expect(world.indexes()).toEqual(['reader_branch', ...STAYING])
})

test('that somebody built meanwhile are left as they are', async () => {
  const world = filledWorld()
  const programs = libraryPrograms(world.modulesDirectory, {
    reader: { rejectLimit: { rows: 1, ratio: null }, indexesAfter: true },
  })
  await runLibrary({ ...world, programs })
  world.change('target', 'create index reader_branch on reader (branch)')
  world.change('source', "update member set name = 'Named' where name = ''")
  const result = await runLibrary({ ...world, programs, resume: true })
  expect(result.units[0]).toMatchObject({ state: 'done' })
  expect(world.read("select sql from sqlite_schema where name = 'reader_branch'")).toEqual([
    { sql: 'CREATE INDEX reader_branch on reader (branch)' },
  ])
})

const YOUNGER = 'drop table mapwright_earlier; drop table mapwright_settlement;'
const versionIs = (version: number) => `update mapwright_version set version = ${version}`
const NAMED = "update member set name = 'Named' where name = ''"

test('a ledger from before they were kept is read, and brought up to date by a run', async () => {
  const world = filledWorld()
  const programs = libraryPrograms(world.modulesDirectory, {
    reader: { rejectLimit: { rows: 1, ratio: null } },
  })
  await runLibrary({ ...world, programs })
  world.change('target', `${YOUNGER} drop table mapwright_suspended; ${versionIs(1)}`)
  world.change('source', NAMED)
  const result = await runLibrary({ ...world, programs, resume: true })
  expect(result.units[0]).toMatchObject({ state: 'done', suspended: [] })
  expect(world.read('select version from mapwright_version')).toEqual([{ version: 5 }])
})

test('a ledger that knew of indexes alone is brought up to date with what it holds', async () => {
  const world = filledWorld()
  const programs = libraryPrograms(world.modulesDirectory, {
    reader: { rejectLimit: { rows: 1, ratio: null }, indexesAfter: true },
  })
  await runLibrary({ ...world, programs })
  world.change(
    'target',
    `create table mapwright_index as
       select run, unit, target, name, definition, restored as built from mapwright_suspended;
     ${YOUNGER} drop table mapwright_suspended; ${versionIs(2)}`,
  )
  world.change('source', NAMED)
  const result = await runLibrary({ ...world, programs, resume: true })
  expect(result.units[0]).toMatchObject({ state: 'done', suspended: [BACK] })
  expect(world.indexes()).toEqual(['reader_branch', ...STAYING])
})

const SHOUT = `create trigger shout after insert on reader begin
    -- It is to come back with this, too.
    update reader set branch = upper(branch) where id = new.id;
  end`

test('a trigger is off while rows go in, and comes back by the next run', async () => {
  const world = createWorld(members)
  world.change('target', SHOUT)
  const triggers = () => world.read("select sql from sqlite_schema where type = 'trigger'")
  const before = triggers()
  const programs = libraryPrograms(world.modulesDirectory, {
    reader: { rejectLimit: { rows: 1, ratio: null }, triggersOff: ['shout'] },
  })
  const stopped = await runLibrary({ ...world, programs })
  const shout = { kind: 'trigger', name: 'shout' }
  expect(stopped.units[0]).toMatchObject({ suspended: [{ ...shout, restored: false }] })
  expect(triggers()).toEqual([])
  world.change('source', NAMED)
  const result = await runLibrary({ ...world, programs, resume: true })
  expect(result.units[0]).toMatchObject({ suspended: [{ ...shout, restored: true }] })
  expect(triggers()).toEqual(before)
  expect(world.read('select distinct branch from reader')).toEqual([{ branch: 'North' }])
})

test('a trigger that is not off any more comes back before the first row', async () => {
  const world = createWorld(members)
  world.change('target', SHOUT)
  const sketch = { rejectLimit: { rows: 1, ratio: null } }
  const off = libraryPrograms(world.modulesDirectory, {
    reader: { ...sketch, triggersOff: ['shout'] },
  })
  await runLibrary({ ...world, programs: off })
  world.change('source', NAMED)
  const programs = libraryPrograms(world.modulesDirectory, {
    reader: { ...sketch, load: 'replace' },
  })
  const result = await runLibrary({ ...world, programs })
  expect(result.units[0]).toMatchObject({ state: 'done' })
  expect(world.read('select distinct branch from reader')).toEqual([{ branch: 'NORTH' }])
})
