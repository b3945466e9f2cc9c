/** Programs, their key statistics and the ledger's state -> the plan of a run, or why not. */
import type { Checked, Diagnostic } from '../base/diagnostic.ts'
import { tableId } from '../catalog/catalog.ts'
import { shownTable } from '../catalog/work-name.ts'
import type { Program } from '../compile/program.ts'
import type { RejectLimit } from '../ledger/limit.ts'
import type { KeyRange } from '../ledger/chunks.ts'
import type { UnitRecord } from '../ledger/status.ts'
import type { ChunkSize, KeyStatistics } from '../plugin/connector.ts'
import { chunksOf, fillersOf, isGrouped } from './chunks.ts'
import { leftOut } from './stale.ts'
import { missingWork } from './work.ts'
import { layWaves } from './waves.ts'

export interface PlanState {
  /** The last run, when it is to be resumed and is unfinished. */
  readonly resume: { readonly run: string; readonly units: readonly UnitRecord[] } | null
  /** Of the ledger, read before all else: what follows holds as long as it stays the same. */
  readonly ledgerMark: string
  /** Ids of the target tables that hold rows. */
  readonly filledTargets: ReadonlySet<string>
  /** Digests of the columns of the work tables that there are, by name. */
  readonly workShapes: ReadonlyMap<string, string>
}

export interface PlannedUnit {
  readonly unit: string
  /** Units of one wave need nothing of each other. */
  readonly wave: number
  /** `connection.table`. */
  readonly source: string
  readonly target: string
  /** Of the program that this was planned for. */
  readonly digest: string
  readonly load: 'insert' | 'upsert' | 'replace'
  readonly rejectLimit: RejectLimit | null
  readonly chunks: readonly KeyRange[]
  /** The run fills what this reads first, so chunks of that size are laid out when it begins. */
  readonly layOut: ChunkSize | null
  /** Numbers of the chunks that an earlier attempt of the run finished. */
  readonly chunksDone: readonly number[]
  /** True when the whole unit is finished and only listed. */
  readonly done: boolean
  /** Units, this one among them, that are settled together; empty: none is. */
  readonly settledWith: readonly string[]
  readonly estimatedRows: number
  readonly notes: readonly string[]
}

export interface Plan {
  /** The run that is continued; null: a new one. */
  readonly resumes: string | null
  /** Of the ledger that this was planned by; a run refuses where it is another by now. */
  readonly ledgerMark: string
  /** The target's connection. */
  readonly target: string
  /** Of the whole run. */
  readonly rejectLimit: RejectLimit | null
  /** In the order of waves. */
  readonly units: readonly PlannedUnit[]
  readonly estimatedRows: number
  /** Mappings that read what this fills, and are not among the units. */
  readonly leftOut: readonly string[]
}

export interface PlanLimits {
  readonly rejectLimit: RejectLimit | null
  readonly chunkSize: ChunkSize
  /** Every program of the project, chosen or not. */
  readonly all: readonly Program[]
}

/**
 * Every program whose source is there has its statistics, by name. Refusals point at the mapping's
 * file.
 */
export function planRun(
  programs: readonly Program[],
  statistics: ReadonlyMap<string, KeyStatistics>,
  state: PlanState,
  limits: PlanLimits,
): Checked<Plan> {
  const taking = state.resume === null ? programs : programsOf(state.resume.units, programs)
  const { waves, cycle } = layWaves(taking)
  const diagnostics = [
    ...cycle.map((program) => refuseCycle(program, cycle)),
    ...missingWork(taking, taking, state.workShapes),
    ...(state.resume === null
      ? taking.filter((program) => wouldInsertTwice(program, state)).map(refuseFilled)
      : refuseChanged(state.resume, programs)),
  ]
  if (diagnostics.length > 0) return { value: undefined, diagnostics }
  const units = planUnits(waves, statistics, state, limits)
  const plan: Plan = {
    resumes: state.resume?.run ?? null,
    ledgerMark: state.ledgerMark,
    target: programs[0]?.target.connection ?? '',
    rejectLimit: limits.rejectLimit,
    units,
    estimatedRows: units.reduce((sum, unit) => sum + unit.estimatedRows, 0),
    leftOut: leftOut(taking, limits.all),
  }
  return { value: plan, diagnostics: [] }
}

function programsOf(units: readonly UnitRecord[], programs: readonly Program[]): Program[] {
  const names = new Set(units.map((unit) => unit.unit))
  return programs.filter((program) => names.has(program.name))
}

/** Wave by wave: what a unit fills is about what others will read of it. */
function planUnits(
  waves: readonly (readonly Program[])[],
  statistics: ReadonlyMap<string, KeyStatistics>,
  state: PlanState,
  { chunkSize }: PlanLimits,
): readonly PlannedUnit[] {
  const units: PlannedUnit[] = []
  for (const [wave, programs] of waves.entries()) {
    for (const program of programs) {
      const fillers = new Set(fillersOf(program, waves.flat()).map(({ name }) => name))
      const filled = units.filter(({ unit }) => fillers.has(unit))
      const known = statistics.get(program.name)
      units.push(planUnit({ program, wave, known, filled, chunkSize }, state))
    }
  }
  return units
}

interface UnitInput {
  readonly program: Program
  readonly wave: number
  readonly known: KeyStatistics | undefined
  /** The units of the run that fill what this one reads. */
  readonly filled: readonly PlannedUnit[]
  readonly chunkSize: ChunkSize
}

function planUnit(input: UnitInput, state: PlanState): PlannedUnit {
  const { program, wave, known, filled, chunkSize } = input
  const record = state.resume?.units.find((unit) => unit.unit === program.name)
  const chunks = record?.chunks ?? chunksOf(program, known)
  const rowsFilled = filled.reduce((sum, { estimatedRows }) => sum + estimatedRows, 0)
  const notes = [...program.notes, ...notesOf(program, state)]
  const isLater = filled.length > 0 && (record?.state ?? 'waiting') === 'waiting'
  if (isLater) notes.push(LAID_OUT_LATER)
  return {
    unit: program.name,
    wave,
    source: shownTable(program.source.connection, program.source.table),
    target: shownTable(program.target.connection, program.target.table),
    digest: program.digest,
    load: program.target.load,
    rejectLimit: program.rejectLimit,
    chunks: chunks.map(({ low, high }) => ({ low, high })),
    layOut: isLater ? chunkSize : null,
    chunksDone: (record?.chunks ?? [])
      .filter((chunk) => chunk.state === 'done')
      .map((chunk) => chunk.chunk),
    done: record?.state === 'done',
    settledWith: program.settledWith,
    estimatedRows: known?.rows ?? rowsFilled,
    notes,
  }
}

const LAID_OUT_LATER =
  'This run fills what it reads, so its chunks are laid out when it begins; the rows are a guess.'

function notesOf(program: Program, state: PlanState): string[] {
  const notes: string[] = []
  if (isGrouped(program)) {
    notes.push('Loaded as one chunk: rows are grouped, and those of a group may stand anywhere.')
  }
  if (program.target.selfReference.length > 0) {
    notes.push('Loaded as one chunk, parents first: the target table references itself.')
  }
  if (!program.keyIsOneToOne) {
    notes.push('Target keys are searched for duplicates: several source rows may give one key.')
  }
  if (program.target.indexesAfter) {
    notes.push('Indexes that refuse no row are taken off before the load, and built after it.')
  }
  if (program.target.triggersOff.length > 0) {
    const names = program.target.triggersOff.map((name) => `"${name}"`).join(', ')
    notes.push(`Triggers that are off before the load, and back after it: ${names}.`)
  }
  const suspended = program.target.references.filter((reference) => reference.suspended)
  if (suspended.length > 0) {
    const columns = suspended.flatMap((reference) => reference.columns)
    const names = columns.map((name) => `"${name}"`).join(', ')
    notes.push(
      `The reference of ${names} is off until ${program.settledWith.join(', ')} ` +
        `${program.settledWith.length > 1 ? 'are' : 'is'} loaded; rows that refer to none are ` +
        'refused then.',
    )
  }
  const filled = state.filledTargets.has(tableId(program.target.table))
  if (program.target.load === 'replace' && filled && state.resume === null) {
    notes.push('Every row of the target table is deleted before the first chunk.')
  }
  return notes
}

function wouldInsertTwice(program: Program, state: PlanState): boolean {
  return program.target.load === 'insert' && state.filledTargets.has(tableId(program.target.table))
}

function refuseFilled(program: Program): Diagnostic {
  return refuse(
    program,
    'PLAN_TARGET_NOT_EMPTY',
    `The target table "${tableId(program.target.table)}" holds rows, and load: insert only fills ` +
      'an empty one. Write load: upsert to bring it up to date, or load: replace to empty it.',
  )
}

function refuseCycle(program: Program, cycle: readonly Program[]): Diagnostic {
  const names = cycle.map((each) => `"${each.name}"`).join(', ')
  return refuse(
    program,
    'PLAN_CYCLE',
    `The mappings ${names} need each other, so none can be loaded first. ` +
      'Leave one of their references or lookups out.',
  )
}

function refuseChanged(
  resume: NonNullable<PlanState['resume']>,
  programs: readonly Program[],
): Diagnostic[] {
  const advice = 'Undo the change and resume, or start a new run without --resume.'
  return resume.units.flatMap((unit) => {
    const program = programs.find((each) => each.name === unit.unit)
    if (program === undefined) {
      const message = `Run ${resume.run} has the mapping "${unit.unit}", which is gone. ${advice}`
      const file = `mappings/${unit.unit}.yaml`
      return [place(file, 'PLAN_RUN_CHANGED', message)]
    }
    if (program.digest === unit.digest) return []
    const message =
      `The mapping "${unit.unit}", a schema it uses or a file that is staged for it has changed ` +
      `since run ${resume.run} began; ` +
      `its rows would be of two kinds. ${advice}`
    return [refuse(program, 'PLAN_RUN_CHANGED', message)]
  })
}

function refuse(program: Program, code: string, message: string): Diagnostic {
  return place(program.file, code, message)
}

function place(file: string, code: string, message: string): Diagnostic {
  return { file, line: 1, column: 1, code, severity: 'error', message }
}
