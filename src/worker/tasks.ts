/** A task -> its outcome, the same in a worker thread and inline. */
import type { Program } from '../compile/program.ts'
import { toPlainError } from '../base/error.ts'
import { expireClaims } from '../ledger/lease.ts'
import { inTransaction } from '../ledger/transaction.ts'
import { setUnitState } from '../ledger/units.ts'
import { transferChunk } from '../transfer/chunk.ts'
import { prepareUnit, type PrepareTask } from '../transfer/prepare.ts'
import type { Sessions, TaskControl, UnitTask } from '../transfer/sessions.ts'
import type { LoadedProgram } from '../compile/transform.ts'
import { settleUnits } from '../transfer/settle.ts'
import { StopRun } from '../transfer/stop.ts'
import { noteWorkTable } from '../transfer/work-tables.ts'
import { restoreOwn } from '../transfer/suspension.ts'
import type { Outcome, Task, WorkerSetup } from './protocol.ts'
import { WorkerSessions } from './sessions.ts'

export class TaskRunner {
  readonly #sessions: WorkerSessions
  readonly #stop: Int32Array

  constructor(setup: WorkerSetup) {
    this.#sessions = new WorkerSessions(setup)
    this.#stop = new Int32Array(setup.stop)
  }

  /** Never throws: what an error is would not survive the way to the main thread. */
  async run(task: Task, onProgress: (rows: number) => void): Promise<Outcome> {
    const progress = new GatheredProgress(onProgress)
    const control: TaskControl = {
      isStopped: () => Atomics.load(this.#stop, 0) !== 0,
      progress: (rows) => progress.add(rows),
    }
    try {
      const sessions = await this.#sessions.open()
      const done = await this.#perform(sessions, task, control)
      progress.tell()
      return { kind: 'done', facts: null, chunks: null, ...done }
    } catch (error) {
      if (error instanceof StopRun) {
        return { kind: 'stopped', reason: error.reason, message: error.message }
      }
      await this.#sessions.close()
      return { kind: 'failed', error: toPlainError(error) }
    }
  }

  /** Connects before the first task comes; what fails is tried again then, and told. */
  warmUp(): void {
    this.#sessions.warmUp()
  }

  async close(): Promise<void> {
    await this.#sessions.close()
  }

  async #perform(sessions: Sessions, task: Task, control: TaskControl) {
    const loaded = await this.#sessions.program(task.unit)
    switch (task.kind) {
      case 'prepare':
        return { chunks: await this.#prepare(sessions, { ...task, loaded }, control) }
      case 'chunk':
        if (task.isRetry) await expireClaims(sessions.ledger, task)
        return { facts: await transferChunk(sessions, { ...task, loaded }, control) }
      case 'settle':
        await settleUnits(sessions, await this.#tasksOf(task), control)
        return {}
      case 'finish':
        await finishUnit(sessions, task, loaded.program)
        return {}
      default:
        return task satisfies never
    }
  }

  async #prepare(
    sessions: Sessions,
    task: Omit<PrepareTask, 'rivals'>,
    control: TaskControl,
  ): Promise<PrepareTask['chunks']> {
    const rivals: LoadedProgram[] = []
    for (const name of task.loaded.program.arm?.rivals ?? []) {
      rivals.push(await this.#sessions.program(name))
    }
    return await prepareUnit(sessions, { ...task, rivals }, control)
  }

  async #tasksOf({ run, units }: Extract<Task, { kind: 'settle' }>): Promise<readonly UnitTask[]> {
    const tasks: UnitTask[] = []
    for (const unit of units) tasks.push({ run, unit, loaded: await this.#sessions.program(unit) })
    return tasks
  }
}

const PROGRESS_MS = 100

/** A message a batch would cost more than the batch; nobody looks that often. */
class GatheredProgress {
  readonly #onProgress: (rows: number) => void
  #rows = 0
  #toldAt = performance.now()

  constructor(onProgress: (rows: number) => void) {
    this.#onProgress = onProgress
  }

  add(rows: number): void {
    this.#rows += rows
    if (performance.now() - this.#toldAt >= PROGRESS_MS) this.tell()
  }

  tell(): void {
    if (this.#rows !== 0) this.#onProgress(this.#rows)
    this.#rows = 0
    this.#toldAt = performance.now()
  }
}

/**
 * Indexes and triggers come back. Explicit keys do not move a sequence: the application's first
 * insert would meet one of them.
 */
async function finishUnit(
  sessions: Sessions,
  task: Extract<Task, { kind: 'finish' }>,
  program: Program,
): Promise<void> {
  const { table } = program.target
  const startedAt = performance.now()
  await inTransaction(sessions.target, async () => {
    await restoreOwn(sessions, task, table)
    const sequences = JSON.stringify(await sessions.target.setSequences(table))
    const ms = task.ms + Math.round(performance.now() - startedAt)
    await noteWorkTable(sessions.ledger, task.run, program)
    await setUnitState(sessions.ledger, task, { state: 'done', sequences, ms })
  })
}
