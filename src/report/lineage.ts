/** Writes the lineage of mappings as a report, as a Mermaid chart, or as OpenLineage events. */
import type { ColumnId, LineageEdge, MappingLineage } from '../compile/lineage-edges.ts'
import { table, type ReportDocument } from './document.ts'

/** `connection.schema.table.column`. */
function columnName({ connection, table: name, column }: ColumnId): string {
  return `${connection}.${name}.${column}`
}

export function lineageReport(mappings: readonly MappingLineage[]): ReportDocument {
  const lines = mappings.flatMap(({ mapping, connection, table: name, columns }) =>
    columns.map(({ column, edges }) => ({
      mapping,
      target: columnName({ connection, table: name, column }),
      how: howOf(edges),
      sources: edges.map(({ source }) => columnName(source)).toSorted(),
    })),
  )
  const deciding = mappings.flatMap(({ mapping, rows }) =>
    rows.map(({ source, influence }) => ({ mapping, influence, source: columnName(source) })),
  )
  const decided = table(
    ['rows of', 'decided by', 'source'],
    deciding.map(({ mapping, influence, source }) => ({ cells: [mapping, influence, source] })),
  )
  return {
    title: 'Lineage',
    verdict: { tone: 'good', sentence: `${lines.length} target columns.` },
    blocks: [
      table(
        ['target', 'how', 'sources'],
        lines.map(({ target, how, sources }) => ({ cells: [target, how, sources.join(', ')] })),
      ),
      ...(deciding.length === 0 ? [] : [decided]),
    ],
    cases: [],
    data: { columns: lines, rows: deciding },
  }
}

function howOf(edges: readonly LineageEdge[]): 'constant' | 'direct' | 'derived' {
  if (edges.length === 0) return 'constant'
  return edges.every(({ influence }) => influence === 'identity') ? 'direct' : 'derived'
}

/** A chart of tables and their columns; dotted: found or decided by it. */
export function mermaidChart(mappings: readonly MappingLineage[]): string {
  const nodes = new Map<string, { readonly id: string; readonly label: string }>()
  const tables = new Map<string, string[]>()
  const nodeOf = (id: ColumnId): string => {
    const name = columnName(id)
    const known = nodes.get(name)
    if (known !== undefined) return known.id
    const node = { id: `c${nodes.size + 1}`, label: id.column }
    nodes.set(name, node)
    const within = `${id.connection}.${id.table}`
    tables.set(within, [...(tables.get(within) ?? []), `    ${node.id}["${escaped(node.label)}"]`])
    return node.id
  }
  const arrows = mappings.flatMap(({ connection, table: name, columns, mapping, rows }) => [
    ...columns.flatMap(({ column, edges }) =>
      edges.map(({ source, influence }) => {
        const arrow = influence === 'lookup' ? '-.->' : '-->'
        return `  ${nodeOf(source)} ${arrow} ${nodeOf({ connection, table: name, column })}`
      }),
    ),
    ...rows.map(({ source, influence }) => {
      const rowsOf = nodeOf({ connection, table: name, column: `rows of ${mapping}` })
      return `  ${nodeOf(source)} -. ${influence} .-> ${rowsOf}`
    }),
  ])
  const groups = [...tables].flatMap(([name, columns], index) => [
    `  subgraph t${index + 1}["${escaped(name)}"]`,
    ...columns,
    '  end',
  ])
  return `${['flowchart LR', ...groups, ...arrows].join('\n')}\n`
}

/** What Mermaid would read as its own within a quoted label. */
function escaped(label: string): string {
  return label.replace(/["#<>;&\n\r]/gu, (sign) => `#${sign.codePointAt(0) ?? 0};`)
}
