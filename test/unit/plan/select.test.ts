/** --select and --exclude. */
import { describe, expect, it } from 'vitest'
import { selectPrograms } from '../../../src/plan/select.ts'

const programs = [
  { name: 'member', tags: ['people'], after: [], settledWith: [] },
  { name: 'book', tags: [], after: [], settledWith: [] },
  { name: 'loan', tags: ['desk'], after: ['member', 'book'], settledWith: [] },
  { name: 'loan_fee', tags: ['desk'], after: ['loan'], settledWith: [] },
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

  it('names a pattern that matches nothing', () => {
    expect(selectPrograms(programs, { select: 'lones book', exclude: null }).unmatched).toEqual([
      'lones',
    ])
  })
})
