/** The pipeline from top to bottom, each stage a function of what the one before it gave. */
import { runExamples, runTests, type ExampleResult } from './compile/examples.ts'
import type { Program } from './compile/program.ts'
import type { Checked } from './base/diagnostic.ts'
import { testsOf } from './mapping/arm-cases.ts'
import { connectorOf } from './builtin.ts'
import { buildFolder, loadPrograms, writeModules } from './engine/build.ts'
import { choose, chooseByLedger } from './engine/choose.ts'
import {
  connectionsOf,
  findDrift,
  resolveSettings,
  tablesOf,
  withTarget,
  type ConnectionDrift,
} from './engine/connections.ts'
import { runFunctionExamples } from './engine/function-examples.ts'
import { compiledProject, type CheckedProject } from './engine/load.ts'
import { forgetStage, stageAlone, stageProject, type StagedTables } from './engine/stage.ts'
import { ProjectProblem, type EngineWorld } from './engine/world.ts'
import { readRejects, type KeptReject } from './ledger/rejects.ts'
import { ledgerExists } from './ledger/schema.ts'
import { readWorkShapes } from './ledger/work.ts'
import { ledgerOf } from './ledger/tables.ts'
import { missingWork } from './plan/work.ts'
import { planRun, type Plan } from './plan/plan.ts'
import type { Selection } from './plan/select.ts'
import type { ConnectionSettings } from './plugin/connector.ts'
import { reconcile, splitsOf } from './reconcile/reconcile.ts'
import type { Reconciliation, UnitReconciliation } from './reconcile/finding.ts'
import type { RunEvent } from './run/event.ts'
import type { RunResult } from './run/result.ts'
import { briefCrew, hireCrew, type CrewNeeds, type HiredCrew } from './run/hire.ts'
import { executeRun, newRunName } from './run/run.ts'
import { CHUNK_SIZE, surveyRun, surveySources, surveyTarget } from './run/survey.ts'

/** Runs the examples of the mappings and the cases beside them. No database is needed. */
export async function testProject(
  world: EngineWorld,
  selection: Selection,
): Promise<readonly ExampleResult[]> {
  const checked = await compiledProject(world)
  const compiled = choose(checked, selection)
  await writeModules(world, checked.compiled)
  const loaded = await loadPrograms(
    world.directory,
    compiled.map(({ program }) => program),
  )
  // They belong to no mapping: chosen mappings are tested alone.
  const isWhole = selection.select === null && selection.exclude === null
  const functions = isWhole ? checked.plugins.flatMap(runFunctionExamples) : []
  const mappings = compiled.flatMap((each, index) => {
    const transform = loaded[index]?.transform
    if (transform === undefined) return []
    const tests = testsOf(each.document, checked.tests)
    return [
      ...runExamples(each, transform),
      ...tests.flatMap((cases) => runTests(each, transform, cases)),
    ]
  })
  return [...functions, ...mappings]
}

/** A plan and what it was made from; or the drift that is in its way. */
export type Planned =
  | { readonly kind: 'drift'; readonly drift: readonly ConnectionDrift[] }
  | {
      readonly kind: 'planned'
      readonly plan: Plan
      /** The name of the run that this would be. */
      readonly run: string
      /** What stands in the stage, and what would have to be copied there. */
      readonly stage: StagedTables
      readonly checked: CheckedProject
      readonly programs: readonly Program[]
      readonly settings: ReadonlyMap<string, ConnectionSettings>
    }

export interface PlanOptions extends Selection {
  readonly resume: boolean
  /** Of who will run the plan: a worker connects while it is made. */
  readonly hired?: HiredCrew
  /** True: it will not be run, so nothing is copied into the stage. */
  readonly isForShow?: boolean
}

/** What a run would do. Reads both sides, changes neither; what has to be staged is copied. */
export async function planProject(world: EngineWorld, options: PlanOptions): Promise<Planned> {
  const checked = await compiledProject(world)
  const chosen = await chooseByLedger(world, checked, options)
  const programs = chosen.map(({ program }) => program)
  const settings = await resolveSettings(
    checked.project,
    connectionsOf(programs, checked.project.target.name),
    world,
  )
  const prepared: Prepared = { checked, programs, settings }
  const isStaged = programs.some(({ staged }) => staged.length > 0)
  // What reads the stage is not known before that is made.
  if (options.hired !== undefined && !isStaged) {
    briefCrew(options.hired, crewNeeds(world, prepared))
    options.hired.crew.ready(1)
  }
  return await makePlan(world, prepared, options)
}

/** What a plan is made from. */
interface Prepared {
  readonly checked: CheckedProject
  readonly programs: readonly Program[]
  readonly settings: ReadonlyMap<string, ConnectionSettings>
}

async function makePlan(
  world: EngineWorld,
  prepared: Prepared,
  { resume, isForShow = false }: PlanOptions,
): Promise<Planned> {
  const { checked, programs, settings } = prepared
  const drift = await findDrift(checked.project, settings, tablesOf(programs))
  if (drift.some(({ drifts }) => drifts.length > 0)) return { kind: 'drift', drift }
  const { rejectLimit } = checked.project
  const newRun = newRunName(world.now())
  const sides = sidesOf(checked, settings)
  const all = checked.compiled.map(({ program }) => program)
  const limits = { rejectLimit, chunkSize: CHUNK_SIZE, all }
  if (programs.every(({ staged }) => staged.length === 0)) {
    const { statistics, state } = await surveyRun({ ...limits, programs, settings: sides, resume })
    const plan = planOrRefuse(planRun(programs, statistics, state, limits))
    const stage = { copies: [], missing: [] }
    return { kind: 'planned', plan, run: plan.resumes ?? newRun, stage, ...prepared }
  }
  const state = await surveyTarget(sides.target, programs, resume)
  // Nothing is copied for a run that would be refused.
  if (!resume) planOrRefuse(planRun(programs, new Map(), state, limits))
  const run = state.resume?.run ?? newRun
  const mode = isForShow ? 'look' : 'make'
  const staged = await stageProject(world, { programs, settings, all, owner: run, mode })
  const { sources } = sidesOf(checked, staged.settings)
  const statistics = await surveySources([...sources, sides.target], staged.programs, CHUNK_SIZE)
  const plan = planOrRefuse(planRun(staged.programs, statistics, state, limits))
  const { copies, missing } = staged
  const stage = { copies, missing }
  return { ...prepared, ...staged, kind: 'planned', plan, run, stage }
}

function planOrRefuse({ value, diagnostics }: Checked<Plan>): Plan {
  if (value === undefined) throw new ProjectProblem(diagnostics)
  return value
}

function crewNeeds(
  { directory }: EngineWorld,
  { checked, programs, settings }: Prepared,
): CrewNeeds {
  return {
    programs,
    modulesDirectory: buildFolder(directory),
    settings: sidesOf(checked, settings),
  }
}

export interface RunRequest {
  /**
   * How many, null: as many as there are cores, 0: no thread but this one. Or those that load
   * already; they are closed in the end.
   */
  readonly workers: number | null | HiredCrew
  readonly onEvent: (event: RunEvent) => void
}

export interface RunOutcome {
  readonly result: RunResult
  /** The first refused rows of each mapping; all are in the ledger. */
  readonly rejects: readonly KeptReject[]
}

/** Refused rows of a mapping that reports show. */
const REJECTS_SHOWN = 20

/** Does what the plan says. */
export async function runPlan(
  world: EngineWorld,
  planned: Extract<Planned, { kind: 'planned' }>,
  request: RunRequest,
): Promise<RunOutcome> {
  const { plan, checked, settings } = planned
  await writeModules(world, checked.compiled)
  const needs = crewNeeds(world, planned)
  const { workers } = request
  const newRun = planned.run
  const hired = typeof workers === 'number' || workers === null ? hireCrew(workers) : workers
  const { signal, now: clock } = world
  const { onEvent } = request
  const result = await executeRun({ ...needs, plan, newRun, signal, onEvent, clock }, hired)
  // A run that is at its end has nobody who would go on with its copies.
  if (result.message === null) await forgetStage(world, newRun)
  return { result, rejects: await rejectsOf(result, targetOf(checked, settings)) }
}

async function rejectsOf(
  { run, units }: RunResult,
  settings: ConnectionSettings,
): Promise<readonly KeptReject[]> {
  const refusing = units.filter(({ account }) => account.rejected > 0)
  if (refusing.length === 0) return []
  return await withTarget(settings, async (target) => {
    const all: KeptReject[] = []
    for (const { unit } of refusing) {
      all.push(...(await readRejects(ledgerOf(target), { run, unit, limit: REJECTS_SHOWN })))
    }
    return all
  })
}

export interface ReconcileRequest extends Selection {
  /** How many findings of a mapping are shown. */
  readonly findingsMax: number
  readonly onUnit: (unit: UnitReconciliation) => void
}

/** Reads both sides and compares them, value by value, through the mappings. */
export async function reconcileProject(
  world: EngineWorld,
  request: ReconcileRequest,
): Promise<Reconciliation> {
  const checked = await compiledProject(world)
  const chosen = await chooseByLedger(world, checked, request)
  const programs = chosen.map(({ program }) => program)
  await writeModules(world, checked.compiled)
  const own = await resolveSettings(
    checked.project,
    connectionsOf(programs, checked.project.target.name),
    world,
  )
  const loaded = await loadPrograms(world.directory, programs)
  const { findingsMax, onUnit } = request
  const { signal, now } = world
  const all = checked.compiled.map(({ program }) => program)
  await using stage = await stageAlone(world, { programs, all, settings: own })
  const { settings } = stage
  return await withTarget(targetOf(checked, settings), async (target) => {
    const ledger = ledgerOf(target)
    const missing = missingWork(programs, [], await readWorkShapes(ledger))
    if (missing.length > 0) throw new ProjectProblem(missing)
    return await reconcile({
      programs: loaded,
      splits: splitsOf(
        checked.splits,
        programs.map(({ name }) => name),
      ),
      settings,
      connectorOf,
      ledger: (await ledgerExists(ledger)) ? ledger : null,
      findingsMax,
      signal,
      now,
      onUnit,
    })
  })
}

function targetOf(
  { project }: CheckedProject,
  settings: ReadonlyMap<string, ConnectionSettings>,
): ConnectionSettings {
  const target = settings.get(project.target.name)
  if (target === undefined) throw new Error('the target has no settings')
  return target
}

function sidesOf(
  checked: CheckedProject,
  settings: ReadonlyMap<string, ConnectionSettings>,
): { readonly sources: readonly ConnectionSettings[]; readonly target: ConnectionSettings } {
  const target = targetOf(checked, settings)
  return { sources: [...settings.values()].filter((each) => each !== target), target }
}
