/** Tasks -> outcomes, by worker threads or, without any, by this thread. */
import workerpool from 'workerpool'
import { toPlainError } from '../base/error.ts'
import type { Outcome, Task, TaskProgress, WorkerSetup } from '../worker/protocol.ts'
import { TaskRunner } from '../worker/tasks.ts'
import { codeFile } from './installation.ts'

/** Whoever performs tasks. As many at a time as it has hands; the caller keeps to that. */
export interface Crew {
  readonly hands: number
  /** Has a thread load its code, before there is anything to do. */
  load(): void
  /** Has so many threads connect: they will have work soon. */
  ready(hands: number): void
  perform(task: Task, onRows: (rows: number) => void): Promise<Outcome>
  close(): Promise<void>
}

/** 0 workers: the same code, inline. */
export function openCrew(workers: number, setup: WorkerSetup): Crew {
  return workers === 0 ? openInline(setup) : openThreads(workers, setup)
}

function openInline(setup: WorkerSetup): Crew {
  const runner = new TaskRunner(setup)
  return {
    hands: 1,
    load: () => {},
    ready: () => {},
    perform: (task, onRows) => runner.run(task, onRows),
    close: () => runner.close(),
  }
}

/** What a batch leaves behind is soon gone; larger, it would only fill the memory. */
const YOUNG_MB = 48

function openThreads(workers: number, setup: WorkerSetup): Crew {
  const pool = workerpool.pool(codeFile('worker/entry'), {
    workerType: 'thread',
    maxWorkers: workers,
    // Nothing of the environment reaches a worker: secrets come in its start data alone.
    workerThreadOpts: {
      workerData: setup,
      env: {},
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    },
  })
  // A thread that does not even start will show in the first task.
  const call = (method: string) => void pool.exec(method, []).catch(() => {})
  return {
    hands: workers,
    load: () => call('load'),
    ready: (hands) => {
      for (let hand = 0; hand < Math.min(hands, workers); hand += 1) call('ready')
    },
    async perform(task, onRows) {
      try {
        return (await pool.exec('run', [task], {
          on: (progress: TaskProgress) => onRows(progress.rows),
        })) as Outcome
      } catch (error) {
        // The thread died. What it did is for the ledger to say: the task is claimed anew.
        return {
          kind: 'failed',
          error: { ...toPlainError(error), code: 'RUN_WORKER_DIED', retryable: true },
        }
      }
    },
    close: async () => {
      await pool.terminate()
    },
  }
}
