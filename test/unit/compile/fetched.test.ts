/** Emitted transforms: lookups, crosswalks, surrogates and joins. */
import { describe, expect, it } from 'vitest'
import type { Cell, Row } from '../../../src/base/cell.ts'
import type { Found } from '../../../src/compile/transform.ts'
import { load, mapRow, refused, rowOf, nothing, type Loaded } from './load-compiled.ts'

/** Finds by number of the lookup and the key as text. */
function finds(entries: Readonly<Record<string, readonly Cell[] | 'ambiguous'>>): Found {
  return { get: (index, key) => entries[`${index} ${key.join(',')}`] }
}

const PERSON = `
source: library.member as m
target: club.person
columns:
  id: {surrogate: m.id}
  legacy_id: m.id
  name: m.name
  standing: {const: active}
leave:
  later: [email, joined_on]
`

const LENDING = `
source: library.loan as l
target: club.lending
on_error: reject
let:
  book:
    lookup: club.title
    by: {isbn: upper(l.isbn)}
    take: id
    missing: reject
columns:
  id: l.id
  person_id:
    crosswalk: person
    key: l.member_id
    missing: reject
  title_id: book
  taken_at: l.taken
  fee: parse_number(l.fee)
  city:
    lookup: library.address
    by: {member_id: l.member_id, kind: l.fee}
    take: city
    missing: {default: "'nowhere'"}
`

describe('a key that is a number', () => {
  it('is one key, however many zeros its fraction ends in', async () => {
    const keys = await load(
      `on_error: reject${PERSON.replace('{surrogate: m.id}', "{surrogate: 'm.status::numeric'}")}`,
    )
    const ask = (status: string) =>
      keys.transform.keys[0]?.(rowOf(keys, { 'm.status': status }), nothing)
    expect(['1.50', '1.5', '100', '100.0'].map(ask)).toEqual([['1.5'], ['1.5'], ['100'], ['100']])
  })
})

describe('a lookup', () => {
  const loan = { 'l.id': '1', 'l.member_id': '7', 'l.isbn': 'x1', 'l.taken': '2020-01-01 00:00:00' }

  it('asks for its key, and gives what was found', async () => {
    const it = await load(LENDING.replace('  fee: parse_number(l.fee)\n', '  fee: l.fee\n'), {
      person: PERSON,
    })
    const row = rowOf(it, { ...loan, 'l.fee': '2.5' })
    expect(it.transform.keys.map((key) => key(row, nothing))).toEqual([['X1'], ['7'], ['7', '2.5']])
    const found = finds({ '0 X1': ['11'], '1 7': ['41'], '2 7,2.5': ['Bath'] })
    expect(mapRow(it, row, found).cells).toEqual({
      id: '1',
      person_id: '41',
      title_id: '11',
      taken_at: '2020-01-01 00:00:00',
      fee: '2.50',
      city: 'Bath',
    })
    expect(it.compiled.program.after).toEqual(['person'])
  })

  it('is missing, ambiguous, or NULL where its key is', async () => {
    const it = await load(LENDING.replace('  fee: parse_number(l.fee)\n', '  fee: l.fee\n'), {
      person: PERSON,
    })
    const row = rowOf(it, loan)
    expect(it.transform.keys[2]?.(row, nothing)).toBe(null)
    const missing = mapRow(it, row)
    expect(refused(missing)).toEqual(['person_id LOOKUP_MISSING', 'title_id LOOKUP_MISSING'])
    expect(missing.cells).toMatchObject({ city: null })
    const paid = rowOf(it, { ...loan, 'l.fee': '1' })
    const twice = mapRow(it, paid, finds({ '0 X1': ['11'], '1 7': ['41'], '2 7,1': 'ambiguous' }))
    expect(refused(twice)).toEqual(['city LOOKUP_AMBIGUOUS'])
    expect(mapRow(it, paid).cells).toMatchObject({ city: 'nowhere' })
  })
})

describe('a surrogate', () => {
  it('is asked for by its key, and proves the target key to be one-to-one', async () => {
    const it = await load(PERSON)
    expect(it.compiled.program.lookups).toEqual([
      { kind: 'surrogate', mapping: 'it', as: 'integer', column: 'id' },
    ])
    expect(it.compiled.program.keyIsOneToOne).toBe(true)
    const row = rowOf(it, { 'm.id': '7', 'm.name': 'Ada' })
    expect(it.transform.keys[0]?.(row, nothing)).toEqual(['7'])
  })
})

const JOINED = (kind: string, match: string) => `
source:
  from: library.member as m
  join:
    - ${kind}: library.address as a
      match: ${match}
target: club.person
on_error: reject
columns:
  id: m.id
  legacy_id: m.id
  name: m.name
  email: a.city
  standing: {const: active}
leave:
  later: [joined_on]
`

function settle(it: Loaded, rows: readonly Row[]) {
  const problems: { code: string; column: string | null; message: string }[] = []
  const settled = it.transform.settleJoins?.(rows, { problems, warn: () => {} }) ?? null
  const row = settled?.[0] ?? null
  return { row, problems: problems.map(({ code }) => code) }
}

describe('a join', () => {
  const member = { 'm.id': '7', 'm.name': 'Ada' }
  const home = { ...member, 'a.id': '1', 'a.member_id': '7', 'a.kind': 'HOME', 'a.city': 'Bath' }
  const work = { ...home, 'a.id': '2', 'a.kind': 'WORK', 'a.city': 'York' }

  it('needs no settling where the source proves it', async () => {
    const it = await load(JOINED('left', 'a.id = m.id'))
    expect(it.transform.settleJoins).toBe(null)
    expect(it.compiled.program.joins).toMatchObject([{ alias: 'a', kind: 'left', toOne: true }])
    expect(it.compiled.text).toContain("join.onRef('a.id', '=', 'm.id')")
  })

  it('takes the exact match among what the source found', async () => {
    const it = await load(JOINED('left', "a.member_id = m.id and upper(a.kind) = 'HOME'"))
    expect(it.compiled.text).toContain("join.onRef('a.member_id', '=', 'm.id'),")
    const { row } = settle(it, [rowOf(it, work), rowOf(it, home)])
    expect(row).toEqual(rowOf(it, home))
    expect(mapRow(it, row ?? []).cells).toMatchObject({ email: 'Bath' })
  })

  it('is NULL where nothing matches exactly; an inner one then leaves the row out', async () => {
    const left = await load(JOINED('left', "a.member_id = m.id and upper(a.kind) = 'HOME'"))
    const another = { ...work, 'a.id': '3' }
    const settled = settle(left, [rowOf(left, work), rowOf(left, another)])
    expect(settled.problems).toEqual([])
    expect(settled.row).toEqual(rowOf(left, member))
    const inner = await load(JOINED('inner', "a.member_id = m.id and a.kind = 'HOME'"))
    expect(mapRow(inner, member).result).toBe(1)
    expect(mapRow(inner, home).result).toBe(0)
    expect(inner.compiled.program.filterReasons).toEqual(['no match in a'])
  })

  it('refuses a second match', async () => {
    const it = await load(JOINED('left', "a.member_id = m.id and a.kind = 'HOME'"))
    expect(it.compiled.text).toContain(".on('a.kind', '=', 'HOME')")
    const twice = settle(it, [rowOf(it, home), rowOf(it, { ...home, 'a.id': '9' })])
    expect(twice).toEqual({ row: null, problems: ['JOIN_AMBIGUOUS'] })
  })

  it('decides each join by itself where several stand side by side', async () => {
    const it = await load(`
source:
  from: library.member as m
  join:
    - left: library.address as a
      match: a.member_id = m.id and upper(a.kind) = 'HOME'
    - left: library.loan as l
      match: l.member_id = m.id and l.fee = '1'
target: club.person
on_error: reject
columns:
  id: m.id
  legacy_id: m.id
  name: m.name
  email: concat_ws('/', a.city, l.isbn)
  standing: {const: active}
leave:
  later: [joined_on]
`)
    const loans = [
      { 'l.id': '1', 'l.member_id': '7', 'l.fee': '1', 'l.isbn': 'x' },
      { 'l.id': '2', 'l.member_id': '7', 'l.fee': '2', 'l.isbn': 'y' },
    ]
    const rows = [work, { ...work, 'a.id': '4' }].flatMap((address) =>
      loans.map((loan) => rowOf(it, { ...address, ...loan })),
    )
    const { row, problems } = settle(it, rows)
    expect(problems).toEqual([])
    expect(mapRow(it, row ?? []).cells).toMatchObject({ email: 'x' })
  })
})
