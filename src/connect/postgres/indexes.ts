/** Indexes of a PostgreSQL table that can be taken off for a load and come back. */
import type { PlainIndex, TargetIndexes } from '../../plugin/indexes.ts'
import { quoteName, quoteTable } from './name.ts'
import type { PostgresSession } from './session.ts'

/**
 * An expression or a predicate may fail for a row. What the definition does not hold would not come
 * back: a tablespace, a comment, statistics targets, being part of a partitioned index, the order
 * of CLUSTER.
 */
const PLAIN = `
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

export function targetIndexes(session: PostgresSession): TargetIndexes {
  return {
    async plain(table) {
      const { rows } = await session.query(PLAIN, [quoteTable(table)])
      return rows as readonly unknown[] as readonly PlainIndex[]
    },
    async drop({ schema }, name) {
      const prefix = schema === null ? '' : `${quoteName(schema)}.`
      await session.query(`drop index ${prefix}${quoteName(name)}`)
    },
    async create({ definition }) {
      await session.query(definition)
    },
  }
}
