/** The statement that asks PostgreSQL for its tables as one JSON text, and what that holds. */

/** What belongs to a table carries the table's oid. */
interface OfTable {
  readonly oid: string
}

export interface ColumnRow extends OfTable {
  readonly name: string
  readonly native: string
  readonly nullable: boolean
  readonly default: string | null
  readonly generated: boolean
  readonly identity: '' | 'a' | 'd'
  readonly collation: string | null
}

export interface KeyRow extends OfTable {
  readonly name: string
  readonly primary: boolean
  readonly columns: readonly string[]
  readonly nullsDistinct: boolean
}

interface ReferenceRow extends OfTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly schema: string
  readonly table: string
  readonly referencedColumns: readonly string[]
  readonly deferrable: boolean
}

interface TriggerRow extends OfTable {
  readonly name: string
  readonly bits: number
  readonly body: string
}

export interface CatalogRows {
  readonly tables: readonly (OfTable & {
    readonly schema: string
    readonly name: string
    readonly kind: 'table' | 'view'
  })[]
  readonly columns: readonly ColumnRow[]
  readonly keys: readonly KeyRow[]
  readonly references: readonly ReferenceRow[]
  readonly checks: readonly (OfTable & { readonly name: string; readonly condition: string })[]
  readonly triggers: readonly TriggerRow[]
  readonly enums: readonly {
    readonly schema: string
    readonly name: string
    readonly native: string
    readonly labels: readonly string[]
  }[]
  readonly domains: readonly {
    readonly schema: string
    readonly name: string
    readonly base: string
  }[]
}

// Partitions are how a partitioned table is stored. `mapwright` is the ledger's schema, and
// `mapwright_work` that of work tables. What an extension made belongs to it.
const TABLES = `
  select c.oid::text as oid, c.oid as id, n.nspname as schema, c.relname as name, c.reltuples,
    c.relkind,
    case when c.relkind in ('v', 'm') then 'view' else 'table' end as kind
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
    and n.nspname !~ '^pg_'
    and n.nspname not in ('information_schema', 'mapwright', 'mapwright_work')
    and ($1::text[] is null or n.nspname = any ($1))
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass
      and d.objid = c.oid and d.deptype = 'e')`

// A table gives the rows of those that inherit from it as well, and its keys bind only its own.
// The not null of a domain binds its columns; indnullsnotdistinct is read as JSON, for servers
// before 15 have no such column.
const PARTS: Readonly<Record<keyof CatalogRows, string>> = {
  tables: 'select oid, schema, name, kind from tables',
  columns: `
    select t.oid, a.attname as name, format_type(a.atttypid, a.atttypmod) as native,
      not (a.attnotnull or y.typnotnull) as nullable, a.attgenerated <> '' as generated,
      case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as default,
      a.attidentity as identity,
      case when a.attcollation <> y.typcollation then l.collname end as collation
    from tables t join pg_attribute a on a.attrelid = t.id
      join pg_type y on y.oid = a.atttypid
      left join pg_attrdef d on d.adrelid = t.id and d.adnum = a.attnum
      left join pg_collation l on l.oid = a.attcollation
    where a.attnum > 0 and not a.attisdropped
    order by a.attnum`,
  keys: `
    select t.oid, c.relname as name, i.indisprimary as primary,
      (select json_agg(a.attname order by k.place)
        from unnest(i.indkey[0:i.indnkeyatts - 1]) with ordinality k (attnum, place)
        join pg_attribute a on a.attrelid = t.id and a.attnum = k.attnum) as columns,
      coalesce(to_jsonb(i)->>'indnullsnotdistinct', 'false') = 'false' as "nullsDistinct"
    from tables t join pg_index i on i.indrelid = t.id join pg_class c on c.oid = i.indexrelid
    where i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
      and not (t.relkind = 'r' and exists (select from pg_inherits h where h.inhparent = t.id))`,
  references: `
    select t.oid, o.conname as name, n.nspname as schema, c.relname as table,
      o.condeferrable as deferrable,
      (select json_agg(a.attname order by k.place)
        from unnest(o.conkey) with ordinality k (attnum, place)
        join pg_attribute a on a.attrelid = o.conrelid and a.attnum = k.attnum) as columns,
      (select json_agg(a.attname order by k.place)
        from unnest(o.confkey) with ordinality k (attnum, place)
        join pg_attribute a on a.attrelid = o.confrelid and a.attnum = k.attnum)
        as "referencedColumns"
    from tables t join pg_constraint o on o.conrelid = t.id
      join pg_class c on c.oid = o.confrelid join pg_namespace n on n.oid = c.relnamespace
    where o.contype = 'f' and o.conparentid = 0`,
  checks: `
    select t.oid, o.conname as name, pg_get_expr(o.conbin, o.conrelid) as condition
    from tables t join pg_constraint o on o.conrelid = t.id
    where o.contype = 'c'`,
  triggers: `
    select t.oid, g.tgname as name, g.tgtype as bits, p.prosrc as body
    from tables t join pg_trigger g on g.tgrelid = t.id join pg_proc p on p.oid = g.tgfoid
    where not g.tgisinternal and g.tgenabled <> 'D'`,
  enums: `
    select n.nspname as schema, y.typname as name, format_type(y.oid, null) as native,
      (select coalesce(json_agg(e.enumlabel order by e.enumsortorder), '[]')
        from pg_enum e where e.enumtypid = y.oid) as labels
    from pg_type y join pg_namespace n on n.oid = y.typnamespace
    where y.typtype = 'e'`,
  domains: `
    select n.nspname as schema, y.typname as name, format_type(y.typbasetype, y.typtypmod) as base
    from pg_type y join pg_namespace n on n.oid = y.typnamespace
    where y.typtype = 'd' and n.nspname <> 'information_schema'`,
}

/** One statement, hence one snapshot. $1: the schemas to look at, null for all. */
export const CATALOG_QUERY = `with tables as (${TABLES})
  select json_build_object(${Object.entries(PARTS)
    .map(([name, query]) => `'${name}', (select coalesce(json_agg(r), '[]') from (${query}) r)`)
    .join(', ')}) as catalog`

/** Table, kind and the planner's estimate; -1: never analysed. $1 as above. */
export const ESTIMATE_QUERY = `with tables as (${TABLES})
  select schema, name, kind, reltuples::bigint::text as rows from tables order by schema, name`
