import { describe, expect, test } from 'vitest'
import type { Row } from '../../../src/base/cell.ts'
import type { Program } from '../../../src/compile/program.ts'
import type { Transform } from '../../../src/compile/transform.ts'
import type { ReadBatch, ReadProblem } from '../../../src/plugin/connector.ts'
import { Counter } from '../../../src/transfer/counter.ts'
import { settleRows, sourceKeyOf } from '../../../src/transfer/source-rows.ts'
import { libraryPrograms } from '../../support/library-run.ts'
import { useTempFolder } from '../../support/temp-folder.ts'
import { batchOf, rowsOf } from '../../support/batches.ts'

const [program] = libraryPrograms(useTempFolder(), { reader: {} }) as [Program]

const plain: Transform = {
  settleJoins: null,
  expand: null,
  filterMade: null,
  fold: null,
  keys: [],
  filter: () => 0,
  apply: () => 0,
  rules: {},
}

/** Takes the one row that says `match`; two of them are one too many. */
const joined: Transform = {
  ...plain,
  settleJoins: (rows, issues) => {
    const matches = rows.filter((row) => row[1] === 'match')
    if (matches.length < 2) return [matches[0] ?? rows[0] ?? []]
    issues.problems.push({ code: 'JOIN_AMBIGUOUS', column: null, message: 'Two rows match.' })
    return null
  },
}

async function* batchesOf(...batches: readonly (readonly Row[])[]): AsyncIterable<ReadBatch> {
  for (const rows of batches) yield batchOf(rows)
}

async function* unreadable(): AsyncIterable<ReadBatch> {
  const problem: ReadProblem = { row: 1, column: 1, code: 'VALUE_ENCODING', message: 'Bytes.' }
  const rows = [
    ['1', null, null],
    ['2', '\\xff', null],
  ]
  yield { ...batchOf(rows), problems: [problem], nulled: new Map([[1, 1]]) }
}

async function settle(batches: AsyncIterable<ReadBatch>, transform: Transform) {
  const counter = new Counter()
  const settled = []
  for await (const batch of settleRows(batches, { program, transform }, counter)) {
    for (const [index, row] of rowsOf(batch).entries()) {
      const problems = batch.problems.get(index) ?? []
      settled.push([batch.ordinal(index), row, problems.map(({ code }) => code)])
    }
  }
  return { settled, read: counter.read, tally: counter.tally() }
}

describe('settling rows', () => {
  test('brings the rows of a key to one, over the border of a batch', async () => {
    const batches = batchesOf(
      [
        ['1', 'match', null],
        ['2', 'other', null],
      ],
      [
        ['2', 'match', null],
        ['3', 'other', null],
      ],
      [['3', 'another', null]],
    )
    const { settled, read } = await settle(batches, joined)
    expect(read).toBe(3)
    expect(settled).toEqual([
      [1, ['1', 'match', null], []],
      [2, ['2', 'match', null], []],
      [3, ['3', 'other', null], []],
    ])
  })

  test('keeps the first row of a key that two rows match, to be refused', async () => {
    const batches = batchesOf([
      ['1', 'match', 'a'],
      ['1', 'match', 'b'],
      ['2', 'match', 'c'],
    ])
    const { settled } = await settle(batches, joined)
    expect(settled).toEqual([
      [1, ['1', 'match', 'a'], ['JOIN_AMBIGUOUS']],
      [2, ['2', 'match', 'c'], []],
    ])
  })

  test('carries what could not be read, and counts null tokens by column', async () => {
    const found = await settle(unreadable(), plain)
    expect(found.settled).toEqual([
      [1, ['1', null, null], []],
      [2, ['2', '\\xff', null], ['VALUE_ENCODING']],
    ])
    expect(found.tally.nulled).toEqual({ 's.name': 1 })
    const settled = await settle(unreadable(), joined)
    expect(settled.settled[1]).toEqual([2, ['2', '\\xff', null], ['VALUE_ENCODING']])
  })
})

test('a row is named by its key, its record number, or its place', () => {
  const keyless = { ...program, source: { ...program.source, key: [], keyIndexes: [] } }
  expect(sourceKeyOf(program, ['7', 'Ada', null], 3)).toEqual(['7'])
  expect(sourceKeyOf(keyless, ['7', 'Ada', null], 3)).toEqual(['3'])
  expect(sourceKeyOf(keyless, ['7', 'Ada', null, '42'], 3)).toEqual(['42'])
})
