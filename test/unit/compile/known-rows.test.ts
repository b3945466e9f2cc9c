import { describe, expect, it } from 'vitest'
import { compileProject } from '../../../src/compile/compile.ts'
import { compileWorld, documentOf } from '../../support/compile-world.ts'

/** The codes of what is wrong with a mapping of the library's members to the club's persons. */
function codesOf(text: string): readonly string[] {
  const { diagnostics } = compileProject([documentOf('it', text)], compileWorld())
  return diagnostics.map(({ code }) => code)
}

function person(lines: { readonly source?: string; readonly columns: string }): readonly string[] {
  return codesOf(`
source: ${lines.source ?? 'library.member as m'}
target: {into: club.person, key: [legacy_id]}
columns:
  legacy_id: m.id
${lines.columns}
leave: {generated: [id]}
`)
}

const NAME = '  name: m.name'
const STANDING = '  standing: {const: active}'
const WHERE = (where: string) => `
  from: library.member as m
  where: ${where}`

describe('what a mapping knows of its rows', () => {
  it('a text that is cut to the length of its column needs no outcome', () => {
    const email = (expression: string) =>
      person({
        columns: [NAME, STANDING, `  email: ${expression}`, '  joined_on: null'].join('\n'),
      })
    expect(email('left(m.email, 20)')).toEqual([])
    expect(email('left(m.email, 21)')).toEqual(['COMPILE_OUTCOME_MISSING'])
  })

  it('words that a CASE chooses from are labels of an enumeration', () => {
    const standing = (word: string) =>
      person({
        columns: [
          NAME,
          `  standing: case when m.status = 'A' then 'active' else '${word}' end`,
          '  email: null',
          '  joined_on: null',
        ].join('\n'),
      })
    expect(standing('inactive')).toEqual([])
    expect(standing('gone')).toEqual(['COMPILE_OUTCOME_MISSING'])
  })

  it('a row that where kept has what its conditions compare', () => {
    const name = (where: string) =>
      person({
        source: WHERE(where),
        columns: ['  name: m.status', STANDING, '  email: null', '  joined_on: null'].join('\n'),
      })
    expect(name('m.status is not null')).toEqual([])
    expect(name("m.status <> '' and length(m.email) > 3")).toEqual([])
    expect(name("m.status <> '' or m.id > 3")).toEqual(['COMPILE_OUTCOME_MISSING'])
  })

  it('a let that where does not ask for is made of kept rows, one that it asks for of all', () => {
    const name = (where: string) =>
      codesOf(`
source: {from: library.member as m, where: [${where}]}
let:
  label: m.status || '!'
target: {into: club.person, key: [legacy_id]}
columns:
  legacy_id: m.id
  name: label
  standing: {const: active}
  email: null
  joined_on: null
leave: {generated: [id]}
`)
    expect(name('m.status is not null')).toEqual([])
    expect(name("label <> '?'")).toEqual([])
    expect(name('label is not null or m.id > 3')).toEqual(['COMPILE_OUTCOME_MISSING'])
  })

  it('an inner join brings what its table always has, a left join where it is asked for', () => {
    const name = (kind: string, where: string) =>
      codesOf(`
source:
  from: library.loan as l
  join:
    - {${kind}: library.book as b, match: b.isbn = l.isbn}
  where: ${where}
target: club.staff
columns:
  id: l.id
  name: b.title
  boss_id: null
`)
    expect(name('inner', 'l.id > 0')).toEqual([])
    expect(name('left', 'l.id > 0')).toEqual(['COMPILE_OUTCOME_MISSING'])
    expect(name('left', 'b.id > 0')).toEqual([])
  })

  it('a cast that cuts nothing is no hazard', () => {
    const email = (expression: string) =>
      person({
        columns: [NAME, STANDING, `  email: ${expression}`, '  joined_on: null'].join('\n'),
      })
    expect(email('md5(m.status)::varchar(32)')).toEqual(['COMPILE_OUTCOME_MISSING'])
    expect(email('left(m.status, 9)::varchar(9)')).toEqual([])
    expect(email('left(m.status, 9)::varchar(8)')).toEqual(['COMPILE_HAZARD'])
  })

  it('values of a map are its entries', () => {
    const standing = (entry: string) =>
      codesOf(`
source: library.loan as l
let:
  word: {of: l.returned, map: {t: active, f: ${entry}, null: inactive}}
target: {into: club.person, key: [legacy_id]}
columns:
  legacy_id: l.id
  name: l.isbn
  standing: word
  email: null
  joined_on: null
leave: {generated: [id]}
`)
    expect(standing('inactive')).toEqual([])
    expect(standing('gone')).toEqual(['COMPILE_OUTCOME_MISSING'])
  })
})
