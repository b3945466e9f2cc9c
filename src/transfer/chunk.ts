/** One chunk, from claim to commit: its rows and its books, or nothing. */
import { EngineError } from '../base/error.ts'
import {
  claimChunk,
  completeChunk,
  fenceChunk,
  readChunk,
  type ChunkFacts,
} from '../ledger/claim.ts'
import { chargeLimits } from '../ledger/limit.ts'
import { inTransaction } from '../ledger/transaction.ts'
import { LoadDataError } from '../plugin/load.ts'
import { ChunkTransfer, type ChunkTask } from './chunk-transfer.ts'
import { KeysUnordered } from './duplicate-keys.ts'
import type { Sessions, TaskControl } from './sessions.ts'
import { StopRun } from './stop.ts'
import { unenforced } from './suspension.ts'

/** What the chunk did, also when an earlier attempt did it and could not say so. */
export async function transferChunk(
  sessions: Sessions,
  task: ChunkTask,
  control: TaskControl,
): Promise<ChunkFacts> {
  const { ledger } = sessions
  const epoch = await claimChunk(ledger, task, task.leaseMs)
  if (epoch === null) {
    const { facts } = await readChunk(ledger, task)
    if (facts !== null) return facts
    throw new EngineError(
      'TRANSFER_CHUNK_HELD',
      `Chunk ${task.chunk} of "${task.unit}" is held by another worker.`,
      { retryable: true },
    )
  }
  const startedAt = performance.now()
  return await atFirstQuickly(sessions, task, control, async (transfer) => {
    return await inChunk(sessions, task, async () => {
      await fenceChunk(ledger, task, epoch)
      const counted = await transfer.transfer()
      const facts = { ...counted, ms: Math.round(performance.now() - startedAt) }
      await completeChunk(ledger, task, facts)
      const { read, rejected } = facts.account
      const charge = { run: task.run, unit: task.unit, read, rejected }
      const exceeded = await chargeLimits(ledger, charge)
      if (exceeded !== null) throw new StopRun('limit', exceeded)
      return facts
    })
  })
}

/** References of what is settled once it is loaded are no business of a chunk. */
async function inChunk<T>(
  { target }: Sessions,
  { loaded }: ChunkTask,
  work: () => Promise<T>,
): Promise<T> {
  const isSettled = loaded.program.settledWith.length > 0
  return await unenforced(target, isSettled, () => inTransaction(target, work))
}

/**
 * What is quick for most chunks may be wrong for this one: it is then done again without.
 * A row that the target refuses costs a stream all that went before it, and has to be found; the
 * unit's other chunks are likely to have some, too. Keys that do not grow have to be searched.
 */
async function atFirstQuickly<T>(
  sessions: Sessions,
  task: ChunkTask,
  control: TaskControl,
  attempt: (transfer: ChunkTransfer) => Promise<T>,
): Promise<T> {
  const hopes = { noneRefused: !sessions.refused.has(task.unit), keysGrow: true }
  for (;;) {
    const counting = new CountedProgress(control)
    try {
      return await attempt(new ChunkTransfer(sessions, task, { control: counting, hopes }))
    } catch (error) {
      if (error instanceof LoadDataError && hopes.noneRefused) {
        sessions.refused.add(task.unit)
        hopes.noneRefused = false
      } else if (error instanceof KeysUnordered) hopes.keysGrow = false
      else throw error
      counting.takeBack()
    }
  }
}

/** What an attempt says of its progress, and takes back when it has come to nothing. */
class CountedProgress implements TaskControl {
  readonly #control: TaskControl
  #told = 0

  constructor(control: TaskControl) {
    this.#control = control
  }

  isStopped(): boolean {
    return this.#control.isStopped()
  }

  progress(rows: number): void {
    this.#told += rows
    this.#control.progress(rows)
  }

  takeBack(): void {
    this.#control.progress(-this.#told)
  }
}
