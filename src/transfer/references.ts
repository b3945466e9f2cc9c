/** References of target tables -> the rows that refer to a row that is not there. */
import { expressionBuilder, sql } from 'kysely'
import type { Row } from '../base/cell.ts'
import { tableId, type Table, type TableName } from '../catalog/catalog.ts'
import type { Program } from '../compile/program.ts'
import type { ReadColumn, TargetConnection } from '../plugin/connector.ts'
import { qualified } from './queries.ts'

export interface Reference {
  readonly columns: readonly string[]
  readonly table: TableName
  readonly referenced: readonly string[]
}

const BATCH = { batchRows: 2000, batchBytes: 1024 * 1024 }

/** As cells in the order of the program's columns, by the row's key. */
export async function* orphanRows(
  target: TargetConnection,
  { target: { table, columns, key } }: Program,
  reference: Reference,
): AsyncGenerator<Row> {
  const read: readonly ReadColumn[] = columns.map(({ column }) => ({ ...column, table }))
  const cells = read.map((column, index) =>
    sql`${target.cell(sql.id('child', column.name), column)}`.as(`c${index}`),
  )
  const query = key.reduce(
    (ordered, name) => ordered.orderBy(sql.id('child', name)),
    orphansOf(target, table, reference).select(cells),
  )
  for await (const batch of target.stream(query.compile(), read, BATCH)) {
    for (let index = 0; index < batch.count; index += 1) yield [...batch.row(index)]
  }
}

export async function hasOrphans(
  target: TargetConnection,
  table: TableName,
  reference: Reference,
): Promise<boolean> {
  const query = orphansOf(target, table, reference).select(sql<number>`1`.as('one'))
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** What tables other than these refer to them by: whoever has them checked nobody's references. */
export function referencesInto(
  tables: readonly Table[],
  those: readonly TableName[],
): readonly (readonly [TableName, Reference])[] {
  const ids = new Set(those.map(tableId))
  return tables
    .filter((table) => table.kind === 'table' && !ids.has(tableId(table)))
    .flatMap((table) =>
      table.foreignKeys
        .filter(({ references }) => ids.has(tableId(references)))
        .map(({ columns, references, referencedColumns }) => {
          return [table, { columns, table: references, referenced: referencedColumns }] as const
        }),
    )
}

/** A NULL in it refers to nothing. */
function orphansOf({ db }: TargetConnection, table: TableName, reference: Reference) {
  const is = expressionBuilder<Record<string, Record<string, unknown>>>()
  const there = reference.referenced.reduce(
    (query, name, index) =>
      query.where(sql.id('parent', name), '=', sql.id('child', reference.columns[index] ?? '')),
    db.selectFrom(`${qualified(reference.table)} as parent`).select(sql<number>`1`.as('one')),
  )
  return reference.columns.reduce(
    (query, name) => query.where(sql.id('child', name), 'is not', null),
    db.selectFrom(`${qualified(table)} as child`).where(is.not(is.exists(there))),
  )
}
