/** Work tables: the columns and keys that are inferred, and what cannot be one. */
import { describe, expect, it } from 'vitest'
import { compileProject } from '../../../src/compile/compile.ts'
import type { ProjectContext } from '../../../src/compile/context.ts'
import { compileWorld, documentOf, shortly } from '../../support/compile-world.ts'

function compileTexts(
  texts: Readonly<Record<string, string>>,
  change: Partial<ProjectContext> = {},
) {
  const documents = Object.entries(texts).map(([name, text]) => documentOf(name, text))
  return compileProject(documents, compileWorld(change))
}

function shapeOf(text: string, change: Partial<ProjectContext> = {}) {
  const { value, diagnostics } = compileTexts({ it: text }, change)
  const [compiled] = value ?? []
  const { target } = compiled?.program ?? {}
  return {
    found: shortly(diagnostics),
    table: target?.table,
    key: target?.key,
    columns: target?.work?.columns.map(
      ({ name, native, nullable }) => `${name} ${native}${nullable ? '' : ' not null'}`,
    ),
  }
}

describe('a work table', () => {
  it('has the columns that rules and copy give, without those that are dropped', () => {
    const text = `source: library.member as m
target: work.member
copy: m
columns: {joined: "parse_date(m.joined, 'YYYY-MM-DD')", letters: length(m.name)}
on_error: reject
drop: {nobody asks: ["m.*_no", m.email]}`
    expect(shapeOf(text)).toEqual({
      found: [],
      table: { schema: 'mapwright_work', name: 'member' },
      key: ['id'],
      columns: [
        'joined date',
        'letters integer not null',
        'id integer not null',
        'name character varying(40) not null',
        'status text',
      ],
    })
  })

  it('has the key of its source by whatever name, or that of its groups', () => {
    const copied = 'source: library."Shelf" as s\ntarget: work.shelf\ncopy: s'
    expect(shapeOf(copied).key).toEqual(['id'])
    const renaming = 'source: library."Shelf" as s\ntarget: work.shelf\ncolumns: {Number: s.id}'
    expect(shapeOf(renaming).key).toEqual(['Number'])
    const grouped = `source: {from: library.loan as l, group_by: [lower(l.isbn)]}
target: work.loans
columns: {isbn: lower(l.isbn), loans: count(*)}`
    expect(shapeOf(grouped).key).toEqual(['isbn'])
  })

  it('keeps what other servers have no type for as text, and keys within bounds', () => {
    const text = `source: library.loan as l
target: {into: work.loan, key: [isbn, taken]}
columns: {isbn: l.isbn, taken: l.taken, fee: l.fee, returned: l.returned, id: l.id}`
    const columns = (target: string) => shapeOf(text, { target }).columns
    expect(columns('mart')).toEqual([
      'isbn varchar(380) not null',
      'taken varchar(380) not null',
      'fee longtext',
      'returned longtext',
      'id int not null',
    ])
    expect(columns('club')).toContain('returned boolean')
  })

  it('is filled by one mapping, however its name is written', () => {
    const text = (name: string) => `source: library.member as m\ntarget: work.${name}\ncopy: m`
    const { diagnostics } = compileTexts({ one: text('Cust'), two: text('cust') })
    expect(shortly(diagnostics)).toEqual(['COMPILE_TARGET_SHARED 2:9'])
  })

  it('has no column that is left, and says so', () => {
    const text = `source: library.member as m
target: work.member
copy: m
leave: {nobody asks: [email]}`
    expect(shapeOf(text).found).toEqual(['COMPILE_UNKNOWN_COLUMN 4:23'])
  })

  it('that is wrong is no more wrong for its readers', () => {
    const { diagnostics } = compileTexts({
      made: 'source: library.member as m\ntarget: work.made\ncolumns: {id: m.never}',
      read: 'source: work.made as w\ntarget: club.room\ncolumns: {id: w.id}\non_error: reject',
    })
    expect(diagnostics.map(({ file }) => file)).toEqual(diagnostics.map(() => 'mappings/made.yaml'))
    expect(diagnostics.length).toBeGreaterThan(0)
  })
})
