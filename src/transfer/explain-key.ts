/** Follows the row of one source key through its mapping; reads, and writes nothing. */
import type { Cell, CellProblem, Row } from '../base/cell.ts'
import type { CheckedMapping } from '../compile/checked.ts'
import type { Program } from '../compile/program.ts'
import {
  followRow,
  levelOf,
  stopOf,
  type ExplainedRow,
  type Place,
  type Stopped,
} from './explain-row.ts'
import type { Mapper } from './map-rows.ts'
import { createMapper, openBatches, openSettled } from './open.ts'
import type { Sessions } from './sessions.ts'
import type { LoadedProgram } from '../compile/transform.ts'
import { sourceKeyOf } from './source-rows.ts'

/** A row that became of the source row, or what stopped it. */
export interface FollowedRow extends ExplainedRow {
  /** Of which rows it was made; null: of this one alone. */
  readonly group: ExplainedGroup | null
}

interface ExplainedGroup {
  readonly count: number
  /** Source keys of the first of them; the very first names the group in quarantine. */
  readonly members: readonly (readonly Cell[])[]
}

/** What became of the row of a source key; empty: there is no such row. */
export async function explainKey(
  sessions: Sessions,
  loaded: LoadedProgram,
  checked: CheckedMapping,
  key: readonly string[],
): Promise<readonly FollowedRow[]> {
  using mapper = await createMapper(sessions, loaded)
  const found = await rowsOf(sessions, loaded, mapper, key)
  const level = levelOf(loaded.program.shape)
  const rows: FollowedRow[] = []
  for (const place of await itemsOf(mapper, found)) {
    const stopped = place.stopped ?? (await stopOf(mapper, place))
    // What its group makes of it is found with the group.
    if (level === 2 && stopped?.outcome !== 'filtered') continue
    rows.push({ ...followRow(mapper, checked, place, stopped), group: null })
  }
  if (level < 2 || found.length === 0) return rows
  return [...rows, ...(await followGroups(sessions, loaded, checked, key))]
}

/** The rows that joins made of the source row, or the one that there is. */
async function rowsOf(
  sessions: Sessions,
  loaded: LoadedProgram,
  mapper: Mapper,
  key: readonly string[],
): Promise<readonly Place[]> {
  const { program } = loaded
  const isKeyed = program.source.key.length > 0
  const found: Place[] = []
  const range = isKeyed ? { range: { low: key, high: null } } : {}
  for await (const batch of openSettled(sessions, loaded, mapper, range)) {
    for (let index = 0; index < batch.count; index += 1) {
      const row = batch.row(index)
      if (isOf(program, key, row, batch.ordinal(index))) {
        found.push({ row: [...row], level: 0, unread: batch.problems.get(index) ?? [] })
      } else if (isKeyed) return found
    }
    if (!isKeyed && found.length > 0) return found
  }
  return found
}

function isOf(program: Program, key: readonly string[], row: Row, ordinal: number): boolean {
  const own = sourceKeyOf(program, row, ordinal)
  return key.every((cell, at) => cell === own[at])
}

interface Item extends Place {
  readonly stopped: Stopped | null
}

/** What `each` makes of the rows; those without any item are stopped. */
async function itemsOf(mapper: Mapper, found: readonly Place[]): Promise<readonly Item[]> {
  const { program, transform, lookups } = mapper
  const { expand } = transform
  if (expand === null) return found.map((place) => ({ ...place, stopped: null }))
  const items: Item[] = []
  for (const place of found) {
    const stopped = await stopOf(mapper, place)
    const problems: CellProblem[] = []
    const rows = stopped === null ? expand(place.row, lookups.found, { problems, warn() {} }) : []
    if (stopped !== null) items.push({ ...place, stopped })
    else if (rows === null) items.push({ ...place, stopped: { outcome: 'rejected', problems } })
    else if (rows.length === 0) {
      const reason = program.shape?.noItem ?? ''
      items.push({ ...place, stopped: { outcome: 'filtered', reason } })
    }
    for (const row of rows ?? []) items.push({ row, level: 1, unread: [], stopped: null })
  }
  return items
}

const MEMBERS_SHOWN = 20

/** Goes through the whole source: the rows of a group may stand anywhere. */
async function followGroups(
  sessions: Sessions,
  loaded: LoadedProgram,
  checked: CheckedMapping,
  key: readonly string[],
): Promise<readonly FollowedRow[]> {
  const { program } = loaded
  const rows: FollowedRow[] = []
  const level = program.shape?.each === true ? 1 : 0
  using mapper: Mapper & Disposable = await createMapper(sessions, loaded, {
    refuse: (row, ordinal, problems) => {
      if (!isOf(program, key, row, ordinal)) return
      const stopped = { outcome: 'rejected', problems } as const
      const refused = followRow(mapper, checked, { row, level, unread: [] }, stopped)
      rows.push({ ...refused, group: null })
    },
  })
  for await (const batch of openBatches(sessions, loaded, mapper)) {
    for (let index = 0; index < batch.count; index += 1) {
      const row = batch.row(index)
      const members = mapper.folded?.members(row) ?? []
      if (!members.some((member) => isOf(program, key, member.row, member.ordinal))) continue
      const shown = members.slice(0, MEMBERS_SHOWN)
      const keys = shown.map((member) => sourceKeyOf(program, member.row, member.ordinal))
      const place: Place = { row, level: 2, unread: [] }
      const standing = followRow(mapper, checked, place, await stopOf(mapper, place))
      rows.push({ ...standing, group: { count: members.length, members: keys } })
    }
  }
  return rows
}
