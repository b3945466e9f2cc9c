/** Emitted transforms: what each construct of a mapping makes of a row. */
import { describe, expect, it } from 'vitest'
import { compileProject } from '../../../src/compile/compile.ts'
import { ROW_FAILED } from '../../../src/compile/transform.ts'
import { compileWorld, documentOf, shortly } from '../../support/compile-world.ts'
import { load, mapRow, refused } from './load-compiled.ts'

const PERSON = `
source: library.member as m
target: club.person
on_error: reject
`

describe('a rule', () => {
  it('passes cells on, computes, and keeps constants', async () => {
    const it = await load(`${PERSON}
columns:
  id: {surrogate: m.id}
  legacy_id: m.id
  name: upper(trim(m.name))
  email: m.email
  standing: {const: active}
leave:
  later: [joined_on]
`)
    const found = { get: () => ['41'] }
    const member = { 'm.id': '7', 'm.name': ' Ada ', 'm.email': 'ada@example.org' }
    const { result, cells } = mapRow(it, member, found)
    expect(result).toBe(0)
    expect(cells).toEqual({
      id: '41',
      legacy_id: '7',
      name: 'ADA',
      email: 'ada@example.org',
      standing: 'active',
    })
  })

  it('names every column that is refused, not only the first', async () => {
    const it = await load(`${PERSON}
columns:
  id: m.card_no
  legacy_id: m.id
  name: m.status
  email: m.email
  standing: m.status
leave:
  later: [joined_on]
`)
    const row = mapRow(it, { 'm.id': '7', 'm.card_no': 'x', 'm.email': 'e'.repeat(21) })
    expect(row.result).toBe(-1)
    expect(refused(row)).toEqual([
      'id VALUE_NOT_A_NUMBER',
      'name VALUE_NULL',
      'email VALUE_TOO_LONG',
      'standing VALUE_NULL',
    ])
  })

  it('gives the outcome that its on_error declares', async () => {
    const it = await load(`${PERSON}
columns:
  id: m.id
  legacy_id:
    value: m.card_no
    on_error: {default: m.id}
  name:
    value: m.status
    on_error: {default: "'nobody'"}
  email:
    value: m.email
    on_error: 'null'
  standing:
    value: m.status
    on_error: fail
leave:
  later: [joined_on]
`)
    const row = mapRow(it, { 'm.id': '7', 'm.card_no': 'x', 'm.email': 'e'.repeat(21) })
    expect(row.cells).toMatchObject({ id: '7', legacy_id: '7', name: 'nobody', email: null })
    expect(row.result).toBe(-2)
    expect(refused(row)).toEqual(['standing VALUE_NULL'])
  })

  it('is checked, with the outcome of the check itself', async () => {
    const it = await load(`${PERSON}
columns:
  id: m.id
  legacy_id: m.id
  name:
    value: m.name
    check:
      - {that: length(value) < 4, else: warn, code: LONG}
      - {that: value <> 'Bob', code: BOB}
    on_error: {default: "'somebody'"}
  email:
    value: m.email
    check: {that: value like '%@%', else: 'null'}
  standing: {const: active}
leave:
  later: [joined_on]
`)
    const long = mapRow(it, { 'm.id': '7', 'm.name': 'Grace', 'm.email': 'none' })
    expect(long.warnings).toEqual(['LONG name'])
    expect(long.cells).toMatchObject({ name: 'Grace', email: null })
    const bob = mapRow(it, { 'm.id': '7', 'm.name': 'Bob' })
    expect(bob.cells).toMatchObject({ name: 'somebody', email: null })
  })

  it('passes a check on NULL, and fails it before NOT NULL is asked', async () => {
    const it = await load(`${PERSON}
columns:
  id: m.id
  legacy_id: m.id
  name:
    value: m.status
    check: {that: value is not null, code: NO_NAME}
  email:
    value: m.email
    check: value like '%@%'
  standing: {const: active}
leave:
  later: [joined_on]
`)
    expect(refused(mapRow(it, { 'm.id': '7' }))).toEqual(['name NO_NAME'])
  })
})

describe('a map', () => {
  const text = (otherwise: string) => `${PERSON}
columns:
  id: m.id
  legacy_id: m.id
  name: m.name
  email:
    of: m.status
    map: {A: first, B: null, null: none}
    ${otherwise}
  standing:
    of: upper(m.status)
    map: {A: active, B: inactive}
    else: {default: "'inactive'"}
leave:
  later: [joined_on]
`
  it('knows a number by its value, however many zeros its fraction ends in', async () => {
    const it = await load(`${PERSON}
columns:
  id: m.id
  legacy_id: m.id
  name:
    of: m.status::numeric
    map: {1.5: half, 20: score, 1e3: thousand}
    else: {default: "'other'"}
  standing: {const: active}
leave:
  later: [email, joined_on]
`)
    const names = ['1.5', '1.50', '20', '20.00', '2', '1000.0', '0.0'].map(
      (status) => mapRow(it, { 'm.id': '7', 'm.status': status }).cells['name'],
    )
    const other = 'other'
    expect(names).toEqual(['half', 'half', 'score', 'score', other, 'thousand', other])
  })

  it('takes the entry of a value, of NULL, and else the outcome', async () => {
    const it = await load(text('else: reject'))
    const member = { 'm.id': '7', 'm.name': 'Ada' }
    expect(mapRow(it, { ...member, 'm.status': 'A' }).cells).toMatchObject({
      email: 'first',
      standing: 'active',
    })
    expect(mapRow(it, { ...member, 'm.status': 'B' }).cells).toMatchObject({ email: null })
    const unknown = mapRow(it, { ...member, 'm.status': 'z' })
    expect(refused(unknown)).toEqual(['email MAP_MISSING'])
    expect(unknown.cells).toMatchObject({ standing: 'inactive' })
    const none = mapRow(it, member)
    expect(none.cells).toMatchObject({ email: 'none' })
    expect(refused(none)).toEqual(['standing VALUE_NULL'])
  })

  it('keeps the value where that is said, as far as it fits', async () => {
    const it = await load(text('else: keep'))
    const member = { 'm.id': '7', 'm.name': 'Ada' }
    expect(mapRow(it, { ...member, 'm.status': 'C' }).cells).toMatchObject({ email: 'C' })
    const long = mapRow(it, { ...member, 'm.status': 'C'.repeat(21) })
    expect(refused(long)).toEqual(['email VALUE_TOO_LONG'])
  })
})

describe('a let', () => {
  it('feeds rules, other lets and where, in whatever order they are written', async () => {
    const it = await load(`
source:
  from: library.member as m
  where:
    - {keep: shout <> 'TEST', else: test account}
target: club.person
on_error: reject
let:
  loud: shout || '!'
  shout: upper(tidy)
  tidy: trim(m.name)
columns:
  id: m.id
  legacy_id: m.id
  name: loud
  email: tidy
  standing: {const: active}
leave:
  later: [joined_on]
`)
    expect(mapRow(it, { 'm.id': '7', 'm.name': ' Ada ' }).cells).toMatchObject({
      name: 'ADA!',
      email: 'Ada',
    })
    expect(mapRow(it, { 'm.id': '7', 'm.name': 'test' }).result).toBe(1)
    expect(it.compiled.program.filterReasons).toEqual(['test account'])
  })

  it('refuses the rules that read it, unless an outcome of its own gives a value', async () => {
    const it = await load(`${PERSON}
let:
  number: m.card_no::integer
  safe:
    value: m.card_no::integer
    on_error: {default: "0"}
columns:
  id: number
  legacy_id: safe
  name: m.name
  email:
    value: number::text
    on_error: 'null'
  standing: {const: active}
leave:
  later: [joined_on]
`)
    const row = mapRow(it, { 'm.id': '7', 'm.name': 'Ada', 'm.card_no': 'x' })
    expect(refused(row)).toEqual(['id VALUE_NOT_A_NUMBER'])
    expect(row.cells).toMatchObject({ legacy_id: '0', email: null })
  })
})

describe('a check of a value', () => {
  const room = (check: string, onError = 'reject') => `
source: library."shelf" as s
target: club.room
on_error: ${onError}
columns:
  id: s.id
  room:
    value: s.room
    check: ${check}
`

  it.each(['warn', 'null', '{default: s.room}'])(
    'refuses the row where it cannot be computed, with else: %s too',
    async (outcome) => {
      const it = await load(room(`{that: 1 / length(value) > 0, else: ${outcome}}`))
      expect(refused(mapRow(it, { 's.id': '1', 's.room': '' }))).toEqual([
        'room VALUE_DIVISION_BY_ZERO',
      ])
    },
  )

  it('gives what on_error declares where it cannot be computed', async () => {
    const it = await load(room('{that: 1 / length(value) > 0, else: warn}', `{default: "'none'"}`))
    expect(mapRow(it, { 's.id': '1', 's.room': '' }).cells).toMatchObject({ room: 'none' })
  })

  it('needs an outcome where it can fail', () => {
    const text = room('{that: 1 / length(value) > 0, else: warn}').replace('on_error: reject\n', '')
    const { diagnostics } = compileProject([documentOf('it', text)], compileWorld())
    expect(shortly(diagnostics)).toEqual(['COMPILE_OUTCOME_MISSING 6:3'])
  })

  it('may name the value in the default it gives instead', async () => {
    const it = await load(room(`{that: length(value) < 3, else: {default: "left(value, 2)"}}`))
    expect(mapRow(it, { 's.id': '1', 's.room': 'north' }).cells).toMatchObject({ room: 'no' })
  })
})

describe('a let that may be NULL only by an outcome of its own', () => {
  it.each([
    ['a map', "{of: m.name, map: {Ada: 'yes'}, else: {default: m.email}}"],
    ['a check', `{value: m.name, check: {that: value = 'Ada', else: null}}`],
    ['on_error', '{value: "(1 / length(m.name))::text", on_error: {default: m.email}}'],
  ])('is NULL to the conditions that ask for it: %s', async (_, rule) => {
    const it = await load(`${PERSON}
let:
  known: ${rule}
columns:
  id: m.id
  legacy_id: m.id
  name: case when not (known = 'q') then 'told' else 'not told' end
  standing: {const: active}
leave:
  later: [email, joined_on]
`)
    const { cells } = mapRow(it, { 'm.id': '7', 'm.name': '' })
    expect(cells).toMatchObject({ name: 'not told' })
  })
})

describe('checks of the whole row', () => {
  it('stop the run where they cannot be computed and on_error says fail', async () => {
    const it = await load(`
source: library."shelf" as s
target: club.room
on_error: fail
check: {that: 1 / length(s.room) > 0, else: warn}
columns:
  id: s.id
  room: s.room
`)
    expect(mapRow(it, { 's.id': '1', 's.room': '' }).result).toBe(ROW_FAILED)
  })

  it('refuse, warn or stop', async () => {
    const it = await load(`${PERSON}
columns:
  id: m.id
  legacy_id: m.id
  name: m.name
  standing: {const: active}
check:
  - {that: m.id > 0, code: SIGN}
  - {that: m.id <> 5, else: warn, code: FIVE}
  - {that: m.id <> 9, else: fail, code: NINE}
leave:
  later: [email, joined_on]
`)
    const of = (id: string) => mapRow(it, { 'm.id': id, 'm.name': 'Ada' })
    expect(refused(of('-1'))).toEqual(['row SIGN'])
    expect(of('5')).toMatchObject({ result: 0, warnings: ['FIVE null'] })
    expect(of('9')).toMatchObject({ result: -2, problems: [{ code: 'NINE' }] })
  })
})
