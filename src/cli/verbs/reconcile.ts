/** `mapwright reconcile`: compares both sides, value by value, through the mappings. */
import { SELECT_OPTIONS } from '../options.ts'
import { orDiagnostics, selectionOf, worldOf } from '../project-verb.ts'
import { parseWhole } from '../usage.ts'
import type { Verb } from '../verb.ts'

const FINDINGS_MAX = 100

export const reconcileVerb: Verb = {
  name: 'reconcile',
  summary: 'prove the target: 0 all equal, 1 differences, 3 something was not verified',
  args: [],
  options: [
    ...SELECT_OPTIONS,
    {
      flags: '--findings <n>',
      summary: `how many differences of a mapping are shown (default: ${FINDINGS_MAX})`,
      variable: 'MAPWRIGHT_FINDINGS',
    },
  ],
  run: (context) =>
    orDiagnostics(context, async () => {
      const { reconcileProject } = await import('../../engine.ts')
      const { reconciliationReport } = await import('../../report/reconciliation.ts')
      const { writeReports } = await import('../report-files.ts')
      const result = await reconcileProject(worldOf(context), {
        ...selectionOf(context),
        findingsMax: parseWhole(context.options['findings'], '--findings') ?? FINDINGS_MAX,
        onUnit: ({ unit, matched, findingCount }) =>
          context.log.info({ unit, rows: matched, findings: findingCount }, 'unit reconciled'),
      })
      const report = reconciliationReport(result)
      context.say(await writeReports(context.directory, 'reconcile', report))
      return { exitCode: result.exitCode, report }
    }),
}
