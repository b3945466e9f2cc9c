/** Tasks -> outcomes, by worker threads or, without any, by this thread. */
import workerpool from 'workerpool'
import type { Outcome, Task, WorkerSetup } from '../worker/protocol.ts'
import { TaskRunner } from '../worker/tasks.ts'
import { codeFile } from './installation.ts'
import { Thread, type Call } from './thread.ts'

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

export interface CrewSize {
  /** 0: the same code, inline. */
  readonly workers: number
  /** While one waits for a database, another computes. */
  readonly tasksAThread: number
}

export function openCrew(size: CrewSize, setup: WorkerSetup): Crew {
  return size.workers === 0 ? openInline(setup) : openThreads(size, setup)
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
const YOUNG_MB = 24

function openThreads({ workers, tasksAThread }: CrewSize, setup: WorkerSetup): Crew {
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
  const call: Call = async (method, port) => await pool.exec(method, [port], { transfer: [port] })
  const threads: Thread[] = []
  // A thread that does not even start will show in the first task.
  const say = (method: string) => void pool.exec(method, []).catch(() => {})
  return {
    hands: workers * tasksAThread,
    load: () => say('load'),
    ready: (hands) => {
      for (let hand = 0; hand < Math.min(hands, workers); hand += 1) say('ready')
    },
    perform: (task, onRows) => threadFor(threads, workers, call).perform(task, onRows),
    close: async () => {
      for (const thread of threads) thread.close()
      await pool.terminate()
    },
  }
}

/** The one with the least to do; a new one while there may be more. */
function threadFor(threads: Thread[], threadsMax: number, call: Call): Thread {
  const alive = threads.filter((thread) => !thread.isDead)
  const [idlest] = alive.toSorted((one, other) => one.load - other.load)
  if (idlest !== undefined && (idlest.load === 0 || alive.length >= threadsMax)) return idlest
  const thread = new Thread(call)
  threads.splice(0, threads.length, ...alive, thread)
  return thread
}
