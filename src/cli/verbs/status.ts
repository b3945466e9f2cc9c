/** `mapwright status`: what the ledger knows of the last run. */
import { orDiagnostics, worldOf } from '../project-verb.ts'
import type { Verb, VerbContext, VerbResult } from '../verb.ts'

export const statusVerb: Verb = {
  name: 'status',
  summary: 'what the ledger knows of the last run; exit code 3 when it is unfinished',
  args: [],
  options: [],
  run: (context) => orDiagnostics(context, () => status(context)),
}

async function status(context: VerbContext): Promise<VerbResult> {
  const { findStale } = await import('../../engine/choose.ts')
  const { checkProject, openProject } = await import('../../engine/load.ts')
  const { hasErrors } = await import('../../base/diagnostic.ts')
  const { resolveSettings, withTarget } = await import('../../engine/connections.ts')
  const { ledgerExists } = await import('../../ledger/schema.ts')
  const { readLastRun, readUnits } = await import('../../ledger/status.ts')
  const { readSuspended } = await import('../../ledger/suspended.ts')
  const { ledgerOf } = await import('../../ledger/tables.ts')
  const { statusReport } = await import('../../report/status.ts')
  const world = worldOf(context)
  const project = await openProject(world)
  const { name } = project.target
  const settings = (await resolveSettings(project, [name], world)).get(name)
  if (settings === undefined) throw new Error('the target has no settings')
  const checked = await checkProject(world)
  return await withTarget(settings, async (target) => {
    const ledger = ledgerOf(target)
    const isThere = await ledgerExists(ledger)
    const run = isThere ? await readLastRun(ledger) : null
    const off = isThere ? await readSuspended(ledger, null) : []
    const leftOff = off.filter((one) => one.run !== run?.run)
    const units = run === null ? [] : await readUnits(ledger, run.run)
    const unfinished = run !== null && run.state !== 'done'
    const stale = hasErrors(checked.diagnostics) ? null : await findStale(ledger, checked)
    return { exitCode: unfinished ? 3 : 0, report: statusReport(run, units, leftOff, stale) }
  })
}
