/**
 * PostgreSQL's own regression tests -> test/oracle/regression/*.sql: their statements that select
 * one expression from no table, each on a line with the value that is published for it. Run as
 * `node scripts/regression-values.ts FOLDER`, where FOLDER is src/test/regress of PostgreSQL.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseExpression } from '../src/sql/expression.ts'

const NAMES =
  'arrays boolean case date float4 float8 int2 int4 int8 interval json jsonb numeric numerology ' +
  'regex strings text time timestamp timestamptz unicode uuid'

/** The statement that begins at a line, and the line behind it. */
function statementAt(lines: readonly string[], start: number): readonly [string, number] {
  let end = start
  while (end < lines.length && !/;\s*(?:--.*)?$/u.test(lines[end] ?? '')) end += 1
  const text = lines.slice(start, end + 1).join('\n')
  return [text.replace(/;\s*(?:--[^\n]*)?$/u, ''), end + 1]
}

/** The published outcome: `error`, or the only value of the only row; null where it is neither. */
function outcomeAt(lines: readonly string[], at: number): string | null {
  if (lines[at]?.startsWith('ERROR:') === true) return 'error'
  const isTable = /^-+$/u.test(lines[at + 1] ?? '') && lines[at + 3] === '(1 row)'
  const value = lines[at + 2]?.slice(1).trim()
  return isTable && value !== undefined && !/\+$|; --/u.test(value) ? value : null
}

function expressionOf(statement: string): string | null {
  const selected = statement
    .replace(/^select\s+/iu, '')
    .replace(/\s+as\s+(?:"[^"]*"|\w+)\s*$/iu, '')
  // A line break within a text is a part of it.
  const oneLine = selected
    .split("'")
    .every((part, index) => index % 2 === 0 || !part.includes('\n'))
  const text = selected.replace(/\s*\n\s*/gu, ' ')
  return oneLine && !/--|;/u.test(text) && parseExpression(text).ok ? text : null
}

function valuesOf(output: string): readonly string[] {
  const lines = output.split('\n')
  const found: string[] = []
  for (let at = 0; at < lines.length; at += 1) {
    if (!/^select\s/iu.test(lines[at] ?? '')) continue
    const [statement, next] = statementAt(lines, at)
    const expression = expressionOf(statement)
    const outcome = outcomeAt(lines, next)
    if (expression !== null && outcome !== null) found.push(`${expression}; --> ${outcome}`)
  }
  return [...new Set(found)]
}

const [folder = '.'] = process.argv.slice(2)
const target = path.resolve(import.meta.dirname, '../test/oracle/regression')
mkdirSync(target, { recursive: true })
for (const name of NAMES.split(' ')) {
  const output = readFileSync(path.join(folder, 'expected', `${name}.out`), 'utf8')
  const values = valuesOf(output)
  if (values.length > 0) writeFileSync(path.join(target, `${name}.sql`), `${values.join('\n')}\n`)
}
