/** `mapwright drift`: what has changed in the databases since the snapshots. */
import { orDiagnostics, worldOf } from '../project-verb.ts'
import { requireConnection } from '../usage.ts'
import type { Verb } from '../verb.ts'

export const driftVerb: Verb = {
  name: 'drift',
  summary: 'compare the snapshots with the databases; exit code 1 when they differ',
  args: [{ name: '[connection]', summary: 'only this one' }],
  options: [],
  run: (context) =>
    orDiagnostics(context, async () => {
      const { openProject } = await import('../../engine/load.ts')
      const { findDrift, resolveSettings } = await import('../../engine/connections.ts')
      const { driftReport } = await import('../../report/drift.ts')
      const world = worldOf(context)
      const project = await openProject(world)
      const names = requireConnection(context.args[0], [...project.connections.keys()])
      const settings = await resolveSettings(project, names, world)
      const drift = await findDrift(project, settings, null)
      const changed = drift.some(({ drifts }) => drifts.length > 0)
      return { exitCode: changed ? 1 : 0, report: driftReport(drift) }
    }),
}
