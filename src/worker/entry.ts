/** Where a worker thread starts: tasks in, outcomes out. */
import { once } from 'node:events'
import { workerData, type MessagePort } from 'node:worker_threads'
import workerpool from 'workerpool'
import type { Answer, Assignment, WorkerSetup } from './protocol.ts'
import { TaskRunner } from './tasks.ts'

const runner = new TaskRunner(workerData as WorkerSetup)

/** Performs what comes through the port, side by side, until it is closed. */
async function serve(port: MessagePort): Promise<void> {
  const answer = (message: Answer): void => port.postMessage(message, [])
  port.on('message', ({ id, task }: Assignment) => {
    void runner.run(task, (rows) => answer({ id, rows })).then((outcome) => answer({ id, outcome }))
  })
  await once(port, 'close')
}

/** To be asked is to have loaded everything. */
function load(): void {}

function ready(): void {
  runner.warmUp()
}

workerpool.worker({ load, ready, serve }, { onTerminate: () => runner.close() })
