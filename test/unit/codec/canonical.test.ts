/** Texts that are taken as canonical unread: each is what its value would be printed as. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalCell } from '../../../src/catalog/codec.ts'
import {
  isCanonicalDate,
  isCanonicalFloating,
  isCanonicalInteger,
  isCanonicalNumeric,
  isCanonicalTimestamp,
} from '../../../src/catalog/codec/canonical.ts'
import { formatDate, parseDate } from '../../../src/catalog/codec/date.ts'
import { formatFloating, parseFloating } from '../../../src/catalog/codec/float.ts'
import { parseBigint, parseInteger } from '../../../src/catalog/codec/integer.ts'
import { fitNumeric, formatNumeric, readNumeric } from '../../../src/catalog/codec/numeric.ts'
import { formatTimestamp, parseTimestamp } from '../../../src/catalog/codec/timestamp.ts'

const RUNS = { numRuns: 20_000 }

/** Texts that are numbers, or nearly: leading zeros, signs, points, exponents, all lengths. */
const numberLike = fc.oneof(
  fc.stringMatching(/^-?\d{0,18}(\.\d{0,18})?$/),
  fc.stringMatching(/^-?0?\.?0{0,5}\d{0,17}0?$/),
  fc.stringMatching(/^[-+]?[1-9]\d{0,6}(\.\d{1,3})?(e[-+]?\d{1,2})?$/),
  fc.double().map(String),
  fc.double({ min: -1e16, max: 1e16 }).map(String),
  fc.float().map((value) => String(Number(value.toPrecision(7)))),
  fc.integer({ min: 99_999, max: 2_000_000 }).map((value) => String(value / 1000)),
)

function two(most: number): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'))
}

const dateLike = fc
  .tuple(fc.stringMatching(/^[0-2]\d{3}$/), two(13), two(32), fc.constantFrom('', '', ' BC', ' '))
  .map(([year, month, day, rest]) => `${year}-${month}-${day}${rest}`)

const timestampLike = fc
  .tuple(dateLike, two(25), two(60), two(60), fc.stringMatching(/^(\.\d{0,7})?(\+0[0-2])?$/))
  .map(([day, hour, minute, second, rest]) => `${day} ${hour}:${minute}:${second}${rest}`)

describe('a text that is taken as it is', () => {
  it('is what its number is printed as', () => {
    fc.assert(
      fc.property(numberLike, (text) => {
        for (const kind of ['smallint', 'integer'] as const) {
          if (isCanonicalInteger(kind, text)) expect(String(parseInteger(kind, text))).toBe(text)
        }
        if (isCanonicalInteger('bigint', text)) expect(String(parseBigint(text))).toBe(text)
        for (const kind of ['real', 'double'] as const) {
          const isTaken = isCanonicalFloating(kind, text)
          if (isTaken) expect(formatFloating(kind, parseFloating(kind, text))).toBe(text)
        }
      }),
      RUNS,
    )
  })

  it('is what its decimal is printed as, of any precision and scale', () => {
    const scale = fc.option(fc.integer({ min: -2, max: 6 }))
    const precision = fc.option(fc.integer({ min: 1, max: 12 }))
    fc.assert(
      fc.property(precision, scale, numberLike, (digits, places, text) => {
        const type = { precision: digits, scale: digits === null ? null : places }
        if (!isCanonicalNumeric(type, text)) return
        expect(formatNumeric(fitNumeric(readNumeric(text), type, 'refuse'))).toBe(text)
      }),
      RUNS,
    )
  })

  it('is what its day or moment is printed as', () => {
    const kind = fc.constantFrom('timestamp', 'timestamptz')
    const precision = fc.integer({ min: 0, max: 6 })
    fc.assert(
      fc.property(kind, precision, timestampLike, dateLike, (type, digits, moment, day) => {
        if (isCanonicalDate(day)) expect(formatDate(parseDate(day))).toBe(day)
        if (!isCanonicalTimestamp(type, digits, moment)) return
        const zoned = type === 'timestamptz'
        const shape = { zoned, precision: digits, rounding: 'refuse' } as const
        expect(formatTimestamp(parseTimestamp(moment, shape), zoned)).toBe(moment)
      }),
      RUNS,
    )
  })
})

describe('most texts that a database prints', () => {
  it('are taken so', () => {
    expect(isCanonicalInteger('bigint', '-123456789012345678')).toBe(false)
    expect(isCanonicalInteger('bigint', '-12345678901234567')).toBe(true)
    expect(isCanonicalNumeric({ precision: 12, scale: 2 }, '4226.26')).toBe(true)
    expect(isCanonicalFloating('double', '-78.115625')).toBe(true)
    expect(isCanonicalFloating('double', '0.30000000000000004')).toBe(true)
    expect(isCanonicalFloating('double', '0.00001')).toBe(false)
    expect(isCanonicalDate('2024-12-31')).toBe(true)
    expect(isCanonicalTimestamp('timestamp', 6, '2024-01-30 23:59:59.123456')).toBe(true)
    expect(isCanonicalTimestamp('timestamptz', 3, '2024-01-30 23:59:59.123+00')).toBe(true)
    expect(isCanonicalTimestamp('timestamp', 2, '2024-01-30 23:59:59.123')).toBe(false)
  })

  it('are refused where they do not fit, all the same', () => {
    const cell = canonicalCell({ kind: 'timestamp', precision: 2 }, '2024-01-30 23:59:59.123')
    expect(cell).toMatchObject({ problem: { code: 'VALUE_INEXACT' } })
  })
})
