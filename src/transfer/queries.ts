/** Key ranges and lookup keys -> the queries that read them, through Kysely's own references. */
import type { CompiledQuery } from 'kysely'
import { expressionBuilder, sql } from 'kysely'
import type { Cell } from '../base/cell.ts'
import type { Column, TableName } from '../catalog/catalog.ts'
import type { Program } from '../compile/program.ts'
import type { ProgramModule } from '../compile/transform.ts'
import type { KeyRange } from '../ledger/chunks.ts'
import type { ReadColumn, SqlSource, TargetConnection } from '../plugin/connector.ts'

interface TableLookup {
  readonly table: TableName
  readonly by: readonly Column[]
  readonly take: readonly Column[]
}

/** Where a lookup is made: a source, or the target. */
type Database = Pick<SqlSource | TargetConnection, 'db' | 'cell' | 'parameter'>

/** The extract, narrowed to a range of the source key and in its order. */
export function extractQuery(
  source: Database,
  program: Program,
  extract: NonNullable<ProgramModule<never>['extract']>,
  { low, high }: KeyRange,
): CompiledQuery {
  const { keyIndexes, alias } = program.source
  const columns = keyIndexes.flatMap((index) => program.row[index] ?? [])
  const is = expressionBuilder<Record<string, Record<string, unknown>>>()
  /** (a, b) < (x, y), written out: not every server uses its index for a comparison of rows. */
  const compareKey = (operator: '>=' | '<', key: readonly Cell[]) =>
    is.or(
      columns.map((_, depth) =>
        is.and(
          columns.slice(0, depth + 1).map((column, index) => {
            const isLast = index === columns.length - 1
            const strict = operator === '>=' && !isLast ? '>' : operator
            const bound = source.parameter(key[index] ?? null, column)
            return is(sql.id(alias, column.name), index < depth ? '=' : strict, bound)
          }),
        ),
      ),
    )
  let query = extract(source.db, (reference, column) => source.cell(reference, column))
  if (low !== null) query = query.where(() => compareKey('>=', low))
  if (high !== null) query = query.where(() => compareKey('<', high))
  for (const column of columns) query = query.orderBy(sql.id(alias, column.name))
  return query.compile()
}

/** Rows of the lookup's columns, `by` first, for any of the keys. */
export function lookupQuery(
  database: Database,
  lookup: TableLookup,
  keys: readonly (readonly Cell[])[],
): CompiledQuery {
  const columns = lookupColumns(lookup)
  const by = columns.slice(0, lookup.by.length)
  const is = expressionBuilder<Record<string, Record<string, unknown>>>()
  const parameter = (key: readonly Cell[], index: number, column: ReadColumn) =>
    database.parameter(key[index] ?? null, column)
  const [single] = by
  const matches =
    by.length === 1 && single !== undefined
      ? is(
          sql.id('looked_up', single.name),
          'in',
          keys.map((key) => parameter(key, 0, single)),
        )
      : is.or(
          keys.map((key) =>
            is.and(
              by.map((column, index) =>
                is(sql.id('looked_up', column.name), '=', parameter(key, index, column)),
              ),
            ),
          ),
        )
  return database.db
    .selectFrom(`${qualified(lookup.table)} as looked_up`)
    .select(
      columns.map((column, index) =>
        sql`${database.cell(sql.id('looked_up', column.name), column)}`.as(`c${index}`),
      ),
    )
    .where(matches)
    .compile()
}

/** What the rows of `lookupQuery` hold. */
export function lookupColumns(lookup: TableLookup): readonly ReadColumn[] {
  return [...lookup.by, ...lookup.take].map(({ name, native, type }) => ({
    name,
    native,
    type,
    table: lookup.table,
  }))
}

/** True where the table holds a row. */
export async function isFilled({ db }: TargetConnection, table: TableName): Promise<boolean> {
  const one = db.selectFrom(qualified(table)).select(sql<number>`1`.as('one'))
  return (await one.limit(1).executeTakeFirst()) !== undefined
}

export async function countRows({ db }: TargetConnection, table: TableName): Promise<number> {
  const row = await db
    .selectFrom(qualified(table))
    .select((is) => is.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row['count'])
}

/** As Kysely takes a table's name. */
export function qualified({ schema, name }: TableName): string {
  return schema === null ? name : `${schema}.${name}`
}
