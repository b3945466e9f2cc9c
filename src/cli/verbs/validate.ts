/** `mapwright validate`: everything that can be said of the project without a database. */
import { diagnosticsResult, orDiagnostics, worldOf } from '../project-verb.ts'
import type { Verb } from '../verb.ts'

export const validateVerb: Verb = {
  name: 'validate',
  summary: 'check the project and its mappings; needs no database',
  args: [],
  options: [],
  run: (context) =>
    orDiagnostics(context, async () => {
      const { checkProject } = await import('../../engine/load.ts')
      const { diagnostics, documents, project } = await checkProject(worldOf(context))
      for (const note of project.notes) context.say(note)
      const count = `${documents.length} mapping${documents.length === 1 ? '' : 's'}`
      return await diagnosticsResult(context, diagnostics, `${count}, and nothing wrong with them.`)
    }),
}
