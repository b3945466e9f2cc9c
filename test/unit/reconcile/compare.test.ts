/** Cells and sorted streams compared, held to a naive comparison in memory. */
import { describe, expect, test } from 'vitest'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'
import {
  pairRows,
  sameCell,
  type KeyedRow,
  type Pair,
  type Tolerance,
} from '../../../src/reconcile/compare.ts'
import { sorted } from '../../../src/reconcile/ordered.ts'

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

/** Small, seeded, and the same on every machine. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const ALPHABET = [
  'a',
  'A',
  'z',
  ' ',
  '"',
  '\\',
  '\u0000',
  'é',
  'e\u0301',
  'ß',
  '図',
  '\uffee',
  '😀',
]

function randomRows(random: (below: number) => number, isUnique: boolean): KeyedRow[] {
  const rows = Array.from({ length: random(40) }, (): KeyedRow => {
    const part = () => Array.from({ length: random(3) }, () => ALPHABET[random(13)]).join('')
    const key = [part(), String(random(3))]
    return { order: JSON.stringify(key), key, cells: [...key, String(random(3))] }
  })
  return isUnique ? [...new Map(rows.map((row) => [row.order, row])).values()] : rows
}

async function* stream(rows: readonly KeyedRow[]): AsyncGenerator<KeyedRow> {
  yield* rows
}

/** One line a pair, in no order. */
function summary(pairs: readonly Pair[]): string[] {
  return pairs
    .map((pair) => {
      if (pair.kind === 'both') return `both ${pair.expected.order} ${pair.actual.order}`
      return `${pair.kind} ${pair.kind === 'missing' ? pair.expected.order : pair.actual.order}`
    })
    .toSorted((one, other) => (one < other ? -1 : 1))
}

function naive(expected: readonly KeyedRow[], actual: readonly KeyedRow[]): string[] {
  const wanted = new Map(expected.map((row) => [row.order, row]))
  const seen = new Set<string>()
  const pairs: Pair[] = []
  for (const row of actual) {
    const match = wanted.get(row.order)
    if (seen.has(row.order)) pairs.push({ kind: 'duplicate', actual: row })
    else if (match === undefined) pairs.push({ kind: 'extra', actual: row })
    else pairs.push({ kind: 'both', expected: match, actual: row })
    seen.add(row.order)
  }
  for (const row of expected) {
    if (!seen.has(row.order)) pairs.push({ kind: 'missing', expected: row })
  }
  return summary(pairs)
}

const byBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other))

test('sorting and pairing find what comparing everything with everything finds', async () => {
  const seed = Number(process.env['MAPWRIGHT_SEED'] ?? Date.now() % 1_000_000)
  console.log(`pairs of random rows: MAPWRIGHT_SEED=${seed}`)
  const random = createRandom(seed)
  for (let round = 0; round < 100; round += 1) {
    const expected = randomRows(random, true)
    const actual = randomRows(random, false)
    const pairs: Pair[] = []
    const both = [sorted(stream(expected)), sorted(stream(actual))] as const
    for await (const pair of pairRows(...both, byBytes)) pairs.push(pair)
    expect(summary(pairs)).toEqual(naive(expected, actual))
  }
})

test('rows that are sorted keep their cells, and their order where keys are equal', async () => {
  const rows = ['b', 'a', 'b'].map((key, index): KeyedRow => {
    return { order: key, key: [key], cells: [key, String(index), null, '\u0000"\\'] }
  })
  const out: KeyedRow[] = []
  for await (const row of sorted(stream(rows))) out.push(row)
  expect(out).toEqual([rows[1], rows[0], rows[2]])
})

test('a comparison that is given up closes both streams', async () => {
  const closed: string[] = []
  async function* endless(name: string): AsyncGenerator<KeyedRow> {
    try {
      for (let n = 100; ; n += 1) yield { order: String(n), key: [String(n)], cells: [] }
    } finally {
      closed.push(name)
    }
  }
  for await (const _ of pairRows(endless('source'), endless('target'), byBytes)) break
  expect(closed.toSorted(byBytes)).toEqual(['source', 'target'])
})
