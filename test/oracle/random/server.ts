/** A database with the rows, and the function that answers many expressions a round trip. */
import pg from 'pg'
import { formatType } from '../../../src/catalog/type-name.ts'
import { COLUMNS, GENRE, type Row } from './columns.ts'
import { OWN_FUNCTIONS } from './own-functions.ts'
import { quoted } from './piece.ts'

/** An expression, and the rows that it is computed for. */
export interface Asked {
  readonly text: string
  readonly rows: readonly number[]
}

/** What the server gave for a row. */
export type ServerAnswer =
  | { readonly cell: string | null }
  /** SQLSTATE and message. */
  | { readonly error: string; readonly message: string }

/** The server's answers, one a row; or why it does not take the text at all. */
export type ServerAnswers =
  | { readonly kind: 'answers'; readonly answers: readonly ServerAnswer[] }
  | { readonly kind: 'refused'; readonly error: string; readonly message: string }

/** Longer cells are compared by their digests. */
export const LENGTH_MAX = 2000

/**
 * One look at all rows; where that fails, row by row. OFFSET 0 keeps the planner from computing the
 * expression twice. What a text means is settled before it runs: that is what class 42 is for.
 */
const ANSWERS = `
create function ask(expression text, ids integer[]) returns text[] language plpgsql as $$
declare
  query text := 'select array_agg(''c'' || case when length(t) > ${LENGTH_MAX}
      then length(t) || '' characters, md5 '' || md5(t) else t end order by id)
    from (select id, case when v is null then null
      when pg_typeof(v) = ''bpchar''::regtype then rtrim(format(''%s'', v), '' '')
      else format(''%s'', v) end as t
    from (select c.id, (' || expression || ') as v from cells c where c.id = any($1) offset 0) q
    offset 0) p';
  answers text[];
  one text[];
  row_id integer;
begin
  begin
    execute query into answers using ids;
    return answers;
  exception when others then
    if sqlstate like '42%' and cardinality(ids) > 0 then
      begin
        execute query into answers using array[]::integer[];
      exception when others then
        return array['p' || sqlstate || ' ' || sqlerrm];
      end;
    end if;
  end;
  foreach row_id in array ids loop
    begin
      execute query into one using array[row_id];
    exception when others then
      one := array['e' || sqlstate || ' ' || sqlerrm];
    end;
    answers := answers || one;
  end loop;
  return answers;
end
$$`

type Column = Pick<(typeof COLUMNS)[number], 'name' | 'type' | 'nullable'>

/** The statements that make an empty database the oracle's. */
function oracleSchema(rows: readonly Row[], columns: readonly Column[]): readonly string[] {
  const labels = GENRE.kind === 'enum' ? GENRE.labels.map(quoted) : []
  const definitions = columns.map(({ name, type, nullable }) => {
    return `${name} ${formatType(type)}${nullable ? '' : ' not null'}`
  })
  const values = rows.map((row, id) => {
    const cells = columns.map(({ name }) => {
      const cell = row[name] ?? null
      return cell === null ? 'null' : quoted(cell)
    })
    return `(${[id, ...cells].join(', ')})`
  })
  return [
    `create type genre as enum (${labels.join(', ')})`,
    `create table cells (id integer primary key, ${definitions.join(', ')})`,
    `insert into cells values ${values.join(', ')}`,
    'analyze cells',
    ANSWERS,
    ...OWN_FUNCTIONS,
  ]
}

export class OracleServer {
  readonly #client: pg.Client

  private constructor(client: pg.Client) {
    this.#client = client
  }

  /** `url` is of a database that is empty. */
  static async open(
    url: string,
    rows: readonly Row[],
    columns: readonly Column[] = COLUMNS,
  ): Promise<OracleServer> {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query("set timezone = 'UTC'; set jit = off; set statement_timeout = '120s'")
    for (const statement of oracleSchema(rows, columns)) await client.query(statement)
    return new OracleServer(client)
  }

  async ask(asked: readonly Asked[]): Promise<readonly ServerAnswers[]> {
    const { rows } = await this.#client.query<{ answers: (string | null)[] }>(
      `select ask(text, ids::integer[]) as answers
       from unnest($1::text[], $2::text[]) with ordinality as asked(text, ids, n) order by n`,
      [asked.map(({ text }) => text), asked.map((each) => `{${each.rows.join(',')}}`)],
    )
    return rows.map(({ answers }) => answersOf(answers))
  }

  async close(): Promise<void> {
    await this.#client.end()
  }
}

function answersOf(answers: readonly (string | null)[]): ServerAnswers {
  const [first] = answers
  if (first?.startsWith('p') === true) return { kind: 'refused', ...errorOf(first) }
  return {
    kind: 'answers',
    answers: answers.map((answer) => {
      if (answer === null) return { cell: null }
      return answer.startsWith('e') ? errorOf(answer) : { cell: answer.slice(1) }
    }),
  }
}

function errorOf(answer: string): { readonly error: string; readonly message: string } {
  return { error: answer.slice(1, 6), message: answer.slice(7) }
}
