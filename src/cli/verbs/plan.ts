/** `mapwright plan`: what a run would do, without doing it. */
import { SELECT_OPTIONS } from '../options.ts'
import { orDiagnostics, selectionOf, worldOf } from '../project-verb.ts'
import type { Verb } from '../verb.ts'

export const planVerb: Verb = {
  name: 'plan',
  summary: 'show what a run would do: waves, chunks, what is evaluated where',
  args: [],
  options: [
    ...SELECT_OPTIONS,
    {
      flags: '--resume',
      summary: 'what is left of the last run',
      variable: 'MAPWRIGHT_RESUME',
    },
  ],
  run: (context) =>
    orDiagnostics(context, async () => {
      const { planProject } = await import('../../engine.ts')
      const resume = context.options['resume'] === true
      const options = { ...selectionOf(context), resume, isForShow: true }
      const planned = await planProject(worldOf(context), options)
      if (planned.kind === 'drift') {
        const { driftReport } = await import('../../report/drift.ts')
        return { exitCode: 1, report: driftReport(planned.drift) }
      }
      const { planReport } = await import('../../report/plan.ts')
      return { exitCode: 0, report: planReport(planned.plan, planned.stage) }
    }),
}
