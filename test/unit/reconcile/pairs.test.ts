/** Two sides paired batch by batch, held to a naive comparison in memory. */
import { expect, test } from 'vitest'
import type { Row } from '../../../src/base/cell.ts'
import { sortRows } from '../../../src/reconcile/ordered.ts'
import { pairRows, type PairSink } from '../../../src/reconcile/pairs.ts'
import { BatchedSide, countRows, type RowBatch, type Side } from '../../../src/reconcile/side.ts'

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

/** The first two cells are the key; null is a row that is not to be compared. */
type Rows = readonly (Row | null)[]

function randomRows(random: (below: number) => number): Rows {
  return Array.from({ length: random(40) }, () => {
    const part = () => Array.from({ length: random(3) }, () => ALPHABET[random(13)]).join('')
    return random(12) === 0 ? null : [part(), String(random(3)), String(random(3))]
  })
}

/** Batches of any size, empty ones among them, whose rows share one array as they may. */
function split(rows: Rows, random: (below: number) => number): readonly Rows[] {
  const batches: Rows[] = []
  for (let start = 0; start < rows.length;) {
    const size = random(5)
    batches.push(rows.slice(start, start + size))
    start += size
  }
  return batches
}

/** `withLines`: only the key is sure, and every other row has no line. */
async function* stream(batches: readonly Rows[], withLines = false): AsyncGenerator<RowBatch> {
  const shared: (string | null)[] = []
  for (const rows of batches) {
    let at = -1
    yield {
      count: rows.length,
      lines: withLines
        ? {
            line: () => (at % 2 === 0 ? null : (rows[at]?.join('\t') ?? null)),
            cells: () => rows[at] ?? [],
          }
        : null,
      row(index) {
        const row = rows[index] ?? null
        if (row === null) return null
        at = index
        if (withLines) return row.map((cell, column) => (column < 2 ? cell : null))
        for (const [column, cell] of row.entries()) shared[column] = cell
        return shared
      },
    }
  }
}

const orderOf = (cells: Row) => JSON.stringify(cells.slice(0, 2))
const byBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other))

const open = (batches: readonly Rows[], withLines = false): Side =>
  new BatchedSide(stream(batches, withLines), orderOf)

/** One line for each thing found, in the order in which it was. */
class Lines implements PairSink {
  readonly lines: string[] = []

  both(expected: Row, actual: Row): void {
    this.lines.push(`both ${expected.join()} ${actual.join()}`)
  }

  same(): void {
    this.lines.push('same')
  }

  missing(expected: Row): void {
    this.lines.push(`missing ${expected.join()}`)
  }

  extra(actual: Row): void {
    this.lines.push(`extra ${actual.join()}`)
  }

  duplicate(actual: Row): void {
    this.lines.push(`duplicate ${actual.join()}`)
  }

  repeated(): void {
    this.lines.push('repeated')
  }
}

async function paired(expected: Side, actual: Side): Promise<string[]> {
  const sink = new Lines()
  await pairRows(expected, actual, byBytes, sink)
  return sink.lines
}

function naive(expected: Rows, actual: Rows): string[] {
  const sink = new Lines()
  const wanted = new Map<string, Row>()
  for (const row of expected) {
    if (row === null) continue
    if (wanted.has(orderOf(row))) sink.repeated()
    else wanted.set(orderOf(row), row)
  }
  const seen = new Set<string>()
  for (const row of actual) {
    if (row === null) continue
    const match = wanted.get(orderOf(row))
    if (seen.has(orderOf(row))) sink.duplicate(row)
    else if (match === undefined) sink.extra(row)
    else sink.both(match, row)
    seen.add(orderOf(row))
  }
  for (const [order, row] of wanted) if (!seen.has(order)) sink.missing(row)
  return sink.lines.toSorted(byBytes)
}

/** Stable, so rows of one key stay in their order. */
function inOrder(rows: Rows): Rows {
  return rows.toSorted((one, other) =>
    one === null || other === null ? 0 : byBytes(orderOf(one), orderOf(other)),
  )
}

const seed = Number(process.env['MAPWRIGHT_SEED'] ?? Date.now() % 1_000_000)

test('pairing finds what comparing all with all finds, however batches end', async () => {
  console.log(`pairs of random batches: MAPWRIGHT_SEED=${seed}`)
  const random = createRandom(seed)
  for (let round = 0; round < 200; round += 1) {
    const [source, target] = [randomRows(random), randomRows(random)]
    const wanted = naive(source, target)
    const isRow = (row: Row | null) => row !== null
    const ordered = [inOrder(source.filter(isRow)), inOrder(target.filter(isRow))] as const
    const lines = await paired(open(split(ordered[0], random)), open(split(ordered[1], random)))
    expect(lines.toSorted(byBytes)).toEqual(wanted)
    const unordered = [open(split(source, random)), open(split(target, random))] as const
    await using expected = await sortRows(unordered[0])
    await using actual = await sortRows(unordered[1])
    expect((await paired(expected, actual)).toSorted(byBytes)).toEqual(wanted)
    expect(await countRows(stream(split(source, random)))).toBe(source.filter(isRow).length)
  }
})

test('rows are compared by their lines, and by their cells where those differ', async () => {
  const expected = [[row('1', 'a'), row('2', 'b'), row('3', 'c'), row('4', 'd'), row('5', 'e')]]
  const actual = [[row('1', 'a'), row('2', 'b'), row('3', 'x'), row('4', 'y'), row('5', 'e')]]
  expect(await paired(open(expected, true), open(actual, true))).toEqual([
    'both 1,,a 1,,a',
    'same',
    'both 3,,c 3,,x',
    'both 4,,d 4,,y',
    'both 5,,e 5,,e',
  ])
  expect(await paired(open(expected, true), open(actual))).toContain('both 2,,b 2,,b')
})

const row = (key: string, value = ''): Row => [key, '', value]

test('keys meet across the ends of batches', async () => {
  const expected = [[row('1'), row('2')], [row('3')], [], [row('4'), row('5')]]
  const actual = [[row('1')], [row('2'), row('3'), row('4')], [row('5')], []]
  expect(await paired(open(expected), open(actual))).toEqual(
    ['1', '2', '3', '4', '5'].map((key) => `both ${key},, ${key},,`),
  )
})

test('a key that comes again in a later batch is the same key', async () => {
  const expected = [[row('1'), row('2', 'first')], [], [row('2', 'second')], [row('3')]]
  const actual = [[row('2', 'a')], [row('2', 'b')], [], [row('2', 'c'), row('3'), row('3')]]
  expect(await paired(open(expected), open(actual))).toEqual([
    'missing 1,,',
    'both 2,,first 2,,a',
    'repeated',
    'duplicate 2,,b',
    'duplicate 2,,c',
    'both 3,, 3,,',
    'duplicate 3,,',
  ])
})

test('rows that are not compared may fill whole batches', async () => {
  const expected = [[null, null], [row('1'), null], [null], [null, row('2')], [null]]
  expect(await paired(open(expected), open([[row('1')], [row('2')]]))).toEqual([
    'both 1,, 1,,',
    'both 2,, 2,,',
  ])
})

test.each([
  ['neither side', [], [], []],
  ['batches without rows', [[], []], [[]], []],
  [
    'the target alone',
    [],
    [[row('1'), row('1')], [row('2')]],
    ['extra 1,,', 'duplicate 1,,', 'extra 2,,'],
  ],
  [
    'the source alone',
    [[row('1'), row('1')], [row('2')]],
    [[]],
    ['repeated', 'missing 1,,', 'missing 2,,'],
  ],
] as const)('rows of %s', async (_, expected, actual, lines) => {
  const found = await paired(open(expected), open(actual))
  expect(found.toSorted(byBytes)).toEqual([...lines].toSorted(byBytes))
})

test('rows that are sorted keep their cells, and their order where keys are equal', async () => {
  const rows = ['b', 'a', 'b'].map((key, index): Row => [key, String(index), null, '\u0000"\\'])
  const unsorted = new BatchedSide(stream([rows]), ([key]) => key ?? '')
  await using sorted = await sortRows(unsorted)
  const out: Row[] = []
  while (await sorted.next()) out.push(sorted.cells)
  expect(out).toEqual([rows[1], rows[0], rows[2]])
})

test('a side is read one batch ahead, and closed where reading is given up', async () => {
  const log: string[] = []
  async function* endless(): AsyncGenerator<RowBatch> {
    try {
      for (let number = 1; ; number += 1) {
        log.push(`read ${number}`)
        yield { count: 1, lines: null, row: () => row(String(number)) }
      }
    } finally {
      log.push('closed')
    }
  }
  {
    await using side = new BatchedSide(endless(), orderOf)
    expect(log).toEqual(['read 1'])
    expect(await side.next()).toBe(true)
    expect(side.cells).toEqual(row('1'))
    expect(log).toEqual(['read 1', 'read 2'])
  }
  expect(log).toEqual(['read 1', 'read 2', 'closed'])
})

test('a side that fails ahead fails when its batch is asked for, not before', async () => {
  async function* failing(): AsyncGenerator<RowBatch> {
    yield { count: 2, lines: null, row: (index) => row(String(index)) }
    throw new Error('The connection is gone.')
  }
  await using side = new BatchedSide(failing(), orderOf)
  expect(await side.next()).toBe(true)
  // Time for the failure to be noticed as nobody's, if it could be.
  await new Promise((resolve) => setImmediate(resolve))
  expect(side.next()).toBe(true)
  await expect(side.next()).rejects.toThrow('The connection is gone.')
})
