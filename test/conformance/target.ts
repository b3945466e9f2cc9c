/** What every target must do: load by insert and upsert, refuse rows by name, keep transactions. */
import { expressionBuilder, type Expression } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Cell, Row } from '../../src/base/cell.ts'
import { EngineError } from '../../src/base/error.ts'
import type { Catalog, Table } from '../../src/catalog/catalog.ts'
import type { TargetConnection } from '../../src/plugin/connector.ts'
import { LoadDataError, type LoadCounts, type LoadRequest } from '../../src/plugin/load.ts'
import type { ConformanceFixture, RefusedRow } from './fixture.ts'
import { collect, readColumns, selectAll, SMALL_BATCHES, tableOf } from './reading.ts'
import type { WorldSettings } from './suite.ts'
import { loadRows } from '../support/batches.ts'

const SHELF = ['id', 'label', 'room', 'branch_id']

interface OpenTarget {
  readonly target: TargetConnection
  readonly table: (name: string) => Table
  readonly load: (
    name: string,
    names: readonly string[],
    rows: readonly Row[],
    mode: LoadRequest['mode'],
  ) => Promise<LoadCounts>
  readonly read: (name: string, names: readonly string[]) => Promise<Row[]>
}

export function describeTarget(
  fixture: ConformanceFixture,
  { refused, skips }: NonNullable<ConformanceFixture['target']>,
  settings: WorldSettings,
): void {
  describe('as a target', () => {
    let open: OpenTarget | undefined
    const opened = (): OpenTarget => {
      if (open === undefined) throw new Error('the target is open once the tests run')
      return open
    }
    beforeAll(async () => {
      const target = await fixture.connector.openTarget(settings())
      open = openTarget(target, await target.catalog(), fixture.schema)
    })
    afterAll(async () => open?.target.close())

    describeLoading(fixture, opened)
    describeRefusing(refused, opened)
    if (skips) describePassingOver(opened)
    describeTransactions(fixture, settings, opened)
    describeServices(opened)
    describeLocks(fixture, settings, opened)
  })
}

function openTarget(target: TargetConnection, catalog: Catalog, schema: string | null): OpenTarget {
  const table = (name: string): Table => tableOf(catalog, schema, name)
  return {
    target,
    table,
    load: (name, names, rows, mode) => {
      const columns = names.flatMap((one) => table(name).columns.filter((c) => c.name === one))
      return loadRows(target, { table: table(name), columns, key: ['id'], mode, rows })
    },
    read: async (name, names) => {
      const columns = readColumns(table(name), names)
      const query = selectAll(target, table(name), columns)
      return (await collect(target.stream(query, columns, SMALL_BATCHES), names)).rows
    },
  }
}

/** Each test begins a transaction and nothing of it stays. */
function inRolledBackTransaction(
  opened: () => OpenTarget,
): (test: () => Promise<void>) => () => Promise<void> {
  return (test) => async () => {
    await opened().target.begin()
    try {
      await test()
    } finally {
      await opened().target.rollback()
    }
  }
}

function describeLoading(fixture: ConformanceFixture, opened: () => OpenTarget): void {
  const rolledBack = inRolledBackTransaction(opened)
  const types = fixture.types.filter(({ loads }) => loads !== false)
  const names = ['id', ...types.map(({ column }) => column)]
  const rowCount = types[0]?.cells.length ?? 0
  const rows = Array.from({ length: rowCount }, (_, row): Row => {
    return [String(row + 1), ...types.map(({ cells }) => cellOf(cells[row]))]
  })

  it.each(['insert', 'upsert'] as const)(
    'gives back every cell as it was loaded by %s',
    async (mode) => {
      await rolledBack(async () => {
        const { load, read } = opened()
        expect(await load('cells_copy', names, rows, mode)).toEqual({
          inserted: rowCount,
          updated: 0,
          unchanged: 0,
        })
        expect(await read('cells_copy', names)).toEqual(rows)
      })()
    },
  )

  it('does not rewrite rows that an upsert finds as they are', async () => {
    await rolledBack(async () => {
      const { load } = opened()
      await load('cells_copy', names, rows, 'insert')
      const counts = await load('cells_copy', names, rows, 'upsert')
      expect(counts).toEqual({ inserted: 0, updated: 0, unchanged: rowCount })
    })()
  })

  it('counts what an upsert inserts, updates and leaves, NULL being like NULL', async () => {
    await rolledBack(async () => {
      const { load, read } = opened()
      const first: Row[] = [
        ['1', 'A', null, '1'],
        ['2', 'B', '7', null],
        ['3', 'C', null, null],
      ]
      await load('shelf', SHELF, first, 'upsert')
      const second: Row[] = [
        ['1', 'A', null, '1'],
        ['2', 'B', null, null],
        ['4', 'D', '7', '2'],
      ]
      const counts = await load('shelf', SHELF, second, 'upsert')
      expect(counts).toEqual({ inserted: 1, updated: 1, unchanged: 1 })
      expect(await read('shelf', SHELF)).toEqual([...second.slice(0, 2), first[2], second[2]])
    })()
  })

  it('leaves columns alone that an upsert does not name', async () => {
    await rolledBack(async () => {
      const { load, read } = opened()
      await load('shelf', SHELF, [['1', 'A', '7', '1']], 'insert')
      const counts = await load('shelf', ['id', 'label'], [['1', 'Z']], 'upsert')
      expect(counts).toEqual({ inserted: 0, updated: 1, unchanged: 0 })
      expect(await read('shelf', SHELF)).toEqual([['1', 'Z', '7', '1']])
    })()
  })

  it('loads nothing of an empty batch', async () => {
    await rolledBack(async () => {
      const counts = await opened().load('shelf', SHELF, [], 'insert')
      expect(counts).toEqual({ inserted: 0, updated: 0, unchanged: 0 })
    })()
  })

  it('finds rows by parameters made of their cells', async () => {
    await rolledBack(async () => {
      const { load, table, target } = opened()
      await load('cells_copy', names, rows, 'insert')
      const [id] = readColumns(table('cells_copy'), ['id'])
      const kinds = ['smallint', 'integer', 'bigint', 'numeric', 'text', 'date', 'uuid', 'enum']
      for (const { column, type, cells } of types) {
        if (id === undefined || !kinds.includes(type.kind)) continue
        const [read] = readColumns(table('cells_copy'), [column])
        for (const [row, cell] of cells.entries()) {
          if (read === undefined || typeof cell !== 'string') continue
          const same = comparison(`t.${column}`, target.parameter(cell, read))
          const query = selectAll(target, table('cells_copy'), [id], same)
          const found = await collect(target.stream(query, [id], SMALL_BATCHES), [])
          expect(found.rows, `${column} = ${cell}`).toContainEqual([String(row + 1)])
        }
      }
    })()
  })
}

/** A cell that could not be read is loaded as NULL. */
function cellOf(cell: Cell | { readonly problem: string } | undefined): Cell {
  return typeof cell === 'string' ? cell : null
}

function describeRefusing(refused: readonly RefusedRow[], opened: () => OpenTarget): void {
  const rolledBack = inRolledBackTransaction(opened)
  const good: Row = ['1', 'A', '7', '1']

  it.each(['insert', 'upsert'] as const)('takes no half of a batch by %s', async (mode) => {
    await rolledBack(async () => {
      const { load, read } = opened()
      const bad: Row = ['2', null, null, null]
      const error = await refusalOf(load('shelf', SHELF, [good, bad, ['3', 'C', null, null]], mode))
      expect(error).toMatchObject({ code: 'VALUE_NULL', column: 'label' })
      expect([null, 1]).toContain(error.row)
      expect(await read('shelf', SHELF)).toEqual([])
    })()
  })

  it.each(refused)('refuses $what: $code', async ({ row, code, column }) => {
    for (const mode of ['insert', 'upsert'] as const) {
      await rolledBack(async () => {
        const { load, read } = opened()
        await load('shelf', SHELF, [good], mode)
        const error = await refusalOf(load('shelf', SHELF, [row], mode))
        expect({ code: error.code, column: error.column }).toEqual({ code, column })
        expect([null, 0]).toContain(error.row)
        expect(error.message).not.toBe('')
        await load('shelf', SHELF, [['9', 'I', null, null]], mode)
        expect(await read('shelf', ['id'])).toEqual([['1'], ['9']])
      })()
    }
  })
}

/** `raise(ignore)`, or a trigger that returns NULL: the change is dropped without a word. */
function describePassingOver(opened: () => OpenTarget): void {
  const rolledBack = inRolledBackTransaction(opened)

  it(
    'refuses a change that a trigger passes over',
    rolledBack(async () => {
      const { load } = opened()
      const names = ['id', 'label']
      await load('cupboard', names, [['1', 'A']], 'upsert')
      const change = load('cupboard', names, [['1', 'still']], 'upsert')
      expect((await refusalOf(change)).code).toBe('ROW_SKIPPED')
    }),
  )
}

function describeTransactions(
  fixture: ConformanceFixture,
  settings: WorldSettings,
  opened: () => OpenTarget,
): void {
  const readElsewhere = async (): Promise<Row[]> => {
    const source = await fixture.connector.openSource(settings())
    try {
      if (source.sql === null) throw new Error('a target has SQL')
      const shelf = opened().table('shelf')
      const columns = readColumns(shelf, ['id'])
      const query = selectAll(source.sql, shelf, columns)
      return (await collect(source.sql.stream(query, columns, SMALL_BATCHES), [])).rows
    } finally {
      await source.close()
    }
  }

  afterEach(async () => opened().target.script('delete from shelf'))

  it('keeps what was committed, and nothing else', async () => {
    const { target, load } = opened()
    await target.begin()
    await load('shelf', SHELF, [['1', 'A', null, null]], 'insert')
    await target.commit()
    await target.begin()
    await load('shelf', SHELF, [['2', 'B', null, null]], 'upsert')
    await target.rollback()
    expect(await readElsewhere()).toEqual([['1']])
  })

  it('goes on after a batch that it refused', async () => {
    const { target, load } = opened()
    await target.begin()
    await load('shelf', SHELF, [['1', 'A', null, null]], 'upsert')
    const twice = ['2', 'B', null, null]
    await refusalOf(load('shelf', SHELF, [twice, twice], 'insert'))
    await load('shelf', SHELF, [['3', 'C', null, null]], 'upsert')
    await target.commit()
    expect(await readElsewhere()).toEqual([['1'], ['3']])
  })

  it('knows whether a savepoint is still there', async () => {
    const { target } = opened()
    await target.begin()
    await target.savepoint('whole')
    await target.release('whole')
    await expect(target.release('whole')).rejects.toBeInstanceOf(EngineError)
    await target.rollback()
  })

  it('gives parts of a batch that load by themselves', async () => {
    const { target, table } = opened()
    const columns = SHELF.flatMap((one) => table('shelf').columns.filter((c) => c.name === one))
    const request = { table: table('shelf'), columns, key: ['id'], mode: 'insert' as const }
    const batch = target.startBatch(request)
    const cells: Cell[] = ['1', 'A', null, null]
    for (const id of ['1', '2', '3', '4']) {
      // The array is the caller's: what was added must not change with it.
      cells[0] = id
      batch.add(cells)
    }
    expect(batch.count).toBe(4)
    expect(batch.bytes).toBeGreaterThan(7)
    await target.begin()
    expect((await batch.slice(3, 4).load()).inserted).toBe(1)
    expect((await batch.slice(0, 2).load()).inserted).toBe(2)
    await target.commit()
    expect(await readElsewhere()).toEqual([['1'], ['2'], ['4']])
  })

  it('writes through db and load in one transaction', async () => {
    const { target, load, table } = opened()
    const { schema } = table('shelf')
    const name = schema === null ? 'shelf' : `${schema}.shelf`
    await target.begin()
    await load('shelf', SHELF, [['1', 'A', null, null]], 'insert')
    await target.db.insertInto(name).values({ id: 2, label: 'B' }).execute()
    await target.rollback()
    expect(await readElsewhere()).toEqual([])
  })
}

function describeServices(opened: () => OpenTarget): void {
  it('moves sequences past the values that were loaded', async () => {
    const { target, load, read, table } = opened()
    await target.begin()
    await load(
      'ticket',
      ['id', 'title'],
      [
        ['5', 'Day'],
        ['41', 'Week'],
      ],
      'insert',
    )
    await target.commit()
    const set = await target.setSequences(table('ticket'))
    expect(set).toEqual([{ column: 'id', next: '42' }])
    await target.script("insert into ticket (title) values ('Month')")
    expect(await read('ticket', ['id', 'title'])).toContainEqual(['42', 'Month'])
  })

  it('runs a script, and names the line of what fails', async () => {
    const { target } = opened()
    await target.script('create table desk (id integer);\n-- two;\ninsert into desk values (1);')
    const failing = target.script('insert into desk values (2);\n\ninsert into no_such values (1);')
    await expect(failing).rejects.toBeInstanceOf(EngineError)
    await expect(failing).rejects.toMatchObject({ code: 'CONNECT_SCRIPT' })
    await expect(failing).rejects.toThrow('Line 3')
    await target.begin()
    const ending = target.script('insert into desk values (3);\ncommit;')
    await expect(ending).rejects.toMatchObject({ code: 'CONNECT_SCRIPT' })
    await target.rollback()
    await target.script('drop table desk')
  })
}

function describeLocks(
  fixture: ConformanceFixture,
  settings: WorldSettings,
  opened: () => OpenTarget,
): void {
  it('gives a lock to one session only', async () => {
    const { target } = opened()
    const other = await fixture.connector.openTarget(settings())
    expect(await target.tryLock('library.lock')).toBe(true)
    expect(await other.tryLock('library.lock')).toBe(false)
    expect(await other.tryLock('another.lock')).toBe(true)
    await target.unlock('library.lock')
    expect(await other.tryLock('library.lock')).toBe(true)
    await other.close()
  })

  it('has given up its locks when its closing is over', async () => {
    const { target } = opened()
    for (let round = 0; round < 30; round++) {
      const other = await fixture.connector.openTarget(settings())
      expect(await other.tryLock('library.lock')).toBe(true)
      await other.close()
      expect(await target.tryLock('library.lock')).toBe(true)
      await target.unlock('library.lock')
    }
  })
}

async function refusalOf(loading: Promise<unknown>): Promise<LoadDataError> {
  const error: unknown = await loading.then(
    () => 'the row was taken',
    (refusal: unknown) => refusal,
  )
  if (error instanceof LoadDataError) return error
  throw new Error(`no LoadDataError but: ${String(error)}`)
}

function comparison(column: string, parameter: Expression<unknown>): Expression<unknown> {
  return expressionBuilder<Record<string, Record<string, unknown>>, string>()(
    column,
    '=',
    parameter,
  )
}
