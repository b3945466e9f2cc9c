/** A unit before its chunks: surrogate keys are assigned, losers of duplicate target keys found. */
import { Spill } from '../connect/sqlite/spill.ts'
import { clearDuplicates, writeDuplicates, type Duplicate } from '../ledger/duplicates.ts'
import type { KeyRange } from '../ledger/runs.ts'
import { inTransaction } from '../ledger/transaction.ts'
import { claimUnit, fenceUnit, setUnitState } from '../ledger/units.ts'
import { searchInStream, sourceKeyText } from './duplicate-keys.ts'
import { mapRows } from './map-rows.ts'
import { createMapper, openBatches } from './open.ts'
import type { Sessions, TaskControl, UnitTask } from './sessions.ts'
import { stopIfAsked } from './stop.ts'
import { assignSurrogates } from './surrogates.ts'
import { suspendOwn } from './suspension.ts'

export interface PrepareTask extends UnitTask {
  readonly chunks: readonly KeyRange[]
}

/** Done once a run: a resume finds the unit ready. Every commit on the way is fenced. */
export async function prepareUnit(
  sessions: Sessions,
  task: PrepareTask,
  control: TaskControl,
): Promise<void> {
  const epoch = await claimUnit(sessions.ledger, task)
  if (epoch === null) return
  await assignSurrogates(sessions, task, epoch, control)
  if (needsSearch(task)) await findDuplicates(sessions, task, epoch, control)
  await inTransaction(sessions.target, async () => {
    await fenceUnit(sessions.ledger, task, epoch)
    await suspendOwn(sessions, task)
    await setUnitState(sessions.ledger, task, { state: 'ready' })
  })
}

/** A unit of one chunk sees all of its rows, and finds its duplicates while it loads. */
function needsSearch({ loaded, chunks }: PrepareTask): boolean {
  return !loaded.program.keyIsOneToOne && chunks.length > 1
}

async function findDuplicates(
  sessions: Sessions,
  task: PrepareTask,
  epoch: number,
  control: TaskControl,
): Promise<void> {
  await inTransaction(sessions.target, async () => {
    await fenceUnit(sessions.ledger, task, epoch)
    await clearDuplicates(sessions.ledger, task)
  })
  using spill = new Spill()
  const { program } = task.loaded
  const search = searchInStream(program, spill)
  using mapper = await createMapper(sessions, task.loaded)
  for (const [chunk, range] of task.chunks.entries()) {
    for await (const batch of openBatches(sessions, task.loaded, mapper, { range })) {
      stopIfAsked(control)
      const losers: Duplicate[] = []
      for (const mapped of await mapRows(mapper, batch)) {
        const firstKey = search(mapped)
        if (firstKey === null) continue
        losers.push({ chunk, sourceKey: sourceKeyText(program, mapped), firstKey })
      }
      if (losers.length === 0) continue
      await inTransaction(sessions.target, async () => {
        await fenceUnit(sessions.ledger, task, epoch)
        await writeDuplicates(sessions.ledger, task, losers)
      })
    }
  }
}
