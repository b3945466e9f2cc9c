/** A batch with rows that break a check or lack a value -> its good rows by COPY; others found. */
import { tableId } from '../../catalog/catalog.ts'
import type { GoodRows } from '../../plugin/load.ts'
import { copyIn, TOLD } from './copy-in.ts'
import { BEGIN, copyStatement, RELEASE, UNDO, type EncodedRows } from './copy-rows.ts'
import type { LoadFacts } from './load-facts.ts'
import { quoteTable } from './name.ts'
import type { PostgresSession } from './session.ts'
import { sieveStage, stageRows } from './sieve.ts'
import { screenOf } from './suspicion.ts'

/**
 * COPY itself passes over what the table's checks would refuse, and tells which rows those are;
 * they alone are sent once more, to where each is tried, to hear what the table says of it. null:
 * nothing is loaded, for no check tells, or the rows are refused for other reasons.
 */
export async function screenRows(
  session: PostgresSession,
  facts: LoadFacts,
  { request, rows }: EncodedRows,
): Promise<GoodRows | null> {
  const { table, mode } = request
  if (mode !== 'insert' || !facts.isScreened(table)) return null
  const condition = screenOf(await facts.constraints(table), request)
  if (condition === null || (await facts.found(table)).isCounted) return null
  const copy = copyStatement(quoteTable(table), request, rows.format)
  const screened = `${copy} where ${telling(condition)}`
  const statements = [BEGIN, ...facts.toMake('screen', SCREEN), NUMBER_FROM_0, screened]
  try {
    const { copied: loaded, told } = await copyIn(session, statements, rows.message())
    const passedOver = told.map(Number)
    const others =
      passedOver.length === 0
        ? NO_OTHERS
        : await tryOthers(session, facts, { request, rows }, passedOver)
    if (others.counts.inserted + others.refused.length === rows.count - loaded) {
      await session.rawQuery(RELEASE)
      return { ...others, counts: { ...others.counts, inserted: loaded + others.counts.inserted } }
    }
  } catch (error) {
    const failure = session.failure(error, `loading ${tableId(table)}`)
    if (failure.retryable) throw failure
  }
  facts.leaveUnscreened(table)
  facts.loseMade()
  await session.query(UNDO)
  return null
}

/**
 * A function that changes anything would have COPY insert row by row; one that only speaks need
 * not be called volatile, and a sequence may count.
 */
const SCREEN = `
  create temporary sequence if not exists mapwright_row minvalue 0;
  create or replace function pg_temp.mapwright_tell(mw_row bigint) returns boolean
    language plpgsql stable as '
    begin
      raise info using message = mw_row, errcode = ''${TOLD}'';
      return false;
    end'`

const NUMBER_FROM_0 = `select setval('pg_temp.mapwright_row', 0, false)`

/** True of the rows that stay; false of the others, after telling their numbers. */
function telling(condition: string): string {
  const number = `nextval('pg_temp.mapwright_row')`
  return `case when ${condition} then pg_temp.mapwright_tell(${number}) else ${number} >= 0 end`
}

const NO_OTHERS: GoodRows = {
  counts: { inserted: 0, updated: 0, unchanged: 0 },
  refused: [],
}

async function tryOthers(
  session: PostgresSession,
  facts: LoadFacts,
  { request, rows }: EncodedRows,
  passedOver: readonly number[],
): Promise<GoodRows> {
  const wanted = new Set(passedOver)
  const others = rows.pick((row) => wanted.has(row))
  const stage = await stageRows(session, [], { request, rows: others })
  const good = await sieveStage(session, facts, { ...stage, request, suspicion: 'true' })
  const refused = good.refused.map((refusal) => {
    return { ...refusal, row: passedOver[refusal.row ?? 0] ?? null }
  })
  return { ...good, refused }
}
