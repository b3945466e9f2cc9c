/** Programs and settings -> what planning needs to know of source, target and ledger. */
import { connectorOf } from '../builtin.ts'
import { EngineError } from '../base/error.ts'
import { together } from '../base/together.ts'
import { tableId } from '../catalog/catalog.ts'
import type { Program } from '../compile/program.ts'
import { ledgerExists } from '../ledger/schema.ts'
import { readLastRun, readLedgerMark, readUnits } from '../ledger/status.ts'
import { readWorkShapes } from '../ledger/work.ts'
import { ledgerOf, type Ledger } from '../ledger/tables.ts'
import { fillersOf } from '../plan/chunks.ts'
import { missingWork } from '../plan/work.ts'
import type { PlanState } from '../plan/plan.ts'
import type {
  ChunkSize,
  ConnectionSettings,
  KeyStatistics,
  SourceConnection,
} from '../plugin/connector.ts'
import { readFilledTargets, readKeyStatistics } from '../transfer/statistics.ts'
import type { RunSettings } from './hire.ts'

/** Of a chunk: what is lost at most when a worker dies, and what commits at once. */
export const CHUNK_SIZE: ChunkSize = { rows: 50_000, bytes: 32 * 1024 * 1024 }

export interface Survey {
  readonly statistics: ReadonlyMap<string, KeyStatistics>
  readonly state: PlanState
}

/** Reads only. Throws RUN_NOTHING_TO_RESUME when a resume was asked for and there is none. */
export async function surveyRun(options: {
  readonly programs: readonly Program[]
  readonly settings: RunSettings
  readonly resume: boolean
  readonly chunkSize: ChunkSize
}): Promise<Survey> {
  const { programs, settings, resume, chunkSize } = options
  const surveyed = surveyTarget(settings.target, programs, resume)
  const isReadingWork = programs.some(({ readsWork }) => readsWork.length > 0)
  // Where there is nothing to resume, no source has to be counted to say so.
  const known = resume || isReadingWork ? await surveyed : null
  // What is not there cannot be counted: the plan refuses.
  if (known !== null && missingWork(programs, programs, known.workShapes).length > 0) {
    return { state: known, statistics: new Map() }
  }
  const [state, statistics] = await together([
    surveyed,
    surveySources([...settings.sources, settings.target], programs, chunkSize),
  ])
  return { statistics, state }
}

/** What the target and its ledger say, before a source is read. */
export async function surveyTarget(
  settings: ConnectionSettings,
  programs: readonly Program[],
  resume: boolean,
): Promise<PlanState> {
  const target = await connectorOf(settings.kind).openTarget(settings)
  try {
    const ledger = ledgerOf(target)
    return {
      ledgerMark: (await ledgerExists(ledger)) ? await readLedgerMark(ledger) : '',
      resume: resume ? await findUnfinished(ledger) : null,
      filledTargets: await readFilledTargets(target, programs),
      workShapes: await readWorkShapes(ledger),
    }
  } finally {
    await target.close()
  }
}

/** How many rows there are, and where chunks begin. */
export async function surveySources(
  sources: readonly ConnectionSettings[],
  programs: readonly Program[],
  chunkSize: ChunkSize,
): Promise<Survey['statistics']> {
  const names = new Set(sources.map(({ name }) => name))
  const surveyed = sources.map((source) => surveySource(source, { programs, names }, chunkSize))
  return new Map((await together(surveyed)).flat())
}

type Statistics = readonly (readonly [program: string, known: KeyStatistics])[]

async function surveySource(
  settings: ConnectionSettings,
  { programs, names }: { readonly programs: readonly Program[]; readonly names: Set<string> },
  chunkSize: ChunkSize,
): Promise<Statistics> {
  // What the run fills first is not known before it does.
  const known = programs.filter((program) => fillersOf(program, programs).length === 0)
  const taking = known.filter(({ source }) => source.reads.connection === settings.name)
  const waiting = known.filter(
    ({ source }) => source.connection === settings.name && !names.has(source.reads.connection),
  )
  if (taking.length + waiting.length === 0) return []
  const source: SourceConnection = await connectorOf(settings.kind).openSource(settings)
  try {
    const statistics: [string, KeyStatistics][] = []
    for (const program of taking) {
      statistics.push([program.name, await readKeyStatistics(source, program, chunkSize)])
    }
    // What is not staged yet can only be estimated.
    const estimates = waiting.length === 0 ? null : await source.estimateRows()
    for (const program of waiting) {
      const rows = estimates?.get(tableId(program.source.table)) ?? 0
      statistics.push([program.name, { rows, bounds: [] }])
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
