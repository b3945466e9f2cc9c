/** Tasks -> outcomes, by worker threads or, without any, by this thread. */
import workerpool from 'workerpool'
import { toPlainError } from '../base/error.ts'
import type { Outcome, Task, TaskProgress, WorkerSetup } from '../worker/protocol.ts'
import { TaskRunner } from '../worker/tasks.ts'
import { codeFile } from './installation.ts'

/** Whoever performs tasks. As many at a time as it has hands; the caller keeps to that. */
export interface Crew {
  readonly hands: number
  perform(task: Task, onRows: (rows: number) => void): Promise<Outcome>
  close(): Promise<void>
}

export interface CrewOptions {
  /** 0 workers: the same code, inline. */
  readonly workers: number
  /** So many tasks may be at work at a time: the threads for them start at once. */
  readonly tasks: number
  readonly setup: WorkerSetup
}

export function openCrew(options: CrewOptions): Crew {
  return options.workers === 0 ? openInline(options.setup) : openThreads(options)
}

function openInline(setup: WorkerSetup): Crew {
  const runner = new TaskRunner(setup)
  return {
    hands: 1,
    perform: (task, onRows) => runner.run(task, onRows),
    close: () => runner.close(),
  }
}

function openThreads({ workers, tasks, setup }: CrewOptions): Crew {
  const pool = workerpool.pool(codeFile('worker/entry'), {
    workerType: 'thread',
    maxWorkers: workers,
    minWorkers: Math.min(workers, tasks),
    // Nothing of the environment reaches a worker: secrets come in its start data alone.
    workerThreadOpts: { workerData: setup, env: {} },
  })
  return {
    hands: workers,
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
