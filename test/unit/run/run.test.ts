import { DatabaseSync } from 'node:sqlite'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  createSqliteFile,
  insertRows,
  libraryPrograms,
  LIBRARY_SOURCE,
  LIBRARY_TARGET,
  runLibrary,
  sourceSettings,
  targetSettings,
} from '../../support/library-run.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()
let count = 0

/** A source with these rows, and an empty target. */
function createWorld(...rows: string[]) {
  const here = path.join(folder, String((count += 1)))
  const source = createSqliteFile(here, 'source.sqlite', LIBRARY_SOURCE + rows.join('\n'))
  const target = createSqliteFile(here, 'target.sqlite', LIBRARY_TARGET)
  return {
    source: sourceSettings(source),
    target: targetSettings(target),
    modulesDirectory: path.join(here, 'build'),
    read: (query: string) => {
      const database = new DatabaseSync(target)
      try {
        return database.prepare(query).all()
      } finally {
        database.close()
      }
    },
    change: (file: 'source' | 'target', script: string) => {
      const database = new DatabaseSync(file === 'source' ? source : target)
      database.exec(script)
      database.close()
    },
  }
}

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
