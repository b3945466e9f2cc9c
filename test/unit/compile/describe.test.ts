/** What a compiled mapping tells plan, run and reports, and what compiling asks of a project. */
import { describe, expect, it } from 'vitest'
import { compileProject } from '../../../src/compile/compile.ts'
import { BIGINT, BOOLEAN, INTEGER, type LogicalType } from '../../../src/catalog/logical-type.ts'
import { equalityFamily, isExactFamily } from '../../../src/compile/equality.ts'
import type { CompileContext } from '../../../src/compile/context.ts'
import { compileWorld, documentOf, shortly } from '../../support/compile-world.ts'
import { compileTexts } from './load-compiled.ts'

const TITLE = `
source: library.book as b
target: club.title
on_error: reject
columns:
  id: b.id
  isbn: b.isbn
  name: b.title
`

function codesOf(text: string, change: Partial<CompileContext> = {}) {
  const { diagnostics } = compileProject([documentOf('it', text)], compileWorld(change))
  return shortly(diagnostics)
}

function programOf(text: string, change: Partial<CompileContext> = {}) {
  const program = compileTexts({ it: text }, change)[0]?.program
  if (program === undefined) throw new Error('not compiled')
  return program
}

describe('the source key', () => {
  it('is the primary key, else a unique key that is never NULL', () => {
    const { source, keyIsOneToOne } = programOf(TITLE)
    expect(source).toMatchObject({ key: ['id'], keyIndexes: [0] })
    expect(keyIsOneToOne).toBe(true)
  })

  it('is the record number of a file', () => {
    const { source, row } = programOf(`
source: feeds.donation as d
target: club.right_side
columns:
  id: d._row::integer
leave:
  no need: [note]
on_error: reject
`)
    expect(source.key).toEqual(['_row'])
    expect(row.map(({ label }) => label)).toEqual(['d._row'])
  })

  it('is missing, which the plan is told', () => {
    const { source, notes, keyIsOneToOne } = programOf(`
source: library.scan as s
target: {into: club.right_side}
on_error: reject
columns:
  id: s.member_id
  note: s.code
`)
    expect(source.key).toEqual([])
    expect(keyIsOneToOne).toBe(false)
    expect(notes).toEqual(['library.public.scan has no usable key: it is read as one chunk.'])
  })

  it('is none where a null token may hide its values', () => {
    const world = compileWorld()
    const library = world.connections.get('library')
    if (library === undefined) throw new Error('no library')
    const settings = { nullTokens: { integer: ['0'] }, zeroDates: 'reject' } as const
    const connections = new Map([...world.connections, ['library', { ...library, settings }]])
    expect(programOf(TITLE, { connections }).source.key).toEqual(['isbn'])
  })
})

describe('what a source compares', () => {
  const column = (native: string, type: LogicalType, collation: string | null = null) => ({
    name: 'code',
    native,
    type,
    nullable: false,
    default: null,
    generated: false,
    identity: null,
    collation,
  })
  const text = { kind: 'text', length: null, fixed: false } as const
  const char = { kind: 'text', length: 4, fixed: true } as const

  it.each([
    ['postgres', column('integer', INTEGER), 'integer', true],
    ['sqlite', column('INTEGER', BIGINT), 'integer', true],
    ['mysql', column('varchar(9)', INTEGER), null, false],
    ['postgres', column('text', text), 'text ', true],
    ['mysql', column('varchar(9)', text, 'utf8mb4_general_ci'), 'text utf8mb4_general_ci', false],
    ['sqlite', column('TEXT', text, 'NOCASE'), 'text NOCASE', false],
    ['postgres', column('character(4)', char), 'char ', false],
    ['sqlite', column('CHAR(4)', char), null, false],
    ['sqlite', column('DATE', { kind: 'date' }), null, false],
    ['mysql', column('date', { kind: 'date' }), 'date', true],
    ['mysql', column('tinyint(1)', BOOLEAN), null, false],
    [
      'mysql',
      column('bigint(20) unsigned', { kind: 'numeric', precision: 20, scale: 0 }),
      'integer',
      true,
    ],
    ['mysql', column('binary(16)', { kind: 'bytea' }), 'bytea', true],
    ['mysql', column('bit(12)', { kind: 'bytea' }), null, false],
    ['postgres', column('bytea', { kind: 'bytea' }), 'bytea', true],
    ['sqlite', column('BLOB', { kind: 'bytea' }), null, false],
  ] as const)('%s: %o', (connector, of, family, isExact) => {
    expect(equalityFamily(connector, of)).toBe(family)
    expect(family !== null && isExactFamily(connector, family)).toBe(isExact)
  })
})

describe('the target key', () => {
  it('may fold rows where it is computed', () => {
    expect(programOf(TITLE.replace('id: b.id', 'id: length(b.isbn)')).keyIsOneToOne).toBe(false)
  })
})

describe('lineage', () => {
  it('meets a let once, however often the lets after it use it', () => {
    const chain = Array.from({ length: 40 }, (_, at) => `  l${at + 1}: l${at} || l${at}`)
    const { lineage } = programOf(`
source: library.member as m
target: club.person
let:
  l0: m.name
${chain.join('\n')}
columns:
  id: m.id
  legacy_id: m.id
  name: l40
  standing: {const: active}
leave:
  later: [email, joined_on]
`)
    expect(lineage[2]).toEqual({
      target: 'name',
      sources: ['library.public.member.name'],
      how: 'derived',
    })
  })

  it('follows lets, lookups and joins to the source', () => {
    const { lineage } = programOf(`
source:
  from: library.loan as l
  join:
    - left: library.member as m
      match: m.id = l.member_id
target: club.lending
on_error: reject
let:
  home:
    lookup: library.address
    by: {id: m.id}
    take: city
    missing: 'null'
columns:
  id: l.id
  person_id: l.member_id
  taken_at: l.taken
  fee: {const: 1}
  city: upper(home)
leave:
  no need: [title_id]
`)
    expect(lineage).toEqual([
      { target: 'id', how: 'direct', sources: ['library.public.loan.id'] },
      { target: 'person_id', how: 'direct', sources: ['library.public.loan.member_id'] },
      { target: 'taken_at', how: 'direct', sources: ['library.public.loan.taken'] },
      { target: 'fee', how: 'constant', sources: [] },
      {
        target: 'city',
        how: 'derived',
        sources: [
          'library.public.address.city',
          'library.public.address.id',
          'library.public.member.id',
        ],
      },
    ])
  })
})

describe('the order of mappings', () => {
  it('follows references, and knows those of a table to itself', () => {
    const staff = `
source: library.member as m
target: club.staff
columns:
  id: m.id
  name: m.name
  boss_id: m.id
`
    const lending = `
source: library.loan as l
target: club.lending
on_error: reject
columns:
  id: l.id
  person_id: l.member_id
  title_id: l.id
  taken_at: l.taken
leave:
  no need: [fee, city]
`
    const programs = compileTexts({ lending, title: TITLE, staff }).map(({ program }) => program)
    expect(programs.map(({ name, after }) => [name, after])).toEqual([
      ['lending', ['title']],
      ['title', []],
      ['staff', []],
    ])
    expect(programs[2]?.target.selfReference).toEqual([
      { columns: ['boss_id'], references: ['id'] },
    ])
  })

  it('does not wait for a reference that is left', () => {
    const left = `
source: library.member as m
target: club.left_side
columns:
  id: m.id
leave:
  later: [right_id]
`
    const right = `
source: library.book as b
target: club.right_side
columns:
  id: b.id
leave:
  later: [note]
`
    const programs = compileTexts({ left, right }).map(({ program }) => program)
    expect(programs.map(({ after }) => after)).toEqual([[], ['left']])
  })
})

describe('coverage', () => {
  it('is met by use, by a drop of the mapping or of the project, by name or pattern', () => {
    const at = { file: 'mapwright.yaml', line: 1, column: 1 }
    const drops = (pattern: string) => ({ drops: [{ reason: 'old', pattern, at }] })
    expect(codesOf(TITLE, { drops: [] })).toEqual(['COMPILE_SOURCE_UNCOVERED 2:9'])
    for (const pattern of ['library.book.shelf', 'library.public.*.sh*', '*.book']) {
      expect(codesOf(TITLE, drops(pattern))).toEqual([])
    }
    for (const name of ['b.shelf', 'b.SHELF', 'b."shelf"', 'b.s*', `b.${'*'.repeat(60)}f`]) {
      expect(codesOf(`${TITLE}drop:\n  old: ['${name}']\n`, { drops: [] })).toEqual([])
    }
  })
})

describe('copy', () => {
  const SHELF = 'source: library."Shelf" as s\ntarget: club.room\ncopy: s\n'

  it('pairs equal names', () => {
    expect(codesOf(SHELF)).toEqual(['COMPILE_TARGET_UNCOVERED 2:9'])
  })

  it.each(['lower', 'snake_case'] as const)('pairs names in %s', (naming) => {
    const { lineage } = programOf(SHELF, { naming })
    expect(lineage.map(({ target, sources }) => [target, ...sources])).toEqual([
      ['id', 'library.public.Shelf.id'],
      ['room', 'library.public.Shelf.Room'],
    ])
  })
})

describe('a hazard', () => {
  it('is accepted by its name', () => {
    const text = TITLE.replace('isbn: b.isbn', 'isbn: b.isbn::varchar(13)')
    expect(codesOf(text)).toEqual(['COMPILE_HAZARD 7:15'])
    expect(codesOf(`${text}accept: ["narrows:isbn"]\n`)).toEqual([])
  })

  it('is a trigger only where the load can fire it', () => {
    const text = (load: string) => `
source: library.book as b
target: {into: club.stamped, load: ${load}}
columns:
  id: b.id
  seen_on: {const: 2024-01-01}
`
    expect(codesOf(text('upsert'))).toEqual(['COMPILE_HAZARD 3:16'])
    expect(codesOf(text('insert'))).toEqual([])
  })
})
