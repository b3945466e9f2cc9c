/** Asks the reference PostgreSQL what expressions give, and compares it with our own answers. */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { LogicalType } from '../../src/catalog/logical-type.ts'
import { formatType } from '../../src/catalog/type-name.ts'
import type { TestDatabase } from './databases.ts'
import { evaluate, type GivenColumn, type Outcome } from './evaluate.ts'

export interface Question {
  /** Refers to its columns as `c.name`. */
  readonly text: string
  readonly columns: readonly GivenColumn[]
  /** True: ours may refuse what the server takes (`'now'::date`), never give another cell. */
  readonly isStricter?: boolean
}

/** Runs a text that may fail; the type's output function prints what it gives. */
export const ORACLE_SCHEMA = `
create function oracle(text) returns text language plpgsql as $$
declare
  is_null boolean;
  answer text;
begin
  execute $1 into is_null, answer;
  return case when is_null then 'null' else 'cell ' || answer end;
exception when others then
  return 'error ' || sqlerrm;
end
$$`

const BATCH = 500

/** Fails with every question that the two sides answer differently. */
export async function expectSame(
  database: TestDatabase,
  questions: readonly Question[],
  seed: number | null = null,
): Promise<void> {
  const differences: string[] = []
  for (let start = 0; start < questions.length; start += BATCH) {
    const batch = questions.slice(start, start + BATCH)
    const answers = await ask(database, batch)
    for (const [index, question] of batch.entries()) {
      const difference = compare(question, answers[index] ?? '')
      if (difference !== undefined) differences.push(difference)
    }
  }
  const shown = differences.slice(0, 40)
  expect(shown, `seed ${seed}: ${differences.length} of ${questions.length} differ`).toEqual([])
}

async function ask(
  database: TestDatabase,
  questions: readonly Question[],
): Promise<readonly string[]> {
  const texts = questions.map((question) => literal(serverText(question))).join(', ')
  const rows = await database.execute(
    `select oracle(text) as answer from unnest(array[${texts}]::text[]) with ordinality as ` +
      'q(text, n) order by n',
  )
  return rows.map((row) => String(row['answer']))
}

function serverText({ text, columns }: Question): string {
  const cells = columns.map(({ name, type, cell }) => {
    const value = cell === null ? 'null' : literal(cell)
    return `cast(${value} as ${formatType(type)}) as ${name}`
  })
  const from = `from (select ${['1 as one', ...cells].join(', ')}) as c`
  // The cell of a char(n) is its text without the padding.
  const printed = `case pg_typeof((${text})) when 'bpchar'::regtype
    then rtrim(format('%s', (${text})), ' ') else format('%s', (${text})) end`
  return `select (${text}) is null, ${printed} ${from}`
}

function literal(text: string): string {
  const quoted = text.replaceAll("'", "''").replaceAll('\\', '\\\\')
  return text.includes('\\') ? `E'${quoted}'` : `'${quoted}'`
}

function compare(question: Question, answer: string): string | undefined {
  const ours = ownAnswer(question)
  const isRefused = 'refused' in ours || 'wrong' in ours
  if (isRefused && (question.isStricter === true || answer.startsWith('error '))) return undefined
  if ('cell' in ours && answer === (ours.cell === null ? 'null' : `cell ${ours.cell}`)) {
    return undefined
  }
  const given = question.columns.map(
    ({ name, type, cell }) => `${name} ${formatType(type)} = ${JSON.stringify(cell)}`,
  )
  return `${question.text} [${given.join(', ')}]: ours ${JSON.stringify(ours)}, server ${answer}`
}

function ownAnswer(question: Question): Outcome {
  return evaluate(question.text, question.columns)
}

/** What a random question is made of: texts, and for each column its type and cells. */
export interface Family {
  readonly texts: readonly string[]
  readonly columns: Readonly<
    Record<string, { readonly type: LogicalType; readonly cells: fc.Arbitrary<string> }>
  >
  readonly isStricter?: boolean
}

/** One cell in eight is NULL. */
const NULL_FREQUENCY = 7

/** As many questions as asked for, the same for the same seed; every text comes about as often. */
export function questionsOf(family: Family, count: number, seed: number): Question[] {
  const columns = Object.entries(family.columns).map(([name, { type, cells }]) =>
    fc
      .option(cells, { freq: NULL_FREQUENCY, nil: null })
      .map((cell): GivenColumn => ({ name, type, cell })),
  )
  const rows = fc.sample(fc.tuple(...columns), { seed, numRuns: count })
  return rows.map((row, index) => {
    const text = family.texts[index % family.texts.length] ?? 'null'
    const used = row.filter(({ name }) => text.includes(`c.${name}`))
    const isStricter = family.isStricter === true
    return { text, columns: used, ...(isStricter ? { isStricter } : {}) }
  })
}

/** A new seed each run, or the one to repeat. */
export function oracleSeed(): number {
  const given = process.env['MAPWRIGHT_SEED']
  return given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given)
}
