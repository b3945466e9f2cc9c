/** The arms of a union: what is said of them together, and whose keys may be the same. */
import { describe, expect, it } from 'vitest'
import { compileProject } from '../../../src/compile/compile.ts'
import { compileWorld, documentOf, documentsOf, shortly } from '../../support/compile-world.ts'

function compileText(text: string, others: Parameters<typeof compileProject>[0] = []) {
  return compileProject([...documentsOf('staff', text), ...others], compileWorld())
}

function unionOf({ books = '', members = '', rest = '' }): string {
  return `source:
  union:
    books:
      from: library.book as x
      columns: {name: x.title${books}}
    members:
      from: library.member as x
      columns: {name: x.name${members}}
target: club.staff
on_error: reject
leave: {nobody has one: [boss_id]}
${rest}`
}

describe('the arms of a union', () => {
  it('are programs of their own, the later after the earlier', () => {
    const { value, diagnostics } = compileText(unionOf({ rest: 'columns: {id: x.id}' }))
    expect(diagnostics).toEqual([])
    expect(value?.map(({ program }) => [program.name, program.after, program.reads])).toEqual([
      ['staff.books', [], []],
      ['staff.members', ['staff.books'], []],
    ])
  })

  it('may share keys, but where a constant or a new key tells them apart', () => {
    const rivals = (text: string) =>
      compileText(text).value?.map(({ program }) => program.arm?.rivals)
    expect(rivals(unionOf({ rest: 'columns: {id: x.id}' }))).toEqual([[], ['staff.books']])
    expect(rivals(unionOf({ rest: 'columns: {id: {surrogate: x.id}}' }))).toEqual([[], []])
    const apart = { books: ', id: {const: 1}', members: ', id: {const: 2}' }
    expect(rivals(unionOf(apart))).toEqual([[], []])
    const same = { books: ', id: {const: 1}', members: ', id: {const: 1}' }
    expect(rivals(unionOf(same))).toEqual([[], ['staff.books']])
  })

  it('are told once of what they share, and of a leftover only where none of them needs it', () => {
    const used = { books: ', id: number', rest: 'let: {number: x.id}' }
    expect(compileText(unionOf({ ...used, members: ', id: x.id' })).diagnostics).toEqual([])
    const unused = { rest: 'let: {number: x.id}\ncolumns: {id: x.id}' }
    expect(shortly(compileText(unionOf(unused)).diagnostics)).toEqual(['COMPILE_LET_UNUSED 12:7'])
    const wrong = { rest: 'columns: {id: x.never}' }
    const { diagnostics } = compileText(unionOf(wrong))
    expect(shortly(diagnostics)).toEqual(['EXPRESSION_UNKNOWN_COLUMN 12:15'])
  })

  it('are unlike where a rule is missing, not where one is wrong', () => {
    const missing = compileText(unionOf({ books: ', id: x.id' })).diagnostics
    expect(shortly(missing)).toContain('COMPILE_UNION_COLUMNS 6:5')
    const wrong = compileText(
      unionOf({ books: ', id: x.id', members: ', id: x.never' }),
    ).diagnostics
    expect(shortly(wrong)).toEqual(['EXPRESSION_UNKNOWN_COLUMN 8:35'])
  })

  it('keep a crosswalk each, which the union itself does not', () => {
    const text = unionOf({ rest: 'columns: {id: {surrogate: x.id}}' })
    const rest = 'columns: {id: l.id, room: {crosswalk: staff, key: l.id}}\non_error: reject'
    const other = documentOf('room', `source: library.loan as l\ntarget: club.room\n${rest}`)
    const { diagnostics } = compileText(text, [other])
    expect(diagnostics[0]?.message).toContain('Write one of: staff.books, staff.members.')
  })
})
