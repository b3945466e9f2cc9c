/**
 * The values that PostgreSQL publishes with its own regression tests, of version 18.6, as
 * `scripts/regression-values.ts` takes them from there. A line that says `-- not:` is outside of
 * the language, by the reason given there; one that begins to work has to lose the mark.
 */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { evaluate } from '../support/evaluate.ts'

const folder = path.join(import.meta.dirname, 'regression')

interface Published {
  readonly text: string
  /** `error`, or the cell as psql prints it: without blanks around it, and NULL as nothing. */
  readonly outcome: string
  readonly exception: string | null
}

function readLine(line: string): Published {
  const [, text = '', outcome = '', exception = null] =
    /^(.*); --> (.*?)(?: -- not: (.*))?$/u.exec(line) ?? []
  return { text, outcome, exception }
}

const published = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n'))
  .map(readLine)

function ownOutcome(text: string): string {
  const outcome = evaluate(text)
  return 'cell' in outcome ? (outcome.cell ?? '').trim() : 'error'
}

it('what PostgreSQL publishes is what expressions give', () => {
  const wrong = published.flatMap(({ text, outcome, exception }) => {
    const own = ownOutcome(text)
    if ((own === outcome) === (exception === null)) return []
    return [`${text}: ${own}, published ${outcome}${exception === null ? '' : ', marked as not'}`]
  })
  expect(wrong).toEqual([])
})

it('and what is outside of the language is counted by reason', () => {
  const counts = Map.groupBy(published, ({ exception }) => exception ?? 'the same')
  const sizes = [...counts].map(([reason, all]) => [reason, all.length] as const)
  expect(Object.fromEntries(sizes.toSorted(([one], [other]) => (one < other ? -1 : 1)))).toEqual({
    EXPRESSION_CONSTANT: 45,
    EXPRESSION_LITERAL: 44,
    EXPRESSION_NOT_ALLOWED: 96,
    EXPRESSION_NO_CAST: 38,
    EXPRESSION_OPERANDS: 46,
    EXPRESSION_UNKNOWN_FUNCTION: 367,
    EXPRESSION_UNKNOWN_OPERATOR: 12,
    EXPRESSION_UNKNOWN_TYPE: 56,
    VALUE_INVALID_BOOLEAN: 1,
    VALUE_INVALID_BYTES: 7,
    VALUE_INVALID_DATE: 67,
    VALUE_INVALID_INTERVAL: 10,
    VALUE_NOT_A_NUMBER: 134,
    'another time zone or style': 312,
    'the same': 1799,
  })
})
