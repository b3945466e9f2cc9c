/** `mapwright run`: moves the rows, chunk by chunk, and says what became of every one of them. */
import type { CellProblem } from '../../base/cell.ts'
import type { KeptReject } from '../../ledger/rejects.ts'
import type { Program } from '../../compile/program.ts'
import type { ShownReject } from '../../report/run.ts'
import type { HiredCrew } from '../../run/hire.ts'
import { SELECT_OPTIONS, WORKERS_OPTION } from '../options.ts'
import { orDiagnostics, selectionOf, worldOf } from '../project-verb.ts'
import { parseWhole } from '../usage.ts'
import type { Verb, VerbContext, VerbResult } from '../verb.ts'

export const runVerb: Verb = {
  name: 'run',
  summary: 'move the rows; exit code 1 when rows were refused beyond the declared limit',
  args: [],
  options: [
    ...SELECT_OPTIONS,
    WORKERS_OPTION,
    {
      flags: '--resume',
      summary: 'go on with the last run where it stopped',
      variable: 'MAPWRIGHT_RESUME',
    },
  ],
  run: (context) => orDiagnostics(context, () => run(context)),
}

async function run(context: VerbContext): Promise<VerbResult> {
  const workers = parseWhole(context.options['workers'], '--workers') ?? null
  const { hireCrew } = await import('../../run/hire.ts')
  const hired = hireCrew(workers)
  // A thread loads its code while this one loads its own, and reads the project.
  hired.crew.load()
  try {
    return await runWith(hired, context)
  } finally {
    await hired.crew.close()
  }
}

async function runWith(hired: HiredCrew, context: VerbContext): Promise<VerbResult> {
  const { planProject, runPlan } = await import('../../engine.ts')
  const { runReport } = await import('../../report/run.ts')
  const { writeReports } = await import('../report-files.ts')
  const { createRenderer } = await import('../progress.ts')
  const world = worldOf(context)
  const resume = context.options['resume'] === true
  const planned = await planProject(world, { ...selectionOf(context), resume, hired })
  if (planned.kind === 'drift') {
    const { driftReport } = await import('../../report/drift.ts')
    return { exitCode: 1, report: driftReport(planned.drift) }
  }
  for (const note of planned.checked.project.notes) context.say(note)
  const renderer = createRenderer(context)
  const { result, rejects } = await runPlan(world, planned, {
    workers: hired,
    onEvent: renderer.show,
  })
  renderer.end()
  const shown = rejects.map((reject) => masked(reject, planned.programs))
  const report = runReport(result, shown, planned.stage.copies)
  context.say(await writeReports(context.directory, 'run', report))
  return { exitCode: result.exitCode, report }
}

const MASK = '[masked]'

/** A classed column's values, and those it is made of, are not for a report that CI keeps. */
function masked(reject: KeptReject, programs: readonly Program[]): ShownReject {
  const program = programs.find(({ name }) => name === reject.unit)
  const classed = program?.target.columns.filter((column) => column.class !== null) ?? []
  const names = new Set(classed.map(({ column }) => column.name))
  const sources = (program?.lineage ?? [])
    .filter(({ target }) => names.has(target))
    .flatMap((line) => line.sources)
  const hides = (label: string) =>
    program?.row.some(
      (column) =>
        column.label === label &&
        sources.some((source) => source.endsWith(`.${column.table.name}.${column.name}`)),
    ) === true
  return {
    unit: reject.unit,
    sourceKey: reject.sourceKey,
    sourceRow: Object.fromEntries(
      Object.entries(reject.sourceRow).map(([label, cell]) => [
        label,
        cell !== null && hides(label) ? MASK : cell,
      ]),
    ),
    problems: reject.problems.map((problem) => withoutValues(problem, names)),
  }
}

/** A server's message may show the value it refused, or, of a key, those of any of its columns. */
function withoutValues(problem: CellProblem, classed: ReadonlySet<string>): CellProblem {
  const isClassed = problem.column !== null && classed.has(problem.column)
  if (!isClassed && (classed.size === 0 || !problem.code.startsWith('KEY_'))) return problem
  const message = problem.message
    .replace(/=\(.*\)/su, `=(${MASK})`)
    .replace(/entry '.*' for/su, `entry '${MASK}' for`)
    .replace(/: ".*"$/su, `: "${MASK}"`)
  return { ...problem, message }
}
