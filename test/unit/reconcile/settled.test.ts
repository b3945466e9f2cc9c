/** Rows that joins multiplied, brought to one a source key, wherever batches end. */
import { expect, test } from 'vitest'
import type { Row } from '../../../src/base/cell.ts'
import type { Program } from '../../../src/compile/program.ts'
import type { Transform } from '../../../src/compile/transform.ts'
import type { ReadBatch } from '../../../src/plugin/connector.ts'
import { settledBatches } from '../../../src/reconcile/settled.ts'

const PROGRAM = { source: { key: ['id'], keyIndexes: [0] } } as unknown as Program

/** Keeps the row that says so; null where several do. */
const TRANSFORM = {
  settleJoins: (rows: readonly Row[]) => {
    const exact = rows.filter((row) => row[1] === 'exact')
    return exact.length === 1 ? exact : null
  },
} as unknown as Transform

async function* batches(...parts: readonly (readonly Row[])[]): AsyncGenerator<ReadBatch> {
  for (const rows of parts) {
    const problems = rows.flatMap((row, index) =>
      row[1] === 'unreadable'
        ? [{ row: index, column: 1, code: 'VALUE_ENCODING', message: '' }]
        : [],
    )
    yield {
      count: rows.length,
      row: (index) => rows[index] ?? [],
      problems,
      nulled: new Map(),
      lines: null,
    }
  }
}

async function settled(transform: Transform, rows: AsyncIterable<ReadBatch>): Promise<string[]> {
  const lines: string[] = []
  for await (const batch of settledBatches(PROGRAM, transform, rows)) {
    for (let index = 0; index < batch.count; index += 1) {
      lines.push(`${batch.row(index).join()}${batch.bad.has(index) ? ' bad' : ''}`)
    }
  }
  return lines
}

test('rows of one source key are settled together when a batch ends among them', async () => {
  const rows = batches(
    [
      ['1', 'exact'],
      ['2', 'near'],
    ],
    [
      ['2', 'exact'],
      ['3', 'exact'],
    ],
    [],
    [['3', 'exact']],
    [
      ['4', 'exact'],
      ['5', 'exact'],
      ['5', 'unreadable'],
    ],
    [['6', 'unreadable']],
    [['6', 'exact']],
  )
  expect(await settled(TRANSFORM, rows)).toEqual([
    '1,exact',
    '2,exact',
    '3,exact bad',
    '4,exact',
    '5,exact bad',
    '6,unreadable bad',
  ])
})

test('no rows settle to none', async () => {
  expect(await settled(TRANSFORM, batches())).toEqual([])
  expect(await settled(TRANSFORM, batches([], []))).toEqual([])
})

test('rows stay as they were read where no join multiplies them', async () => {
  const rows = batches(
    [
      ['1', 'near'],
      ['1', 'unreadable'],
    ],
    [['2', 'exact']],
  )
  expect(await settled({ ...TRANSFORM, settleJoins: null }, rows)).toEqual([
    '1,near',
    '1,unreadable bad',
    '2,exact',
  ])
})
