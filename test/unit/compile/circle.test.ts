/** Mappings that refer to each other: what is off, what is settled together, and what waits. */
import { describe, expect, it } from 'vitest'
import { compileProject } from '../../../src/compile/compile.ts'
import { tablesFromDdl } from '../../../src/catalog/from-ddl.ts'
import { compileWorld, documentOf, shortly } from '../../support/compile-world.ts'

const SOURCE = `
  create table branch (id integer primary key, head_id integer not null, parent_id integer);
  create table staff (id integer primary key, branch_id integer not null);
  create table desk (id integer primary key, staff_id integer not null);`
const TARGET = `
  create table branch (id integer primary key, head_id integer not null,
    parent_id integer references branch);
  create table staff (id integer primary key, branch_id integer not null references branch);
  alter table branch add foreign key (head_id) references staff;
  create table desk (id integer primary key, staff_id integer not null references staff);`

function compileTexts(accepted: { readonly branch?: string; readonly desk?: string }) {
  const connection = (name: string, ddl: string) => {
    const { value: tables } = tablesFromDdl(ddl, { file: `${name}.sql`, schema: 'public' })
    if (tables === undefined) throw new Error('no tables')
    const catalog = { connection: name, connector: 'postgres', tables }
    return [name, { catalog, settings: { nullTokens: {}, zeroDates: 'reject' } }] as const
  }
  const context = compileWorld({
    connections: new Map([connection('old', SOURCE), connection('new', TARGET)]),
    target: 'new',
  })
  const accept = (values: string | undefined) =>
    values === undefined ? '' : `accept: [${values}]\n`
  const text = (name: string, values?: string) =>
    `source: old.${name} as x\ntarget: new.${name}\ncopy: x\n${accept(values)}`
  const documents = [
    documentOf('branch', text('branch', accepted.branch)),
    documentOf('desk', text('desk', accepted.desk)),
    documentOf('staff', text('staff')),
  ]
  return compileProject(documents, context)
}

describe('a circle of references', () => {
  it('is refused, with what could be off', () => {
    const { diagnostics } = compileTexts({})
    expect(shortly(diagnostics)).toEqual(['COMPILE_MAPPING_CYCLE 2:9'])
    expect(diagnostics[0]?.message).toContain(
      'accept: [suspends:head_id] in "branch", or accept: [suspends:branch_id] in "staff"',
    )
  })

  it('is opened by one of its references, and whoever needs one of it waits for all', () => {
    const { value, diagnostics } = compileTexts({ branch: 'suspends:head_id' })
    expect(diagnostics).toEqual([])
    const programs = value?.map(({ program }) => program) ?? []
    expect(programs.map(({ name, after, settledWith }) => [name, after, settledWith])).toEqual([
      ['branch', [], ['branch', 'staff']],
      ['desk', ['branch', 'staff'], []],
      ['staff', ['branch'], ['branch', 'staff']],
    ])
    const [branch, desk, staff] = programs.map(({ target }) => target)
    expect(branch?.selfReference).toEqual([{ columns: ['parent_id'], references: ['id'] }])
    const column = (name: string) => ({ columns: [name], referenced: ['id'], inside: true })
    expect(branch?.references).toMatchObject([
      { ...column('head_id'), suspended: true },
      { ...column('parent_id'), suspended: false },
    ])
    expect(staff?.references).toMatchObject([{ ...column('branch_id'), suspended: false }])
    expect(desk?.references).toEqual([])
  })

  it('leaves a reference of a table to itself to whoever says so', () => {
    const accepted = { branch: 'suspends:head_id, suspends:parent_id' }
    const { value } = compileTexts(accepted)
    const target = value?.[0]?.program.target
    expect(target?.selfReference).toEqual([])
    expect(target?.references.map(({ suspended }) => suspended)).toEqual([true, true])
  })

  it('has nothing to do with other references', () => {
    const accepted = { branch: 'suspends:head_id', desk: 'suspends:staff_id' }
    expect(shortly(compileTexts(accepted).diagnostics)).toEqual(['COMPILE_ACCEPT_UNUSED 4:10'])
    const unknown = compileTexts({ branch: 'suspends:haed_id' })
    expect(shortly(unknown.diagnostics)).toEqual([
      'COMPILE_MAPPING_CYCLE 2:9',
      'COMPILE_ACCEPT_UNKNOWN 4:10',
    ])
  })
})
