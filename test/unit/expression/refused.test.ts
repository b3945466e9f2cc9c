/** What is no expression of the mapping language: refused in words, at its place, never a crash. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkExpression } from '../../../src/expression/check.ts'
import type { Scope } from '../../../src/expression/tree.ts'
import { functionTable } from '../../../src/function/table.ts'
import { checkLoan } from '../../support/checked-expression.ts'
import { FORMS_AND_CASTS } from './form-expressions.ts'
import { VALUES } from './value-expressions.ts'

function refusals(text: string): readonly string[] {
  const { value, diagnostics } = checkLoan(text)
  expect(value === undefined).toBe(diagnostics.length > 0)
  for (const { message } of diagnostics) expect(message).toMatch(/^["'A-Z+=\w-][^]*[.?]$/u)
  return diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`)
}

const TEXT_GUARDS: readonly (readonly [text: string, refusal: string])[] = [
  ['', 'SQL_NOT_AN_EXPRESSION 1:1'],
  [' \n ', 'SQL_NOT_AN_EXPRESSION 1:1'],
  ['-- nothing', 'SQL_SYNTAX 1:11'],
  ['1) union select (2', 'SQL_NOT_AN_EXPRESSION 1:1'],
  ['1); select (2', 'SQL_NOT_AN_EXPRESSION 1:1'],
  ['1) from (select 2', 'SQL_NOT_AN_EXPRESSION 1:1'],
  ['1) as it, (2', 'SQL_NOT_AN_EXPRESSION 1:1'],
  ['1) -- ', 'SQL_SYNTAX 1:7'],
  ['1 /* it', 'SQL_SYNTAX 1:3'],
  ["'it", 'SQL_SYNTAX 1:1'],
  ['(1', 'SQL_SYNTAX 1:3'],
  ['1)', 'SQL_SYNTAX 1:3'],
  ['1 as it', 'SQL_SYNTAX 1:3'],
  ['1\0', 'SQL_NUL 1:2'],
  ["'\ud83d'", 'SQL_SURROGATE 1:2'],
  ["c.note || '\udcda'", 'SQL_SURROGATE 1:12'],
  [' '.repeat(10_000) + '1', 'SQL_TOO_LONG 1:1'],
  [`${'not '.repeat(201)}c.returned`, 'SQL_TOO_DEEP 1:1'],
  [`${'- '.repeat(4_000)}c.id`, 'SQL_TOO_DEEP 1:1'],
  [Array(3_000).fill('1').join('+'), 'SQL_TOO_DEEP 1:1'],
]

const LANGUAGE_GUARDS: readonly (readonly [text: string, refusal: string])[] = [
  ...[
    '(select 1)',
    'exists (select 1)',
    'array(select 1)',
    'row_number() over ()',
    'lower(distinct c.note)',
    'lower(c.note) filter (where true)',
    'lower(variadic array[c.note])',
    'public.lower(c.note)',
    '$1',
    'default',
    '(1, 2)',
    'row(1)',
    '1, 2',
    'c.*',
    'public.c.id',
    'current_date',
    'user',
    'localtimestamp',
    "b'1'",
    "x'1F'",
    '1 is json',
    'array[[1]]',
  ].map((text) => [text, 'EXPRESSION_NOT_ALLOWED 1:1'] as const),
  ['c.note collate "C"', 'EXPRESSION_NOT_ALLOWED 1:8'],
  ['c.id[1]', 'EXPRESSION_OPERANDS 1:1'],
  ['array[]', 'EXPRESSION_OPERANDS 1:1'],
  ['array[[1]]::integer[]', 'EXPRESSION_NOT_ALLOWED 1:1'],
  ["('{}'::jsonb)[1.5]", 'EXPRESSION_OPERANDS 1:15'],
  ["c.note['a']", 'EXPRESSION_OPERANDS 1:1'],
  ["(array['a'])['b'::text]", 'EXPRESSION_OPERANDS 1:2'],
  ['(c.id).title', 'EXPRESSION_NOT_ALLOWED 1:1'],
  ['c.id = any (7)', 'EXPRESSION_OPERANDS 1:6'],
  ["c.note || any (array['a'])", 'EXPRESSION_NOT_BOOLEAN 1:8'],
  ["c.note = any (string_to_array(c.note, '-') || array[1])", 'EXPRESSION_OPERANDS 1:44'],
  ["array_append(array[1], 'x'::text)", 'EXPRESSION_OPERANDS 1:1'],
  ["format('%x', c.id)", 'EXPRESSION_CONSTANT 1:8'],
  ["format('%s %s', c.id)", 'EXPRESSION_CONSTANT 1:8'],
  ["to_char(c.id, '9.9.9')", 'EXPRESSION_CONSTANT 1:15'],
  ["to_number(c.note, '9EEEE')", 'EXPRESSION_CONSTANT 1:19'],
  ["to_char(interval '1 day', 'Month')", 'EXPRESSION_CONSTANT 1:27'],
  ["make_timestamptz(2024, 1, 1, 0, 0, 0, 'Nowhere')", 'EXPRESSION_CONSTANT 1:39'],
  ['make_interval(fortnights => 1)', 'EXPRESSION_OPERANDS 1:1'],
  ['to_hex(c.small)', 'EXPRESSION_OPERANDS 1:1'],
  ['count(*)', 'EXPRESSION_AGGREGATE 1:1'],
  ['max(c.id) over ()', 'EXPRESSION_AGGREGATE 1:1'],
  ['c.id in (select 1)', 'EXPRESSION_NOT_ALLOWED 1:6'],
  ['1::setof int', 'EXPRESSION_UNKNOWN_TYPE 1:10'],
  ['1::numeric(1, 2, 3)', 'EXPRESSION_UNKNOWN_TYPE 1:4'],
  ["parse_number(c.note, decimal_mark => ',', decimal_mark => '.')", 'EXPRESSION_OPERANDS 1:1'],
  ["parse_number(decimal_mark => ',', c.note)", 'EXPRESSION_OPERANDS 1:1'],
  ["parse_number(c.note, __proto__ => ',')", 'EXPRESSION_OPERANDS 1:1'],
  // What PostgreSQL does not compare.
  ["'1'::json is distinct from '1'", 'EXPRESSION_OPERANDS 1:11'],
  ["array['1'::json] = array['1'::json]", 'EXPRESSION_OPERANDS 1:18'],
  ["greatest('1'::json, '2')", 'EXPRESSION_OPERANDS 1:1'],
  ["nullif('{}'::json, '{}')", 'EXPRESSION_OPERANDS 1:1'],
  // PostgreSQL would not read these as texts put together.
  ["'{}'::jsonb || 'x'::text", 'EXPRESSION_OPERANDS 1:13'],
  ["array['a'] || 1", 'EXPRESSION_OPERANDS 1:12'],
  [String.raw`'a' || '\x00'::bytea`, 'EXPRESSION_LITERAL 1:1'],
  ['constructor(1)', 'EXPRESSION_UNKNOWN_FUNCTION 1:1'],
  ['c.__proto__', 'EXPRESSION_UNKNOWN_COLUMN 1:1'],
  ['1::constructor', 'EXPRESSION_UNKNOWN_TYPE 1:4'],
]

describe('a text that is no expression', () => {
  it.each(TEXT_GUARDS.map(([text, refusal]) => [text.slice(0, 40), refusal, text] as const))(
    '%j: %s',
    (_, refusal, text) => {
      expect(refusals(text)).toEqual([refusal])
    },
  )

  it('is told in words that hold nothing of what was put around it', () => {
    expect(checkLoan('1 /* it').diagnostics[0]?.message).toBe(
      'Unterminated /* comment at or near "/* it".',
    )
    expect(checkLoan('lower(c.note').diagnostics[0]?.message).toContain('a bracket does not match')
  })

  it('may end in a comment, and may have 10,000 characters and many brackets', () => {
    expect(refusals('1 -- it')).toEqual([])
    expect(refusals(`'${'a'.repeat(9_998)}'`)).toEqual([])
    expect(refusals(`${'('.repeat(3_000)}1${')'.repeat(3_000)}`)).toEqual([])
    expect(refusals(`${'not '.repeat(190)}c.returned`)).toEqual([])
    expect(refusals(Array(700).fill('c.returned').join(' or '))).toEqual([])
  })
})

describe('an expression outside the language', () => {
  it.each(LANGUAGE_GUARDS)('%s: %s', (text, refusal) => {
    expect(refusals(text)).toEqual([refusal])
  })
})

const SHELF: Scope = {
  tables: [
    {
      alias: 'b',
      columns: ['Title', 'TITLE', 'Isbn', 'user', 'or"der', 'straße', '名', '📚'].map((name) => ({
        name,
        type: { kind: 'text', length: null, fixed: false },
        nullable: true,
      })),
    },
    { alias: 'B2', columns: [] },
  ],
  names: new Map([
    ['loan', { type: { kind: 'date' }, nullable: true }],
    ['Loan', { type: { kind: 'date' }, nullable: true }],
    ['signup', { type: { kind: 'date' }, nullable: true }],
  ]),
}

describe('a name', () => {
  it.each([
    ['b.isbn', 'Isbn'],
    ['B.ISBN', 'Isbn'],
    ['b."Isbn"', 'Isbn'],
    ['b."Title"', 'Title'],
    ['b.Title', 'Title'],
    ['b.user', 'user'],
    ['b."or""der"', 'or"der'],
    ['b.straße', 'straße'],
    ['b.名', '名'],
    ['b."📚"', '📚'],
    ['b /* the book */ . -- its\n isbn', 'Isbn'],
    ['"b" . "TITLE"', 'TITLE'],
    ['signup', 'signup'],
    ['SIGNUP', 'signup'],
    ['"Loan"', 'Loan'],
  ])('%s means %s', (text, name) => {
    const { value, diagnostics } = checkLoan(text, SHELF)
    expect(diagnostics).toEqual([])
    const [reference] = value?.references ?? []
    expect(reference?.kind === 'column' ? reference.column : reference?.name).toBe(name)
  })

  it.each([
    ['b.title', 'EXPRESSION_AMBIGUOUS_NAME', 'Quote the one meant'],
    ['LOAN', 'EXPRESSION_AMBIGUOUS_NAME', 'Quote the one meant'],
    ['b."isbn"', 'EXPRESSION_UNKNOWN_COLUMN', 'Did you mean "Isbn"?'],
    ['"B".isbn', 'EXPRESSION_UNKNOWN_NAME', 'Did you mean "b"?'],
    ['b.isbm', 'EXPRESSION_UNKNOWN_COLUMN', 'Did you mean "Isbn"?'],
    ['isbn', 'EXPRESSION_UNKNOWN_NAME', 'b.isbn'],
    ['signin', 'EXPRESSION_UNKNOWN_NAME', 'Did you mean "signup"?'],
    ['zz.isbn', 'EXPRESSION_UNKNOWN_NAME', 'Known here: b, B2.'],
    ['lowr(b.isbn)', 'EXPRESSION_UNKNOWN_FUNCTION', 'Did you mean "lower"?'],
    ['trm(b.isbn)', 'EXPRESSION_UNKNOWN_FUNCTION', 'Did you mean "trim"?'],
    [
      "parse_number(b.isbn, decimal_mask => ',')",
      'EXPRESSION_OPERANDS',
      'Did you mean "decimal_mark"?',
    ],
  ])('%s is refused: %s, %s', (text, code, advice) => {
    const { diagnostics } = checkLoan(text, SHELF)
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code])
    expect(diagnostics[0]?.message).toContain(advice)
  })
})

describe('the place of what is wrong', () => {
  const lines = [
    { file: 'loan.yaml', line: 7, column: 12 },
    { file: 'loan.yaml', line: 8, column: 5 },
    { file: 'loan.yaml', line: 10, column: 5 },
  ]
  const places = (text: string): readonly string[] =>
    checkExpression({ text, lines }, SHELF, functionTable).diagnostics.map(
      ({ file, line, column }) => `${file} ${line}:${column}`,
    )

  it('is found in a text of several lines, after letters of any width', () => {
    expect(places('b.nothing')).toEqual(['loan.yaml 7:12'])
    expect(places("b.isbn\n  || b.nothing\n|| lowr('a')")).toEqual([
      'loan.yaml 8:10',
      'loan.yaml 10:8',
    ])
    expect(places("'äß€📚' || b.nothing")).toEqual(['loan.yaml 7:23'])
    expect(places("b.isbn\n'äß€📚' 2")).toEqual(['loan.yaml 8:13'])
    expect(places("b.isbn\n|| '📚' b.isbn")).toEqual(['loan.yaml 8:13'])
    expect(places('b.isbn\n||\n')).toEqual(['loan.yaml 10:5'])
  })

  it('is told of everything that is wrong at once', () => {
    expect(places('concat(b.x, b.y, lowr(1), b.isbn + 1)')).toHaveLength(4)
    expect(places('case when b.x then b.y else b.z end')).toHaveLength(3)
  })
})

describe('any text at all', () => {
  const seed = Number(process.env['MAPWRIGHT_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  const pieces = [...VALUES, ...FORMS_AND_CASTS]
  const scraps = [
    '(',
    ')',
    "'",
    '"',
    '::',
    ',',
    '--',
    '/*',
    '*/',
    ';',
    '.',
    '[',
    ' as ',
    'null',
    '$',
    '\\',
  ]

  it(`has a type or a diagnostic, and no other end (seed ${seed})`, () => {
    const piece = fc.oneof(
      fc.constantFrom(...pieces),
      fc.constantFrom(...scraps),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    const spliced = fc
      .tuple(fc.constantFrom(...pieces), piece, fc.nat(), fc.nat(6))
      .map(([text, inserted, at, cut]) => {
        const start = at % (text.length + 1)
        return text.slice(0, start) + inserted + text.slice(start + cut)
      })
    const nested = fc
      .tuple(fc.constantFrom(...pieces), fc.constantFrom(...pieces))
      .map(([text, inner]) => text.replace(/c\.\w+/u, () => `(${inner})`))
    fc.assert(
      fc.property(fc.oneof(spliced, nested), (text) => {
        const { value, diagnostics } = checkLoan(text)
        expect(value === undefined).toBe(diagnostics.length > 0)
      }),
      { seed, numRuns: 3_000 },
    )
  })
})
