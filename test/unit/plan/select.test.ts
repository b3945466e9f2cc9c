/** --select and --exclude. */
import { describe, expect, it } from 'vitest'
import { selectPrograms } from '../../../src/plan/select.ts'

const programs = [
  { name: 'member', tags: ['people'], after: [], settledWith: [], arm: null },
  { name: 'book', tags: [], after: [], settledWith: [], arm: null },
  { name: 'loan', tags: ['desk'], after: ['member', 'book'], settledWith: [], arm: null },
  { name: 'loan_fee', tags: ['desk'], after: ['loan'], settledWith: [], arm: null },
]

function names(select: string | null, exclude: string | null = null): string[] {
  return selectPrograms(programs, { select, exclude }).programs.map((program) => program.name)
}

describe('selecting mappings', () => {
  it('takes all where nothing is said', () => {
    expect(names(null)).toEqual(['member', 'book', 'loan', 'loan_fee'])
  })

  it('takes names, globs and tags', () => {
    expect(names('book,member')).toEqual(['member', 'book'])
    expect(names('loan*')).toEqual(['loan', 'loan_fee'])
    expect(names('tag:desk')).toEqual(['loan', 'loan_fee'])
  })

  it('adds what a mapping needs, and what needs it', () => {
    expect(names('+loan')).toEqual(['member', 'book', 'loan'])
    expect(names('book+')).toEqual(['book', 'loan', 'loan_fee'])
    expect(names('+loan+')).toEqual(['member', 'book', 'loan', 'loan_fee'])
  })

  it('leaves out what is excluded', () => {
    expect(names('+loan', 'book')).toEqual(['member', 'loan'])
  })

  it('takes what is stale, where that is known', () => {
    const selection = { select: '+state:stale', exclude: null, stale: new Set(['loan']) }
    const { programs: chosen, unmatched } = selectPrograms(programs, selection)
    expect(chosen.map(({ name }) => name)).toEqual(['member', 'book', 'loan'])
    expect(unmatched).toEqual([])
    expect(selectPrograms(programs, { ...selection, stale: new Set() }).unmatched).toEqual([
      '+state:stale',
    ])
  })

  it('names a pattern that matches nothing', () => {
    expect(selectPrograms(programs, { select: 'lones book', exclude: null }).unmatched).toEqual([
      'lones',
    ])
  })
})
