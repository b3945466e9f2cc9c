/** `mapwright lineage`: which source columns reach which target columns. */
import { SELECT_OPTIONS } from '../options.ts'
import { orDiagnostics, selectionOf, worldOf } from '../project-verb.ts'
import type { Verb } from '../verb.ts'

export const lineageVerb: Verb = {
  name: 'lineage',
  summary: 'show which source columns reach which target columns',
  args: [],
  options: SELECT_OPTIONS,
  run: (context) =>
    orDiagnostics(context, async () => {
      const { choose } = await import('../../engine.ts')
      const { compiledProject } = await import('../../engine/load.ts')
      const { table } = await import('../../report/document.ts')
      const chosen = choose(await compiledProject(worldOf(context)), selectionOf(context))
      const lines = chosen.flatMap(({ program }) =>
        program.lineage.map((line) => ({
          mapping: program.name,
          target: `${program.target.connection}.${program.target.table.name}.${line.target}`,
          how: line.how,
          sources: line.sources,
        })),
      )
      return {
        exitCode: 0,
        report: {
          title: 'Lineage',
          verdict: { tone: 'good', sentence: `${lines.length} target columns.` },
          blocks: [
            table(
              ['target', 'how', 'sources'],
              lines.map(({ target, how, sources }) => ({
                cells: [target, how, sources.join(', ')],
              })),
            ),
          ],
          cases: [],
          data: { columns: lines },
        },
      }
    }),
}
