/** `mapwright test`: the examples of the mappings, and the cases beside them. */
import type { ExampleResult } from '../../compile/examples.ts'
import { SELECT_OPTIONS } from '../options.ts'
import { orDiagnostics, selectionOf, worldOf } from '../project-verb.ts'
import type { Verb } from '../verb.ts'

export const testVerb: Verb = {
  name: 'test',
  summary: 'run the examples and test cases of the mappings; needs no database',
  args: [],
  options: SELECT_OPTIONS,
  run: (context) =>
    orDiagnostics(context, async () => {
      const { testProject } = await import('../../engine.ts')
      const { examplesReport } = await import('../../report/examples.ts')
      const results = await testProject(worldOf(context), selectionOf(context))
      const failed = results.some((result: ExampleResult) => !passed(result))
      return {
        exitCode: failed ? 1 : results.length === 0 ? 3 : 0,
        report: examplesReport(results),
      }
    }),
}

function passed({ problem, differences }: ExampleResult): boolean {
  return problem === null && differences.length === 0
}
