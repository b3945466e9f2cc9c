/** Reads whole tables through a connection, as programs and the engine do. */
import { sql, type CompiledQuery, type Expression } from 'kysely'
import type { Row } from '../../src/base/cell.ts'
import type { Catalog, Table } from '../../src/catalog/catalog.ts'
import type {
  ReadBatch,
  ReadColumn,
  SourceConnection,
  SqlSource,
  StreamOptions,
} from '../../src/plugin/connector.ts'
import { rowsOf } from '../support/batches.ts'

/** What a source and a target have in common. */
export type Selecting = Pick<SqlSource, 'db' | 'cell' | 'stream' | 'parameter'>

export interface Read {
  readonly rows: Row[]
  /** `row column code`, counted over the whole table. */
  readonly problems: string[]
  readonly nulled: Map<string, number>
}

export const SMALL_BATCHES: StreamOptions = { batchRows: 2, batchBytes: 1_000_000 }

export function tableOf(catalog: Catalog, schema: string | null, name: string): Table {
  const table = catalog.tables.find((one) => one.name === name && one.schema === schema)
  if (table === undefined) throw new Error(`the catalog has no table ${name}`)
  return table
}

export function readColumns(table: Table, names: readonly string[]): ReadColumn[] {
  return names.map((name) => {
    const column = table.columns.find((one) => one.name === name)
    if (column === undefined) throw new Error(`${table.name} has no column ${name}`)
    return { name, native: column.native, type: column.type, table }
  })
}

/** Selects the columns in their cells' form, in key order. */
export function selectAll(
  source: Selecting,
  table: Table,
  columns: readonly ReadColumn[],
  where?: Expression<unknown>,
): CompiledQuery {
  const from = table.schema === null ? sql.table(table.name) : sql.id(table.schema, table.name)
  const cells = columns.map(
    (column) => sql`${source.cell(sql.ref(`t.${column.name}`), column)} as ${sql.ref(column.name)}`,
  )
  const condition = where === undefined ? sql`` : sql` where ${where}`
  const list = sql.join(cells)
  return sql`select ${list} from ${from} as t${condition} order by t.id`.compile(source.db)
}

/** Streams a table's columns, by SQL in key order, from a file in the file's. */
export function streamTable(
  source: SourceConnection,
  table: Table,
  names: readonly string[],
  options: StreamOptions,
): AsyncIterable<ReadBatch> {
  if (source.files !== null) return source.files.stream(table.name, names, options)
  if (source.sql === null) throw new Error('a source has either SQL or files')
  const columns = readColumns(table, names)
  return source.sql.stream(selectAll(source.sql, table, columns), columns, options)
}

export async function collect(
  batches: AsyncIterable<ReadBatch>,
  names: readonly string[],
): Promise<Read> {
  const read: Read = { rows: [], problems: [], nulled: new Map() }
  for await (const batch of batches) {
    for (const { row, column, code } of batch.problems) {
      read.problems.push(`${read.rows.length + row} ${names[column]} ${code}`)
    }
    for (const [column, count] of batch.nulled) {
      const name = names[column] ?? ''
      read.nulled.set(name, (read.nulled.get(name) ?? 0) + count)
    }
    read.rows.push(...rowsOf(batch))
  }
  return read
}
