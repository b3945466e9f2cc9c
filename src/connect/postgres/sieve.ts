/** A batch with bad rows -> its good rows in the table, and why it refuses each of the others. */
import { tableId } from '../../catalog/catalog.ts'
import type { GoodRows, LoadRequest } from '../../plugin/load.ts'
import { copyIn } from './copy-in.ts'
import { BEGIN, columnList, copyStatement, RELEASE, UNDO, type EncodedRows } from './copy-rows.ts'
import { refusalOf } from './failure.ts'
import { literal } from './literal.ts'
import type { LoadFacts } from './load-facts.ts'
import { quoteName, quoteTable } from './name.ts'
import type { PostgresSession, TextRow } from './session.ts'
import { suspicionOf } from './suspicion.ts'
import { insertText, stageName, touchingText } from './upsert.ts'

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
    const stage = await stageRows(session, [BEGIN], { request, rows })
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
    facts.loseMade()
    await session.query(UNDO)
    return null
  }
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
  { request, rows }: EncodedRows,
): Promise<Stage> {
  const name = stageName(request, 'sieve')
  const stage = `pg_temp.${name}`
  const list = columnList(request)
  const create =
    `create temporary table if not exists ${name} on commit delete rows as ` +
    `select 0 as mapwright_row, ${list} from ${quoteTable(request.table)} with no data`
  const copy = copyStatement(stage, request, rows.format, ['mapwright_row'])
  const statements = [...first, create, `delete from ${stage}`, copy]
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
  const making = facts.toMake('sieve', sieveFunction(request, name, suspicion))
  for (const statement of making) await session.rawQuery(statement)
  const { rows } = await session.rawQuery('select * from pg_temp.mapwright_sieve()')
  return outcomeOf(rows, count)
}

/** A name that could be a column's is the column's: its own variables are named by their block. */
function sieveFunction(request: LoadRequest, stage: string, suspicion: string): string {
  const names = request.columns.map(({ name }) => quoteName(name))
  const others =
    `select ${names.join(', ')} from ${stage} s ` +
    'where not (s.mapwright_row = any(sieve.mw_suspects)) order by s.mapwright_row'
  const one = `values (${names.map((name) => `mw_tried.${name}`).join(', ')})`
  const body = `
    #variable_conflict use_column
    <<sieve>>
    declare
      mw_suspects integer[];
      mw_tried record;
      mw_touched bigint;
      mw_inserted bigint;
    begin
      mw_touched_all := 0;
      mw_inserted_all := 0;
      mw_suspects := array(select s.mapwright_row from ${stage} s where ${suspicion}
        order by s.mapwright_row);
      begin
        ${loadingText(others, request)};
        mw_touched_all := mw_touched;
        mw_inserted_all := mw_inserted;
      exception when others then
        mw_suspects := array(select s.mapwright_row from ${stage} s order by s.mapwright_row);
      end;
      for mw_tried in select * from ${stage} s where s.mapwright_row = any(sieve.mw_suspects)
        order by s.mapwright_row
      loop
        mw_row := mw_tried.mapwright_row;
        begin
          ${loadingText(one, request)};
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

/** Of rows that go into an empty place there is no more to know than their number. */
function loadingText(rows: string, request: LoadRequest): string {
  if (request.mode === 'insert') {
    return (
      `${insertText(rows, request)}; get diagnostics mw_touched = row_count; ` +
      'mw_inserted := mw_touched'
    )
  }
  return (
    `${touchingText(rows, request, false)} ` +
    'select count(*), count(*) filter (where inserted) into mw_touched, mw_inserted from touched'
  )
}

/** The last row has the counts. */
function outcomeOf(rows: readonly TextRow[], total: number): GoodRows {
  const refused = rows.slice(0, -1).map((row) => {
    const said = saidBy(row)
    const refusal = refusalOf(said)
    if (refusal === undefined) throw Object.assign(new Error(said.message), said)
    return { ...refusal, row: Number(row['mw_row']) }
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

/** What the server said, as an error of pg's has it. */
function saidBy(row: TextRow) {
  return {
    message: row['mw_message'] ?? '',
    code: row['mw_state'],
    detail: row['mw_detail'],
    column: row['mw_column'],
    severity: 'ERROR',
  }
}
