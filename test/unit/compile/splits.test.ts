/** Splits of the project file: tables, mappings that share out their rows, and what is wrong. */
import { describe, expect, it } from 'vitest'
import { compileProject } from '../../../src/compile/compile.ts'
import { compileWorld, documentOf, documentsOf, shortly } from '../../support/compile-world.ts'

const STAFF = documentOf(
  'staff',
  `source: {from: library.member as m, where: m.status = 'S'}
target: club.staff
columns: {id: m.id, name: m.name}
leave: {nobody has one: [boss_id]}`,
)
const ROOM = documentsOf(
  'room',
  `source:
  union:
    members: {from: library.member as x, columns: {room: x.status}}
    rooms: {from: library.room as x, columns: {room: x.kind}}
target: club.room
columns: {id: x.id}`,
)
const KEYLESS = documentOf(
  'keyless',
  `source: library.scan as s
target: {into: club.room, key: [id]}
on_error: reject
columns: {id: s.member_id, room: s.code}`,
)

function splitOf(table: string, members: readonly string[], documents = [STAFF, ...ROOM]) {
  const at = (line: number) => ({ file: 'mapwright.yaml', line, column: 3 })
  const split = {
    table: { value: table, at: at(1) },
    members: members.map((value, index) => ({ value, at: at(index + 2) })),
  }
  return compileProject(documents, compileWorld({ splits: [split] }))
}

describe('a split', () => {
  it('names programs, of a union the arms that read the table', () => {
    const { splits, diagnostics } = splitOf('library.member', ['staff', 'room'])
    expect(diagnostics).toEqual([])
    expect(splits).toEqual([{ table: 'library.public.member', members: ['staff', 'room.members'] }])
  })

  it.each([
    ['library.membr', ['staff', 'room'], 'COMPILE_UNKNOWN_TABLE 1:3'],
    ['member', ['staff', 'room'], 'MAPPING_TABLE_NAME 1:3'],
    ['library.member', ['staf', 'room'], 'COMPILE_SPLIT_MEMBER 2:3'],
    ['library.member', ['staff', 'room.rooms'], 'COMPILE_SPLIT_MEMBER 3:3'],
    ['library.member', ['room', 'room.members'], 'COMPILE_SPLIT_MEMBER 3:3'],
    ['library.room', ['room'], 'COMPILE_SPLIT_MEMBER 1:3'],
  ])('of %s between %j is refused', (table, members, expected) => {
    expect(shortly(splitOf(table, members).diagnostics)).toEqual([expected])
  })

  it('needs rows that can be told apart', () => {
    const twin = { ...KEYLESS, name: 'twin', target: STAFF.target, columns: STAFF.columns }
    const { diagnostics } = splitOf('library.scan', ['keyless', 'twin'], [KEYLESS, twin])
    expect(shortly(diagnostics)).toContain('COMPILE_SPLIT_KEY 1:3')
  })
})
