/** Moves the sequences behind a table's columns past the values that were loaded. */
import type { TableName } from '../../catalog/catalog.ts'
import { quoteName, quoteTable } from './name.ts'
import type { PostgresSession } from './session.ts'

/** Of an identity the sequence depends on the column, of a serial the default on the sequence. */
const SEQUENCES = `
  select a.attname as column, s.seqrelid::regclass::text as sequence, s.seqincrement as step,
    s.seqmax as most, s.seqmin as least
  from pg_attribute a join pg_sequence s on s.seqrelid in (
    select d.objid from pg_depend d
    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
      and d.refobjid = a.attrelid and d.refobjsubid = a.attnum and d.deptype in ('i', 'a')
    union all
    select d.refobjid from pg_attrdef f join pg_depend d
      on d.classid = 'pg_attrdef'::regclass and d.objid = f.oid
        and d.refclassid = 'pg_class'::regclass
    where f.adrelid = a.attrelid and f.adnum = a.attnum)
  where a.attrelid = to_regclass($1) and not a.attisdropped
  order by a.attnum, sequence`

/** Only ever forward: a sequence that is past the table's values stays. Returns what was set. */
export async function setSequences(
  session: PostgresSession,
  table: TableName,
): Promise<{ column: string; next: string }[]> {
  const set: { column: string; next: string }[] = []
  const found = await session.query(SEQUENCES, [quoteTable(table)])
  for (const { column, sequence, step, most, least } of found.rows) {
    const isRising = !(step ?? '').startsWith('-')
    const [last, beyond] = isRising ? ['max', '>'] : ['min', '<']
    const value = `(select ${last}(${quoteName(column ?? '')}) from ${quoteTable(table)})`
    // What is past the sequence's own limit it could not give next, and cannot be set to.
    const result = await session.query(
      `select setval($1, value), value + $2::bigint as next
       from (select ${value}::bigint as value) v, ${sequence} s
       where value between $3::bigint and $4::bigint
         and (value ${beyond} s.last_value or (value = s.last_value and not s.is_called))`,
      [sequence, step, least, most],
    )
    const next = result.rows[0]?.['next']
    if (next != null) set.push({ column: column ?? '', next })
  }
  return set
}
