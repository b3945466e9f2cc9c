/** A unit before its chunks: surrogate keys are assigned, losers of duplicate target keys found. */
import { Spill } from '../connect/sqlite/spill.ts'
import { clearDuplicates, writeDuplicates, type Duplicate } from '../ledger/duplicates.ts'
import { readRanges, replaceChunks, type KeyRange } from '../ledger/chunks.ts'
import { inTransaction } from '../ledger/transaction.ts'
import { claimUnit, fenceUnit, setUnitState } from '../ledger/units.ts'
import { chunksOf } from '../plan/chunks.ts'
import type { ChunkSize } from '../plugin/connector.ts'
import { searchInStream, sourceKeyText } from './duplicate-keys.ts'
import { mapRows } from './map-rows.ts'
import { createMapper, openBatches } from './open.ts'
import type { Sessions, TaskControl, UnitTask } from './sessions.ts'
import type { LoadedProgram } from '../compile/transform.ts'
import { readKeyStatistics } from './statistics.ts'
import { stopIfAsked } from './stop.ts'
import { assignSurrogates } from './surrogates.ts'
import { suspendOwn } from './suspension.ts'

export interface PrepareTask extends UnitTask {
  /** Arms before it whose rows may have the target key of one of its own. */
  readonly rivals: readonly LoadedProgram[]
  readonly chunks: readonly KeyRange[]
  /** Of the chunks that are to be laid out anew; null: those above are the unit's. */
  readonly layOut: ChunkSize | null
}

/**
 * Done once a run: a resume finds the unit ready. Every commit on the way is fenced. The chunks are
 * those of the unit.
 */
export async function prepareUnit(
  sessions: Sessions,
  task: PrepareTask,
  control: TaskControl,
): Promise<readonly KeyRange[]> {
  const epoch = await claimUnit(sessions.ledger, task)
  if (epoch === null) {
    return task.layOut === null ? task.chunks : await readRanges(sessions.ledger, task)
  }
  const chunks = task.layOut === null ? task.chunks : await layOut(sessions, task, task.layOut)
  const laidOut = { ...task, chunks }
  await assignSurrogates(sessions, task, epoch, control)
  if (needsSearch(laidOut)) await findDuplicates(sessions, laidOut, epoch, control)
  await inTransaction(sessions.target, async () => {
    await fenceUnit(sessions.ledger, task, epoch)
    if (task.layOut !== null) await replaceChunks(sessions.ledger, task, chunks)
    await suspendOwn(sessions, task)
    await setUnitState(sessions.ledger, task, { state: 'ready' })
  })
  return chunks
}

/** What is read has been filled by now. */
async function layOut(
  sessions: Sessions,
  { loaded: { program } }: PrepareTask,
  size: ChunkSize,
): Promise<readonly KeyRange[]> {
  const source = await sessions.source(program.source.reads.connection)
  return chunksOf(program, await readKeyStatistics(source, program, size))
}

/** A unit of one chunk sees all of its rows, and finds its duplicates while it loads. */
function needsSearch({ loaded, chunks, rivals }: PrepareTask): boolean {
  return rivals.length > 0 || (!loaded.program.keyIsOneToOne && chunks.length > 1)
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
  for (const rival of task.rivals) await claimKeys(sessions, rival, spill, control)
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

/** The rows of an arm before have their keys, whatever becomes of them. */
async function claimKeys(
  sessions: Sessions,
  rival: LoadedProgram,
  spill: Spill,
  control: TaskControl,
): Promise<void> {
  const search = searchInStream(rival.program, spill)
  using mapper = await createMapper(sessions, rival)
  for await (const batch of openBatches(sessions, rival, mapper)) {
    stopIfAsked(control)
    for (const mapped of await mapRows(mapper, batch)) search(mapped)
  }
}
