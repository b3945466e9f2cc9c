/** Cells of one logical type compared. */
import { describe, expect, test } from 'vitest'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'
import { sameCell, type Tolerance } from '../../../src/reconcile/compare.ts'

const NUMERIC: LogicalType = { kind: 'numeric', precision: null, scale: null }
const DOUBLE: LogicalType = { kind: 'double' }
const TEXT: LogicalType = { kind: 'text', length: null, fixed: false }

describe('cells', () => {
  test.each([
    [NUMERIC, '2', '2.00', true],
    [NUMERIC, '-0.00', '0', true],
    [NUMERIC, '1e3', '1000', true],
    [NUMERIC, '12345678901234567.89', '12345678901234567.88', false],
    [NUMERIC, '0.1', '0.10000000149011612', false],
    [NUMERIC, 'NaN', 'NaN', true],
    [NUMERIC, 'NaN', '0', false],
    [NUMERIC, 'Infinity', '9'.repeat(400), false],
    [NUMERIC, '0', null, false],
    [{ kind: 'bigint' } as const, '9007199254740993', '9007199254740992', false],
    [DOUBLE, '0.1', '0.10000000149011612', false],
    [DOUBLE, '0.30000000000000004', '0.3', false],
    [DOUBLE, '123456789012345.67', '123456789012345.68', false],
    [DOUBLE, '1e3', '1000', true],
    [DOUBLE, 'Infinity', '-Infinity', false],
    [DOUBLE, 'NaN', '1', false],
    [TEXT, '2', '2.00', false],
    [TEXT, '', null, false],
    [TEXT, 'a', 'a ', false],
    [TEXT, 'e\u0301', '\u00e9', false],
    [TEXT, null, null, true],
  ])('%j: %j and %j are the same: %j', (type, expected, actual, isSame) => {
    expect(sameCell(type, expected, actual, null)).toBe(isSame)
    expect(sameCell(type, actual, expected, null)).toBe(isSame)
  })

  const tolerance = (absolute: string | null, relative: string | null): Tolerance => ({
    absolute,
    relative,
  })

  test.each([
    [NUMERIC, '10', '10.005', tolerance('0.005', null), true],
    [NUMERIC, '10', '10.0051', tolerance('0.005', null), false],
    [NUMERIC, '-200', '-199', tolerance(null, '0.005'), true],
    [NUMERIC, '-200', '-198.99', tolerance(null, '5e-3'), false],
    [NUMERIC, '0', '0.001', tolerance(null, '0.5'), false],
    [NUMERIC, '0', '0.001', tolerance('0.001', '0.5'), true],
    [NUMERIC, '5', null, tolerance('10', null), false],
    [NUMERIC, '5', 'NaN', tolerance('10', null), false],
    [DOUBLE, '1', '1.0000000001', tolerance(null, '1e-9'), true],
    [DOUBLE, '1', '1.00000001', tolerance(null, '1e-9'), false],
    [DOUBLE, 'Infinity', '1', tolerance('1e300', '1'), false],
    [TEXT, '10', '10.001', tolerance('1', '1'), false],
  ])('%j: %j is near enough to %j within %j: %j', (type, expected, actual, bound, isSame) => {
    expect(sameCell(type, expected, actual, bound)).toBe(isSame)
  })
})
