/**
 * What every verb of a project shares: its world, its selection, and how project errors are shown.
 */
import type { Diagnostic } from '../base/diagnostic.ts'
import type { EngineWorld } from '../engine/world.ts'
import type { Selection } from '../plan/select.ts'
import type { VerbContext, VerbResult } from './verb.ts'

/** The engine's world of a verb. */
export function worldOf(context: VerbContext): EngineWorld {
  const { directory, environment, env, log, now, signal } = context
  return { directory, environment, env, log, now, signal }
}

/** `--select` and `--exclude`. */
export function selectionOf({ options }: VerbContext): Selection {
  return { select: textOf(options['select']), exclude: textOf(options['exclude']) }
}

function textOf(value: string | true | undefined): string | null {
  return typeof value === 'string' ? value : null
}

/** Does the work; what is wrong with the project's files becomes its report, exit code 2. */
export async function orDiagnostics(
  context: VerbContext,
  work: () => Promise<VerbResult>,
): Promise<VerbResult> {
  const { ProjectProblem } = await import('../engine/world.ts')
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ProjectProblem)) throw error
    return await diagnosticsResult(context, error.diagnostics)
  }
}

/** The diagnostics as a result: 2 when one of them is an error, else 0. */
export async function diagnosticsResult(
  context: VerbContext,
  diagnostics: readonly Diagnostic[],
  sentence = 'Nothing is wrong.',
): Promise<VerbResult> {
  const { diagnosticsReport } = await import('../report/diagnostics.ts')
  const { readText } = await import('../project/folder.ts')
  const { hasErrors } = await import('../base/diagnostic.ts')
  const texts = new Map<string, string | undefined>()
  for (const { file } of diagnostics) {
    if (texts.has(file)) continue
    const { value } = await readText(context.directory, file)
    texts.set(file, value)
  }
  const textIn = (file: string) => texts.get(file)
  return {
    exitCode: hasErrors(diagnostics) ? 2 : 0,
    report: diagnosticsReport('Checks', diagnostics, textIn, sentence),
  }
}
