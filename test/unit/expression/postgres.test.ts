/** What an expression is and gives, compared with PostgreSQL itself. */
import { describe, expect, it } from 'vitest'
import { formatType } from '../../../src/catalog/type-name.ts'
import { LOAN_SQL, checkLoan, loanColumns } from '../../support/checked-expression.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'
import { run } from '../../support/evaluate.ts'
import { SAME } from './expressions.ts'

const database = useDatabase(() => createPostgresDatabase(LOAN_SQL, 'embedded'))

async function native(text: string): Promise<string> {
  await database().execute("set timezone = 'UTC'; set lc_messages = 'C'")
  try {
    await database().execute(`create temp view it as select ${text} as it from loan c`)
    const [found] = await database().execute(`
      select format_type(atttypid, atttypmod) as type,
        (select case when it is null then 'NULL' else format('%s', it) end from it) as cell
      from pg_attribute where attrelid = 'it'::regclass`)
    return `${String(found?.type)} ${String(found?.cell)}`
  } catch (error) {
    return `error ${(error as Error).message}`
  } finally {
    await database().execute('drop view if exists it')
  }
}

function ours(text: string): string {
  const { value, diagnostics } = checkLoan(text)
  if (value === undefined) return diagnostics.map((d) => `${d.code}: ${d.message}`).join(' ')
  const outcome = run(value.tree, loanColumns)
  if ('cell' in outcome) return `${formatType(value.tree.type)} ${outcome.cell ?? 'NULL'}`
  return `error ${JSON.stringify(outcome)}`
}

describe("the type and the value of an expression are PostgreSQL's", () => {
  it.each(SAME)('%s', async (text) => {
    expect(ours(text)).toBe(await native(text))
  })
})
