/** `mapwright validate`: everything that can be said of the project without a database. */
import { diagnosticsResult, orDiagnostics, worldOf } from '../project-verb.ts'
import type { Verb } from '../verb.ts'

export const validateVerb: Verb = {
  name: 'validate',
  summary: 'check the project and its mappings; needs no database',
  args: [],
  options: [
    {
      flags: '--untrusted',
      summary: "for a stranger's change: run none of its files, look at no variable",
      variable: 'MAPWRIGHT_UNTRUSTED',
    },
  ],
  run: (context) =>
    orDiagnostics(context, async () => {
      const { checkProject } = await import('../../engine/load.ts')
      const untrusted = context.options['untrusted'] === true
      const checked = await checkProject(worldOf(context), { untrusted })
      const { diagnostics, documents, notLoaded, project } = checked
      for (const note of project.notes) context.say(note)
      const count = `${documents.length} mapping${documents.length === 1 ? '' : 's'}`
      if (notLoaded.length === 0) {
        const sentence = `${count}, and nothing wrong with them.`
        return await diagnosticsResult(context, diagnostics, sentence)
      }
      const left = `Not checked: the functions of ${notLoaded.join(', ')}, and what calls them.`
      context.say(left)
      const sentence = `${count}, and nothing wrong with what was checked. ${left}`
      const result = await diagnosticsResult(context, diagnostics, sentence)
      return result.exitCode === 0 ? { ...result, exitCode: 3 } : result
    }),
}
