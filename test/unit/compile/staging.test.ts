/** Which tables are copied into the stage, and what the query does there. */
import { describe, expect, it } from 'vitest'
import { compileProject } from '../../../src/compile/compile.ts'
import { compileWorld, documentOf, shortly } from '../../support/compile-world.ts'
import { load } from './load-compiled.ts'

const PERSON = (source: string, email: string) => `
source:
${source}
target: club.person
on_error: reject
columns:
  id: {surrogate: m.id}
  legacy_id: m.id
  name: m.name
  email:
    ${email}
  standing: {const: active}
leave:
  later: [joined_on]
`

const FILE = `
  from: library.member as m
  join:
    - left: feeds.donation as d
      match: d.book = m.name and d.amount <> ''
`

describe('a join that no source can do', () => {
  it('is made of copies of both tables, each with the columns that are read', async () => {
    const { compiled } = await load(PERSON(FILE, 'value: d.amount'))
    const { source, staged, joins, row } = compiled.program
    expect(source).toMatchObject({
      connection: 'library',
      table: { schema: 'public', name: 'member' },
      reads: {
        connection: 'stage:library.public.member+feeds.donation',
        table: { schema: 's0', name: 'rows' },
      },
    })
    expect(joins).toMatchObject([{ connection: 'feeds', toOne: false }])
    expect(row.map(({ label }) => label)).toContain('d._row')
    expect(
      staged.map(({ table, columns, indexes, holdsRecords, reads }) => ({
        table: table.name,
        columns: columns.map(({ name }) => name),
        indexes,
        holdsRecords,
        schema: reads.schema,
      })),
    ).toEqual([
      {
        table: 'member',
        columns: ['id', 'name'],
        indexes: [['id']],
        holdsRecords: false,
        schema: 's0',
      },
      {
        table: 'donation',
        columns: ['book', 'amount', '_row'],
        indexes: [['book']],
        holdsRecords: true,
        schema: 's1',
      },
    ])
    expect(compiled.text).toContain(".selectFrom('s0.rows as m')")
    expect(compiled.text).toContain("is.ref('d.#problems')")
  })

  it('reaches over two connections; within one nothing is copied', async () => {
    const over = FILE.replace('feeds.donation as d', 'archive.visit as d').replace(
      /match: .*/u,
      'match: d.member_id = m.id',
    )
    const both = await load(PERSON(over, 'value: d.id::text'))
    expect(both.compiled.program.staged.map(({ connection }) => connection)).toEqual([
      'library',
      'archive',
    ])
    const within = over.replace('archive.visit', 'library.loan')
    const one = await load(PERSON(within, 'value: d.isbn'))
    expect(one.compiled.program.staged).toEqual([])
    expect(one.compiled.program.source.reads.connection).toBe('library')
  })

  it('refuses names that differ only in case, which the stage cannot tell apart', () => {
    const { connections } = compileWorld()
    const archive = connections.get('archive')
    const [visit] = archive?.catalog.tables.filter(({ name }) => name === 'visit') ?? []
    const [id] = visit?.columns ?? []
    if (archive === undefined || visit === undefined || id === undefined)
      throw new Error('no visit')
    const columns = [...visit.columns, { ...id, name: 'ID' }]
    const catalog = { ...archive.catalog, tables: [{ ...visit, columns }] }
    const world = compileWorld({
      connections: new Map([...connections, ['archive', { ...archive, catalog }]]),
    })
    const text = PERSON(FILE.replace('feeds.donation', 'archive.visit'), 'value: m.email')
    const document = documentOf('it', text.replace(/match: .*/u, 'match: d.member_id = m.id'))
    const { diagnostics } = compileProject([document], world)
    expect(shortly(diagnostics)).toEqual(['COMPILE_NAME_UNSUPPORTED 6:13'])
  })
})

describe('a match by ranges', () => {
  const ranges = (match: string) => `
  from: library.member as m
  join:
    - left: library.loan as d
      match: ${match}
`

  it('is found by them, and decided by the worker', async () => {
    const it = await load(PERSON(ranges('m.id between d.member_id and d.id'), 'value: d.isbn'))
    expect(it.compiled.text).toContain(
      "join.onRef('d.member_id', '<=', 'm.id').onRef('d.id', '>=', 'm.id'),",
    )
    expect(it.transform.settleJoins).not.toBe(null)
  })

  it('leaves to the worker what stands beside an equality and cannot be ordered', async () => {
    const match = 'd.member_id = m.id and d.isbn > m.name and d.id > 3'
    const it = await load(PERSON(ranges(match), 'value: d.isbn'))
    expect(it.compiled.text).toContain(
      "join.onRef('d.member_id', '=', 'm.id').on('d.id', '>', '3'),",
    )
  })
})

describe('a lookup in a file', () => {
  const LOOKUP = `lookup: feeds.donation
    by: {book: m.name}
    take: amount
    missing: null`

  it('reads a copy, and the rows themselves are still streamed from where they are', async () => {
    const it = await load(PERSON('  from: library.member as m', LOOKUP))
    const { source, lookups, staged } = it.compiled.program
    expect(source.reads.connection).toBe('library')
    const reads = { connection: 'stage:feeds.donation', table: { schema: 's0', name: 'rows' } }
    const looked = lookups.find(({ kind }) => kind === 'table')
    expect(looked).toMatchObject({ connection: 'feeds', reads, unique: false })
    expect(staged.map(({ indexes }) => indexes)).toEqual([[['book']]])
  })
})
