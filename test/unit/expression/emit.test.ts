/** What the JavaScript of an expression computes, and that no text of a person breaks out of it. */
import { describe, expect, it } from 'vitest'
import { emitCell, emitExpression, emitFalseTest, emitTest } from '../../../src/expression/emit.ts'
import type { Scope, TypedExpression } from '../../../src/expression/tree.ts'
import { BOOLEAN, TEXT, type LogicalType } from '../../../src/catalog/logical-type.ts'
import { LOAN_SQL, checkLoan } from '../../support/checked-expression.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'
import { emitted } from '../../support/emitted-expression.ts'

const database = useDatabase(() => createPostgresDatabase(LOAN_SQL, 'embedded'))

function scopeOf(columns: Readonly<Record<string, LogicalType>>, nullable = true): Scope {
  const known = Object.entries(columns).map(([name, type]) => ({ name, type, nullable }))
  return { tables: [{ alias: 't', columns: known }], names: new Map() }
}

function treeOf(text: string, scope?: Scope): TypedExpression {
  const { value, diagnostics } = checkLoan(text, scope)
  if (value === undefined) throw new Error(JSON.stringify(diagnostics))
  return value.tree
}

const LOGIC = [
  't.a and t.b',
  't.a or t.b',
  'not t.a',
  't.a and t.b and t.c',
  't.a or t.b or t.c',
  't.a and t.b or t.c',
  't.a and (t.b or t.c)',
  'not (t.a and t.b)',
  'not (t.a or not t.b)',
  'not (t.a and (t.b or not t.c))',
  'not not t.a',
  't.a and null',
  't.a or null',
  't.a and true or t.b',
  't.a is null',
  't.a is not null',
  't.a is true',
  't.a is not true',
  't.a is false',
  't.a is not false',
  't.a is unknown',
  '(t.a and t.b) is null',
  '(t.a or t.b) is not true',
  '(t.a and t.b) is not false',
  'not (t.a or t.b) is false',
  't.a = t.b',
  't.a <> t.b',
  't.a < t.b',
  't.a is distinct from t.b',
  't.a is not distinct from t.b',
  '(t.a or t.b) is distinct from (t.b and t.c)',
  't.a in (true, false)',
  't.a in (true)',
  't.a in (true, null)',
  't.a not in (false, null)',
  't.a in (t.b, t.c)',
  't.a not in (t.b, t.c)',
  't.a in (t.b, true, null)',
  't.a between t.b and t.c',
  't.a not between t.b and t.c',
  't.a between symmetric t.b and t.c',
  'case when t.a then t.b else t.c end',
  'case when t.a then t.b when t.b then t.c end',
  'case when not (t.a and t.b) then t.c else t.a or t.c end',
  'case t.a when t.b then t.c else not t.c end',
  'coalesce(t.a, t.b, t.c)',
  'coalesce(t.a and t.b, t.c)',
  'nullif(t.a, t.b)',
  'nullif(t.a or t.b, t.c)',
  'greatest(t.a, t.b) and least(t.b, t.c)',
]

const TRUTHS = ['t', 'f', null] as const
const ROWS = TRUTHS.flatMap((a) => TRUTHS.flatMap((b) => TRUTHS.map((c) => ({ a, b, c }))))

describe('three-valued logic', () => {
  it.each(LOGIC)('%s is as in PostgreSQL for every TRUE, FALSE and NULL', async (text) => {
    const values = ROWS.map(
      (row, n) =>
        `(${n}, ${[row.a, row.b, row.c].map((x) => (x ? `'${x}'::bool` : 'null')).join(', ')})`,
    )
    const answers = await database().execute(
      `select format('%s', ${text}) as answer
       from (values ${values.join(', ')}) t(n, a, b, c) order by n`,
    )
    const tree = treeOf(text, scopeOf({ a: BOOLEAN, b: BOOLEAN, c: BOOLEAN }))
    const cell = emitted((emitter) => emitCell(tree, emitter))
    const test = emitted((emitter) => emitTest(tree, emitter))
    const falseTest = emitted((emitter) => emitFalseTest(tree, emitter))
    for (const [n, row] of ROWS.entries()) {
      const answer = String(answers[n]?.['answer'])
      const shown = `${text} of ${JSON.stringify(row)}`
      expect(cell.run(row) ?? '', shown).toBe(answer)
      expect(test.run(row), `${shown} is true`).toBe(answer === 't')
      expect(falseTest.run(row), `${shown} is false`).toBe(answer === 'f')
      if (!tree.nullable) expect(answer, `${shown} is never NULL`).not.toBe('')
    }
  })

  it.each(LOGIC)('%s needs no NULL where no operand has one', (text) => {
    const nullable = treeOf(text, scopeOf({ a: BOOLEAN, b: BOOLEAN, c: BOOLEAN }))
    const tree = treeOf(text, scopeOf({ a: BOOLEAN, b: BOOLEAN, c: BOOLEAN }, false))
    const cells = [nullable, tree].map((each) => emitted((emitter) => emitCell(each, emitter)))
    const test = emitted((emitter) => emitTest(tree, emitter))
    const falseTest = emitted((emitter) => emitFalseTest(tree, emitter))
    for (const row of ROWS.filter(({ a, b, c }) => a !== null && b !== null && c !== null)) {
      const [expected, cell] = cells.map((each) => each.run(row))
      expect(cell).toBe(expected)
      expect([test.run(row), falseTest.run(row)]).toEqual([cell === 't', cell === 'f'])
    }
  })

  it('looks at no operand that the others have decided', () => {
    const row = { id: '0' }
    const cell = (text: string) => emitted((emitter) => emitCell(treeOf(text), emitter)).run(row)
    expect(cell('c.id <> 0 and 1 / c.id > 0')).toBe('f')
    expect(cell('c.id = 0 or 1 / c.id > 0')).toBe('t')
    expect(cell('case when c.id = 0 then null else 1 / c.id end')).toBe(null)
    expect(cell('coalesce(c.id, 1 / c.id)')).toBe('0')
    expect(() => cell('c.id = 0 and 1 / c.id > 0')).toThrow('Division by zero')
  })
})

describe('the emitted text', () => {
  const text =
    "case when c.note like 'l%' and c.fee > 1.5 then c.title || c.note else upper(c.note) end"

  it('is the same each time', () => {
    const [one, other] = [text, text].map((each) =>
      emitted((emitter) => emitCell(treeOf(each), emitter)),
    )
    expect(one?.text).toBe(other?.text)
    expect(one?.hoisted).toEqual(other?.hoisted)
  })

  it('has every constant, function and conversion once before the row', () => {
    const tree = treeOf('(c.fee + 1.5) * (c.fee + 1.5) + 1.5')
    const { hoisted, text: code } = emitted((emitter) => emitCell(tree, emitter))
    expect(hoisted).toHaveLength(new Set(hoisted).size)
    expect(hoisted.filter((line) => line.includes('"1.5"'))).toHaveLength(1)
    expect(code).not.toContain('rt.')
  })

  it.each([
    ['c.note', 'cells["note"]'],
    ['c.fee', 'cells["fee"]'],
    ['c.seen', 'cells["seen"]'],
    ['c.small::bigint', 'cells["small"]'],
    ['c.id::numeric', 'cells["id"]'],
    ['c.title::text', 'cells["title"]'],
    ['c.standing::text', 'cells["standing"]'],
    ['1.50', '"1.50"'],
    ["'it''s'", '"it\'s"'],
    ['null::date', 'null'],
  ])('%s touches no cell that is only passed on', (expression, code) => {
    const found = emitted((emitter) => emitCell(treeOf(expression), emitter))
    expect(found).toMatchObject({ text: code, hoisted: [] })
  })

  it.each(['timestamp', 'timestamptz', 'time'] as const)(
    'reads a %s only where digits of its second could be lost',
    (kind) => {
      const scope = scopeOf({ whole: { kind, precision: 0 }, fine: { kind, precision: 6 } })
      const codeOf = (text: string) => {
        return emitted((emitter) => emitCell(treeOf(text, scope), emitter)).text
      }
      expect(codeOf(`t.whole::${kind}`)).toBe('cells["whole"]')
      expect(codeOf(`t.whole::${kind}(3)`)).toBe('cells["whole"]')
      expect(codeOf(`t.fine::${kind}(3)`)).not.toBe('cells["fine"]')
    },
  )
})

const HOSTILE = [
  '"',
  '\\',
  '\\"',
  '`',
  '${process.exit(1)}',
  '*/',
  '//',
  '\n',
  '\r\n',
  '\u2028',
  '\u2029',
  '</script>',
  '"); throw new Error("out"); ("',
  "'); throw new Error('out'); ('",
  ']; throw new Error("out"); [',
  '\\u0022); throw 1; //',
  '__proto__',
  '\u{1f4da}',
  '\ufeff',
  '\t\b\f\v',
]

describe('a hostile text', () => {
  const quotedSql = (text: string): string => `'${text.replaceAll("'", "''")}'`
  const quotedName = (text: string): string => `"${text.replaceAll('"', '""')}"`

  it.each(HOSTILE)('%j stays a constant', (text) => {
    for (const sql of [
      quotedSql(text),
      `t.it || ${quotedSql(text)}`,
      `concat(${quotedSql(text)})`,
    ]) {
      const tree = treeOf(sql, scopeOf({ it: TEXT }))
      expect(emitted((emitter) => emitCell(tree, emitter)).run({ it: '' })).toBe(text)
    }
  })

  it.each(HOSTILE)('%j stays an item of a list', (text) => {
    const tree = treeOf(`t.it in ('x', ${quotedSql(text)})`, scopeOf({ it: TEXT }))
    const found = emitted((emitter) => emitExpression(tree, emitter))
    expect([text, 'y', null].map((it) => found.run({ it }))).toEqual([true, false, null])
  })

  it.each(HOSTILE)('%j stays a label and the name of an enumeration', (text) => {
    const type = { kind: 'enum', name: text, labels: ['first', text] } as const
    const scope = scopeOf({ it: type })
    const order = treeOf(`t.it > ${quotedSql('first')}`, scope)
    expect(emitted((emitter) => emitExpression(order, emitter)).run({ it: text })).toBe(true)
    const cast = treeOf('coalesce(t.it::text, 1::text)', scope)
    expect(emitted((emitter) => emitCell(cast, emitter)).run({ it: text })).toBe(text)
  })

  it.each(HOSTILE.filter((text) => !/[\r\n]/u.test(text)))('%j stays a name', (text) => {
    const tree = treeOf(`t.${quotedName(text)} || ''`, scopeOf({ [text]: TEXT }))
    const reads: string[] = []
    emitExpression(tree, {
      column: (alias, column) => `read(${reads.push(`${alias}.${column}`)})`,
      name: (name) => name,
      hoist: (_, hint) => hint,
    })
    expect(reads).toEqual([`t.${text}`])
  })
})
