/** Tasks -> outcomes, by worker threads or, without any, by this thread. */
import { MessageChannel } from 'node:worker_threads'
import workerpool from 'workerpool'
import { toPlainError } from '../base/error.ts'
import type { Outcome, Task, TaskProgress, WorkerSetup } from '../worker/protocol.ts'
import type { TaskRunner } from '../worker/tasks.ts'
import { codeFile } from './installation.ts'

/** Whoever performs tasks. As many at a time as it has hands; the caller keeps to that. */
export interface Crew {
  readonly hands: number
  /** Has a thread load its code, before anything is known of what there is to do. */
  load(): void
  /** Tells it what to work on, before everything below; another time changes nothing. */
  brief(setup: WorkerSetup): void
  /** Has so many threads connect: they will have work soon. */
  ready(hands: number): void
  perform(task: Task, onRows: (rows: number) => void): Promise<Outcome>
  /** May be called again. */
  close(): Promise<void>
}

/** 0 workers: the same code, inline. */
export function openCrew(workers: number): Crew {
  return workers === 0 ? openInline() : openThreads(workers)
}

function openInline(): Crew {
  let runner: Promise<TaskRunner> | null = null
  return {
    hands: 1,
    load: () => {},
    brief: (setup) => {
      runner ??= import('../worker/tasks.ts').then((tasks) => new tasks.TaskRunner(setup))
    },
    ready: () => {},
    perform: async (task, onRows) => {
      if (runner === null) throw new TypeError('the crew was not told what to work on')
      return await (await runner).run(task, onRows)
    },
    close: async () => await (await runner)?.close(),
  }
}

/** What a batch leaves behind is soon gone; larger, it would only fill the memory. */
const YOUNG_MB = 48

function openThreads(workers: number): Crew {
  const setup = Promise.withResolvers<WorkerSetup>()
  const pool = workerpool.pool(codeFile('worker/entry'), {
    workerType: 'thread',
    maxWorkers: workers,
    onCreateWorker: () => {
      const { port1, port2 } = new MessageChannel()
      port1.unref()
      void setup.promise.then((known) => port1.postMessage(known))
      // Nothing of the environment reaches a worker: secrets come by its port alone.
      const workerThreadOpts = {
        workerData: port2,
        transferList: [port2],
        env: {},
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      }
      return { workerThreadOpts }
    },
  })
  // A thread that does not even start will show in the first task.
  const call = async (method: string) => {
    if (!isClosed) await pool.exec(method, []).catch(() => {})
  }
  // While the first is busy with it, the pool would start another for what comes.
  let first = Promise.resolve()
  let asked = 0
  let isClosed = false
  return {
    hands: workers,
    load: () => {
      first = call('load')
    },
    brief: setup.resolve,
    ready: (hands) => {
      for (; asked < Math.min(hands, workers); asked += 1) {
        if (asked === 0) first = first.then(() => call('ready'))
        else void call('ready')
      }
    },
    async perform(task, onRows) {
      await first
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
      isClosed = true
      await pool.terminate()
    },
  }
}
