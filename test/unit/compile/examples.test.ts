/** Examples and test cases of a mapping: what passes, and how a difference is told. */
import { expect, it } from 'vitest'
import { runExamples, runTests } from '../../../src/compile/examples.ts'
import { readMappingTests } from '../../../src/mapping/read-tests.ts'
import { load, type Loaded } from './load-compiled.ts'

const PERSON = `
source:
  from: library.member as m
  join:
    - left: library.address as a
      match: a.member_id = m.id and upper(a.kind) = 'HOME'
  where:
    - {keep: "m.name <> 'TEST'", else: test account}
target: club.person
on_error: reject
columns:
  id: {surrogate: m.id}
  legacy_id: m.id
  name: trim(m.name)
  email: a.city
  standing:
    lookup: club.staff
    by: {id: m.id}
    take: name
    missing: reject
leave:
  later: [joined_on]
`

function examplesOf({ compiled, transform }: Loaded) {
  return runExamples(compiled, transform).map(({ name, line, differences, problem }) => {
    const told = differences.map(({ column, expected, actual, rule }) => {
      return `${column} ${expected} is ${actual} by ${rule?.replace('mappings/it.yaml:', '')}`
    })
    return [name, line, ...told, ...(problem === null ? [] : [problem])]
  })
}

function casesOf({ compiled, transform }: Loaded, text: string) {
  const file = { path: 'mappings/it.test.yaml', text }
  const { value, diagnostics } = readMappingTests(file)
  expect(diagnostics).toEqual([])
  if (value === undefined) return []
  return runTests(compiled, transform, value).map(({ differences, problem }) => {
    const told = differences.map(
      ({ column, expected, actual }) => `${column} ${expected}|${actual}`,
    )
    return [...told, ...(problem === null ? [] : [problem])]
  })
}

it('evaluates only what an example expects', async () => {
  const loaded = await load(`${PERSON}
examples:
  - given: {m.name: ' Ada '}
    expect: {name: Ada}
  - given: {m.id: 07}
    expect: {legacy_id: 8, name: Ada}
  - given: {m.name: TEST}
    expect: {filtered: test account}
  - given: {m.name: Ada}
    expect: {reject: [name, legacy_id]}
  - given: {m.nam: Ada}
    expect: {name: Ada}
  - given: {m.id: seven}
    expect: {name: Ada}
`)
  expect(examplesOf(loaded)).toEqual([
    ['example 1', 25],
    ['example 2', 27, "legacy_id '8' is '7' by 13", expect.stringContaining('VALUE_NULL')],
    ['example 3', 29],
    ['example 4', 31, "name a reject is 'Ada' by 14"],
    ['example 5', 33, 'There is no column "m.nam". Did you mean "name"?'],
    ['example 6', 35, '"seven" is no integer, which "id" is.'],
  ])
})

it('runs a case through joins, lookups, crosswalks and the filter', async () => {
  const loaded = await load(PERSON)
  const results = casesOf(
    loaded,
    `
cases:
  - name: everything is found
    given:
      library.member: [{id: 7, name: ' Ada '}]
      library.address:
        - {id: 1, member_id: 7, kind: work, city: York}
        - {id: 2, member_id: 7, kind: home, city: Bath}
      club.staff: [{id: 7, name: active}]
      crosswalk it: {7: 41}
    expect:
      - {id: 41, name: Ada, email: Bath, standing: active}
  - name: a test account is left out, another is refused
    given:
      library.member: [{id: 7, name: TEST}, {id: 8, name: Bob}]
    expect: [{filtered: test account}, {reject: [standing]}]
  - name: two homes
    given:
      library.member: [{id: 7, name: Ada}]
      library.address:
        - {id: 1, member_id: 7, kind: home}
        - {id: 2, member_id: 7, kind: home}
    expect: [{name: Ada}]
  - name: a wrong value, and a wrong number of rows
    given:
      library.member: [{id: 7, name: Ada}]
      club.staff: [{id: 7, name: active}]
    expect: [{name: Eve}]
  - name: too few
    given:
      library.member: [{id: 7, name: Ada}]
    expect: [{name: Eve}, {name: Ada}]
`,
  )
  expect(results).toEqual([
    [],
    [],
    [' a row|reject:  (JOIN_AMBIGUOUS)'],
    ["name 'Eve'|'Ada'"],
    [' 2 rows|1 rows'],
  ])
})

it('says of a name in an example that means nothing where it stands', async () => {
  const loaded = await load(`${PERSON}
examples:
  - given: {m.name: Ada}
    expect:
      nam: Ada
  - given: {m.id: 7}
    expect: {reject: [standin]}
  - given: {m.id: 7}
    expect: {reject: [standing]}
`)
  expect(examplesOf(loaded)).toEqual([
    ['example 1', 27, 'The mapping feeds no column "nam". Did you mean "name"?'],
    ['example 2', 28, 'The mapping feeds no column "standin". Did you mean "standing"?'],
    [
      'example 3',
      30,
      'An example sees no table, and here one is looked up. ' +
        'Write a case in it.test.yaml instead.',
    ],
  ])
})

it('refuses a case about tables, crosswalks and columns unknown to its mapping', async () => {
  const loaded = await load(PERSON)
  const results = casesOf(
    loaded,
    `
cases:
  - name: a source
    given:
      library.members: [{id: 7, name: Ada}]
    expect: [{name: Ada}]
  - name: a lookup
    given:
      library.member: [{id: 7, name: Ada}]
      club.staf: [{id: 7, name: active}]
    expect: [{reject: [standing]}]
  - name: a crosswalk
    given:
      library.member: [{id: 7, name: Ada}]
      crosswalk its: {7: 41}
    expect: [{reject: [standing]}]
  - name: a refused column
    given:
      library.member: [{id: 7, name: Ada}]
    expect: [{reject: [standin]}]
`,
  )
  expect(results).toEqual([
    ['The mapping reads no table "library.members". Did you mean "library.member"?'],
    ['The mapping reads no table "club.staf". Did you mean "club.staff"?'],
    ['The mapping asks no crosswalk "its". Did you mean "it"?'],
    ['The mapping feeds no column "standin". Did you mean "standing"?'],
  ])
})
