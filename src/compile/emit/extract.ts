/** Emits the types of a module's rows, and the Kysely query that reads them. */
import type { Column } from '../../catalog/catalog.ts'
import { RECORD_PROBLEMS } from '../../catalog/staged-table.ts'
import { formatType } from '../../catalog/type-name.ts'
import type { AliasTable, CheckedJoin } from '../checked.ts'
import { isStaged } from '../staging.ts'
import { comment, indent, literal, type ModuleWriter } from './writer.ts'

/** The database as the query sees it, the rows read, and the rows made. */
export function emitRowTypes(writer: ModuleWriter): readonly string[] {
  const { mapping, layout } = writer
  const { rules, source } = mapping
  const tables = sourceTables(writer)
  const isOuter = new Set(source.joins.map(({ table }) => table.alias))
  const cells = layout.columns.map(({ alias, name, label }) => {
    const column = columnOf(
      tables.find((table) => table.alias === alias),
      name,
    )
    const type = column.nullable || isOuter.has(alias) ? 'Cell' : 'string'
    return `${element(label)}: ${type}, // ${comment(formatType(column.type))}`
  })
  const behind = mapping.shape.made.map(
    ({ name, type, nullable }) =>
      `${element(name)}: ${nullable ? 'Cell' : 'string'}, // ${comment(formatType(type))}`,
  )
  const made = rules.map(({ name, required, type }) => {
    const cell = required ? 'string' : 'Cell'
    return `${element(name)}: ${cell}, // ${comment(formatType(type))}`
  })
  return [
    ...emitDatabase(writer),
    'type SourceRow = readonly [',
    ...indent([...cells, ...behind]),
    ']',
    '',
    'type TargetRow = [',
    ...indent(made),
    ']',
  ]
}

/** The name of a tuple's element. */
function element(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}_]/gu, '_')
  return /^\p{N}/u.test(plain) ? `_${plain}` : plain
}

function sourceTables({ mapping }: ModuleWriter): readonly AliasTable[] {
  return [mapping.source.from, ...mapping.source.joins.map(({ table }) => table)]
}

function columnOf(table: AliasTable | undefined, name: string): Column {
  const column = table?.columns.find((candidate) => candidate.name === name)
  if (column === undefined) throw new Error(`no column ${name}`)
  return column
}

/** Only what the query names: the rest of the tables is no matter of this mapping. */
function emitDatabase(writer: ModuleWriter): readonly string[] {
  if (isStreamed(writer.mapping.source.from)) return []
  const columns = new Map<string, Map<string, string>>()
  for (const table of sourceTables(writer)) {
    const entry = columns.get(kyselyName(table)) ?? new Map<string, string>()
    columns.set(kyselyName(table), entry)
    for (const { alias, name } of writer.layout.columns) {
      if (alias !== table.alias) continue
      const type = columnOf(table, name).nullable ? 'Cell' : 'string'
      entry.set(name, `${literal(name)}: ${type}`)
    }
    if (holdsRecords(table)) entry.set(RECORD_PROBLEMS, `${literal(RECORD_PROBLEMS)}: Cell`)
  }
  const tables = [...columns].map(([name, entry]) => [
    `${literal(name)}: {`,
    ...indent([...entry.values()]),
    '}',
  ])
  return ['interface SourceDatabase {', ...indent(tables.flat()), '}', '']
}

/** Files that nothing has copied are read record by record. */
function isStreamed(from: AliasTable): boolean {
  return from.connector === 'files' && !isStaged(from)
}

function kyselyName({ reads: { table } }: AliasTable): string {
  return table.schema === null ? table.name : `${table.schema}.${table.name}`
}

/** The query; null for files, which are streamed. */
export function emitExtract(writer: ModuleWriter): readonly string[] {
  const { mapping, layout } = writer
  const { from, joins } = mapping.source
  if (isStreamed(from)) return ['export const extract = null']
  const columns = layout.columns.map(
    ({ name, native, type, table, use }) =>
      `${JSON.stringify({ name, native, type, table, use })},`,
  )
  const selected = layout.columns.map(
    ({ alias, name, label }, index) =>
      `is.parens(cell(is.ref(${literal(`${alias}.${name}`)}), ` +
      `columns[${index}])).as(${literal(label)}),`,
  )
  const problems = sourceTables(writer).filter(holdsRecords)
  const said = problems.map(
    ({ alias }) => `is.ref(${literal(`${alias}.${RECORD_PROBLEMS}`)}).as(${literal(alias)}),`,
  )
  return [
    'const columns = [',
    ...indent(columns),
    '] as const satisfies readonly ReadColumn[]',
    '',
    'export function extract(db: Kysely<SourceDatabase>, cell: CellReader) {',
    '  return db',
    `    .selectFrom(${literal(`${kyselyName(from)} as ${from.alias}`)})`,
    ...indent(joins.flatMap(emitJoin), 2),
    '    .select((is) => [',
    ...indent([...selected, ...said], 3),
    '    ])',
    '}',
  ]
}

/** True of a copy of files: what is wrong with a record stands beside it. */
function holdsRecords(table: AliasTable): boolean {
  return table.connector === 'files' && isStaged(table)
}

/** Inner joins run as left joins too: a row without a match is counted as filtered. */
function emitJoin({ table, pushed, line }: CheckedJoin): readonly string[] {
  const on = pushed.map(({ column, operator, other }) => {
    const left = literal(`${table.alias}.${column}`)
    return other.kind === 'column'
      ? `.onRef(${left}, '${operator}', ${literal(`${other.alias}.${other.column}`)})`
      : `.on(${left}, '${operator}', ${literal(other.cell)})`
  })
  return [
    `// join of ${table.alias}: line ${line}`,
    `.leftJoin(${literal(`${kyselyName(table)} as ${table.alias}`)}, (join) =>`,
    `  join${on.join('')},`,
    ')',
  ]
}
