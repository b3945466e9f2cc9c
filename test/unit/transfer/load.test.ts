import { afterEach, describe, expect, test } from 'vitest'
import { DatabaseSync } from 'node:sqlite'
import type { Cell } from '../../../src/base/cell.ts'
import type { Column } from '../../../src/catalog/catalog.ts'
import { INTEGER, TEXT } from '../../../src/catalog/logical-type.ts'
import { sqliteConnector } from '../../../src/connect/sqlite/index.ts'
import type { TargetConnection } from '../../../src/plugin/connector.ts'
import { LoadDataError, type LoadBatch } from '../../../src/plugin/load.ts'
import { clearTables } from '../../../src/transfer/clear.ts'
import { beginOnce, createRun } from '../../../src/ledger/runs.ts'
import { ensureLedger } from '../../../src/ledger/schema.ts'
import { ledgerOf } from '../../../src/ledger/tables.ts'
import { loadBatch } from '../../../src/transfer/load.ts'
import { createSqliteFile, LIBRARY_TARGET, targetSettings } from '../../support/library-run.ts'
import { useTempFolder } from '../../support/temp-folder.ts'

const folder = useTempFolder()
const rest = { default: null, generated: false, identity: null, collation: null }
const columns: readonly Column[] = [
  { name: 'id', native: 'integer', type: INTEGER, nullable: false, ...rest },
  { name: 'name', native: 'text', type: TEXT, nullable: false, ...rest },
]

let target: TargetConnection
let file: string
let count = 0

async function openTarget() {
  count += 1
  file = createSqliteFile(folder, `target-${count}.sqlite`, LIBRARY_TARGET)
  target = await sqliteConnector.openTarget(targetSettings(file))
}

afterEach(async () => target.close())

/** Loads branches; `hideRow`: the server does not say which row it refused. */
async function load(rows: readonly (readonly Cell[])[], hideRow: boolean) {
  await openTarget()
  const refused: [number, string][] = []
  const table = { schema: null, name: 'branch' }
  const batch = target.startBatch({ table, columns, key: ['id'], mode: 'insert' })
  for (const row of rows) batch.add(row)
  await target.begin()
  const counts = await loadBatch(
    hideRow ? withoutRowNumbers(batch) : batch,
    false,
    (index, error) => refused.push([index, error.code]),
  )
  await target.commit()
  const database = new DatabaseSync(file)
  const kept = database.prepare('select id from branch order by id').all()
  database.close()
  return { counts, refused: refused.sort(([a], [b]) => a - b), kept: kept.map(({ id }) => id) }
}

function withoutRowNumbers(batch: LoadBatch): LoadBatch {
  return {
    count: batch.count,
    bytes: batch.bytes,
    add: (cells) => batch.add(cells),
    slice: (start, end) => withoutRowNumbers(batch.slice(start, end)),
    loadGood: () => batch.loadGood(),
    load: async () => {
      try {
        return await batch.load()
      } catch (error) {
        if (!(error instanceof LoadDataError)) throw error
        throw new LoadDataError(error.code, error.message, error.column, null)
      }
    },
  }
}

describe.each([
  { how: 'by the row that the server names', hideRow: false },
  { how: 'by halves where it names none', hideRow: true },
])('isolating bad rows $how', ({ hideRow }) => {
  test('loads all the others', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => {
      const bad = [0, 17, 18, 99].includes(index)
      return [String(index), bad ? null : `Branch ${index}`]
    })
    const { counts, refused, kept } = await load(rows, hideRow)
    expect(refused.map(([index]) => index)).toEqual([0, 17, 18, 99])
    expect(counts).toEqual({ inserted: 96, updated: 0, unchanged: 0 })
    expect(kept).toHaveLength(96)
  })

  test('keeps the first of two rows that exclude each other', async () => {
    const rows = [
      ['1', 'Centre'],
      ['2', 'North'],
      ['3', 'Centre'],
      ['4', 'South'],
    ]
    const { refused, kept } = await load(rows, hideRow)
    expect(refused.map(([index]) => index)).toEqual([2])
    expect(kept).toEqual([1, 2, 4])
  })

  test('refuses nothing that fails only beside a bad row', async () => {
    // The second Centre would be refused beside the first, which is refused itself.
    const rows = [
      ['x', 'Centre'],
      ['2', 'Centre'],
    ]
    const { refused, kept } = await load(rows, hideRow)
    expect(refused.map(([index]) => index)).toEqual([0])
    expect(kept).toEqual([2])
  })

  test('refuses all where all are bad', async () => {
    const { refused, kept } = await load(
      [
        ['1', null],
        ['2', null],
        ['3', null],
      ],
      hideRow,
    )
    expect(refused).toHaveLength(3)
    expect(kept).toEqual([])
  })
})

test('a table that others reference is not emptied, and nothing else is', async () => {
  await openTarget()
  await target.script(`insert into title values (1, 'i', 'n');
    insert into reader values (1, 'r', null);
    insert into lending values (1, 1, 1)`)
  const ledger = ledgerOf(target)
  await ensureLedger(ledger)
  await createRun(ledger, { run: 'r1', rejectLimit: null, units: [] })
  const tables = ['reader', 'branch'].map((name) => ({ schema: null, name }))
  const clear = () => beginOnce(ledger, 'r1', () => clearTables(target, tables))
  await expect(clear()).rejects.toMatchObject({
    code: 'TRANSFER_NOT_CLEARED',
  })
  await target.script('delete from lending')
  await clear()
  await target.script(`insert into reader values (2, 'late', null)`)
  await clear()
  const left = await target.db.selectFrom('reader').select('id').execute()
  expect(left).toEqual([{ id: 2 }])
})
