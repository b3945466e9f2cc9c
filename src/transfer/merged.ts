/** A mapping that merges rows -> which of them are merged, and which row stands for them. */
import type { Cell } from '../base/cell.ts'
import { createMapper, openBatches } from './open.ts'
import type { Sessions } from './sessions.ts'
import type { LoadedProgram } from '../compile/transform.ts'
import { sourceKeyOf } from './source-rows.ts'

export interface MergedRows {
  /** Groups of more than one row, as many as were asked for: source keys, the first row's first. */
  readonly groups: readonly (readonly (readonly Cell[])[])[]
  /** How many such groups there are, and how many rows are merged into another's. */
  readonly groupCount: number
  readonly rowCount: number
}

/** Reads the whole source, and writes nothing. */
export async function mergedRows(
  sessions: Sessions,
  loaded: LoadedProgram,
  limit: number,
): Promise<MergedRows> {
  const { program } = loaded
  const groups: (readonly Cell[])[][] = []
  let [groupCount, rowCount] = [0, 0]
  using mapper = await createMapper(sessions, loaded)
  for await (const batch of openBatches(sessions, loaded, mapper)) {
    for (let index = 0; index < batch.count; index += 1) {
      const members = mapper.folded?.members(batch.row(index)) ?? []
      if (members.length < 2) continue
      groupCount += 1
      rowCount += members.length - 1
      if (groups.length === limit) continue
      groups.push(members.map(({ row, ordinal }) => [...sourceKeyOf(program, row, ordinal)]))
    }
  }
  return { groups, groupCount, rowCount }
}
