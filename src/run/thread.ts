/** One worker thread, which performs several tasks at a time while it lives. */
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { toPlainError } from '../base/error.ts'
import type { Answer, Assignment, Outcome, Task } from '../worker/protocol.ts'

/** Calls a method of the worker; the promise settles when it returns, or the thread dies. */
export type Call = (method: string, port: MessagePort) => Promise<unknown>

interface Open {
  readonly settle: (outcome: Outcome) => void
  readonly onRows: (rows: number) => void
}

export class Thread {
  readonly #port: MessagePort
  readonly #open = new Map<number, Open>()
  #number = 0
  #isDead = false

  constructor(call: Call) {
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    port1.on('message', (answer: Answer) => this.#hear(answer))
    call('serve', port2).then(
      () => this.#die(new Error('The worker left.')),
      (error: unknown) => this.#die(error),
    )
  }

  get isDead(): boolean {
    return this.#isDead
  }

  /** How many tasks it is at. */
  get load(): number {
    return this.#open.size
  }

  perform(task: Task, onRows: (rows: number) => void): Promise<Outcome> {
    this.#number += 1
    const id = this.#number
    return new Promise((settle) => {
      this.#open.set(id, { settle, onRows })
      this.#port.postMessage({ id, task } satisfies Assignment, [])
    })
  }

  close(): void {
    this.#port.close()
  }

  #hear(answer: Answer): void {
    const open = this.#open.get(answer.id)
    if (open === undefined) return
    if ('rows' in answer) {
      open.onRows(answer.rows)
      return
    }
    this.#open.delete(answer.id)
    open.settle(answer.outcome)
  }

  /** What it did is for the ledger to say: its tasks are claimed anew. */
  #die(error: unknown): void {
    this.#isDead = true
    this.#port.close()
    const failure = { ...toPlainError(error), code: 'RUN_WORKER_DIED', retryable: true }
    for (const { settle } of this.#open.values()) settle({ kind: 'failed', error: failure })
    this.#open.clear()
  }
}
