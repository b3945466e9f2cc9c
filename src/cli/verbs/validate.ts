/** `mapwright validate`: everything that can be said of the project without a database. */
import { diagnosticsResult, orDiagnostics, worldOf } from '../project-verb.ts'
import type { CheckedProject } from '../../engine/load.ts'
import type { Block } from '../../report/document.ts'
import type { Verb, VerbContext, VerbResult } from '../verb.ts'

export const validateVerb: Verb = {
  name: 'validate',
  summary: 'check the project and its mappings; needs no database',
  args: [],
  options: [
    {
      flags: '--coverage',
      summary: 'show which columns of both sides are mapped, used, dropped, fed, left',
      variable: 'MAPWRIGHT_COVERAGE',
    },
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
        return await covered(
          context,
          await diagnosticsResult(context, diagnostics, sentence),
          checked,
        )
      }
      const left = `Not checked: the functions of ${notLoaded.join(', ')}, and what calls them.`
      context.say(left)
      const sentence = `${count}, and nothing wrong with what was checked. ${left}`
      const found = await diagnosticsResult(context, diagnostics, sentence)
      const result = await covered(context, found, checked)
      return result.exitCode === 0 ? { ...result, exitCode: 3 } : result
    }),
}

/** `--coverage`: the figures behind the diagnostics, in every format. */
async function covered(
  { options }: VerbContext,
  result: VerbResult,
  { coverage }: CheckedProject,
): Promise<VerbResult> {
  const { report } = result
  if (options['coverage'] !== true || report === null) return result
  const { coverageBlocks, coverageData } = await import('../../report/coverage.ts')
  const unknown = 'What is covered is not known while something is wrong with a mapping.'
  const blocks: readonly Block[] =
    coverage === null ? [{ kind: 'paragraph', text: unknown }] : coverageBlocks(coverage)
  const data = {
    ...(report.data as Readonly<Record<string, unknown>>),
    coverage: coverage === null ? null : coverageData(coverage),
  }
  return { ...result, report: { ...report, blocks: [...report.blocks, ...blocks], data } }
}
