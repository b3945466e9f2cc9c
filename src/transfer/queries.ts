/** Key ranges and lookup keys -> the queries that read them, through Kysely's own references. */
import type { CompiledQuery, Expression, ExpressionBuilder, SelectQueryBuilder } from 'kysely'
import { expressionBuilder, sql } from 'kysely'
import type { Cell } from '../base/cell.ts'
import type { Column, TableName } from '../catalog/catalog.ts'
import type { LogicalType } from '../catalog/logical-type.ts'
import type { Program } from '../compile/program.ts'
import type { KeyRange } from '../ledger/runs.ts'
import type { ReadColumn, SqlSource, TargetConnection } from '../plugin/connector.ts'

interface TableLookup {
  readonly table: TableName
  readonly by: readonly Column[]
  readonly take: readonly Column[]
}

// oxlint-disable-next-line typescript/no-explicit-any -- the emitted module knows the tables
type Query = SelectQueryBuilder<any, any, any>

/** The extract, narrowed to a range of the source key and in its order. */
export function extractQuery(program: Program, extract: Query, range: KeyRange): CompiledQuery {
  const { key, keyIndexes, alias } = program.source
  const columns = key.map((name, index) => ({
    reference: sql.id(alias, name),
    type: program.row[keyIndexes[index] ?? -1]?.type,
  }))
  let query = extract
  const { low, high } = range
  if (low !== null) query = query.where(() => compareKey(columns, '>=', low))
  if (high !== null) query = query.where(() => compareKey(columns, '<', high))
  for (const { reference } of columns) query = query.orderBy(reference)
  return query.compile()
}

/** Rows of the lookup's columns, `by` first, for any of the keys. */
export function lookupQuery(
  database: SqlSource | TargetConnection,
  lookup: TableLookup,
  keys: readonly (readonly Cell[])[],
): CompiledQuery {
  const columns = lookupColumns(lookup)
  const by = columns.slice(0, lookup.by.length)
  const is = expressionBuilder<Record<string, Record<string, unknown>>>()
  const equals = keys.map((key) =>
    is.and(
      by.map((column, index) =>
        is(
          sql.id('looked_up', column.name),
          '=',
          parameterOf(database, key[index] ?? null, column),
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
    .where(is.or(equals))
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

/** A value of the type in the form that drivers bind. */
function bound(cell: Cell, type: LogicalType | undefined): unknown {
  if (cell === null || type === undefined) return cell
  if (type.kind === 'smallint' || type.kind === 'integer' || type.kind === 'bigint') {
    return BigInt(cell)
  }
  return type.kind === 'bytea' ? Buffer.from(cell.slice(2), 'hex') : cell
}

function parameterOf(
  database: SqlSource | TargetConnection,
  cell: Cell,
  column: ReadColumn,
): Expression<unknown> {
  return 'parameter' in database
    ? database.parameter(cell, column)
    : sql.val(bound(cell, column.type))
}

/** (a, b) < (x, y), written out: not every server uses its index for a comparison of rows. */
function compareKey(
  columns: readonly {
    readonly reference: Expression<unknown>
    readonly type: LogicalType | undefined
  }[],
  operator: '>=' | '<',
  key: readonly Cell[],
): ReturnType<ExpressionBuilder<never, never>['or']> {
  const is = expressionBuilder<Record<string, Record<string, unknown>>>()
  const last = columns.length - 1
  return is.or(
    columns.map(({ reference, type }, index) => {
      const equal = columns
        .slice(0, index)
        .map((column, position) =>
          is(column.reference, '=', bound(key[position] ?? null, column.type)),
        )
      const strict = operator === '<' || index === last ? operator : '>'
      return is.and([...equal, is(reference, strict, bound(key[index] ?? null, type))])
    }),
  ) as ReturnType<ExpressionBuilder<never, never>['or']>
}

/** As Kysely takes a table's name. */
export function qualified({ schema, name }: TableName): string {
  return schema === null ? name : `${schema}.${name}`
}
