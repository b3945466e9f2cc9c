/** The units of a plan -> tasks for the crew, wave by wave, until all are done or one stops. */
import type { Plan, PlannedUnit } from '../plan/plan.ts'
import type { Outcome, Task } from '../worker/protocol.ts'
import type { RunEvent } from './event.ts'
import type { Crew } from './pool.ts'
import type { Progress } from './progress.ts'
import { RETRY_LIMITS, withRetries } from './retry.ts'

/** Why the run did not come to its end. */
export type Halt = Exclude<Outcome, { kind: 'done' }> & { readonly unit: string }

type Done = Extract<Outcome, { kind: 'done' }>

export interface Scheduling {
  readonly run: string
  readonly plan: Plan
  readonly crew: Crew
  /** Tasks at a time. */
  readonly hands: number
  readonly progress: Progress
  readonly signal: AbortSignal
  readonly now: () => number
  readonly leaseMs: number
  readonly onEvent: (event: RunEvent) => void
}

/** null: every unit is done. */
export async function performPlan(scheduling: Scheduling): Promise<Halt | null> {
  return await new Schedule(scheduling).perform()
}

class Schedule {
  readonly #with: Scheduling
  #halt: Halt | null = null
  /** Tasks that wait for a hand to be free. */
  readonly #queue: (() => void)[] = []
  /** How long it took to load what is not settled yet. */
  readonly #loadedMs = new Map<string, number>()
  #free: number

  constructor(scheduling: Scheduling) {
    this.#with = scheduling
    this.#free = scheduling.hands
  }

  async perform(): Promise<Halt | null> {
    const { units } = this.#with.plan
    const waves = new Set(units.map((unit) => unit.wave))
    for (const wave of waves) {
      const open = units.filter((unit) => unit.wave === wave && !unit.done)
      await Promise.all(open.map((unit) => this.#performUnit(unit)))
      if (this.#halt !== null) break
      await Promise.all(this.#circlesEndingIn(wave).map((circle) => this.#settle(circle)))
      if (this.#halt !== null) break
    }
    return this.#halt
  }

  async #performUnit(planned: PlannedUnit): Promise<void> {
    const { run, onEvent, now, leaseMs } = this.#with
    const { unit, layOut, estimatedRows } = planned
    const startedAt = now()
    onEvent({ kind: 'unitStarted', unit, estimatedRows })
    const { chunks: ranges } = planned
    const prepared = await this.#perform({ kind: 'prepare', run, unit, chunks: ranges, layOut })
    if (prepared === null) return
    const chunks = prepared.chunks ?? ranges
    const done = new Set(planned.chunksDone)
    const isOnly = chunks.length === 1
    const tasks = chunks.flatMap((range, chunk): Task[] =>
      done.has(chunk)
        ? []
        : [{ kind: 'chunk', run, unit, chunk, range, isOnly, leaseMs, isRetry: false }],
    )
    const results = await Promise.all(tasks.map((task) => this.#perform(task)))
    if (results.includes(null)) return
    const ms = now() - startedAt
    if (planned.settledWith.length === 0) await this.#finish(planned, ms)
    else this.#loadedMs.set(unit, ms)
  }

  /** What is settled together, where the last of it is in this wave and not all of it is done. */
  #circlesEndingIn(wave: number): readonly (readonly PlannedUnit[])[] {
    const { units } = this.#with.plan
    const circles = Map.groupBy(
      units.filter(({ settledWith }) => settledWith.length > 0),
      ({ settledWith }) => JSON.stringify(settledWith),
    )
    return [...circles.values()].filter(
      (circle) =>
        Math.max(...circle.map((unit) => unit.wave)) === wave && !circle.every(({ done }) => done),
    )
  }

  /** A mapping is done only when those are that its rows and theirs depend on. */
  async #settle(circle: readonly PlannedUnit[]): Promise<void> {
    const { run } = this.#with
    const units = circle.map(({ unit }) => unit)
    const [unit = ''] = units
    if ((await this.#perform({ kind: 'settle', run, unit, units })) === null) return
    const open = circle.filter(({ done }) => !done)
    await Promise.all(open.map((each) => this.#finish(each, this.#loadedMs.get(each.unit) ?? 0)))
  }

  async #finish({ unit }: PlannedUnit, ms: number): Promise<void> {
    const { run, onEvent } = this.#with
    const finished = await this.#perform({ kind: 'finish', run, unit, ms })
    if (finished !== null) onEvent({ kind: 'unitDone', unit })
  }

  /** null: something, here or elsewhere, has halted the run. */
  async #perform(task: Task): Promise<Done | null> {
    await this.#takeHand()
    try {
      if (this.#with.signal.aborted) this.#interrupt(task.unit)
      if (this.#halt !== null) return null
      const outcome = await this.#attempt(task)
      if (outcome.kind === 'done') return outcome
      // What would have been tried again is not what ended the run.
      const wasCutShort = outcome.kind === 'failed' && outcome.error.retryable
      if (wasCutShort && this.#with.signal.aborted) this.#interrupt(task.unit)
      this.#halt ??= { ...outcome, unit: task.unit }
      return null
    } finally {
      this.#returnHand()
    }
  }

  async #attempt(task: Task): Promise<Outcome> {
    const { crew, progress, signal, onEvent } = this.#with
    return await withRetries(
      async (number) => {
        let rows = 0
        const isRetry = number > 1
        const sent = task.kind === 'chunk' ? { ...task, isRetry } : task
        const outcome = await crew.perform(sent, (added) => {
          rows += added
          progress.add(task.unit, added)
        })
        if (outcome.kind !== 'done') progress.add(task.unit, -rows)
        else if (task.kind === 'chunk' && outcome.facts !== null) {
          const { read, rejected } = outcome.facts.account
          const { ms } = outcome.facts
          onEvent({ kind: 'chunkDone', unit: task.unit, chunk: task.chunk, read, rejected, ms })
        }
        return outcome
      },
      RETRY_LIMITS,
      signal,
      (attempt, { error }, waitMs) => {
        const { code, message } = error
        onEvent({ kind: 'retry', unit: task.unit, attempt, code, message, waitMs })
      },
    )
  }

  #interrupt(unit: string): void {
    const message = 'The run was interrupted. Continue it with `run --resume`.'
    this.#halt ??= { kind: 'stopped', reason: 'interrupt', message, unit }
  }

  async #takeHand(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1
      return
    }
    await new Promise<void>((resolve) => {
      this.#queue.push(resolve)
    })
  }

  #returnHand(): void {
    const next = this.#queue.shift()
    if (next === undefined) this.#free += 1
    else next()
  }
}
