/** What SQLite's own errors become: the world's fault, told from a row's. */
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { engineFailure, loadFailure } from '../../../src/connect/sqlite/failure.ts'
import { sqliteFile } from '../../support/sqlite-file.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()

function errorOf(call: () => unknown): unknown {
  try {
    call()
  } catch (error) {
    return error
  }
  throw new Error('the call succeeded')
}

describe('an error of the world', () => {
  it('may be tried again when another program is writing', () => {
    const file = sqliteFile(folder, 'create table member (id integer primary key)')
    const writer = new DatabaseSync(file)
    writer.exec('begin immediate')
    const other = new DatabaseSync(file, { timeout: 0 })
    const busy = errorOf(() => other.exec('begin immediate'))
    const expected = { name: 'EngineError', code: 'CONNECT_BUSY', retryable: true, cause: busy }
    expect(engineFailure(busy, 'library')).toMatchObject(expected)
    expect(loadFailure(busy, 3, 'library')).toMatchObject(expected)
    other.close()
    writer.close()
  })

  it('is a full disk, and never the fault of the row', () => {
    const file = sqliteFile(folder, 'create table reading (note text)')
    const database = new DatabaseSync(file)
    database.exec('pragma max_page_count = 2')
    const full = errorOf(() =>
      database.prepare('insert into reading values (?)').run('x'.repeat(100_000)),
    )
    expect(loadFailure(full, 0, 'library')).toMatchObject({
      name: 'EngineError',
      code: 'CONNECT_DISK_FULL',
      retryable: false,
    })
    database.close()
  })
})

it('leaves errors that are not SQLite\u2019s as they are', () => {
  const ours = new TypeError('a mistake of ours')
  expect(engineFailure(ours, 'library')).toBe(ours)
  expect(loadFailure(ours, 0, 'library')).toBe(ours)
})
