/** Rows as the server sends them, against each value read by itself. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'
import { TEXT } from '../../../src/catalog/logical-type.ts'
import { createReader } from '../../../src/connect/mysql/cell.ts'
import { RowReader } from '../../../src/connect/mysql/packets.ts'

const SETTINGS = { nullTokens: { '*': ['N/A'] }, zeroDates: 'null' } as const

const COLUMNS = (
  [
    ['text', TEXT],
    ['int', { kind: 'integer' }],
    ['blob', { kind: 'bytea' }],
    ['datetime(3)', { kind: 'timestamp', precision: 3 }],
    ['binary(16)', { kind: 'uuid' }],
    ['bit(8)', { kind: 'integer' }],
  ] satisfies [string, LogicalType][]
).map(([native, type]) => ({
  name: native,
  native,
  type,
  table: { schema: null, name: 'loan' },
}))

type Values = readonly (Buffer | null)[]

/** A length in as few bytes as it takes, then the value. */
function encode(value: Buffer | null): Buffer {
  if (value === null) return Buffer.from([0xfb])
  const { length } = value
  if (length < 0xfb) return Buffer.from([length, ...value])
  const head = Buffer.alloc(length < 65_536 ? 3 : 4)
  head.writeUInt8(length < 65_536 ? 0xfc : 0xfd)
  head.writeUIntLE(length, 1, head.length - 1)
  return Buffer.concat([head, value])
}

/** All rows in one buffer, each behind a header, as they come from a socket. */
function readRows(rows: readonly Values[]): unknown[][] {
  const reader = new RowReader(COLUMNS, SETTINGS)
  const packets = rows.map((row) => Buffer.concat([Buffer.alloc(4, 0xff), ...row.map(encode)]))
  const buffer = Buffer.concat(packets)
  let start = 0
  return packets.map((packet) => {
    const cells: unknown[] = []
    reader.read(buffer, start + 4, (read, isNull) => cells.push(isNull ? 'NULL' : read))
    start += packet.length
    return cells
  })
}

function readSingly(row: Values): unknown[] {
  return row.map((value, index) => {
    const column = COLUMNS[index]
    if (column === undefined || value === null) return 'NULL'
    return createReader(column, SETTINGS)(value)
  })
}

const value = fc.option(
  fc.oneof(
    fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
    fc
      .oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', 'N/A', '12', 'Zoë', '\ufffd', '2024-02-29 10:11:12.500', 'a\0b'),
        fc.constantFrom('0000-00-00 00:00:00.000', '2024-02-30 00:00:00.000', '2024-01-02'),
      )
      .map((text) => Buffer.from(text)),
    fc.integer({ min: 200, max: 70_000 }).map((length) => Buffer.alloc(length, 'x')),
  ),
  { freq: 8 },
)

describe('[mysql] rows', () => {
  it('are read as their values are, whatever their bytes and lengths', () => {
    const row = fc.tuple(...COLUMNS.map(() => value))
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        expect(readRows(rows)).toEqual(rows.map(readSingly))
      }),
      { numRuns: 500 },
    )
  })

  it('tell a NULL of the server from a token that is read as one', () => {
    const row = [Buffer.from('N/A'), null, null, Buffer.from('N/A'), null, null]
    expect(readRows([row])).toEqual([[null, 'NULL', 'NULL', null, 'NULL', 'NULL']])
  })
})
