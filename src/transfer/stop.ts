/** A decision, not an error: the run ends here, and the open chunk is rolled back. */

export type StopReason = 'limit' | 'fail' | 'interrupt'

/** Thrown inside a chunk so that its transaction rolls back; the worker returns it as a value. */
export class StopRun extends Error {
  readonly reason: StopReason

  constructor(reason: StopReason, message: string) {
    super(message)
    this.name = 'StopRun'
    this.reason = reason
  }
}

/** Between two batches a task asks whether it should go on. */
export function stopIfAsked(control: { isStopped(): boolean }): void {
  if (control.isStopped()) {
    throw new StopRun('interrupt', 'The run was interrupted. Continue it with `run --resume`.')
  }
}
