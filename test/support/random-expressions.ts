/** Random expressions over a table of every kind of column, and random rows of it. */
import fc from 'fast-check'
import type { Cell } from '../../src/base/cell.ts'
import type { LogicalType } from '../../src/catalog/logical-type.ts'

interface RandomColumn {
  readonly name: string
  readonly type: LogicalType
  readonly nullable: boolean
  readonly cells: readonly string[]
}

const words = ['', 'a', 'ß', 'ab ', 'Ada', '7', '-12', 'xyz', 'true', '😀e']

export const randomColumns: readonly RandomColumn[] = [
  { name: 's', type: { kind: 'text', length: 5, fixed: false }, nullable: true, cells: words },
  {
    name: 't',
    type: { kind: 'text', length: null, fixed: false },
    nullable: true,
    cells: [...words, 'a long text of a book', 'İΐİΐ'],
  },
  {
    name: 'n',
    type: { kind: 'text', length: 3, fixed: false },
    nullable: false,
    cells: words.filter((word) => [...word].length <= 3),
  },
  { name: 'c', type: { kind: 'text', length: 4, fixed: true }, nullable: true, cells: ['', 'ab'] },
  {
    name: 'i',
    type: { kind: 'integer' },
    nullable: true,
    cells: ['0', '1', '-1', '7', '2147483647', '-2147483648', '40000'],
  },
  {
    name: 'k',
    type: { kind: 'smallint' },
    nullable: false,
    cells: ['0', '3', '-5', '32767', '-32768'],
  },
  {
    name: 'd',
    type: { kind: 'numeric', precision: 6, scale: 2 },
    nullable: true,
    cells: ['0.00', '12.50', '-0.05', '9999.99', '-9999.99', 'NaN'],
  },
  {
    name: 'u',
    type: { kind: 'numeric', precision: null, scale: null },
    nullable: true,
    cells: ['0', '1.500', '-123456789012345678901234567890', 'NaN', 'Infinity'],
  },
  {
    name: 'e',
    type: { kind: 'enum', name: 'state', labels: ['new', 'old'] },
    nullable: true,
    cells: ['new', 'old'],
  },
  { name: 'b', type: { kind: 'boolean' }, nullable: true, cells: ['t', 'f'] },
  {
    name: 'm',
    type: { kind: 'date' },
    nullable: true,
    cells: ['2024-02-29', '0044-03-15 BC', 'infinity', '5874897-12-31'],
  },
  {
    name: 'w',
    type: { kind: 'timestamp', precision: 3 },
    nullable: true,
    cells: ['2024-02-29 23:59:59.999', '-infinity'],
  },
]

export type RandomRow = Readonly<Record<string, Cell>>

/** Every row of the table. */
export const randomRow: fc.Arbitrary<RandomRow> = fc.record(
  Object.fromEntries(
    randomColumns.map(({ name, nullable, cells }) => [
      name,
      fc.constantFrom<Cell[]>(...cells, ...(nullable ? [null, null] : [])),
    ]),
  ),
)

const texts = (one: fc.Arbitrary<string>, number: fc.Arbitrary<string>) =>
  fc.oneof(
    calls('lower|upper|initcap|btrim|reverse|null_if_blank|collapse_space|md5', one),
    infix('||', one, one),
    pattern('left(#, #)', one, number),
    pattern('right(#, #)', one, number),
    pattern('substring(# from 2 for #)', one, number),
    pattern('substring(#, 2)', one),
    pattern("lpad(#, 3, '0')", one),
    pattern('rpad(#, #)', one, fc.constantFrom('3', 'c.k % 20')),
    pattern("replace(#, 'a', #)", one, one),
    pattern("replace(#, # , 'xy')", one, one),
    pattern("split_part(#, 'a', #)", one, number),
    pattern('repeat(#, 3)', one),
    pattern('concat(#, #, c.b, c.k)', one, number),
    pattern("concat_ws('-', #, #)", one, one),
    pattern('concat_ws(#, #, #)', one, one, one),
    pattern('(#)::varchar(3)', one),
    pattern('(#)::text', number),
    pattern('(c.e)::text'),
    pattern('(#)::char(4)', one),
    pattern("translate(#, 'ab', 'x')", one),
    pattern('to_hex(#)', fc.constantFrom('c.i', 'c.k::int')),
  )

const numbers = (one: fc.Arbitrary<string>, text: fc.Arbitrary<string>) =>
  fc.oneof(
    infix('+', one, one),
    infix('-', one, one),
    infix('*', one, one),
    infix('/', one, one),
    infix('%', one, one),
    calls('abs|round|trunc|ceil|floor', pattern('(#)::numeric', one)),
    pattern('round((#)::numeric, 1)', one),
    pattern('trunc((#)::numeric, 1)', one),
    pattern('-(#)', one),
    pattern('(#)::smallint', one),
    pattern('(#)::int', one),
    pattern('(#)::numeric(5, 1)', one),
    pattern('(#)::numeric(2, -1)', one),
    pattern('(#)::bigint', one),
    pattern('length(#)', text),
    pattern('position(# in #)', text, text),
    pattern('greatest(#, #)', one, one),
    pattern('(#)::int', text),
    pattern('extract(month from c.m)'),
    pattern('extract(year from c.m)::int'),
    pattern('extract(day from c.w)::smallint'),
  )

const truths = (
  one: fc.Arbitrary<string>,
  text: fc.Arbitrary<string>,
  number: fc.Arbitrary<string>,
) =>
  fc.oneof(
    infix('and', one, one),
    infix('or', one, one),
    pattern('not (#)', one),
    ...['=', '<>', '<', '>='].map((sign) => infix(sign, number, number)),
    ...['=', '<>'].map((sign) => infix(sign, text, text)),
    pattern('c.e = #', fc.constantFrom("'new'", "'old'")),
    pattern("# in ('a', 'Ada', 'xyz')", text),
    pattern('# in (1, 7)', fc.constantFrom('c.i', 'c.k')),
    pattern('# between 0 and #', number, number),
    pattern('# is null', fc.oneof(text, number, one)),
    pattern('# is not null', fc.oneof(text, number, one)),
    ...['is true', 'is not true', 'is false', 'is not false', 'is unknown'].map((test) =>
      pattern(`(#) ${test}`, one),
    ),
    pattern('# is distinct from #', text, text),
    pattern("# like 'a%'", text),
  )

function forms(one: fc.Arbitrary<string>, truth: fc.Arbitrary<string>) {
  return fc.oneof(
    pattern('case when # then # end', truth, one),
    pattern('case when # then # else # end', truth, one, one),
    pattern('case when # then # when # then # else # end', truth, one, truth, one, one),
    pattern('coalesce(#, #)', one, one),
    pattern('nullif(#, #)', one, one),
  )
}

function pattern(text: string, ...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((found) => {
    let next = 0
    return text.replace(/#/gu, () => `(${found[next++] ?? ''})`)
  })
}

function infix(sign: string, left: fc.Arbitrary<string>, right: fc.Arbitrary<string>) {
  return pattern(`# ${sign} #`, left, right)
}

function calls(names: string, operand: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return pattern('#', operand).chain((text) =>
    fc.constantFrom(...names.split('|')).map((name) => `${name}(${text})`),
  )
}

function grow(
  leaf: fc.Arbitrary<string>,
  ...more: readonly fc.Arbitrary<string>[]
): fc.Arbitrary<string> {
  const weighted = more.map((arbitrary) => ({ arbitrary, weight: 3 }))
  const limits = { maxDepth: 4, withCrossShrink: true, depthSize: 'small' } as const
  return fc.oneof(limits, { arbitrary: leaf, weight: 2 }, ...weighted)
}

/** Some do not compile, or are refused for most rows: that is for the test to pass over. */
export const randomExpressions = fc.letrec((tie) => {
  const text = tie('text') as fc.Arbitrary<string>
  const number = tie('number') as fc.Arbitrary<string>
  const truth = tie('truth') as fc.Arbitrary<string>
  return {
    text: grow(
      fc.constantFrom('c.s', 'c.t', 'c.n', 'c.c', "''", "'a'", "'Ada'", "'xyzzy'"),
      texts(text, number),
      forms(text, truth),
    ),
    number: grow(
      fc.constantFrom('c.i', 'c.k', 'c.d', 'c.u', '0', '1', '-3', '2.50', '40000'),
      numbers(number, text),
      forms(number, truth),
    ),
    truth: grow(
      fc.constantFrom('c.b', 'true', 'false', 'c.s is not null', 'c.i is null', 'c.d is not null'),
      truths(truth, text, number),
      forms(truth, truth),
    ),
  }
})
