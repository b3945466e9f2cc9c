import { describe, expect, it } from 'vitest'
import { parseSql } from '../../../src/sql/parser.ts'

function locationOfColumn(text: string): number | null {
  const parsed = parseSql(text)
  if (!parsed.ok) throw new Error(parsed.problem.message)
  const found = /"ColumnRef":\{[^{]*\[.*?\],"location":(\d+)\}/u.exec(
    JSON.stringify(parsed.tree.statements),
  )
  return parsed.tree.offsetOf(Number(found?.[1]))
}

describe('parseSql', () => {
  it('maps byte locations to UTF-16 offsets', () => {
    expect(locationOfColumn("select 'abc', title")).toBe(14)
    expect(locationOfColumn("select 'äß€', title")).toBe(14)
    expect(locationOfColumn("select '📚', title")).toBe(13)
  })

  it('maps character positions of errors to UTF-16 offsets', () => {
    const parsed = parseSql("select '📚é' 1 2")
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'SQL_SYNTAX', offset: 13 } })
  })

  it('takes an empty text as no statements', () => {
    expect(parseSql('')).toMatchObject({ ok: true, tree: { statements: [] } })
    expect(parseSql(' -- nothing\n')).toMatchObject({ ok: true, tree: { statements: [] } })
  })

  it('refuses what the parser would cut off or corrupt', () => {
    expect(parseSql('select 1\0 drop')).toMatchObject({
      problem: { code: 'SQL_NUL', offset: 8 },
    })
    expect(parseSql("select 'a\ud800'")).toMatchObject({
      problem: { code: 'SQL_SURROGATE', offset: 9 },
    })
  })

  it('reports too deep a text, and parses the next one', () => {
    const deep = `select ${'('.repeat(20_000)}1${')'.repeat(20_000)}`
    expect(parseSql(deep)).toMatchObject({ ok: false })
    expect(parseSql(`select ${Array(20_000).fill('1').join(' + ')}`)).toMatchObject({ ok: false })
    expect(parseSql('select 1')).toMatchObject({ ok: true })
  })
})
