/** Functions of the project file: what they give, what flows through a call, what is refused. */
import { describe, expect, it } from 'vitest'
import { parseYaml } from '../../../src/base/yaml.ts'
import { compileProject } from '../../../src/compile/compile.ts'
import type { ProjectFunction } from '../../../src/project/project.ts'
import { compileWorld, documentOf, shortly } from '../../support/compile-world.ts'
import { load, mapRow, refused } from './load-compiled.ts'

function functionsOf(text: string): readonly ProjectFunction[] {
  const { value } = parseYaml('mapwright.yaml', text)
  if (value?.kind !== 'map') throw new Error('no functions')
  return value.entries.flatMap(({ key, value: body }) =>
    body.kind === 'scalar' ? [{ signature: key, body }] : [],
  )
}

const TITLE = `source: library.book as b
target: club.title
on_error: reject
columns:
  id: b.id
  isbn: b.isbn
`

const LENDING = `source: library.loan as l
target: club.lending
columns:
  id: l.id
  person_id: l.member_id
  taken_at: l.taken
  title_id: l.id
  fee: {const: '1'}
leave:
  later: [city]
`

function compiled(functions: string, mapping: string) {
  const ownFunctions = functionsOf(functions)
  return compileProject([documentOf('it', mapping)], compileWorld({ ownFunctions }))
}

function codes(functions: string, rule = 'b.title', extra = ''): readonly string[] {
  const { diagnostics } = compiled(functions, `${TITLE}  name: ${rule}\n${extra}`)
  for (const { message } of diagnostics) expect(message).toMatch(/[.?]$/u)
  return shortly(diagnostics)
}

describe('a function of the project', () => {
  it('is called by place and by name, calls others, and computes its operands once', async () => {
    const ownFunctions = functionsOf(`
shown(title text, shelf text): concat_ws(' @ ', tidy(title), coalesce(shelf, 'nowhere'))
tidy(written text): nullif(trim(written), '')
fiscal_year(moment timestamp): extract(year from moment + interval '3 months')::int
`)
    const mapping = `${TITLE}  name: shown(shelf => b.shelf, title => b.title || tidy(b.title))
check:
  - fiscal_year('2026-11-01'::timestamp) = 2027
`
    const it = await load(mapping, {}, { ownFunctions })
    const book = { 'b.id': '1', 'b.isbn': '9', 'b.title': ' Emma', 'b.shelf': null }
    expect(mapRow(it, book).cells).toMatchObject({ name: 'Emma' + 'Emma @ nowhere' })
    expect(mapRow(it, book).result).toBe(0)
    expect(it.compiled.text.match(/\(arg_written\) =>/gu)).toHaveLength(1)
  })

  it('makes the rule fallible where it can fail, and the row is refused', async () => {
    const year = "year_of(written text): date_part('year', written::date)::int"
    const rule = LENDING.replace('title_id: l.id', 'title_id: year_of(l.fee)')
    expect(shortly(compiled(year, rule).diagnostics)).toEqual(['COMPILE_OUTCOME_MISSING 7:3'])
    const safe = 'double_of(number integer): number::numeric + number'
    expect(compiled(safe, `${TITLE}  name: double_of(b.id)::text\n`).diagnostics).toEqual([])
    const it = await load(`${rule}on_error: reject\n`, {}, { ownFunctions: functionsOf(year) })
    const loan = { 'l.id': '1', 'l.member_id': '2', 'l.taken': '2026-01-01 00:00:00' }
    expect(refused(mapRow(it, { ...loan, 'l.fee': 'never' }))).toEqual([
      'title_id VALUE_INVALID_DATE',
    ])
    expect(mapRow(it, { ...loan, 'l.fee': '1815-12-23' }).cells).toMatchObject({ title_id: '1815' })
  })

  it('may give NULL where its operands may, and not where none can', () => {
    const certain = TITLE.replace('on_error: reject\n', '').replace('b.isbn', "{const: '9'}")
    const mapping = (rule: string) => `${certain}  name: ${rule}\n`
    const loud = 'loud(written text): upper(written)'
    expect(compiled(loud, mapping('loud(b.title)')).diagnostics).toEqual([])
    expect(shortly(compiled(loud, mapping('loud(b.shelf)')).diagnostics)).toEqual([
      'COMPILE_OUTCOME_MISSING 6:3',
    ])
    const sure = "sure(written text): coalesce(written, '-')"
    expect(compiled(sure, mapping('sure(b.shelf)')).diagnostics).toEqual([])
  })

  it('hands its hazards to the rule that calls it', () => {
    const cut = 'cut(written text): written::varchar(3)'
    expect(codes(cut, 'cut(b.title)')).toEqual(['COMPILE_HAZARD 7:9'])
    expect(codes(cut, 'cut(b.title)', 'accept: [narrows:name]\n')).toEqual([])
  })

  it('is part of the digest where it is used, and only there', () => {
    const digest = (functions: string, rule: string) =>
      compiled(functions, `${TITLE}  name: ${rule}\n`).value?.[0]?.program.digest
    const one = 'tidy(written text): trim(written)'
    const other = 'tidy(written text): ltrim(written)'
    expect(digest(one, 'tidy(b.title)')).not.toBe(digest(other, 'tidy(b.title)'))
    expect(digest(one, 'b.title')).toBe(digest(other, 'b.title'))
  })
})

describe('a function that means nothing is refused in mapwright.yaml', () => {
  it.each([
    ['tidy: trim(tidy)', 'COMPILE_FUNCTION_SIGNATURE 1:1'],
    ['tidy(text): 1', 'COMPILE_FUNCTION_SIGNATURE 1:6'],
    ['Tidy(a text): a', 'COMPILE_FUNCTION_SIGNATURE 1:1'],
    ['tidy(a txt): a', 'COMPILE_PARAMETER_TYPE 1:6'],
    ['tidy(a integer, b varchar(3)): b || a', 'COMPILE_PARAMETER_TYPE 1:17'],
    ['tidy(a numeric(6, 2)): a', 'COMPILE_PARAMETER_TYPE 1:6'],
    ['tidy(a integer[]): a', 'COMPILE_PARAMETER_TYPE 1:6'],
    ['tidy(a char): a', 'COMPILE_PARAMETER_TYPE 1:6'],
    ['tidy(a text, A text): a', 'COMPILE_PARAMETER_TWICE 1:14'],
    ['upper(a text): a', 'COMPILE_FUNCTION_BUILTIN 1:1'],
    ['coalesce(a text): a', 'COMPILE_FUNCTION_BUILTIN 1:1'],
    ['trim(a text): a', 'COMPILE_FUNCTION_BUILTIN 1:1'],
    ['tidy(a text): trm(a)', 'EXPRESSION_UNKNOWN_FUNCTION 1:15'],
    ['tidy(a text): b.title', 'EXPRESSION_UNKNOWN_NAME 1:15'],
  ])('%s', (text, expected) => {
    expect(codes(text)).toEqual([expected])
  })

  it('more in each other than anybody could wait for', () => {
    const doubling = Array.from(
      { length: 20 },
      (_, n) => `f${n + 1}(a integer): f${n}(a) + f${n}(a)\n`,
    )
    const [found] = codes(`f0(a integer): a\n${doubling.join('')}`)
    expect(found).toMatch(/^SQL_TOO_DEEP \d+:/u)
  })

  it('two of one name, whatever they take', () => {
    expect(codes('f(a text): a\nf(a integer): a\n')).toEqual(['COMPILE_FUNCTION_TWICE 2:1'])
  })

  it('a circle, said once, and not again by those who call into it', () => {
    const circle = 'f(a text): g(a)\ng(a text): f(a)\nh(a text): f(a)\n'
    expect(codes(circle)).toEqual(['COMPILE_FUNCTION_CYCLE 1:1'])
  })

  it('a parameter that is not used, a function that nothing calls: warnings', () => {
    const { diagnostics } = compiled('f(a text, b text): a', `${TITLE}  name: b.title\n`)
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['warning', 'warning'])
    expect(shortly(diagnostics)).toEqual([
      'COMPILE_FUNCTION_UNCALLED 1:1',
      'COMPILE_PARAMETER_UNUSED 1:11',
    ])
  })
})
