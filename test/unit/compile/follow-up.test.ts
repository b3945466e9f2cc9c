/** One mistake is told once: what only follows from it is not said beside it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { compileProject } from '../../../src/compile/compile.ts'
import { compileWorld, documentOf, shortly } from '../../support/compile-world.ts'

const PERSON = path.resolve(import.meta.dirname, '../../invalid/compile-world/person.yaml')

function told(text: string): readonly string[] {
  const documents = [
    documentOf('person', `${readFileSync(PERSON, 'utf8')}drop: {no need: ["m.*"]}\n`),
    documentOf('it', text),
  ]
  return shortly(compileProject(documents, compileWorld({ drops: [] })).diagnostics)
}

const TITLE = `source: library.book as b
target: club.title
on_error: reject
columns:
  id: b.id
  isbn: b.isbn
  name: b.title
drop: {no need: [b.shelf]}
`

it('says nothing of a mapping in which nothing is wrong', () => {
  expect(told(TITLE)).toEqual([])
})

it.each([
  ['a column of the target', '  name:', '  nam:', ['COMPILE_UNKNOWN_COLUMN 7:3']],
  ['the key of the target', '  id:', '  idd:', ['COMPILE_UNKNOWN_COLUMN 5:3']],
  ['a dropped column', 'b.shelf', 'b.shel', ['COMPILE_DROP 8:18']],
  ['the target', 'club.title', 'club.titel', ['COMPILE_UNKNOWN_TABLE 2:9']],
  [
    'a function, and a column within its call',
    'name: b.title',
    'name: uper(b.titel)',
    ['EXPRESSION_UNKNOWN_FUNCTION 7:9', 'EXPRESSION_UNKNOWN_COLUMN 7:14'],
  ],
  [
    'two arguments by name',
    'name: b.title',
    'name: parse_number(b.titel, decimal_mark => b.x, group_mark => b.y)::text',
    [
      'EXPRESSION_UNKNOWN_COLUMN 7:22',
      'EXPRESSION_UNKNOWN_COLUMN 7:47',
      'EXPRESSION_UNKNOWN_COLUMN 7:66',
    ],
  ],
])('tells a misspelt name once: %s', (_, right, wrong, expected) => {
  expect(told(TITLE.replace(right, wrong))).toEqual(expected)
})

const LENDING = `source: library.loan as l
target: club.lending
on_error: reject
let:
  borrower: l.member_id
  isbn_of: upper(l.isbn)
columns:
  id: l.id
  person_id:
    crosswalk: person
    key: borrower
    missing: reject
  title_id:
    lookup: club.title
    by: {isbn: isbn_of}
    take: id
    missing: reject
  taken_at: l.taken
leave: {not asked for: [fee, city]}
drop: {no need: [l.fee, l.returned]}
`

it.each([
  ['a crosswalk', 'crosswalk: person', 'crosswalk: persn', ['COMPILE_UNKNOWN_CROSSWALK 10:16']],
  ['a table looked up', 'lookup: club.title', 'lookup: club.tile', ['COMPILE_UNKNOWN_TABLE 14:13']],
  ['a column looked up', '{isbn: isbn_of}', '{isb: isbn_of}', ['COMPILE_UNKNOWN_COLUMN 15:10']],
  ['a let', '{isbn: isbn_of}', '{isbn: isbnof}', ['EXPRESSION_UNKNOWN_NAME 15:16']],
  ['a column left', '[fee, city]', '[fee, cty]', ['COMPILE_UNKNOWN_COLUMN 19:30']],
])('says neither that a column nor that a let is unused beside %s misspelt', (...given) => {
  const [, right, wrong, expected] = given
  expect(told(LENDING)).toEqual([])
  expect(told(LENDING.replace(right, wrong))).toEqual(expected)
})

it('takes a bare null for the constant it is, where the column takes none', () => {
  const text = TITLE.replace('name: b.title', 'name: null').replace('[b.shelf]', '["b.*"]')
  expect(told(text)).toEqual(['COMPILE_CONSTANT 7:9'])
})

it('counts a key of the source as forgotten where no rule reads it', () => {
  const text = TITLE.replace('  id: b.id', '  id: length(b.isbn)')
  expect(told(text)).toEqual(['COMPILE_SOURCE_UNCOVERED 1:9'])
})
