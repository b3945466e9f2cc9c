/** `mapwright lineage`: which source columns reach which target columns. */
import type { CompiledProgram } from '../../compile/compile.ts'
import type { ColumnId, MappingLineage } from '../../compile/lineage-edges.ts'
import { SELECT_OPTIONS } from '../options.ts'
import { orDiagnostics, selectionOf, worldOf } from '../project-verb.ts'
import { UsageError } from '../usage.ts'
import type { OptionDefinition, Verb, VerbContext, VerbResult } from '../verb.ts'

const OPTIONS: readonly OptionDefinition[] = [
  {
    flags: '--as <form>',
    summary: 'a report (default), a Mermaid chart, or OpenLineage events as JSON',
    variable: 'MAPWRIGHT_AS',
    choices: ['report', 'mermaid', 'openlineage'],
  },
  {
    flags: '--from <column>',
    summary: 'only what this source column reaches: connection.table.column, or a table; * is any',
    variable: 'MAPWRIGHT_FROM',
  },
  {
    flags: '--to <column>',
    summary: 'only what reaches this target column, or table',
    variable: 'MAPWRIGHT_TO',
  },
]

export const lineageVerb: Verb = {
  name: 'lineage',
  summary: 'show which source columns reach which target columns',
  args: [],
  options: [...OPTIONS, ...SELECT_OPTIONS],
  run: (context) => orDiagnostics(context, () => lineage(context)),
}

async function lineage(context: VerbContext): Promise<VerbResult> {
  const { choose } = await import('../../engine/choose.ts')
  const { compiledProject } = await import('../../engine/load.ts')
  const { lineageOf } = await import('../../compile/lineage-edges.ts')
  const { lineageReport, mermaidChart } = await import('../../report/lineage.ts')
  const checked = await compiledProject(worldOf(context))
  const chosen = choose(checked, selectionOf(context))
  const all = chosen.map(({ checked: mapping }) => lineageOf(mapping))
  const { as, from, to } = context.options
  const mappings = towards(to, startingAt(from, all))
  const report = lineageReport(mappings)
  if (as === 'mermaid') return { exitCode: 0, report, text: mermaidChart(mappings) }
  if (as !== 'openlineage') return { exitCode: 0, report }
  const { openLineageEvents } = await import('../../report/open-lineage.ts')
  const { packageVersion } = await import('../../run/installation.ts')
  const events = openLineageEvents(mappings, {
    project: checked.project.name,
    producer: `https://www.npmjs.com/package/mapwright/v/${packageVersion()}`,
    now: context.now(),
    typesOf: (table) => typesOf(table, chosen),
  })
  return { exitCode: 0, report, text: `${JSON.stringify(events, null, 2)}\n` }
}

/** Native types of the columns of a target. */
function typesOf(table: string, chosen: readonly CompiledProgram[]): ReadonlyMap<string, string> {
  const filled = chosen.map(({ checked }) => checked.target)
  const target = filled.find(({ connection, table: { schema, name } }) => {
    return table === [connection, schema, name].filter((part) => part !== null).join('.')
  })
  return new Map((target?.columns ?? []).map(({ name, native }) => [name, native]))
}

/** Columns that the pattern's reach, and rows that it decides on. */
function startingAt(
  pattern: string | true | undefined,
  mappings: readonly MappingLineage[],
): readonly MappingLineage[] {
  if (typeof pattern !== 'string') return mappings
  const isMeant = matcher(pattern)
  const found = mappings.flatMap((mapping) => {
    const columns = mapping.columns.flatMap(({ column, edges }) => {
      const meant = edges.filter(({ source }) => isMeant(source))
      return meant.length === 0 ? [] : [{ column, edges: meant }]
    })
    const rows = mapping.rows.filter(({ source }) => isMeant(source))
    return columns.length + rows.length === 0 ? [] : [{ ...mapping, columns, rows }]
  })
  return some(found, `No rule reads "${pattern}".`)
}

function towards(
  pattern: string | true | undefined,
  mappings: readonly MappingLineage[],
): readonly MappingLineage[] {
  if (typeof pattern !== 'string') return mappings
  const isMeant = matcher(pattern)
  const found = mappings.flatMap((mapping) => {
    const { connection, table } = mapping
    const columns = mapping.columns.filter(({ column }) => isMeant({ connection, table, column }))
    return columns.length === 0 ? [] : [{ ...mapping, columns }]
  })
  return some(found, `No mapping feeds "${pattern}".`)
}

function some(found: readonly MappingLineage[], otherwise: string): readonly MappingLineage[] {
  if (found.length > 0) return found
  throw new UsageError(`${otherwise} Write connection.table.column, as lineage prints it.`)
}

/** A column by its whole name, its table's or its connection's; a schema may be left out. */
function matcher(pattern: string): (id: ColumnId) => boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|]/gu, '\\$&'))
  const wanted = new RegExp(`^${parts.join('.*')}(?:$|\\.)`, 'iu')
  return ({ connection, table, column }) => {
    const plain = table.slice(table.lastIndexOf('.') + 1)
    return [table, plain].some((name) => wanted.test(`${connection}.${name}.${column}`))
  }
}
