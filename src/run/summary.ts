/** The ledger's records of a run, and why it halted -> its result and exit code. */
import type { Plan } from '../plan/plan.ts'
import type { UnitRecord } from '../ledger/status.ts'
import type { RejectLimit } from '../ledger/limit.ts'
import type { RunResult, UnitResult } from './result.ts'
import type { Halt } from './schedule.ts'

/** What became of each unit of the plan, sums over all attempts of the run. */
export function summarizeUnits(
  plan: Plan,
  records: readonly UnitRecord[],
  halt: Halt | null,
): readonly UnitResult[] {
  return plan.units.flatMap((planned) => {
    const record = records.find((each) => each.unit === planned.unit)
    if (record === undefined) return []
    const isHalted = halt?.unit === planned.unit
    const declared = isDeclared(record.rejectLimit) || isDeclared(plan.rejectLimit)
    const exceeded = isHalted && halt.kind === 'stopped' && halt.reason === 'limit'
    return [
      {
        unit: record.unit,
        source: record.source,
        target: record.target,
        state: stateOf(record, isHalted, halt),
        chunks: record.chunks.length,
        account: record.account,
        ...record.tally,
        withinLimit: declared && !exceeded,
        suspended: record.suspended,
        sequences: record.sequences,
        ms: record.ms,
        message: isHalted ? messageOf(halt) : null,
      },
    ]
  })
}

/** Interrupted before the world's failures before findings: the first that applies. */
export function exitCodeOf(units: readonly UnitResult[], halt: Halt | null): RunResult['exitCode'] {
  if (halt !== null) {
    if (halt.kind === 'failed') return 4
    return halt.reason === 'interrupt' ? 130 : 1
  }
  return units.some((unit) => unit.account.rejected > 0 && !unit.withinLimit) ? 1 : 0
}

export function messageOf(halt: Halt): string {
  return halt.kind === 'failed' ? `${halt.error.code}: ${halt.error.message}` : halt.message
}

function stateOf(record: UnitRecord, isHalted: boolean, halt: Halt | null): UnitResult['state'] {
  if (record.state === 'done') return 'done'
  if (isHalted) return halt?.kind === 'failed' ? 'failed' : 'stopped'
  const hasBegun = record.chunks.some((chunk) => chunk.state !== 'waiting')
  return hasBegun || record.state === 'ready' ? 'stopped' : 'skipped'
}

function isDeclared(limit: RejectLimit | null): boolean {
  return limit !== null && (limit.rows !== null || limit.ratio !== null)
}
