/** Turns the results of examples and test cases into a report. */
import type { Diagnostic } from '../base/diagnostic.ts'
import type { ExampleResult } from '../compile/examples.ts'
import { table, type Block, type ReportDocument } from './document.ts'

/** Failures are shown cell by cell, with the place of the case and the line of the rule. */
export function examplesReport(results: readonly ExampleResult[]): ReportDocument {
  const failed = results.filter((result) => !hasPassed(result))
  return {
    title: 'Examples and test cases',
    verdict: verdict(results.length, failed.length),
    blocks: failed.flatMap(failureBlocks),
    cases: results.map((result) => ({
      suite: result.file,
      name: result.name,
      state: hasPassed(result) ? 'passed' : 'failed',
      message: result.problem ?? result.differences.map(({ column }) => column).join(', '),
      ms: 0,
    })),
    places: failed.map(placeOf),
    data: { passed: results.length - failed.length, failed: failed.length, results },
  }
}

/** A failure as a diagnostic, for formats that show it at its line. */
function placeOf({ file, line, name, problem, differences }: ExampleResult): Diagnostic {
  const cells = differences.map(
    ({ column, expected, actual }) => `"${column}" is ${actual}, not ${expected}`,
  )
  const message = `${name}: ${problem ?? `${cells.join('; ')}.`}`
  return { file, line, column: 1, code: 'TEST_FAILED', severity: 'error', message }
}

function hasPassed({ problem, differences }: ExampleResult): boolean {
  return problem === null && differences.length === 0
}

function verdict(count: number, failed: number): ReportDocument['verdict'] {
  if (count === 0) {
    const sentence = 'There are no examples and no test cases, so nothing was tested.'
    return { tone: 'attention', sentence }
  }
  if (failed > 0) return { tone: 'bad', sentence: `${failed} of ${count} failed.` }
  return { tone: 'good', sentence: `All ${count} passed.` }
}

function failureBlocks(result: ExampleResult): readonly Block[] {
  const { file, line, name, problem, differences } = result
  const heading: Block = { kind: 'heading', text: `${file}:${line}  ${name}` }
  if (problem !== null) return [heading, { kind: 'paragraph', text: problem, tone: 'bad' }]
  const rows = differences.map(({ column, expected, actual, rule }) => ({
    cells: [column, expected, actual, rule ?? ''],
  }))
  return [heading, table(['column', 'expected', 'actual', 'rule'], rows)]
}
