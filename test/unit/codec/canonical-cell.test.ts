import { describe, expect, it } from 'vitest'
import { canonicalCell } from '../../../src/catalog/codec.ts'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'

const NUMERIC: LogicalType = { kind: 'numeric', precision: null, scale: null }
const PRICE: LogicalType = { kind: 'numeric', precision: 10, scale: 2 }
const SHELF: LogicalType = { kind: 'text', length: 3, fixed: false }
const CODE: LogicalType = { kind: 'text', length: 3, fixed: true }
const LENT_AT: LogicalType = { kind: 'timestamp', precision: 6 }
const SEEN_AT: LogicalType = { kind: 'timestamptz', precision: 6 }

const CANONICAL: readonly (readonly [LogicalType, string, string])[] = [
  [{ kind: 'integer' }, '+007', '7'],
  [{ kind: 'integer' }, '-0', '0'],
  [{ kind: 'bigint' }, '-9223372036854775808', '-9223372036854775808'],
  [NUMERIC, '1e3', '1000'],
  [NUMERIC, '.50', '0.50'],
  [NUMERIC, '-0.00', '0.00'],
  [NUMERIC, 'NaN', 'NaN'],
  [PRICE, '12.5', '12.50'],
  [PRICE, '12.5000', '12.50'],
  [{ kind: 'double' }, '1e15', '1e+15'],
  [{ kind: 'double' }, '100000000000000', '100000000000000'],
  [{ kind: 'double' }, '1e23', '9.999999999999999e+22'],
  [{ kind: 'double' }, '0.00001', '1e-05'],
  [{ kind: 'real' }, '16777217', '1.6777216e+07'],
  [{ kind: 'real' }, '0.1', '0.1'],
  [{ kind: 'real' }, '186592.875', '186592.88'],
  [{ kind: 'real' }, '186592.625', '186592.62'],
  [{ kind: 'real' }, '-1864588.25', '-1.8645882e+06'],
  [{ kind: 'boolean' }, 'Yes', 't'],
  [{ kind: 'boolean' }, '0', 'f'],
  [{ kind: 'date' }, '2024-02-29', '2024-02-29'],
  [{ kind: 'date' }, '2024-02-29 00:00:00', '2024-02-29'],
  [{ kind: 'date' }, '0044-03-15 BC', '0044-03-15 BC'],
  [{ kind: 'time', precision: 6 }, '24:00', '24:00:00'],
  [LENT_AT, '2024-02-29T08:09:10.5000000', '2024-02-29 08:09:10.5'],
  [SEEN_AT, '2024-02-29 01:00+02', '2024-02-28 23:00:00+00'],
  [SEEN_AT, 'infinity', 'infinity'],
  [
    { kind: 'uuid' },
    '{A0EEBC99-9C0B4EF8-BB6D6BB9BD380A11}',
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
  ],
  [{ kind: 'bytea' }, '\\xDE AD', '\\xdead'],
  [{ kind: 'json' }, '{"a" : 1.0}', '{"a" : 1.0}'],
  [{ kind: 'jsonb' }, '{"bb":1e2,"a":"\\u00e9","a":[1.0,null]}', '{"a": [1.0, null], "bb": 100}'],
  [{ kind: 'interval' }, '1 year -2 mons 3 days -04:05:06.5', '10 mons 3 days -04:05:06.5'],
  [{ kind: 'interval' }, '2562047788:00:54.775807', '2562047788:00:54.775807'],
  [
    { kind: 'timestamp', precision: 6 },
    '294247-01-10 04:00:54.775807',
    '294247-01-10 04:00:54.775807',
  ],
  [{ kind: 'array', element: { kind: 'integer' } }, '{ 01, null }', '{1,NULL}'],
  [SHELF, '📚📚📚', '📚📚📚'],
  [CODE, 'a', 'a'],
  [CODE, 'a ', 'a'],
  [CODE, 'abc   ', 'abc'],
]

const REFUSED: readonly (readonly [LogicalType, string, string])[] = [
  [{ kind: 'smallint' }, '32768', 'VALUE_OUT_OF_RANGE'],
  [{ kind: 'integer' }, ' 1', 'VALUE_NOT_A_NUMBER'],
  [{ kind: 'integer' }, '97%', 'VALUE_NOT_A_NUMBER'],
  [{ kind: 'bigint' }, '9223372036854775808', 'VALUE_OUT_OF_RANGE'],
  [NUMERIC, '.', 'VALUE_NOT_A_NUMBER'],
  [NUMERIC, '1e999999', 'VALUE_OUT_OF_RANGE'],
  [PRICE, '1.005', 'VALUE_INEXACT'],
  [PRICE, '100000000', 'VALUE_OUT_OF_RANGE'],
  [{ kind: 'double' }, '1e400', 'VALUE_OUT_OF_RANGE'],
  [{ kind: 'boolean' }, 'o', 'VALUE_INVALID_BOOLEAN'],
  [{ kind: 'date' }, '2023-02-29', 'VALUE_INVALID_DATE'],
  [{ kind: 'date' }, '0000-00-00', 'VALUE_INVALID_DATE'],
  [{ kind: 'date' }, '01/02/03', 'VALUE_INVALID_DATE'],
  [{ kind: 'date' }, '2024-02-29 10:00', 'VALUE_INVALID_DATE'],
  [LENT_AT, '2024-02-29 01:00+02', 'VALUE_INVALID_DATE'],
  [LENT_AT, '2024-02-29 25:00', 'VALUE_INVALID_DATE'],
  [LENT_AT, '2024-02-29 01:00:00.1234567', 'VALUE_INEXACT'],
  [{ kind: 'uuid' }, 'a0eebc99', 'VALUE_INVALID_UUID'],
  [{ kind: 'bytea' }, '\\xd', 'VALUE_INVALID_BYTES'],
  [{ kind: 'json' }, '{a:1}', 'VALUE_INVALID_JSON'],
  [{ kind: 'jsonb' }, '"\\u0000"', 'VALUE_INVALID_JSON'],
  [{ kind: 'interval' }, 'soon', 'VALUE_INVALID_INTERVAL'],
  [{ kind: 'array', element: { kind: 'integer' } }, '{1', 'VALUE_INVALID_ARRAY'],
  [{ kind: 'enum', name: 'state', labels: ['lent'] }, 'Lent', 'VALUE_INVALID_LABEL'],
  [SHELF, 'abcd', 'VALUE_TOO_LONG'],
  [SHELF, 'a\0', 'VALUE_NUL_CHARACTER'],
  [SHELF, '\ud800', 'VALUE_INVALID_TEXT'],
  [{ kind: 'unsupported', native: 'tsvector' }, 'a', 'VALUE_UNSUPPORTED'],
]

describe('canonicalCell', () => {
  it.each(CANONICAL)('%j: %j becomes %j', (type, text, cell) => {
    expect(canonicalCell(type, text)).toEqual({ cell })
    expect(canonicalCell(type, cell)).toEqual({ cell })
  })

  it.each(REFUSED)('%j: %j is refused as %s', (type, text, code) => {
    expect(canonicalCell(type, text)).toMatchObject({ problem: { code } })
  })
})

it('tells a day that does not exist from a text that is no ISO date', () => {
  expect(canonicalCell({ kind: 'date' }, '2019-02-31')).toMatchObject({
    problem: { message: 'There is no such day in the calendar.' },
  })
  expect(canonicalCell({ kind: 'date' }, '31/02/2019')).toMatchObject({
    problem: { message: expect.stringContaining('Use parse_date') as unknown },
  })
})
