/** What can be taken off a PostgreSQL table for a load, and comes back. */
import type { TableName } from '../../catalog/catalog.ts'
import type { Suspended, SuspendedKind, TargetSuspension } from '../../plugin/suspension.ts'
import { quoteName, quoteTable } from './name.ts'
import type { PostgresSession, TextRow } from './session.ts'

/**
 * An expression or a predicate may fail for a row. What the definition does not hold would not come
 * back: a tablespace, a comment, statistics targets, being part of a partitioned index, the order
 * of CLUSTER.
 */
const PLAIN_INDEXES = `
  select c.relname as name, '[]' as columns, pg_get_indexdef(c.oid) as definition,
    null as hindrance
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
  where i.indrelid = to_regclass($1) and t.relkind = 'r' and i.indisvalid
    and not i.indisunique and not i.indisexclusion and not i.indisclustered
    and i.indexprs is null and i.indpred is null and c.reltablespace = 0
    and not exists (select from pg_constraint k where k.conindid = c.oid)
    and not exists (select from pg_inherits h where h.inhrelid = c.oid)
    and obj_description(c.oid, 'pg_class') is null
    and not exists (select from pg_attribute a
      where a.attrelid = c.oid and a.attstattarget >= 0)
  order by c.relname`

/**
 * They come back in the state they had: origin, always or replica. Partitions follow their table:
 * where one has a state of its own, there is no statement that would bring all of them back.
 */
const TRIGGERS = `
  select g.tgname as name, '[]' as columns,
    format('alter table %s enable %strigger %I', $1::text,
      case g.tgenabled when 'A' then 'always ' when 'R' then 'replica ' else '' end, g.tgname)
      as definition,
    case when exists (select from pg_partition_tree(g.tgrelid) p
        join pg_trigger o on o.tgrelid = p.relid
        where o.tgname = g.tgname and o.tgenabled <> g.tgenabled)
      then 'Its state differs from partition to partition. Give it one for all.' end as hindrance
  from pg_trigger g
  where g.tgrelid = to_regclass($1) and not g.tgisinternal and g.tgenabled <> 'D'
  order by g.tgname`

/**
 * What a search for rows that refer to none would not find, or may find in rows that were there
 * before, is left alone. One that is not enforced is not in force.
 */
const REFERENCES = `
  select o.conname as name,
    (select json_agg(a.attname order by k.place)
      from unnest(o.conkey) with ordinality k (attnum, place)
      join pg_attribute a on a.attrelid = o.conrelid and a.attnum = k.attnum)::text as columns,
    format('alter table %s add constraint %I %s', $1::text, o.conname, pg_get_constraintdef(o.oid))
      || case when obj_description(o.oid, 'pg_constraint') is null then '' else
        format('; comment on constraint %I on %s is %L', o.conname, $1::text,
          obj_description(o.oid, 'pg_constraint')) end as definition,
    case when not o.convalidated then 'It is NOT VALID: validate it first.'
      when o.confmatchtype = 'f' and cardinality(o.conkey) > 1 then 'It is MATCH FULL.'
      when to_jsonb(o)->>'conperiod' = 'true' then 'It refers to a PERIOD.' end as hindrance
  from pg_constraint o
  where o.conrelid = to_regclass($1) and o.contype = 'f' and o.conparentid = 0
    and coalesce(to_jsonb(o)->>'conenforced', 'true') = 'true'
  order by o.conname`

const FIND: Readonly<Record<SuspendedKind, string>> = {
  index: PLAIN_INDEXES,
  trigger: TRIGGERS,
  reference: REFERENCES,
}

export function targetSuspension(session: PostgresSession): TargetSuspension {
  return {
    async find(table, kind) {
      // Names outside of the path are printed in full: they mean the same to every session.
      const before = await session.query("select current_setting('search_path') as path")
      await session.query("select set_config('search_path', '', true)")
      const { rows } = await session.query(FIND[kind], [quoteTable(table)])
      const path = before.rows[0]?.['path'] ?? ''
      await session.query("select set_config('search_path', $1, true)", [path])
      return rows.map((row) => suspendedOf(kind, row))
    },
    async takeOff(table, { kind, name }) {
      await session.query(takeOffText[kind](table, quoteName(name)))
    },
    async bringBack({ definition }) {
      await session.query(definition)
    },
  }
}

const takeOffText: Readonly<Record<SuspendedKind, (table: TableName, name: string) => string>> = {
  trigger: (table, name) => `alter table ${quoteTable(table)} disable trigger ${name}`,
  reference: (table, name) => `alter table ${quoteTable(table)} drop constraint ${name}`,
  index: ({ schema }, name) =>
    `drop index ${schema === null ? '' : `${quoteName(schema)}.`}${name}`,
}

function suspendedOf(kind: SuspendedKind, row: TextRow): Suspended {
  const hindrance = row['hindrance'] ?? null
  return {
    kind,
    name: row['name'] ?? '',
    columns: JSON.parse(row['columns'] ?? '[]') as readonly string[],
    definition: row['definition'] ?? '',
    ...(hindrance === null ? {} : { hindrance }),
  }
}
