/** What has to run again, by what it reads and when that changed. */
import { describe, expect, it } from 'vitest'
import { leftOut, staleMappings, type LoadHistory } from '../../../src/plan/stale.ts'

const programs = [
  { name: 'member', reads: [] },
  { name: 'book', reads: [] },
  { name: 'loan', reads: ['member', 'book'] },
  { name: 'loan_fee', reads: ['loan'] },
]

function stale(history: Readonly<Record<string, readonly [number | null, number | null]>>) {
  const loads = new Map(
    Object.entries(history).map(([name, [lastDone, lastChanged]]): [string, LoadHistory] => [
      name,
      { lastDone, lastChanged },
    ]),
  )
  return staleMappings(programs, loads).map(({ name, because }) => [name, ...because])
}

describe('what is stale', () => {
  it('is nothing after a run of all', () => {
    expect(stale({ member: [1, 1], book: [1, 1], loan: [1, 1], loan_fee: [1, 1] })).toEqual([])
  })

  it('is what reads a mapping whose rows changed since, and what reads that', () => {
    expect(stale({ member: [2, 2], book: [1, 1], loan: [1, 1], loan_fee: [1, 1] })).toEqual([
      ['loan', 'member'],
      ['loan_fee', 'loan'],
    ])
  })

  it('is nothing where a run changed no row', () => {
    expect(stale({ member: [2, 1], book: [2, null], loan: [1, 1], loan_fee: [1, 1] })).toEqual([])
  })

  it('is not what never ran', () => {
    expect(stale({ member: [2, 2], book: [1, 1] })).toEqual([])
  })

  it('is what reads rows of a run that stopped', () => {
    expect(stale({ member: [1, 3], loan: [2, 2] })).toEqual([['loan', 'member']])
  })
})

describe('what a selection leaves out', () => {
  const chosen = (...names: string[]) => programs.filter(({ name }) => names.includes(name))

  it('is all that reads what is chosen, however far away', () => {
    expect(leftOut(chosen('book'), programs)).toEqual(['loan', 'loan_fee'])
    expect(leftOut(chosen('book', 'loan'), programs)).toEqual(['loan_fee'])
  })

  it('is nothing where all is chosen, or nothing reads it', () => {
    expect(leftOut(programs, programs)).toEqual([])
    expect(leftOut(chosen('loan_fee'), programs)).toEqual([])
  })
})
