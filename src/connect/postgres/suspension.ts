/** What can be taken off a PostgreSQL table for a load, and comes back. */
import { EngineError } from '../../base/error.ts'
import type { Suspended, SuspendedKind, TargetSuspension } from '../../plugin/suspension.ts'
import { quoteName, quoteTable } from './name.ts'
import type { PostgresSession } from './session.ts'

/**
 * An expression or a predicate may fail for a row. What the definition does not hold would not come
 * back: a tablespace, a comment, statistics targets, being part of a partitioned index, the order
 * of CLUSTER.
 */
const PLAIN_INDEXES = `
  select c.relname as name, pg_get_indexdef(c.oid) as definition
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
  select g.tgname as name,
    case when not exists (select from pg_partition_tree(g.tgrelid) p
        join pg_trigger o on o.tgrelid = p.relid
        where o.tgname = g.tgname and o.tgenabled <> g.tgenabled)
      then format('alter table %s enable %strigger %I', $1::text,
        case g.tgenabled when 'A' then 'always ' when 'R' then 'replica ' else '' end, g.tgname)
      else '' end as definition
  from pg_trigger g
  where g.tgrelid = to_regclass($1) and not g.tgisinternal and g.tgenabled <> 'D'
  order by g.tgname`

const FIND: Readonly<Record<SuspendedKind, string | null>> = {
  index: PLAIN_INDEXES,
  trigger: TRIGGERS,
  reference: null,
}

export function targetSuspension(session: PostgresSession): TargetSuspension {
  return {
    async find(table, kind) {
      const query = FIND[kind]
      if (query === null) return []
      const { rows } = await session.query(query, [quoteTable(table)])
      const found = rows as readonly unknown[] as readonly Pick<Suspended, 'name' | 'definition'>[]
      return found.map((one) => ({ ...one, kind, columns: [] }))
    },
    async takeOff(table, { kind, name, definition }) {
      if (definition === '') {
        const message = 'Its state differs from partition to partition. Give it one for all.'
        throw new EngineError('CONNECT_QUERY', message)
      }
      const prefix = table.schema === null ? '' : `${quoteName(table.schema)}.`
      await session.query(
        kind === 'trigger'
          ? `alter table ${quoteTable(table)} disable trigger ${quoteName(name)}`
          : `drop index ${prefix}${quoteName(name)}`,
      )
    },
    async bringBack({ definition }) {
      await session.query(definition)
    },
  }
}
