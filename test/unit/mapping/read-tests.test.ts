/** Reading the tests of a mapping. */
import { describe, expect, it } from 'vitest'
import { readMappingTests } from '../../../src/mapping/read-tests.ts'

const TEXT = `cases:
  - name: a loan keeps its branch
    given:
      library.loan: [{id: 007, note: null, word: 'null', branch: M}]
      shop.public.branch: [{code: M, id: 3}]
      crosswalk member: {"A-7": 41, 8: 42}
    expect:
      - {id: 7, branch_id: 3, note: null}
      - {reject: [state]}
      - {filtered: test account}
      - {filtered: yes, id: 1}
`

function read(text: string) {
  return readMappingTests({ path: 'mappings/deep/loan.test.yaml', text })
}

describe('the tests of a mapping', () => {
  const { value } = read(TEXT)
  const [first] = value?.cases ?? []

  it('belong to the mapping beside them', () => {
    expect(value).toMatchObject({ mapping: 'loan', file: 'mappings/deep/loan.test.yaml' })
    expect(first).toMatchObject({ name: 'a loan keeps its branch', at: { line: 2, column: 11 } })
  })

  it('have rows of cells by their source text', () => {
    expect(first?.tables.map(({ table }) => table.value)).toEqual([
      'library.loan',
      'shop.public.branch',
    ])
    const cells = first?.tables[0]?.rows[0]?.map(({ name, cell }) => [name.value, cell])
    expect(cells).toEqual([
      ['id', '007'],
      ['note', null],
      ['word', 'null'],
      ['branch', 'M'],
    ])
  })

  it('have the keys of crosswalks', () => {
    expect(first?.crosswalks).toMatchObject([
      {
        mapping: 'member',
        entries: [
          { from: 'A-7', to: '41' },
          { from: '8', to: '42' },
        ],
      },
    ])
  })

  it('expect rows, rejects and reasons', () => {
    expect(first?.expect).toMatchObject([
      { kind: 'row', cells: [{ cell: '7' }, { cell: '3' }, { cell: null }] },
      { kind: 'reject', columns: ['state'] },
      { kind: 'filtered', reason: 'test account' },
      { kind: 'row', cells: [{ cell: 'yes' }, { cell: '1' }] },
    ])
  })

  it('are refused where a table is not named in full', () => {
    const { diagnostics } = read(TEXT.replace('library.loan', 'loan'))
    expect(diagnostics).toMatchObject([{ code: 'MAPPING_TABLE_NAME', line: 4, column: 7 }])
  })
})
