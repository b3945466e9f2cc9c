/** `mapwright snapshot`: takes the catalogs of the sources into schema/, to be committed. */
import { orDiagnostics, worldOf } from '../project-verb.ts'
import { requireConnection } from '../usage.ts'
import type { Verb, VerbContext, VerbResult } from '../verb.ts'

export const snapshotVerb: Verb = {
  name: 'snapshot',
  summary: 'take the catalogs of the sources to schema/<connection>.catalog.json',
  args: [{ name: '[connection]', summary: 'only this one' }],
  options: [],
  run: (context) => orDiagnostics(context, () => snapshot(context)),
}

async function snapshot(context: VerbContext): Promise<VerbResult> {
  const { readProject } = await import('../../engine/load.ts')
  const { resolveSettings, withSource } = await import('../../engine/connections.ts')
  const { writeSnapshot } = await import('../../project/snapshot.ts')
  const world = worldOf(context)
  const project = await readProject(world)
  const all = [...project.connections.values()].filter(
    ({ settings }) => settings.fileCatalog === null,
  )
  const candidates = requireConnection(
    context.args[0],
    all.map(({ name }) => name),
  )
  const settings = await resolveSettings(project, candidates, world)
  // A PostgreSQL target is what schema/target.sql says, and files are what their DDL says.
  const names = candidates.filter(
    (name) => name !== project.target.name || settings.get(name)?.kind !== 'postgres',
  )
  const written: string[] = []
  let tables = 0
  for (const name of names) {
    const each = settings.get(name)
    if (each === undefined) continue
    await withSource(each, async (source) => {
      const catalog = await source.catalog()
      tables += catalog.tables.length
      written.push(...(await writeSnapshot(project, catalog, await source.estimateRows())))
    })
  }
  return {
    exitCode: 0,
    report: {
      title: 'Snapshots',
      verdict: {
        tone: 'good',
        sentence:
          names.length === 0
            ? 'No connection needs a snapshot: their catalogs are written in schema/.'
            : `${tables} tables of ${names.join(', ')}. Commit the files.`,
      },
      blocks: [{ kind: 'list', items: written }],
      cases: [],
      data: { written, tables },
    },
  }
}
