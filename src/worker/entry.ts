/** Where a worker thread starts: tasks in, outcomes out. */
import { once } from 'node:events'
import { workerData, type MessagePort } from 'node:worker_threads'
import workerpool from 'workerpool'
import type { Outcome, Task, TaskProgress, WorkerSetup } from './protocol.ts'
import { TaskRunner } from './tasks.ts'

/** It loads while what there is to do is not known yet. */
const briefed = hear(workerData as MessagePort)

async function hear(port: MessagePort): Promise<TaskRunner> {
  const [setup] = (await once(port, 'message')) as [WorkerSetup]
  port.close()
  return new TaskRunner(setup)
}

async function run(task: Task): Promise<Outcome> {
  const runner = await briefed
  return await runner.run(task, (rows) => {
    workerpool.workerEmit({ rows } satisfies TaskProgress)
  })
}

/** To be asked is to have loaded everything. */
function load(): void {}

async function ready(): Promise<void> {
  const runner = await briefed
  runner.warmUp()
}

async function close(): Promise<void> {
  // One that was never told what to do has nothing open, and would wait for ever.
  const runner = await Promise.race([briefed, Promise.resolve(null)])
  await runner?.close()
}

workerpool.worker({ load, ready, run }, { onTerminate: close })
