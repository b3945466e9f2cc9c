/** Where a worker thread starts: tasks in, outcomes out. */
import { workerData } from 'node:worker_threads'
import workerpool from 'workerpool'
import type { Outcome, Task, TaskProgress, WorkerSetup } from './protocol.ts'
import { TaskRunner } from './tasks.ts'

const runner = new TaskRunner(workerData as WorkerSetup)

async function run(task: Task): Promise<Outcome> {
  return await runner.run(task, (rows) => {
    workerpool.workerEmit({ rows } satisfies TaskProgress)
  })
}

/** To be asked is to have loaded everything. */
function load(): void {}

function ready(): void {
  runner.warmUp()
}

workerpool.worker({ load, ready, run }, { onTerminate: () => runner.close() })
