/** Indexes that are off while a table is loaded: they come back, whichever run ends it. */
import { expect, test } from 'vitest'
import { insertRows, libraryPrograms, runLibrary } from '../../support/library-run.ts'
import { useLibrary } from '../../support/library-world.ts'

const createWorld = useLibrary()
const members = insertRows('member', 250, (n) => [n, n % 90 === 0 ? '' : `Member ${n}`, 'North'])

const INDEXES = `create index reader_branch on reader (branch collate nocase desc, id);
  create index reader_some on reader (id) where branch = 'North';
  create index reader_made on reader (lower(full_name));
  create unique index reader_pair on reader (branch, id);`
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
  expect(result.units[0]).toMatchObject({ indexes: [{ name: 'reader_branch', built: true }] })
  expect(world.read("select sql from sqlite_schema where name = 'reader_branch'")).toEqual(before)
  expect(world.indexes()).toEqual(['reader_branch', ...STAYING])
})

test('stay where nobody asked for it', async () => {
  const world = filledWorld()
  const programs = libraryPrograms(world.modulesDirectory, { reader: {} })
  const result = await runLibrary({ ...world, programs })
  expect(result.units[0]?.indexes).toEqual([])
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
    indexes: [{ name: 'reader_branch', built: false }],
  })
  expect(world.indexes()).toEqual(STAYING)
  const plain = libraryPrograms(world.modulesDirectory, { reader: {} })
  const result = await runLibrary({ ...world, programs: plain })
  expect(result.units[0]).toMatchObject({
    state: 'done',
    indexes: [{ name: 'reader_branch', built: true }],
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

test('a ledger from before they were kept is read, and brought up to date by a run', async () => {
  const world = filledWorld()
  const programs = libraryPrograms(world.modulesDirectory, {
    reader: { rejectLimit: { rows: 1, ratio: null } },
  })
  await runLibrary({ ...world, programs })
  world.change('target', 'drop table mapwright_index; update mapwright_version set version = 1')
  world.change('source', "update member set name = 'Named' where name = ''")
  const result = await runLibrary({ ...world, programs, resume: true })
  expect(result.units[0]).toMatchObject({ state: 'done', indexes: [] })
  expect(world.read('select version from mapwright_version')).toEqual([{ version: 2 }])
})
