/** What a cell becomes in a column of each affinity: the same cell when it is read, or nothing. */
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../src/base/cell.ts'
import { canonicalCell } from '../../../src/catalog/codec.ts'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'
import { NUMERIC, TEXT } from '../../../src/catalog/logical-type.ts'
import { storedValue } from '../../../src/connect/sqlite/store.ts'
import { createValueReader } from '../../../src/connect/sqlite/value.ts'

const DOUBLE: LogicalType = { kind: 'double' }
const MONEY: LogicalType = { kind: 'numeric', precision: 10, scale: 2 }
const BIGINT: LogicalType = { kind: 'bigint' }

describe('a value that would not read back', () => {
  it.each<[native: string, type: LogicalType, cell: string]>([
    ['numeric', NUMERIC, '12345678901234567.89'],
    ['numeric', NUMERIC, '0.1000000000000000055511151231257827'],
    ['real', NUMERIC, '9007199254740993'],
    ['numeric', NUMERIC, 'NaN'],
    ['double', DOUBLE, 'NaN'],
    ['double', DOUBLE, '-0'],
    ['shelf', TEXT, '007'],
    ['shelf', TEXT, '1e5'],
    ['shelf', TEXT, '5.0'],
    ['shelf', TEXT, ' 5'],
    ['json', { kind: 'json' }, '1.50'],
  ])('is refused by a column declared %s: %o %s', (native, type, cell) => {
    expect(storedValue(cell, { native, type })).toBeUndefined()
  })

  it('is kept in a column declared TEXT', () => {
    const column = { native: 'text', type: NUMERIC }
    expect(storedValue('12345678901234567.89', column)).toBe('12345678901234567.89')
  })
})

describe('a value that is stored', () => {
  const database = new DatabaseSync(':memory:')

  /** Through a real column of that declaration, and back. */
  function roundTrip(native: string, type: LogicalType, cell: Cell): Cell | undefined {
    const value = storedValue(cell, { native, type })
    if (value === undefined) return undefined
    database.exec(`drop table if exists t; create table t (v ${native})`)
    database.prepare('insert into t values (?)').run(value)
    const statement = database.prepare('select v from t')
    statement.setReadBigInts(true)
    const read = createValueReader(type, { nullTokens: {} })
    const stored = statement.get()?.['v'] ?? null
    const back = stored === null ? null : read(stored)
    if (back !== null && typeof back === 'object') throw new Error(back.message)
    return back
  }

  it.each<[native: string, type: LogicalType, cell: Cell]>([
    ['numeric(10,2)', MONEY, '0.99'],
    ['numeric(10,2)', MONEY, '-5.00'],
    ['numeric', BIGINT, '9223372036854775807'],
    ['boolean', { kind: 'boolean' }, 't'],
    ['text', { kind: 'boolean' }, 'f'],
    ['blob', { kind: 'bytea' }, '\\x00ff'],
    ['date', { kind: 'date' }, '2012-02-29'],
    ['datetime', { kind: 'timestamp', precision: 6 }, '2012-02-29 10:00:00.5'],
    ['double', DOUBLE, 'Infinity'],
    ['shelf', TEXT, '-12'],
    ['shelf', TEXT, '0.5'],
    ['', TEXT, '007'],
    ['', NUMERIC, '12345678901234567.89'],
    ['text', TEXT, 'Zoë 😀'],
    ['integer', BIGINT, null],
  ])('in a column declared %j as %o reads back as %s', (native, type, cell) => {
    expect(roundTrip(native, type, cell)).toBe(cell)
  })

  it('reads back the same or is refused, whatever the column and the number', () => {
    const decimal = fc
      .tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.integer({ min: 0, max: 22 }))
      .map(([digits, scale]) => {
        const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
        const point = text.length - scale
        const fraction = scale === 0 ? '' : `.${text.slice(point)}`
        return `${digits < 0n ? '-' : ''}${text.slice(0, point)}${fraction}`
      })
    const trimmed = decimal.map((text) =>
      text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text,
    )
    const native = fc.constantFrom('numeric', 'integer', 'real', 'text', '', 'shelf')
    fc.assert(
      fc.property(native, trimmed, fc.boolean(), (declared, text, asText) => {
        const type = asText ? TEXT : NUMERIC
        const canonical = canonicalCell(type, text)
        if ('problem' in canonical) return
        const back = roundTrip(declared, type, canonical.cell)
        if (back !== undefined) expect(back).toBe(canonical.cell)
      }),
      { numRuns: 2000 },
    )
  })
})
