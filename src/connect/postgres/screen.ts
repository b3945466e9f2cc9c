/** A batch with rows that break a check or lack a value -> its good rows by COPY; others found. */
import { tableId } from '../../catalog/catalog.ts'
import type { GoodRows } from '../../plugin/load.ts'
import { copyIn } from './copy-in.ts'
import { BEGIN, copyStatement, RELEASE, UNDO, type EncodedRows } from './copy-rows.ts'
import type { LoadFacts } from './load-facts.ts'
import { quoteTable } from './name.ts'
import type { PostgresSession } from './session.ts'
import { sieveStage, stageRows, type Staged } from './sieve.ts'
import { screenOf } from './suspicion.ts'

/**
 * COPY itself passes over what the table's checks would refuse; a second one, of those rows alone,
 * brings them to where each is tried, to hear what the table says of it. null: nothing is loaded,
 * for no check tells, or the rows are refused for other reasons.
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
  const copy = `${copyStatement(quoteTable(table), request, rows.format)} where not (${condition})`
  try {
    const { copied: loaded } = await copyIn(session, [BEGIN, copy], rows.message())
    const others =
      loaded === rows.count
        ? NO_OTHERS
        : await tryOthers(session, facts, { request, rows, condition })
    if (others.counts.inserted + others.refused.length === rows.count - loaded) {
      await session.rawQuery(RELEASE)
      return { ...others, counts: { ...others.counts, inserted: loaded + others.counts.inserted } }
    }
  } catch (error) {
    const failure = session.failure(error, `loading ${tableId(table)}`)
    if (failure.retryable) throw failure
  }
  facts.leaveUnscreened(table)
  facts.loseSieve()
  await session.query(UNDO)
  return null
}

const NO_OTHERS: GoodRows = {
  counts: { inserted: 0, updated: 0, unchanged: 0 },
  refused: [],
}

async function tryOthers(
  session: PostgresSession,
  facts: LoadFacts,
  others: Staged & { readonly condition: string },
): Promise<GoodRows> {
  const stage = await stageRows(session, [], others)
  return await sieveStage(session, facts, { ...stage, request: others.request, suspicion: 'true' })
}
