/** Random canonical cells of every type, with the edges of each more often than chance has them. */
import fc from 'fast-check'
import { canonicalCell } from '../../src/catalog/codec.ts'
import type { LogicalType } from '../../src/catalog/logical-type.ts'

export const SMALLINT: LogicalType = { kind: 'smallint' }
export const INTEGER: LogicalType = { kind: 'integer' }
export const BIGINT: LogicalType = { kind: 'bigint' }
export const NUMERIC: LogicalType = { kind: 'numeric', precision: null, scale: null }
export const PRICE: LogicalType = { kind: 'numeric', precision: 10, scale: 2 }
export const REAL: LogicalType = { kind: 'real' }
export const DOUBLE: LogicalType = { kind: 'double' }
export const BOOLEAN: LogicalType = { kind: 'boolean' }
export const TEXT: LogicalType = { kind: 'text', length: null, fixed: false }
export const SHELF: LogicalType = { kind: 'text', length: 5, fixed: false }
export const CODE: LogicalType = { kind: 'text', length: 4, fixed: true }
export const DATE: LogicalType = { kind: 'date' }
export const TIME: LogicalType = { kind: 'time', precision: 6 }
export const TIMESTAMP: LogicalType = { kind: 'timestamp', precision: 6 }
export const TIMESTAMPTZ: LogicalType = { kind: 'timestamptz', precision: 6 }
export const JSON_TYPE: LogicalType = { kind: 'json' }
export const JSONB: LogicalType = { kind: 'jsonb' }

function canonical(type: LogicalType, texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return texts
    .map((text) => canonicalCell(type, text))
    .filter((result) => 'cell' in result)
    .map((result) => result.cell)
}

function wholes(type: LogicalType, bits: bigint): fc.Arbitrary<string> {
  const max = 2n ** (bits - 1n) - 1n
  const edges = [0n, 1n, -1n, 2n, 3n, 5n, 10n, max, -max, -max - 1n, max - 1n]
  const wide = fc.bigInt({ min: -max - 1n, max })
  const small = fc.bigInt({ min: -100n, max: 100n })
  return canonical(type, fc.oneof(fc.constantFrom(...edges), wide, small).map(String))
}

export const smallints = wholes(SMALLINT, 16n)
export const integers = wholes(INTEGER, 32n)
export const bigints = wholes(BIGINT, 64n)

const decimals = fc
  .tuple(
    fc.boolean(),
    fc.oneof(fc.bigInt({ min: 0n, max: 999n }), fc.bigInt({ min: 0n, max: 10n ** 30n })),
    fc.integer({ min: 0, max: 25 }),
  )
  .map(([negative, digits, scale]) => {
    const text = digits.toString().padStart(scale + 1, '0')
    const point = text.length - scale
    const body = scale === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`
    return negative ? `-${body}` : body
  })
const DECIMAL_EDGES = ['0', '0.0', '1', '-1', '0.5', '-0.5', '1.5', '2.5', '10000', '9999.9999']
const SPECIAL = ['NaN', 'Infinity', '-Infinity']

export const numerics = canonical(
  NUMERIC,
  fc.oneof(
    { weight: 6, arbitrary: decimals },
    { weight: 3, arbitrary: fc.constantFrom(...DECIMAL_EDGES) },
    { weight: 1, arbitrary: fc.constantFrom(...SPECIAL) },
  ),
)
export const prices = canonical(
  PRICE,
  fc.integer({ min: -999_999, max: 999_999 }).map((cents) => (cents / 100).toFixed(2)),
)

const floats = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc.integer({ min: -1074, max: 1023 }).map((exponent) => 2 ** exponent),
  fc.integer({ min: -320, max: 308 }).map((exponent) => Number(`1e${exponent}`)),
  fc.constantFrom(0, -0, 0.5, 1.5, -2.5, 1e15, 123_456.5, 0.1, 1e23),
)

export const doubles = canonical(
  DOUBLE,
  fc.oneof({ weight: 9, arbitrary: floats.map(String) }, fc.constantFrom(...SPECIAL)),
)
export const reals = canonical(
  REAL,
  fc.oneof(
    { weight: 9, arbitrary: floats.map((value) => String(Math.fround(value))) },
    fc.constantFrom(...SPECIAL),
  ),
)
export const booleans = fc.constantFrom('t', 'f')

const CHARACTERS = [...'aAbBzZ019 -_.,;%\\\'"ßÄéÉİıŉǆΣσς📚ა日\t\n']

/** Short texts over few characters, so that parts of one are often found in another. */
export const texts = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 8 }) },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 6 }) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'binary', maxLength: 5 })
      .filter((text) => !text.includes('\0') && text.isWellFormed()),
  },
)
export const shelves = canonical(SHELF, texts)
export const codes = canonical(CODE, texts)

const days = fc.oneof(
  fc.integer({ min: -2_000_000, max: 2_000_000 }),
  fc.integer({ min: -1000, max: 30_000 }),
  fc.constantFrom(0, -719_162, -719_163, 19_782, 11_016),
)
/** The text of a day within JavaScript's own calendar, which knows no BC. */
function dayText(day: number): string {
  const date = new Date(day * 86_400_000)
  const year = date.getUTCFullYear()
  const rest = date.toISOString().slice(-20, -14)
  const written = String(year > 0 ? year : 1 - year).padStart(4, '0')
  return `${written}${rest}${year > 0 ? '' : ' BC'}`
}
const INFINITIES = ['infinity', '-infinity']

export const dates = canonical(
  DATE,
  fc.oneof(
    { weight: 12, arbitrary: days.map(dayText) },
    { weight: 1, arbitrary: fc.constantFrom(...INFINITIES) },
  ),
)

const clocks = fc
  .oneof(
    fc.integer({ min: 0, max: 86_399_999_999 }),
    fc.integer({ min: 0, max: 86_399 }).map((second) => second * 1_000_000),
    fc.constantFrom(0, 86_399_999_999, 500_000, 3_600_000_000),
  )
  .map((micros) => {
    const iso = new Date(Math.floor(micros / 1000)).toISOString().slice(11, 23)
    return `${iso}${String(micros % 1000).padStart(3, '0')}`
  })

export const times = canonical(TIME, clocks)

const moments = fc.tuple(days, clocks).map(([day, clock]) => {
  const [date = '', era] = dayText(day).split(' ')
  return `${date} ${clock}${era === undefined ? '' : ' BC'}`
})
const momentsOrInfinities = fc.oneof(
  { weight: 12, arbitrary: moments },
  { weight: 1, arbitrary: fc.constantFrom(...INFINITIES) },
)

export const timestamps = canonical(TIMESTAMP, momentsOrInfinities)
export const timestamptzs = canonical(TIMESTAMPTZ, momentsOrInfinities)

export const jsons = fc
  .oneof(
    fc.json(),
    fc.constantFrom(
      '{"a": 1.0, "b": [1, "x", null, {"c": true}], "a": "last"}',
      '[10, "zehn", null, {"a" : "\\u00e9"}]',
      '{"a": {"b": "c"}}',
    ),
  )
  .filter((text) => !/\\u(?:0000|[dD][89a-fA-F])/u.test(text))
export const jsonbs = canonical(JSONB, jsons)
