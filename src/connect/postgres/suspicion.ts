/** Constraints of a table -> a condition for the rows that they are likely to refuse. */
import type { TableName } from '../../catalog/catalog.ts'
import type { LoadRequest } from '../../plugin/load.ts'
import { quoteName, quoteTable } from './name.ts'
import type { PostgresSession, TextRow } from './session.ts'

// Only what the columns that are fed decide: a default that breaks a check is the schema's own.
const CONSTRAINTS = `
  select 'check' as kind, pg_get_expr(conbin, conrelid) as expression, null as parent,
    (select json_agg(attname) from pg_attribute where attrelid = conrelid and attnum = any(conkey))
      as columns, null as parent_columns
  from pg_constraint where conrelid = to_regclass($1) and contype = 'c'
  union all
  select 'reference', null, confrelid::regclass::text,
    (select json_agg(attname order by n) from unnest(conkey) with ordinality k(number, n)
      join pg_attribute on attrelid = conrelid and attnum = number),
    (select json_agg(attname order by n) from unnest(confkey) with ordinality k(number, n)
      join pg_attribute on attrelid = confrelid and attnum = number)
  from pg_constraint where conrelid = to_regclass($1) and contype = 'f'
  union all
  select 'unique', null, null,
    (select json_agg(attname order by n)
      from unnest((indkey::int2[])[0:indnkeyatts - 1]) with ordinality k(number, n)
      join pg_attribute on attrelid = indrelid and attnum = number), null
  from pg_index where indrelid = to_regclass($1) and indisunique
    and indpred is null and indexprs is null
  union all
  select 'null', null, null, json_build_array(attname), null
  from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and attnotnull
    and not attisdropped`

/** As the catalog has it; its lists are JSON. */
export type Constraint = TextRow

export async function readConstraints(
  session: PostgresSession,
  table: TableName,
): Promise<readonly Constraint[]> {
  return (await session.rawQuery(CONSTRAINTS, [quoteTable(table)])).rows
}

/**
 * A condition on the columns alone, as COPY takes it, that is true of rows which the table refuses
 * whatever else is in it. null: no column has one.
 */
export function screenOf(constraints: readonly Constraint[], request: LoadRequest): string | null {
  const fed = new Set(request.columns.map(({ name }) => name))
  const conditions = constraints.flatMap((row) => {
    const columns = namesOf(row['columns'])
    if (!columns.every((name) => fed.has(name))) return []
    if (row['kind'] === 'check') return [`(${row['expression']}) is false`]
    return row['kind'] === 'null' ? columns.map((name) => `${quoteName(name)} is null`) : []
  })
  return conditions.length === 0 ? null : conditions.join('\n or ')
}

/**
 * A condition on a row `s` of `stage`, whose order is its column `mapwright_row`. It may be true of
 * rows that the table takes, and false of some that it refuses: it only says whom to try alone.
 */
export function suspicionOf(
  constraints: readonly Constraint[],
  request: LoadRequest,
  stage: string,
): string {
  const fed = new Set(request.columns.map(({ name }) => name))
  const conditions = constraints.flatMap((row) => {
    const columns = namesOf(row['columns'])
    if (!columns.every((name) => fed.has(name))) return []
    switch (row['kind']) {
      case 'check':
        return [`(${row['expression']}) is false`]
      case 'null':
        return columns.map((name) => `s.${quoteName(name)} is null`)
      case 'reference':
        return [isOrphan(columns, row['parent'] ?? '', namesOf(row['parent_columns']))]
      default:
        return [isTaken(columns, request, stage)]
    }
  })
  return conditions.length === 0 ? 'false' : conditions.join('\n or ')
}

function namesOf(json: string | null | undefined): readonly string[] {
  return JSON.parse(json ?? '[]') as string[]
}

function isOrphan(
  columns: readonly string[],
  parent: string,
  parentColumns: readonly string[],
): string {
  const present = columns.map((name) => `s.${quoteName(name)} is not null`)
  const same = columns.map(
    (name, index) => `p.${quoteName(parentColumns[index] ?? '')} = s.${quoteName(name)}`,
  )
  return (
    `(${present.join(' and ')} and not exists ` +
    `(select from ${parent} p where ${same.join(' and ')}))`
  )
}

/** By a row of the table, unless an upsert is about to change just that one, or by one before. */
function isTaken(columns: readonly string[], request: LoadRequest, stage: string): string {
  const { key, mode, table } = request
  const isKey = columns.length === key.length && columns.every((name) => key.includes(name))
  const same = columns.map((name) => `t.${quoteName(name)} = s.${quoteName(name)}`)
  const others = key.map((name) => `t.${quoteName(name)} is distinct from s.${quoteName(name)}`)
  const isOther = mode === 'upsert' ? [`(${others.join(' or ')})`] : []
  const list = columns.map(quoteName).join(', ')
  const again =
    `s.mapwright_row in (select mapwright_row from (select mapwright_row, row_number() over ` +
    `(partition by ${list} order by mapwright_row) as place from ${stage} ` +
    `where ${columns.map((name) => `${quoteName(name)} is not null`).join(' and ')}) d ` +
    'where place > 1)'
  if (isKey && mode === 'upsert') return again
  const inTable =
    `exists (select from ${quoteTable(table)} t ` + `where ${[...same, ...isOther].join(' and ')})`
  return `${inTable} or ${again}`
}
