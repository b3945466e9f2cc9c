/** `mapwright explain`: everything that a mapping stands for, or one row on its way through it. */
import { orDiagnostics, worldOf } from '../project-verb.ts'
import { parseWhole, UsageError } from '../usage.ts'
import type { CompiledProgram } from '../../compile/compile.ts'
import type { CheckedProject } from '../../engine/load.ts'
import type { Verb, VerbContext, VerbResult } from '../verb.ts'

const MERGED_MAX = 100

export const explainVerb: Verb = {
  name: 'explain',
  summary: 'write a mapping out in full, or follow one source row through it',
  args: [
    { name: '<mapping>', summary: 'the name of a mapping' },
    { name: '[key...]', summary: "the row's source key, or its record number in files" },
  ],
  options: [
    {
      flags: '--merged',
      summary: 'list which rows of the source are merged, and with which',
      variable: 'MAPWRIGHT_MERGED',
    },
    {
      flags: '--limit <n>',
      summary: `how many of those that others are merged with are listed (default: ${MERGED_MAX})`,
      variable: 'MAPWRIGHT_LIMIT',
    },
  ],
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
  if (context.options['merged'] === true) return await listMergedRows(context, project, meant)
  if (key.length === 0) {
    const { explainReport } = await import('../../report/explain.ts')
    return { exitCode: 0, report: explainReport(name, meant) }
  }
  requireOne(name, meant)
  const { explainProjectRow, keyProblem } = await import('../../engine/explain.ts')
  const { explainRowReport } = await import('../../report/explain-row.ts')
  const problem = keyProblem(compiled, key)
  if (problem !== null) throw new UsageError(problem)
  const rows = await explainProjectRow(world, project, compiled, key)
  if (rows.length === 0) {
    const { connection, table } = compiled.program.source
    const where = `${connection}.${table.name}`
    throw new UsageError(`${where} has no row ${key.join(' ')}. Keys are written as in the source.`)
  }
  const report = explainRowReport(compiled.program, key, rows)
  return { exitCode: rows.some(({ outcome }) => outcome === 'rejected') ? 1 : 0, report }
}

function requireOne(name: string, meant: readonly CompiledProgram[]): void {
  if (meant.length === 1) return
  const arms = meant.map(({ program }) => program.name).join(', ')
  throw new UsageError(`"${name}" is a union: name the arm that the row is of. There are: ${arms}.`)
}

async function listMergedRows(
  context: VerbContext,
  project: CheckedProject,
  meant: readonly CompiledProgram[],
): Promise<VerbResult> {
  const { listMerged } = await import('../../engine/explain.ts')
  const { mergedReport } = await import('../../report/merged.ts')
  const [name = '', ...key] = context.args
  requireOne(name, meant)
  const [compiled] = meant
  if (compiled === undefined || (compiled.program.shape?.group ?? null) === null) {
    throw new UsageError(`${name} merges no rows: it has neither distinct_on nor group_by.`)
  }
  if (key.length > 0)
    throw new UsageError('--merged lists all rows that are merged: leave out the key.')
  const limit = parseWhole(context.options['limit'], '--limit') ?? MERGED_MAX
  const merged = await listMerged(worldOf(context), project, compiled, limit)
  return { exitCode: 0, report: mergedReport(compiled.program, merged) }
}
