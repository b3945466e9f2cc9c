/** `mapwright explain`: everything that a mapping stands for, or one row on its way through it. */
import { orDiagnostics, worldOf } from '../project-verb.ts'
import { UsageError } from '../usage.ts'
import type { Verb, VerbContext, VerbResult } from '../verb.ts'

export const explainVerb: Verb = {
  name: 'explain',
  summary: 'write a mapping out in full, or follow one source row through it',
  args: [
    { name: '<mapping>', summary: 'the name of a mapping' },
    { name: '[key...]', summary: "the row's source key, or its record number in files" },
  ],
  options: [],
  run: (context) => orDiagnostics(context, () => explain(context)),
}

async function explain(context: VerbContext): Promise<VerbResult> {
  const { compiledProject } = await import('../../engine/load.ts')
  const { didYouMean } = await import('../../base/closest.ts')
  const [name = '', ...key] = context.args
  const world = worldOf(context)
  const project = await compiledProject(world)
  const meant = project.compiled.filter(
    ({ program }) => program.name === name || program.arm?.union === name,
  )
  const [compiled] = meant
  if (compiled === undefined) {
    const names = project.compiled.map(({ program }) => program.name)
    const known = `There are: ${names.join(', ')}.`
    throw new UsageError(`There is no mapping "${name}".${didYouMean(name, names)} ${known}`)
  }
  if (key.length === 0) {
    const { explainReport } = await import('../../report/explain.ts')
    return { exitCode: 0, report: explainReport(name, meant) }
  }
  if (meant.length > 1) {
    const arms = meant.map(({ program }) => program.name).join(', ')
    throw new UsageError(
      `"${name}" is a union: name the arm that the row is of. There are: ${arms}.`,
    )
  }
  const { explainProjectRow, keyProblem } = await import('../../engine/explain.ts')
  const { explainRowReport } = await import('../../report/explain-row.ts')
  const problem = keyProblem(compiled, key)
  if (problem !== null) throw new UsageError(problem)
  const row = await explainProjectRow(world, project, compiled, key)
  if (row === undefined) {
    const { connection, table } = compiled.program.source
    const where = `${connection}.${table.name}`
    throw new UsageError(`${where} has no row ${key.join(' ')}. Keys are written as in the source.`)
  }
  const report = explainRowReport(compiled.program, key, row)
  return { exitCode: row.outcome === 'rejected' ? 1 : 0, report }
}
