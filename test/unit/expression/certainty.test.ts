import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../src/base/cell.ts'
import { RowError } from '../../../src/catalog/codec/row-error.ts'
import { textLength } from '../../../src/catalog/codec/text.ts'
import { parseTypeName } from '../../../src/catalog/type-name.ts'
import { assignTo } from '../../../src/expression/assign.ts'
import {
  certaintyOf,
  knowing,
  nothingKnown,
  type Certainty,
  type Known,
} from '../../../src/expression/certainty.ts'
import { emitCell, emitTest } from '../../../src/expression/emit.ts'
import { impliedBy } from '../../../src/expression/implied.ts'
import type { Scope, TypedExpression } from '../../../src/expression/tree.ts'
import { knownKeys } from '../../../src/function/known.ts'
import { declarations, functionTable } from '../../../src/function/table.ts'
import { checkLoan } from '../../support/checked-expression.ts'
import { emitted } from '../../support/emitted-expression.ts'
import {
  randomColumns,
  randomExpressions,
  randomRow,
  type RandomRow,
} from '../../support/random-expressions.ts'

const SCOPE: Scope = { tables: [{ alias: 'c', columns: randomColumns }], names: new Map() }
const NOTHING_KNOWN = nothingKnown(functionTable)

function treeOf(text: string): TypedExpression | undefined {
  return checkLoan(text, SCOPE).value?.tree
}

/** The tree as it feeds a column of the type; undefined: it does not. */
function feeding(text: string, type: string): TypedExpression | undefined {
  const tree = treeOf(text)
  if (tree === undefined) return undefined
  const column = { name: 'column', type: parseTypeName(type), nullable: true }
  const at = { file: 'it.yaml', line: 1, column: 1 }
  return assignTo(tree, column, at).value?.tree
}

/** `not null`, `sure` and so on, of what is certain. */
function certain(text: string, type?: string, known: Known = NOTHING_KNOWN): string {
  const tree = type === undefined ? treeOf(text) : feeding(text, type)
  if (tree === undefined) throw new Error(`${text} does not compile`)
  const { nullable, fallible } = certaintyOf(tree, known)
  return `${nullable ? 'null' : 'not null'}, ${fallible ? 'may fail' : 'sure'}`
}

const kept = (where: string): Known => {
  const tree = treeOf(where)
  if (tree === undefined) throw new Error(`${where} does not compile`)
  return knowing(NOTHING_KNOWN, impliedBy(tree, 'true'))
}

describe('what is certain of an expression', () => {
  it.each([
    ["coalesce(c.s, 'none')", 'not null, sure'],
    ['coalesce(c.s, c.t)', 'null, sure'],
    ["case when c.s is not null then c.s else '' end", 'not null, sure'],
    ["case when c.s is null then '' else c.s end", 'not null, sure'],
    [
      'case when c.s is null or c.i is null then 0 else c.i + length(c.s) end',
      'not null, may fail',
    ],
    ["case when c.i > 3 and length(c.s) < 2 then c.s || c.i else '' end", 'not null, sure'],
    ["case when not (c.s is null) then c.s else '' end", 'not null, sure'],
    ["case when nullif(c.s, '') is not null then c.s else '' end", 'not null, sure'],
    ["case when c.s in ('a', 'b') then c.s else '' end", 'not null, sure'],
    ['case when coalesce(c.b, false) then c.b else true end', 'not null, sure'],
    ["case when c.s = 'a' or c.i = 1 then c.s else '' end", 'null, sure'],
    ["case when (c.s = 'a') is not false then c.s else '' end", 'null, sure'],
    ['nullif(c.n, c.n)', 'null, sure'],
    ['greatest(c.i, c.k)', 'not null, sure'],
    ['least(c.i, c.d::int)', 'null, may fail'],
    ["concat_ws(', ', c.s, c.t)", 'not null, sure'],
    ['c.k + 1', 'not null, sure'],
    ['c.i + 1', 'null, may fail'],
    ['c.k / (abs(c.k::int) + 1)', 'not null, sure'],
    ['c.k / c.k', 'not null, may fail'],
    ['extract(month from c.m)::smallint', 'null, sure'],
    ['extract(year from c.m)::int', 'null, may fail'],
    ['c.s is null and c.i is not null', 'not null, sure'],
  ])('%s', (text, expected) => {
    expect(certain(text)).toBe(expected)
  })

  it.each([
    ['left(c.t, 20)', 'varchar(20)', 'null, sure'],
    ['left(c.t, 21)', 'varchar(20)', 'null, may fail'],
    ['left(c.t, c.i)', 'varchar(20)', 'null, may fail'],
    ["c.n || '-' || c.k", 'varchar(10)', 'not null, sure'],
    ["c.n || '-' || c.k", 'varchar(9)', 'not null, may fail'],
    ["lpad(c.t, 8, '0')", 'char(8)', 'null, sure'],
    ['upper(c.n)', 'varchar(3)', 'not null, may fail'],
    ['btrim(c.s)', 'varchar(5)', 'null, sure'],
    ["case when c.b then 'new' else 'old' end", 'varchar(3)', 'not null, sure'],
    ["case when c.b then 'new' else 'gone' end", 'varchar(3)', 'not null, may fail'],
    ["case when c.b then '1' when c.b is null then '2' end", 'smallint', 'null, sure'],
    ['case when c.b then 1 else 300 end', 'smallint', 'not null, sure'],
    ['length(c.s)', 'smallint', 'null, sure'],
    ['length(c.t)', 'smallint', 'null, may fail'],
    ['round(c.d, 1)', 'numeric(6, 1)', 'null, sure'],
    ['round(c.d, 1)', 'numeric(4, 1)', 'null, may fail'],
    ['c.d * 2', 'numeric(7, 2)', 'null, sure'],
    ['c.k * 100', 'integer', 'not null, sure'],
    ['c.k', 'numeric(5, 0)', 'not null, sure'],
    ['c.d', 'integer', 'null, may fail'],
  ])('%s feeds %s', (text, type, expected) => {
    expect(certain(text, type)).toBe(expected)
  })

  it.each([
    ['c.s is not null', 'c.s', 'not null, sure'],
    ["c.s = 'a'", 'c.s', 'not null, sure'],
    ["c.s <> ''", "c.s || ''", 'not null, sure'],
    ['c.i + 1 > length(c.s) and c.b', 'c.s', 'not null, sure'],
    ['c.b', 'not c.b', 'not null, sure'],
    ["c.s = 'a' or c.b", 'c.s', 'null, sure'],
    ["(c.s = 'a' and c.b) or (c.s = 'b' and c.i = 1)", 'c.s', 'not null, sure'],
    ['c.s is null', 'c.s', 'null, sure'],
    ["c.s is distinct from 'a'", 'c.s', 'null, sure'],
    ["coalesce(c.s, '') <> ''", 'c.s', 'null, sure'],
    ['(c.s is null) is false', 'c.s', 'not null, sure'],
  ])('where %s is true, %s', (where, text, expected) => {
    expect(certain(text, undefined, kept(where))).toBe(expected)
  })
})

it('is said of signatures that there are', () => {
  const keys = declarations.flatMap(({ signatures }) => signatures.map(({ key }) => key))
  expect(knownKeys.filter((key) => !keys.includes(key))).toEqual([])
})

const TARGETS = ['varchar(3)', 'varchar(8)', 'char(4)', 'smallint', 'numeric(5, 1)', 'integer']

function outcomeOf(run: () => unknown): { readonly cell: Cell } | 'refused' {
  try {
    return { cell: run() as Cell }
  } catch (error) {
    if (error instanceof RowError) return 'refused'
    throw error
  }
}

/** What an evaluation shows to be wrong with what was called certain; null: nothing. */
function contradiction(
  { nullable, fallible, bounds }: Certainty,
  outcome: ReturnType<typeof outcomeOf>,
): string | null {
  if (outcome === 'refused') return fallible ? null : 'is refused'
  const { cell } = outcome
  if (cell === null) return nullable ? null : 'is NULL'
  if (bounds.values !== null && !bounds.values.includes(cell)) return `is ${cell}`
  if (bounds.length !== null && textLength(cell) > bounds.length) return `is as long as ${cell}`
  return bounds.number === null || isWithin(cell, bounds.number) ? null : `is as large as ${cell}`
}

function isWithin(cell: string, number: NonNullable<Certainty['bounds']['number']>): boolean {
  if (cell === 'NaN') return number.nan
  const match = /^(-?)(\d+)(?:\.(\d+?)0*)?$/u.exec(cell)
  if (match === null) return false
  const [, sign = '', whole = '', digits = ''] = match
  const fraction = digits === '0' ? '' : digits
  if (fraction.length > number.scale) return false
  const value = BigInt(`${sign}${whole}${fraction.padEnd(number.scale, '0')}`)
  return value >= number.low && value <= number.high
}

/** Evaluates the tree for the rows that the condition keeps. */
function judge(
  tree: TypedExpression,
  where: TypedExpression | undefined,
  rows: readonly RandomRow[],
): readonly string[] {
  const known =
    where === undefined ? NOTHING_KNOWN : knowing(NOTHING_KNOWN, impliedBy(where, 'true'))
  const certainty = certaintyOf(tree, known)
  const value = emitted((emitter) => emitCell(tree, emitter))
  const test = where === undefined ? null : emitted((emitter) => emitTest(where, emitter))
  return rows.flatMap((row) => {
    const isKept = test === null ? { cell: true } : outcomeOf(() => test.run(row))
    if (isKept === 'refused' || (isKept.cell as unknown) !== true) return []
    const found = contradiction(
      certainty,
      outcomeOf(() => value.run(row)),
    )
    return found === null ? [] : [`${found} for ${JSON.stringify(row)}`]
  })
}

describe('what is called certain holds for every row', () => {
  const rows = fc.array(randomRow, { minLength: 12, maxLength: 12 })
  const { text, number, truth } = randomExpressions
  const runs = { numRuns: Number(process.env['MAPWRIGHT_CERTAINTY_RUNS'] ?? 400) }

  it('of values', () => {
    fc.assert(
      fc.property(fc.oneof(text, number, truth), fc.option(truth), rows, (written, where, all) => {
        const tree = treeOf(written)
        const condition = where === null ? undefined : treeOf(where)
        if (tree === undefined || (where !== null && condition === undefined)) return
        expect(judge(tree, condition, all)[0]).toBeUndefined()
      }),
      runs,
    )
  })

  it('of values that feed columns', () => {
    const fed = fc.tuple(fc.oneof(text, number), fc.constantFrom(...TARGETS))
    fc.assert(
      fc.property(fed, rows, ([written, type], all) => {
        const tree = feeding(written, type)
        if (tree !== undefined) expect(judge(tree, undefined, all)[0]).toBeUndefined()
      }),
      runs,
    )
  })
})
