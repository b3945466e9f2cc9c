/** `mapwright compile`: writes the modules that the workers run; `--check` has tsc look at them. */
import { orDiagnostics, worldOf } from '../project-verb.ts'
import type { Verb, VerbContext, VerbResult } from '../verb.ts'

export const compileVerb: Verb = {
  name: 'compile',
  summary: 'write the typed modules of the mappings to .mapwright/build',
  args: [],
  options: [
    {
      flags: '--check',
      summary: 'have TypeScript check them, too',
      variable: 'MAPWRIGHT_CHECK',
    },
  ],
  run: (context) => orDiagnostics(context, () => compile(context)),
}

async function compile(context: VerbContext): Promise<VerbResult> {
  const path = await import('node:path')
  const { compiledProject } = await import('../../engine/load.ts')
  const { writeModules } = await import('../../engine/build.ts')
  const { compiled } = await compiledProject(worldOf(context))
  const files = await writeModules(context, compiled)
  const written = files.map((file) => path.relative(context.directory, file)).sort()
  const complaints =
    context.options['check'] === true ? await typeCheck(context.directory, files) : null
  const checked = complaints === '' ? ', and TypeScript finds nothing wrong' : ''
  const failed = complaints !== null && complaints !== ''
  return {
    exitCode: failed ? 2 : 0,
    report: {
      title: 'Compiled mappings',
      verdict: failed
        ? { tone: 'bad', sentence: 'TypeScript finds the emitted modules wrong.' }
        : { tone: 'good', sentence: `${written.length} modules${checked}.` },
      blocks: [
        { kind: 'list', items: written },
        ...(failed ? [{ kind: 'code', text: complaints } as const] : []),
      ],
      cases: [],
      data: { modules: written, complaints },
    },
  }
}

/** What tsc prints; empty when all is well. */
async function typeCheck(directory: string, files: readonly string[]): Promise<string> {
  const { checkModules } = await import('../tsc.ts')
  return await checkModules(directory, files)
}
