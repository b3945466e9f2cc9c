import { describe, expect, test } from 'vitest'
import { collapsed, normalExpression } from '../../../src/sql/spelling.ts'

describe('normalExpression', () => {
  test.each([
    ['a', '(a)'],
    ['a = 1', '(a = (1)::numeric)'],
    ['now()', 'pg_catalog.now()'],
    ["a in ('x')", "a = 'x'::text"],
    ["a in ('x', 'y')", "a = any (array['x'::text, 'y'::text])"],
    ["a not in ('x', 'y')", "a <> all (array['x', 'y'])"],
    ['a between 1 and 2', 'a >= 1 and a <= 2'],
    ['a not between 1 and 2', 'a < 1 or a > 2'],
    ['a and b and c', '(a and (b and c))'],
    ['case when a then 1 end', 'case when a then 1 else null::integer end'],
    ["a not like 'x%'", "a !~~ 'x%'::text"],
    ["date '2000-01-01'", "'2000-01-01'::date"],
    ['-1.5', "'-1.5'::numeric"],
    ['false', 'FALSE'],
    ['member . Age', 'age'],
  ])('makes one of %s and %s', (left, right) => {
    expect(normalExpression(left)).toBe(normalExpression(right))
  })

  test.each([
    ['a', '"A"'],
    ['a = 1', 'a = 2'],
    ['a < b', 'b < a'],
    ['a and b', 'a or b'],
    ['not a', 'a'],
    ['f(a)', 'g(a)'],
    ['a is null', 'a is not null'],
    ["a in ('x', 'y')", "a not in ('x', 'y')"],
    ['a = any (b)', 'a = all (b)'],
    ["a like 'x'", "a ilike 'x'"],
    ['null', "'null'"],
    ['a collate "C"', 'a'],
    ['case when a then 1 else 2 end', 'case when a then 1 end'],
    ['a is distinct from b', 'a is not distinct from b'],
  ])('tells %s from %s', (left, right) => {
    expect(normalExpression(left)).not.toBe(normalExpression(right))
  })

  test('compares what is too deep to be taken apart as it stands', () => {
    const deep = `${'1 + '.repeat(9000)}1`
    expect(normalExpression(deep)).toBe(deep)
  })

  test('takes what is no expression as it stands, blanks aside', () => {
    expect(normalExpression(' `a`\n >  0 ')).toBe('`a` > 0')
    expect(collapsed(' a\t b\n')).toBe('a b')
  })
})
