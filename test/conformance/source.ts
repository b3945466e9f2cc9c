/** What every source must do: its catalog, its cells, and streaming that stays small. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { CompiledQuery, expressionBuilder } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EngineError } from '../../src/base/error.ts'
import { tableId, type Catalog, type Table } from '../../src/catalog/catalog.ts'
import { compareText } from '../../src/catalog/order.ts'
import type { SourceConnection, SqlSource } from '../../src/plugin/connector.ts'
import { READING_ROWS, readingNote, type ConformanceFixture } from './fixture.ts'
import { collect, readColumns, selectAll, SMALL_BATCHES, streamTable, tableOf } from './reading.ts'
import type { WorldSettings } from './suite.ts'
import { rowsOf } from '../support/batches.ts'

/**
 * A third of the table's text: more than sockets buffer, and less than reading ahead would hold.
 */
const GROWTH_MAX_BYTES = 12_000_000

interface OpenSource {
  readonly source: SourceConnection
  readonly catalog: Catalog
  readonly table: (name: string) => Table
}

export function describeSource(fixture: ConformanceFixture, settings: WorldSettings): void {
  describe('as a source', () => {
    let open: OpenSource | undefined
    const opened = (): OpenSource => {
      if (open === undefined) throw new Error('the source is open once the tests run')
      return open
    }
    beforeAll(async () => {
      const source = await fixture.connector.openSource(settings())
      const catalog = await source.catalog()
      open = { source, catalog, table: (name) => tableOf(catalog, fixture.schema, name) }
    })
    afterAll(async () => open?.source.close())

    describeCatalog(fixture, opened)
    describeCells(fixture, settings, opened)
    describeStreaming(opened)
    if (fixture.write !== null) describeSql(fixture.write, opened)
  })
}

function describeCatalog(fixture: ConformanceFixture, opened: () => OpenSource): void {
  it('shows the native and the logical type of every column', () => {
    const { columns } = opened().table('cells')
    const shown = columns.slice(1).map(({ name, native, type }) => ({ column: name, native, type }))
    expect(shown).toEqual(
      fixture.types.map(({ column, native, type }) => ({ column, native, type })),
    )
  })

  it('lists tables by name, the same every time', async () => {
    const { source, catalog } = opened()
    const ids = catalog.tables.map(tableId)
    expect(ids).toEqual([...ids].sort(compareText))
    expect(await source.catalog()).toEqual(catalog)
  })

  it('has a number of rows for every table', async () => {
    const { source, catalog } = opened()
    const estimates = await source.estimateRows()
    expect([...estimates.keys()].sort(compareText)).toEqual(catalog.tables.map(tableId))
    expect(estimates.get(tableId(opened().table('branch')))).toBeGreaterThan(0)
  })

  if (!fixture.hasConstraints) return
  it('shows keys, references and what may be NULL', () => {
    const { schema } = fixture
    const member = opened().table('member')
    expect(member.kind).toBe('table')
    expect(member.primaryKey).toEqual(['id'])
    expect(member.uniqueKeys.map((key) => key.columns)).toEqual([['email']])
    expect(member.foreignKeys).toMatchObject([
      { columns: ['branch_id'], references: { schema, name: 'branch' }, referencedColumns: ['id'] },
    ])
    const nullable = member.columns.filter((column) => column.nullable).map(({ name }) => name)
    expect(nullable).toEqual(['nickname', 'branch_id'])
  })
}

function describeCells(
  fixture: ConformanceFixture,
  settings: WorldSettings,
  opened: () => OpenSource,
): void {
  const rowCount = fixture.types[0]?.cells.length ?? 0

  it.each(fixture.types)(
    'reads $native as canonical cells ($column)',
    async ({ column, cells }) => {
      const { source, table } = opened()
      const read = await collect(streamTable(source, table('cells'), [column], SMALL_BATCHES), [
        column,
      ])
      expect(read.rows).toHaveLength(cells.length)
      const problems: string[] = []
      for (const [row, expected] of cells.entries()) {
        if (expected !== null && typeof expected === 'object') {
          problems.push(`${row} ${column} ${expected.problem}`)
        } else {
          expect(read.rows[row]).toEqual([expected])
        }
      }
      expect(read.problems).toEqual(problems)
    },
  )

  it('reads all types together, problems at their rows', async () => {
    const { source, table } = opened()
    const names = fixture.types.map(({ column }) => column)
    const read = await collect(streamTable(source, table('cells'), names, SMALL_BATCHES), names)
    const expected = Array.from({ length: rowCount }).flatMap((_, row) =>
      fixture.types.flatMap(({ column, cells }) => {
        const cell = cells[row] ?? null
        return cell !== null && typeof cell === 'object' ? [`${row} ${column} ${cell.problem}`] : []
      }),
    )
    expect(read.problems).toEqual(expected)
  })

  it('reads null tokens as NULL and counts them', async () => {
    const nullTokens = { text: ['N/A'] }
    const source = await fixture.connector.openSource({ ...settings(), nullTokens })
    try {
      const names = ['id', 'nickname']
      const batches = streamTable(source, opened().table('member'), names, SMALL_BATCHES)
      const read = await collect(batches, names)
      const nicknames = new Map(read.rows.map(([id, nickname]) => [id, nickname]))
      expect(nicknames).toEqual(
        new Map([
          ['1', null],
          ['2', null],
          ['10', 'Cy'],
        ]),
      )
      expect(read.nulled.get('nickname')).toBe(1)
    } finally {
      await source.close()
    }
  })
}

function describeStreaming(opened: () => OpenSource): void {
  const names = ['id', 'note']

  it('closes a batch at its rows and at its bytes', async () => {
    const { source, table } = opened()
    for (const [batchRows, batchBytes, most] of [
      [7, 1_000_000, 7],
      [1_000, 500, 20],
    ] as const) {
      let batches = 0
      for await (const batch of streamTable(source, table('reading'), names, {
        batchRows,
        batchBytes,
      })) {
        expect(batch.count).toBeGreaterThan(0)
        expect(batch.count).toBeLessThanOrEqual(most)
        batches += 1
        if (batches === 3) break
      }
      expect(batches).toBe(3)
    }
  })

  it('reads a large table whole, in memory that does not grow with it', async () => {
    const { source, table } = opened()
    const options = { batchRows: 100, batchBytes: 100_000 }
    let rows = 0
    let growth = 0
    let start: number | null = null
    for await (const batch of streamTable(source, table('reading'), names, options)) {
      for (const [id, note] of rowsOf(batch)) {
        rows += 1
        if (id !== String(rows) || note !== readingNote(rows)) {
          expect([id, note]).toEqual([String(rows), readingNote(rows)])
        }
      }
      if (rows % 20_000 !== 0) continue
      // Turns in which a connector without back-pressure would take in more and more.
      for (let turn = 0; turn < 20; turn++) await nextTurn()
      const used = usedBytes()
      start ??= used
      growth = Math.max(growth, used - start)
    }
    expect(rows).toBe(READING_ROWS)
    expect(growth).toBeLessThan(GROWTH_MAX_BYTES)
  })

  it('can be left in the middle, and read again', async () => {
    const { source, table } = opened()
    for await (const batch of streamTable(source, table('reading'), names, SMALL_BATCHES)) {
      expect(batch.row(0)[0]).toBe('1')
      break
    }
    const again = await collect(streamTable(source, table('branch'), ['name'], SMALL_BATCHES), [
      'name',
    ])
    expect(again.rows).toEqual([['Centre'], ['North']])
  })

  it('stops when it is aborted, and can be read again', async () => {
    const { source, table } = opened()
    const reason = new Error('the run was interrupted')
    // A cancellation that comes late would hit what is read next.
    for (let round = 0; round < 10; round += 1) {
      const abort = new AbortController()
      const options = { ...SMALL_BATCHES, signal: abort.signal }
      const reading = async (): Promise<void> => {
        for await (const batch of streamTable(source, table('reading'), names, options)) {
          if (batch.count > 0) abort.abort(reason)
        }
      }
      await expect(reading()).rejects.toBe(reason)
      const again = await collect(streamTable(source, table('branch'), ['name'], SMALL_BATCHES), [
        'name',
      ])
      expect(again.rows).toEqual([['Centre'], ['North']])
    }
  })
}

function describeSql(write: string, opened: () => OpenSource): void {
  it('refuses to write', async () => {
    const refused = sqlOf(opened()).db.executeQuery(CompiledQuery.raw(write))
    await expect(refused).rejects.toMatchObject({ code: 'CONNECT_READ_ONLY' })
    await expect(refused).rejects.toBeInstanceOf(EngineError)
  })

  it('names a table that is gone as an error of the world', async () => {
    const source = sqlOf(opened())
    const gone = { ...opened().table('member'), name: 'no_such_table' }
    const columns = readColumns(gone, ['email'])
    const reading = collect(
      source.stream(selectAll(source, gone, columns), columns, SMALL_BATCHES),
      [],
    )
    await expect(reading).rejects.toMatchObject({ name: 'EngineError', code: 'CONNECT_QUERY' })
    const text = CompiledQuery.raw('select * from no_such_table')
    await expect(source.db.executeQuery(text)).rejects.toMatchObject({ code: 'CONNECT_QUERY' })
  })

  it('reads in key order, and from a key on', async () => {
    const source = sqlOf(opened())
    const member = opened().table('member')
    const [id, email] = readColumns(member, ['id', 'email'])
    if (id === undefined || email === undefined) throw new Error('member has both')
    const all = await collect(
      source.stream(selectAll(source, member, [id]), [id], SMALL_BATCHES),
      [],
    )
    expect(all.rows).toEqual([['1'], ['2'], ['10']])
    const eb = expressionBuilder<Record<string, Record<string, unknown>>, string>()
    const from = eb('t.id', '>', source.parameter('1', id))
    const rest = selectAll(source, member, [id], from)
    expect((await collect(source.stream(rest, [id], SMALL_BATCHES), [])).rows).toEqual([
      ['2'],
      ['10'],
    ])
    const named = eb('t.email', '=', source.parameter('ben@library.example', email))
    const one = selectAll(source, member, [id], named)
    expect((await collect(source.stream(one, [id], SMALL_BATCHES), [])).rows).toEqual([['2']])
  })
}

function sqlOf({ source }: OpenSource): SqlSource {
  if (source.sql === null) throw new Error('a source with a write has SQL')
  return source.sql
}

/** What is in use after a collection: garbage would hide what grows. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
