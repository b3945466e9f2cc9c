/** What a target table does with rows before it has them. */
import type { TableName } from '../../catalog/catalog.ts'
import { quoteTable } from './name.ts'
import type { PostgresSession } from './session.ts'

// Bits of pg_trigger.tgtype; the first two: for each row, and before it is written.
const TRIGGER_BEFORE_ROW = 1 | 2
const TRIGGER_INSERT = 4
const TRIGGER_UPDATE = 16

export interface Found {
  /** A trigger sees the rows before they meet those that are there. */
  readonly mayChange: boolean
  readonly maySkip: boolean
  /** The statement alone would not tell what was inserted, or what a trigger took away. */
  readonly isCounted: boolean
}

export async function lookAt(session: PostgresSession, table: TableName): Promise<Found> {
  const { rows } = await session.rawQuery(
    `select relkind = 'p' as partitioned,
       exists (${beforeTriggers(TRIGGER_INSERT)}) as may_change,
       exists (${beforeTriggers(TRIGGER_UPDATE)}) as may_skip
     from pg_class c where oid = to_regclass($1)`,
    [quoteTable(table)],
  )
  const isTrue = (name: string) => rows[0]?.[name] === 't'
  const [mayChange, maySkip] = [isTrue('may_change'), isTrue('may_skip')]
  const isCounted = mayChange || maySkip || isTrue('partitioned')
  return { mayChange, maySkip, isCounted }
}

function beforeTriggers(event: number): string {
  const bits = TRIGGER_BEFORE_ROW | event
  return `select from pg_trigger where tgrelid = c.oid and tgtype & ${bits} = ${bits}
    and not tgisinternal and tgenabled <> 'D'`
}
