/** `mapwright conns list|test`: the connections of the project, and whether they answer. */
import { toPlainError } from '../../base/error.ts'
import type { ProjectConnection } from '../../project/project.ts'
import { orDiagnostics, worldOf } from '../project-verb.ts'
import type { Verb, VerbContext, VerbResult } from '../verb.ts'

export const connsListVerb: Verb = {
  name: 'conns list',
  summary: 'the connections of the project, with references in place of secrets',
  args: [],
  options: [],
  run: (context) => orDiagnostics(context, () => list(context)),
}

export const connsTestVerb: Verb = {
  name: 'conns test',
  summary: 'open every connection, or the one named, and say what answers',
  args: [{ name: '[connection]', summary: 'only this one' }],
  options: [],
  run: (context) => orDiagnostics(context, () => test(context)),
}

async function list(context: VerbContext): Promise<VerbResult> {
  const { openProject } = await import('../../engine/load.ts')
  const { table } = await import('../../report/document.ts')
  const project = await openProject(worldOf(context))
  const rows = [...project.connections.values()].map((connection) => ({
    name: connection.name,
    kind: connection.settings.kind,
    place: placeOf(connection),
    role: connection.name === project.target.name ? 'target' : 'source',
    tls: connection.settings.tls,
    snapshot: connection.catalog === null ? 'none' : `${connection.catalog.tables.length} tables`,
  }))
  return {
    exitCode: 0,
    report: {
      title: 'Connections',
      verdict: { tone: 'good', sentence: `${rows.length} connections.` },
      blocks: [
        table(
          ['name', 'kind', 'role', 'place', 'tls', 'snapshot'],
          rows.map(({ name, kind, role, place, tls, snapshot }) => ({
            cells: [name, kind, role, place, tls, snapshot],
          })),
        ),
      ],
      cases: [],
      data: { connections: rows },
    },
  }
}

function placeOf({ urlReference, settings }: ProjectConnection): string {
  return urlReference ?? `${settings.files.length} file tables`
}

async function test(context: VerbContext): Promise<VerbResult> {
  const { openProject } = await import('../../engine/load.ts')
  const { resolveSettings, withSource } = await import('../../engine/connections.ts')
  const { table } = await import('../../report/document.ts')
  const { requireConnection } = await import('../usage.ts')
  const world = worldOf(context)
  const project = await openProject(world)
  const names = requireConnection(context.args[0], [...project.connections.keys()])
  const settings = await resolveSettings(project, names, world)
  const answers = []
  for (const [name, each] of settings) {
    try {
      const info = await withSource(each, async (source) => await source.info())
      answers.push({ name, ...info, error: null })
    } catch (error) {
      const { code, message } = toPlainError(error)
      if (code === 'INTERNAL') throw error
      answers.push({ name, version: '', place: '', tls: '', error: `${code}  ${message}` })
    }
  }
  const failed = answers.filter(({ error }) => error !== null)
  return {
    exitCode: failed.length === 0 ? 0 : 4,
    report: {
      title: 'Connections',
      verdict:
        failed.length === 0
          ? { tone: 'good', sentence: 'Every connection answers.' }
          : { tone: 'bad', sentence: `${failed.length} of ${answers.length} do not answer.` },
      blocks: [
        table(
          ['name', 'answer', 'place', 'tls'],
          answers.map(({ name, version, place, tls, error }) => ({
            cells: [name, error ?? version, place, tls],
            tone: error === null ? 'good' : 'bad',
          })),
        ),
      ],
      cases: answers.map(({ name, error, version }) => ({
        suite: 'connections',
        name,
        state: error === null ? 'passed' : 'failed',
        message: error ?? version,
        ms: 0,
      })),
      data: { connections: answers },
    },
  }
}
