/** Programs and settings -> what planning needs to know of source, target and ledger. */
import { connectorOf } from '../builtin.ts'
import { EngineError } from '../base/error.ts'
import type { Program } from '../compile/program.ts'
import { ledgerExists } from '../ledger/schema.ts'
import { readLastRun, readLedgerMark, readUnits } from '../ledger/status.ts'
import { ledgerOf, type Ledger } from '../ledger/tables.ts'
import type { PlanState } from '../plan/plan.ts'
import type { ConnectionSettings, KeyStatistics, SourceConnection } from '../plugin/connector.ts'
import { readFilledTargets, readKeyStatistics } from '../transfer/statistics.ts'
import type { RunSettings } from './run.ts'

/** Rows of a chunk: what is lost at most when a worker dies, and what commits at once. */
export const CHUNK_ROWS_MAX = 50_000

export interface Survey {
  readonly statistics: ReadonlyMap<string, KeyStatistics>
  readonly state: PlanState
}

/** Reads only. Throws RUN_NOTHING_TO_RESUME when a resume was asked for and there is none. */
export async function surveyRun(options: {
  readonly programs: readonly Program[]
  readonly settings: RunSettings
  readonly resume: boolean
  readonly chunkRowsMax: number
}): Promise<Survey> {
  const { programs, settings, resume, chunkRowsMax } = options
  const target = await connectorOf(settings.target.kind).openTarget(settings.target)
  try {
    const ledger = ledgerOf(target)
    const state = {
      ledgerMark: (await ledgerExists(ledger)) ? await readLedgerMark(ledger) : '',
      resume: resume ? await findUnfinished(ledger) : null,
      filledTargets: await readFilledTargets(target, programs),
    }
    const statistics = new Map<string, KeyStatistics>()
    for (const settingsOfSource of settings.sources) {
      const taking = programs.filter(({ source }) => source.connection === settingsOfSource.name)
      if (taking.length === 0) continue
      for (const [name, known] of await surveySource(settingsOfSource, taking, chunkRowsMax)) {
        statistics.set(name, known)
      }
    }
    return { statistics, state }
  } finally {
    await target.close()
  }
}

async function surveySource(
  settings: ConnectionSettings,
  programs: readonly Program[],
  chunkRowsMax: number,
): Promise<ReadonlyMap<string, KeyStatistics>> {
  const source: SourceConnection = await connectorOf(settings.kind).openSource(settings)
  try {
    const statistics = new Map<string, KeyStatistics>()
    for (const program of programs) {
      statistics.set(program.name, await readKeyStatistics(source, program, chunkRowsMax))
    }
    return statistics
  } finally {
    await source.close()
  }
}

async function findUnfinished(ledger: Ledger): Promise<PlanState['resume']> {
  const last = (await ledgerExists(ledger)) ? await readLastRun(ledger) : null
  if (last === null || last.state === 'done') {
    throw new EngineError(
      'RUN_NOTHING_TO_RESUME',
      'The last run on this target came to its end, or there is none. ' +
        'Start a new one without --resume.',
    )
  }
  return { run: last.run, units: await readUnits(ledger, last.run) }
}
