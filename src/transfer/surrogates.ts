/** The keys of a mapping's rows -> new target keys, kept in its crosswalk before any chunk. */
import type { Cell, Row } from '../base/cell.ts'
import { nameUuid } from '../base/digest.ts'
import type { LookupSpec, Program } from '../compile/program.ts'
import {
  crosswalkKey,
  highestCrosswalkKey,
  readCrosswalk,
  writeCrosswalk,
} from '../ledger/crosswalk.ts'
import { inTransaction } from '../ledger/transaction.ts'
import { fenceUnit } from '../ledger/units.ts'
import { MemberKeys, type Assigning } from './members.ts'
import { keepEach } from './map-rows.ts'
import { createMapper, openBatches } from './open.ts'
import { qualified } from './queries.ts'
import type { Sessions, TaskControl, UnitTask } from './sessions.ts'
import { stopIfAsked } from './stop.ts'

type SurrogateSpec = Extract<LookupSpec, { kind: 'surrogate' }>

/**
 * Goes through the source in key order, so that neither workers nor a crash change a number: what
 * is assigned stays, and the rest continues from the highest. Rows that are filtered get none.
 */
export async function assignSurrogates(
  sessions: Sessions,
  task: UnitTask,
  epoch: number,
  control: TaskControl,
): Promise<void> {
  const { program, transform } = task.loaded
  const surrogates = program.lookups.flatMap((spec, index) =>
    spec.kind === 'surrogate' ? [{ spec, keyOf: transform.keys[index] }] : [],
  )
  if (surrogates.length === 0) return
  const nexts = await Promise.all(surrogates.map(({ spec }) => keyMaker(sessions, program, spec)))
  using mapper = await createMapper(sessions, task.loaded)
  using members = new MemberKeys()
  for await (const batch of openBatches(sessions, task.loaded, mapper)) {
    stopIfAsked(control)
    const rows: Row[] = []
    await keepEach(mapper, batch, (row) => rows.push(row))
    for (const [index, { spec, keyOf }] of surrogates.entries()) {
      const keys = rows.flatMap((row) => {
        const key = keyOf?.(row, mapper.lookups.found) ?? null
        return key === null ? [] : [key]
      })
      const makeKey = nexts[index]
      const at = { sessions, task, epoch }
      if (makeKey !== undefined) await assign(at, spec.mapping, keys, makeKey)
      if (keyOf !== undefined) await members.write(at, mapper, rows, { spec, keyOf })
    }
  }
}

type MakeKey = (sourceKey: string) => string

async function assign(
  at: Assigning,
  mapping: string,
  keys: readonly (readonly Cell[])[],
  makeKey: MakeKey,
): Promise<void> {
  const { sessions, task, epoch } = at
  const wanted = [...new Set(keys.map(crosswalkKey))]
  const existing = await readCrosswalk(sessions.ledger, mapping, wanted)
  const added = wanted
    .filter((key) => !existing.has(key))
    .map((key) => [key, makeKey(key)] as const)
  if (added.length === 0) return
  await inTransaction(sessions.target, async () => {
    await fenceUnit(sessions.ledger, task, epoch)
    await writeCrosswalk(sessions.ledger, { mapping, run: task.run }, added)
  })
}

async function keyMaker(
  sessions: Sessions,
  program: Program,
  spec: SurrogateSpec,
): Promise<MakeKey> {
  if (spec.as === 'uuid') return (sourceKey) => nameUuid(NAMESPACE, `${spec.mapping} ${sourceKey}`)
  // Arms of a union number their rows together.
  const numbering = program.arm?.all ?? [spec.mapping]
  let last = await highestCrosswalkKey(sessions.ledger, numbering)
  const inTarget = await highestInTarget(sessions, program, spec.column)
  if (inTarget > last) last = inTarget
  return () => {
    last += 1n
    return String(last)
  }
}

async function highestInTarget(
  sessions: Sessions,
  program: Program,
  column: string | null,
): Promise<bigint> {
  if (column === null) return 0n
  const { db } = sessions.target
  const row = await db
    .selectFrom(qualified(program.target.table))
    .select((is) => is.fn.max(column).as('highest'))
    .executeTakeFirst()
  // As text from one driver, as a number from another.
  const highest = row?.['highest'] as string | number | bigint | null | undefined
  return BigInt(highest ?? 0)
}

/** Of our own making, so that no other program's names give the same UUIDs. */
const NAMESPACE = '7d3f5a0c-9b1e-4c6f-8a52-d4e6b7c8091a'
