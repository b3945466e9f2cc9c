/** A batch with bad rows -> its good rows in the table, and why it refuses each of the others. */
import { tableId } from '../../catalog/catalog.ts'
import { LoadDataError, type GoodRows, type LoadRequest } from '../../plugin/load.ts'
import { copyIn } from './copy-in.ts'
import { BEGIN, columnList, copyStatement, RELEASE, UNDO, type EncodedRows } from './copy-rows.ts'
import { toLoadError } from './failure.ts'
import { literal } from './literal.ts'
import type { LoadFacts } from './load-facts.ts'
import { quoteTable } from './name.ts'
import type { PostgresSession, TextRow } from './session.ts'
import { suspicionOf } from './suspicion.ts'
import { stageName, touchingText } from './upsert.ts'

/**
 * The server itself tries the rows that its constraints are likely to refuse, one by one, each in a
 * subtransaction; all others go in at once. When that fails, every row is tried alone. null: where
 * triggers or partitions would make its counts uncertain, a value does not even fit its type, or
 * the role may do none of this.
 */
export async function sieveRows(
  session: PostgresSession,
  facts: LoadFacts,
  { request, rows }: EncodedRows,
): Promise<GoodRows | null> {
  if ((await facts.found(request.table)).isCounted) return null
  try {
    const stage = await stageRows(session, [BEGIN], { request, rows, condition: null })
    const constraints = await facts.constraints(request.table)
    const good = await sieveStage(session, facts, {
      request,
      ...stage,
      suspicion: suspicionOf(constraints, request, stage.name),
    })
    await session.rawQuery(RELEASE)
    return good
  } catch (error) {
    const failure = session.failure(error, `loading ${tableId(request.table)}`)
    if (failure.retryable) throw failure
    // What is wrong beyond a row, such as a role that may make no temporary table, loading parts
    // does without or meets again.
    facts.loseSieve()
    await session.query(UNDO)
    return null
  }
}

export interface Staged extends EncodedRows {
  /** Only rows that meet it; null: all of them. */
  readonly condition: string | null
}

interface Stage {
  readonly name: string
  /** Of the rows in it. */
  readonly count: number
}

/** Rows with their index, in a temporary table. `first` goes before them, in the same message. */
export async function stageRows(
  session: PostgresSession,
  first: readonly string[],
  { request, rows, condition }: Staged,
): Promise<Stage> {
  const name = stageName(request, 'sieve')
  const stage = `pg_temp.${name}`
  const list = columnList(request)
  const create =
    `create temporary table if not exists ${name} on commit delete rows as ` +
    `select 0 as mapwright_row, ${list} from ${quoteTable(request.table)} with no data`
  const where = condition === null ? '' : ` where ${condition}`
  const copy = copyStatement(stage, request, rows.format, ['mapwright_row']) + where
  const statements = [...first, create, `truncate ${stage}`, copy]
  const { copied } = await copyIn(session, statements, rows.numbered())
  return { name: stage, count: copied }
}

/** Tries the rows of the stage, and gives what became of them. */
export async function sieveStage(
  session: PostgresSession,
  facts: LoadFacts,
  {
    request,
    name,
    count,
    suspicion,
  }: Stage & {
    readonly request: LoadRequest
    readonly suspicion: string
  },
): Promise<GoodRows> {
  await facts.makeSieve(sieveFunction(request, name, suspicion))
  const { rows } = await session.rawQuery('select * from pg_temp.mapwright_sieve()')
  return outcomeOf(rows, count)
}

/** A name that could be a column's is the column's: its own variables are named by their block. */
function sieveFunction(request: LoadRequest, stage: string, suspicion: string): string {
  const load = (condition: string) => {
    const rows = `select ${columnList(request)} from ${stage} s where ${condition}`
    return (
      `${touchingText(`${rows} order by s.mapwright_row`, request, false)} ` +
      'select count(*), count(*) filter (where inserted) into mw_touched, mw_inserted from touched'
    )
  }
  const body = `
    #variable_conflict use_column
    <<sieve>>
    declare
      mw_suspects integer[];
      mw_touched bigint;
      mw_inserted bigint;
    begin
      mw_touched_all := 0;
      mw_inserted_all := 0;
      mw_suspects := array(select s.mapwright_row from ${stage} s where ${suspicion}
        order by s.mapwright_row);
      begin
        ${load('not (s.mapwright_row = any(sieve.mw_suspects))')};
        mw_touched_all := mw_touched;
        mw_inserted_all := mw_inserted;
      exception when others then
        mw_suspects := array(select s.mapwright_row from ${stage} s order by s.mapwright_row);
      end;
      foreach mw_row in array mw_suspects loop
        begin
          ${load('s.mapwright_row = mapwright_sieve.mw_row')};
          mw_touched_all := mw_touched_all + mw_touched;
          mw_inserted_all := mw_inserted_all + mw_inserted;
        exception when others then
          get stacked diagnostics mw_state = returned_sqlstate, mw_message = message_text,
            mw_detail = pg_exception_detail, mw_column = column_name;
          return next;
        end;
      end loop;
      mw_row := null;
      return next;
    end`
  // A name may hold whatever would end a text quoted by dollars.
  return `
    create or replace function pg_temp.mapwright_sieve() returns table (
      mw_row integer, mw_state text, mw_message text, mw_detail text, mw_column text,
      mw_touched_all bigint, mw_inserted_all bigint) language plpgsql as ${literal(body)}`
}

/** The last row has the counts. */
function outcomeOf(rows: readonly TextRow[], total: number): GoodRows {
  const refused = rows.slice(0, -1).map((row) => {
    const refusal = toLoadError(serverError(row))
    if (refusal === undefined) throw serverError(row)
    const { code, message, column } = refusal
    return new LoadDataError(code, message, column, Number(row['mw_row']))
  })
  const last = rows.at(-1)
  const [touched, inserted] = [last?.['mw_touched_all'], last?.['mw_inserted_all']].map(Number)
  const counts = {
    inserted: inserted ?? 0,
    updated: (touched ?? 0) - (inserted ?? 0),
    unchanged: total - refused.length - (touched ?? 0),
  }
  return { counts, refused }
}

/** What the server said, as pg would have thrown it. */
function serverError(row: TextRow): Error {
  return Object.assign(new Error(row['mw_message'] ?? ''), {
    code: row['mw_state'],
    detail: row['mw_detail'],
    column: row['mw_column'],
    severity: 'ERROR',
  })
}
