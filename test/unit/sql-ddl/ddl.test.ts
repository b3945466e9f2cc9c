import { describe, expect, test } from 'vitest'
import {
  bracketText,
  defaultText,
  parseStatements,
  placeAt,
  type Statement,
} from '../../../src/sql/ddl.ts'

function statements(text: string): readonly Statement[] {
  const { value, diagnostics } = parseStatements(text, 'x.sql')
  expect(diagnostics).toEqual([])
  return value ?? []
}

function refusal(text: string): string {
  const [diagnostic] = parseStatements(text, 'x.sql').diagnostics
  return `${diagnostic?.line}:${diagnostic?.column} ${diagnostic?.code}`
}

describe('parseStatements', () => {
  test('tells where each statement begins, comments and blanks aside', () => {
    const text = `-- é 😀\nselect 1;\n/* two */ select 2;;\n  select '😀', 3`
    expect(statements(text).map(({ at }) => `${at.file}:${at.line}:${at.column}`)).toEqual([
      'x.sql:2:1',
      'x.sql:3:11',
      'x.sql:4:3',
    ])
  })

  test('gives each statement its own words', () => {
    const words = statements('select 1; select a -- b\n, c').map(({ tokens }) =>
      tokens.map((token) => token.text).join(' '),
    )
    expect(words).toEqual(['select 1', 'select a , c'])
  })

  test('reads an empty script as no statements', () => {
    expect(statements('')).toEqual([])
    expect(statements('-- nothing\n')).toEqual([])
  })

  test.each([
    ["select 'é😀' as a;\nselect from where", '2:13 SQL_SYNTAX'],
    ['select 1;\n\0', '2:1 SQL_NUL'],
    [`select ${'('.repeat(20_000)}`, '1:10004 SQL_SYNTAX'],
    [`select ${'1+'.repeat(50_000)}1`, '1:1 SQL_TOO_DEEP'],
    [' '.repeat(8_000_001), '1:8000001 SQL_TOO_LONG'],
  ])('refuses %.30s', (text, problem) => {
    expect(refusal(text)).toBe(problem)
  })
})

describe('the text of a part', () => {
  const text = `create table "é" (a text default f(',)', 'é😀') /* c */ not null check (a <> ')'))`
  const [statement] = statements(text)
  if (statement === undefined) throw new Error('no statement')
  const bytesBefore = (word: string) => Buffer.byteLength(text.slice(0, text.indexOf(word)))

  test('is cut out at brackets and stops, not within literals', () => {
    const stop = bytesBefore('not null')
    expect(defaultText(statement, bytesBefore('default'), [stop])).toBe("f(',)', 'é😀')")
    expect(bracketText(statement, bytesBefore('check'))).toBe("a <> ')'")
  })

  test('has its place in characters of the file', () => {
    const location = bytesBefore('check')
    expect(placeAt(statement, location)).toMatchObject({
      line: 1,
      column: text.indexOf('check') + 1,
    })
    expect(placeAt(statement, undefined)).toEqual(statement.at)
  })
})
