/** A plan, its programs and settings -> rows in the target, and what became of each of them. */
import { randomBytes } from 'node:crypto'
import { EngineError, fromPlainError } from '../base/error.ts'
import { createRun, finishRun, reopenRun } from '../ledger/runs.ts'
import { ensureLedger } from '../ledger/schema.ts'
import { readLastRun, readLedgerMark, readUnits } from '../ledger/status.ts'
import type { Ledger } from '../ledger/tables.ts'
import type { Plan } from '../plan/plan.ts'
import { beginRun } from '../transfer/begin.ts'
import type { RunEvent } from './event.ts'
import { keepClaims } from './heartbeat.ts'
import { briefCrew, type CrewNeeds, type HiredCrew } from './hire.ts'
import { Progress } from './progress.ts'
import type { RunResult } from './result.ts'
import { performPlan, type Halt } from './schedule.ts'
import { RunSession } from './session.ts'
import { exitCodeOf, messageOf, summarizeUnits } from './summary.ts'

export interface RunOptions extends CrewNeeds {
  readonly plan: Plan
  /** The name of a run that resumes no other. */
  readonly newRun: string
  readonly signal: AbortSignal
  readonly onEvent: (event: RunEvent) => void
  readonly clock: () => Date
}

const LEASE_MS = 30_000

/**
 * Does what the plan says, or continues the run it resumes. Throws when nothing could begin. The
 * crew is closed in the end.
 */
export async function executeRun(options: RunOptions, hired: HiredCrew): Promise<RunResult> {
  const { plan, settings } = options
  const hands = handsOf(hired, options)
  try {
    // They connect while this thread takes the lock.
    briefCrew(hired, options)
    hired.crew.ready(Math.min(hands, countChunks(plan)))
    await using session = await RunSession.open(settings.target)
    await ensureLedger(session.ledger)
    await refuseStale(session.ledger, plan)
    return await performRun({ ...options, ...hired, hands }, session)
  } finally {
    await hired.crew.close()
  }
}

interface StaffedRun extends RunOptions, HiredCrew {
  /** Tasks at a time. */
  readonly hands: number
}

/** A SQLite target takes one writer. */
function handsOf({ crew }: HiredCrew, { settings }: RunOptions): number {
  return settings.target.kind === 'sqlite' ? 1 : crew.hands
}

function countChunks({ units }: Plan): number {
  return units.reduce((sum, unit) => sum + unit.chunks.length, 0)
}

/** What was planned before the lock was held may have been overtaken by another run since. */
async function refuseStale(ledger: Ledger, plan: Plan): Promise<void> {
  if ((await readLedgerMark(ledger)) === plan.ledgerMark) return
  throw new EngineError(
    'RUN_PLAN_OVERTAKEN',
    `Another run has been at work on "${ledger.connection.settings.name}" since this one was ` +
      'planned. Nothing was changed; run again.',
    { retryable: true },
  )
}

async function performRun(options: StaffedRun, session: RunSession): Promise<RunResult> {
  const { plan, programs, clock, onEvent } = options
  const startedAt = clock()
  const run = plan.resumes ?? options.newRun
  if (plan.resumes === null) await createRun(session.ledger, { run, ...plan })
  else await reopenRun(session.ledger, run)
  const chunks = countChunks(plan)
  const { estimatedRows, units: planned } = plan
  const resumed = plan.resumes !== null
  onEvent({ kind: 'started', run, resumed, units: planned.length, chunks, estimatedRows })
  const taking = planned.flatMap((unit) => programs.filter(({ name }) => name === unit.unit))
  await beginRun(session.ledger, run, taking)
  const halt = await performTasks(options, session, run)
  await (halt?.kind === 'failed' ? session.revive() : session.reviveWaiting())
  const { ledger } = session
  const units = summarizeUnits(plan, await readUnits(ledger, run), halt)
  const message = halt === null ? null : messageOf(halt)
  const ending = halt?.kind === 'failed' ? 'failed' : 'stopped'
  await finishRun(ledger, run, { state: halt === null ? 'done' : ending, message })
  onEvent({ kind: 'finished', units })
  if (halt?.kind === 'failed' && halt.error.code === 'INTERNAL') throw crash(halt)
  const record = await readLastRun(ledger)
  return {
    run,
    startedAt: record?.startedAt ?? startedAt.toISOString(),
    ms: clock().getTime() - startedAt.getTime(),
    resumed,
    units,
    leftOut: plan.leftOut,
    exitCode: exitCodeOf(units, halt),
    message,
  }
}

async function performTasks(
  options: StaffedRun,
  session: RunSession,
  run: string,
): Promise<Halt | null> {
  const { plan, signal, onEvent, crew, hands } = options
  const stop = new Int32Array(options.stop)
  const now = () => options.clock().getTime()
  const onAbort = () => Atomics.store(stop, 0, 1)
  signal.addEventListener('abort', onAbort)
  if (signal.aborted) onAbort()
  const heartbeat = keepClaims(session, run, LEASE_MS, onAbort)
  try {
    const progress = new Progress(plan.estimatedRows, now, onEvent)
    const leaseMs = LEASE_MS
    return await performPlan({ run, plan, crew, hands, progress, signal, now, leaseMs, onEvent })
  } finally {
    await heartbeat.end()
    // Before the lock is given up.
    await crew.close()
    signal.removeEventListener('abort', onAbort)
  }
}

/** Sorts by time, and two of one second differ. */
export function newRunName(startedAt: Date): string {
  const time = startedAt.toISOString().replace(/[-:]/gu, '').slice(0, 15)
  return `${time}-${randomBytes(2).toString('hex')}`
}

/** An assertion that failed in a worker: it is our bug, so it ends the program as one. */
function crash(halt: Extract<Halt, { kind: 'failed' }>): Error {
  const error = fromPlainError(halt.error)
  if (halt.error.stack !== undefined) error.stack = halt.error.stack
  return error
}
