/** What an expression is and gives, compared with PostgreSQL itself. */
import { describe, expect, it } from 'vitest'
import { formatType } from '../../../src/catalog/type-name.ts'
import { LOAN_SQL, checkLoan, loanColumns } from '../../support/checked-expression.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'
import { run } from '../../support/evaluate.ts'
import { FORMS_AND_CASTS, STRICTER } from './form-expressions.ts'
import { VALUES } from './value-expressions.ts'

const database = useDatabase(() => createPostgresDatabase(LOAN_SQL, 'embedded'))

/** The cell of a char(n) is its text without the padding. */
const PRINTED = `case pg_typeof(it)
  when 'bpchar'::regtype then rtrim(format('%s', it), ' ')
  when 'bpchar[]'::regtype then it::text::bpchar[]::text[]::text
  else format('%s', it) end`

/** `type cell`, or `error`. */
async function native(text: string): Promise<string> {
  await database().execute("set timezone = 'UTC'")
  try {
    await database().execute(`create temp view it as select (${text}\n) as it from loan c`)
    const [found] = await database().execute(`
      select format_type(atttypid, atttypmod) as type,
        (select case when it is null then 'NULL' else ${PRINTED} end from it) as cell
      from pg_attribute where attrelid = 'it'::regclass`)
    return answer(String(found?.['type']), String(found?.['cell']))
  } catch {
    return 'error'
  } finally {
    await database().execute('drop view if exists it')
  }
}

/** Text and varchar are one logical type, and blanks at the end of a char(n) mean nothing. */
function answer(type: string, cell: string): string {
  const isPadded = /^(?:bpchar|character\()/u.test(type)
  const alike = type.replace(/^(?:character varying|text)(?:\(\d+\))?/u, 'text')
  return `${alike} ${isPadded ? cell.trimEnd() : cell}`
}

function ours(text: string): string {
  const { value } = checkLoan(text)
  if (value === undefined) return 'error'
  const outcome = run(value.tree, loanColumns)
  if (!('cell' in outcome)) return 'error'
  return answer(formatType(value.tree.type), outcome.cell ?? 'NULL')
}

describe("the type and the value of an expression are PostgreSQL's", () => {
  it.each([...VALUES, ...FORMS_AND_CASTS])('%s', async (text) => {
    expect(ours(text)).toBe(await native(text))
  })

  it.each(STRICTER)('%s is refused: %s', async (text, code) => {
    expect(checkLoan(text).diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code])
    expect(await native(text)).not.toBe('error')
  })

  // PostgreSQL forgets precision and length here, and every value has them still.
  it.each([
    ['case when c.returned then c.fee end', 'numeric(6,2)'],
    ['coalesce(c.fee, null)', 'numeric(6,2)'],
    ["coalesce(c.title, 'x')", 'character varying(20)'],
    ["coalesce(c.title, 'a much longer text than twenty')", 'text'],
    ['nullif(c.title, c.note)', 'character varying(20)'],
    ["greatest(c.title, 'Z')", 'character varying(20)'],
  ])('%s is %s', (text, type) => {
    const { value } = checkLoan(text)
    expect(value === undefined ? '' : formatType(value.tree.type)).toBe(type)
  })
})
