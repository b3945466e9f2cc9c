/** Whatever MySQL would cut, round, pad, fold or guess: a value is kept, or its row refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../../src/base/cell.ts'
import type { Column } from '../../../src/catalog/catalog.ts'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'
import { mysqlConnector } from '../../../src/connect/mysql/index.ts'
import type { TargetConnection } from '../../../src/plugin/connector.ts'
import { LoadDataError } from '../../../src/plugin/load.ts'
import { collect, readColumns, selectAll, SMALL_BATCHES } from '../../conformance/reading.ts'
import { loadRows } from '../../support/batches.ts'
import { connectionSettings } from '../../support/connection-settings.ts'
import { createMariadbDatabase, mariadbUrl, useDatabase } from '../../support/databases.ts'

/** A type, and for each cell `kept` or the code of its refusal. */
type Case = readonly [native: string, ...outcomes: (readonly [cell: string, outcome: string])[]]

const KEPT = 'kept'
const CASES: readonly Case[] = [
  ['tinyint', ['-128', KEPT], ['127', KEPT], ['128', 'VALUE_OUT_OF_RANGE'], ['x', 'VALUE_TYPE']],
  ['int unsigned', ['4294967295', KEPT], ['-1', 'VALUE_OUT_OF_RANGE'], ['1.5', 'VALUE_TYPE']],
  ['bigint unsigned', ['18446744073709551615', KEPT], ['0', KEPT]],
  ['year', ['0', KEPT], ['1901', KEPT], ['70', 'VALUE_OUT_OF_RANGE']],
  [
    'decimal(5,2)',
    ['-999.99', KEPT],
    ['0.005', 'VALUE_NOT_EXACT'],
    ['1000.00', 'VALUE_OUT_OF_RANGE'],
    ['NaN', 'VALUE_TYPE'],
    ['Infinity', 'VALUE_TYPE'],
  ],
  [
    'float',
    ['0.5', KEPT],
    ['0.10000000149011612', KEPT],
    ['-0', 'VALUE_NOT_EXACT'],
    ['0.1', 'VALUE_NOT_EXACT'],
    ['16777217', 'VALUE_NOT_EXACT'],
    ['1e+300', 'VALUE_NOT_EXACT'],
    ['NaN', 'VALUE_TYPE'],
  ],
  ['float(7,2)', ['1.25', KEPT], ['0.10000000149011612', KEPT], ['1.125', 'VALUE_NOT_EXACT']],
  [
    'double',
    ['0.1', KEPT],
    ['5e-324', KEPT],
    ['1.7976931348623157e+308', KEPT],
    ['-0', 'VALUE_NOT_EXACT'],
    ['-Infinity', 'VALUE_TYPE'],
  ],
  ['double(10,2)', ['0.07', KEPT], ['0.075', 'VALUE_NOT_EXACT']],
  ['bit(1)', ['t', KEPT], ['f', KEPT]],
  [
    'bit(12)',
    ['\\x0abc', KEPT],
    ['\\x0000', KEPT],
    ['\\xabc0', 'VALUE_OUT_OF_RANGE'],
    ['\\x0a', 'VALUE_NOT_EXACT'],
  ],
  [
    'date',
    ['2024-02-29', KEPT],
    ['0001-01-01', KEPT],
    ['2023-02-29', 'VALUE_OUT_OF_RANGE'],
    ['0044-03-15 BC', 'VALUE_OUT_OF_RANGE'],
    ['infinity', 'VALUE_OUT_OF_RANGE'],
    ['10000-01-01', 'VALUE_OUT_OF_RANGE'],
  ],
  [
    'datetime(3)',
    ['2024-02-29 10:00:00.12', KEPT],
    ['2024-02-29 10:00:00.1206', 'VALUE_NOT_EXACT'],
    ['-infinity', 'VALUE_OUT_OF_RANGE'],
  ],
  [
    'timestamp',
    ['1970-01-01 00:00:01+00', KEPT],
    ['2038-01-19 03:14:07+00', KEPT],
    ['1970-01-01 00:00:00+00', 'VALUE_OUT_OF_RANGE'],
    ['1969-12-31 23:59:59+00', 'VALUE_OUT_OF_RANGE'],
    ['2024-03-31 02:30:00+00', KEPT],
    ['2024-03-31 02:30:00.5+00', 'VALUE_NOT_EXACT'],
  ],
  ['time', ['24:00:00', KEPT], ['09:30:00', KEPT], ['09:30:00.5', 'VALUE_NOT_EXACT']],
  [
    'char(4)',
    ['d1', KEPT],
    [' d', KEPT],
    ['d1 ', 'VALUE_NOT_EXACT'],
    ['📚📚📚📚', KEPT],
    ['12345', 'VALUE_TOO_LONG'],
  ],
  [
    'varchar(4)',
    ['d1  ', KEPT],
    ['d1   ', 'VALUE_TOO_LONG'],
    [String.raw`\N`, KEPT],
    ['NULL', KEPT],
    ['\r\n\t\\', KEPT],
    ["'?'\b", KEPT],
  ],
  ['varchar(9) character set latin1', ['Müller €', KEPT], ['книга', 'VALUE_ENCODING']],
  ['varchar(9) character set utf8mb3', ['книга', KEPT], ['📚', 'VALUE_ENCODING']],
  ['tinytext', ['é'.repeat(127), KEPT], ['é'.repeat(128), 'VALUE_TOO_LONG']],
  [
    "enum('it''s','1','b')",
    ["it's", KEPT],
    ['1', KEPT],
    ['2', 'VALUE_INVALID_LABEL'],
    ['B', 'VALUE_INVALID_LABEL'],
    ['b ', 'VALUE_INVALID_LABEL'],
    ['', 'VALUE_INVALID_LABEL'],
  ],
  [
    "set('a','b')",
    ['a,b', KEPT],
    ['', KEPT],
    ['b,a', 'VALUE_NOT_EXACT'],
    ['a,a', 'VALUE_NOT_EXACT'],
    ['A', 'VALUE_INVALID_LABEL'],
  ],
  [
    'binary(4)',
    ['\\x00000000', KEPT],
    ['\\x0102', 'VALUE_NOT_EXACT'],
    ['\\x0102030405', 'VALUE_TOO_LONG'],
  ],
  ['varbinary(2)', ['\\x', KEPT], ['\\x5c0a', KEPT], ['\\x010203', 'VALUE_TOO_LONG']],
  ['json', ['{"b": 1,  "a": [1.0, null]}', KEPT], ['1e400', KEPT], ['{', 'ROW_CHECK']],
  ['uuid', ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', KEPT]],
  ['inet6', ['2001:db8::1', KEPT], ['2001:DB8::1', 'VALUE_NOT_EXACT'], ['x', 'VALUE_NOT_EXACT']],
]

/** Read as another type than the default: the project's `types`. */
const OVERRIDDEN: readonly (readonly [native: string, type: LogicalType, ...Case[1][]])[] = [
  ['tinyint(1)', { kind: 'boolean' }, ['t', KEPT], ['f', KEPT]],
  ['binary(16)', { kind: 'uuid' }, ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', KEPT]],
  ['char(36)', { kind: 'uuid' }, ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', KEPT]],
  [
    'time(6)',
    { kind: 'interval' },
    ['-25:00:00', KEPT],
    ['838:59:59', KEPT],
    ['839:00:00', 'VALUE_OUT_OF_RANGE'],
    ['1 day 01:00:00', 'VALUE_OUT_OF_RANGE'],
  ],
  ['varchar(40)', { kind: 'numeric', precision: null, scale: null }, ['1.50', KEPT]],
]

/** Enough rows for LOAD DATA; one is for INSERT. */
const COUNTS = [1, 150]

describe.skipIf((await mariadbUrl()) === null)('[mysql] a value', () => {
  const all = [...CASES.map(([native]) => native), ...OVERRIDDEN.map(([native]) => native)]
  const ddl = all
    .map((native, index) => `create table t${index} (id int primary key, v ${native} null);`)
    .join('\n')
  const database = useDatabase(() => createMariadbDatabase(ddl))
  const columns = new Map<number, readonly Column[]>()
  let target: TargetConnection

  beforeAll(async () => {
    const types = Object.fromEntries(
      OVERRIDDEN.map(([, type], index) => [`t${CASES.length + index}.v`, type]),
    )
    const settings = connectionSettings('mysql', database().url, { types })
    target = await mysqlConnector.openTarget(settings)
    for (const table of (await target.catalog()).tables) {
      columns.set(Number(table.name.slice(1)), table.columns)
    }
  })
  afterAll(() => target.close())

  async function load(index: number, mode: 'insert' | 'upsert', rows: readonly Row[]) {
    const table = { schema: null, name: `t${index}` }
    return await loadRows(target, {
      table,
      columns: columns.get(index) ?? [],
      key: ['id'],
      mode,
      rows,
    })
  }

  async function read(index: number): Promise<Row[]> {
    const [table] = (await target.catalog()).tables.filter(({ name }) => name === `t${index}`)
    if (table === undefined) throw new Error('the table is there')
    const wanted = readColumns(table, ['id', 'v'])
    const query = selectAll(target, table, wanted)
    const { rows, problems } = await collect(target.stream(query, wanted, SMALL_BATCHES), [])
    expect(problems).toEqual([])
    return rows
  }

  it.each(
    [...CASES.map(([native, ...rest]) => [native, rest] as const), ...OVERRIDDEN.map(others)].map(
      ([native, outcomes], index) => ({ native, outcomes, index }),
    ),
  )('of $native is kept or refused', async ({ outcomes, index }) => {
    for (const [cell, outcome] of outcomes) {
      for (const mode of ['insert', 'upsert'] as const) {
        for (const count of COUNTS) {
          const rows = Array.from({ length: count }, (_, row): Row => [String(row + 1), cell])
          await target.begin()
          const found = await load(index, mode, rows).then(
            async () => {
              expect(await read(index)).toEqual(rows)
              return KEPT
            },
            (error: unknown) => (error instanceof LoadDataError ? error.code : String(error)),
          )
          if (mode === 'upsert' && found === KEPT) {
            expect(await load(index, mode, rows)).toMatchObject({ unchanged: count })
          }
          await target.rollback()
          expect(found, `${cell} by ${mode} of ${count}`).toBe(outcome)
        }
      }
    }
  })
})

function others([native, , ...outcomes]: (typeof OVERRIDDEN)[number]) {
  return [native, outcomes] as const
}
