/** Feeding a column of every type from every type: the value is kept, or the row is refused. */
import { describe, expect, it } from 'vitest'
import { castRule } from '../../../src/catalog/cast.ts'
import type { LogicalType } from '../../../src/catalog/logical-type.ts'
import { formatType, parseTypeName } from '../../../src/catalog/type-name.ts'
import { assignTo } from '../../../src/expression/assign.ts'
import type { TypedExpression } from '../../../src/expression/tree.ts'
import { checkLoan } from '../../support/checked-expression.ts'
import { createPostgresDatabase, useDatabase } from '../../support/databases.ts'
import { run } from '../../support/evaluate.ts'
import { ORACLE_SCHEMA } from '../../support/oracle.ts'

const ENUMS = `
  create type standing as enum ('guest', 'active');
  create type role as enum ('guest', 'clerk');`

const database = useDatabase(() => createPostgresDatabase(ENUMS + ORACLE_SCHEMA, 'embedded'))

function enumeration(name: string, labels: readonly string[]): LogicalType {
  return { kind: 'enum', name, labels }
}

/** Each type, and values at its edges. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  boolean: ['t', 'f'],
  smallint: ['0', '-7', '32767', '-32768'],
  integer: ['0', '7', '32768', '2147483647', '16777217'],
  bigint: ['0', '-7', '2147483648', '9007199254740993', '9223372036854775807'],
  numeric: [
    '0',
    '7',
    '7.5',
    '0.10',
    '1234.567',
    '99999.5',
    '9223372036854775808',
    '0.00000000000000000001',
    'NaN',
  ],
  'numeric(6,2)': ['0.00', '7.50', '9999.99', '-12.00'],
  'numeric(4)': ['7', '9999'],
  real: ['0', '7', '0.1', '1.5', '1.6777216e+07', '3e+38', 'NaN', 'Infinity', '-0'],
  'double precision': ['0', '7', '0.1', '1.5', '16777217', '1e+300', 'NaN', '-Infinity', '1e-300'],
  text: [
    '',
    ' ',
    '7',
    '7.5',
    '97%',
    't',
    '2024-02-29',
    'guest',
    'Ada Lovelace',
    '{"a": 1}',
    'äß€📚',
  ],
  'character varying(4)': ['', '7', 'Ada', 'Adaé'],
  'character(4)': ['', '7', 'Ada'],
  date: ['2024-02-29', '0001-01-01', '0044-03-15 BC', 'infinity'],
  'time without time zone': ['10:30:00', '23:59:59.999999'],
  'timestamp without time zone': ['2024-02-29 00:00:00', '2024-02-29 10:30:00.5', '-infinity'],
  'timestamp(0) without time zone': ['2024-02-29 10:30:00'],
  'timestamp with time zone': ['2024-02-29 00:00:00+00', '2024-02-29 10:30:00.5+00', 'infinity'],
  interval: ['1 day', '10:30:00'],
  uuid: ['7d444840-9dc0-11d1-b245-5ffdce74fad2'],
  json: ['{"a": 1}', '{"b":1, "a":1, "a":2}', '7'],
  jsonb: ['{"a": 1}', '7'],
  bytea: ['\\x00ff', '\\x'],
  standing: ['guest', 'active'],
  role: ['guest', 'clerk'],
  'integer[]': ['{1,2}', '{}'],
  'text[]': ['{a,NULL}'],
}

function typeOf(name: string): LogicalType {
  if (name === 'standing') return enumeration(name, ['guest', 'active'])
  if (name === 'role') return enumeration(name, ['guest', 'clerk'])
  return parseTypeName(name)
}

const AT = { file: 'loan.yaml', line: 3, column: 9 }

function reference(type: LogicalType): TypedExpression {
  const column = { kind: 'column', alias: 'c', column: 'it' } as const
  const span = { start: 0, end: 4 }
  return { kind: 'reference', reference: column, type, nullable: true, fallible: false, span }
}

function assign(tree: TypedExpression, type: LogicalType) {
  return assignTo(tree, { name: 'it', type, nullable: true }, AT)
}

async function oracle(texts: readonly string[]): Promise<readonly string[]> {
  const list = texts.map((text) => `$q$${text}$q$`).join(', ')
  const rows = await database()
    .execute(`set timezone = 'UTC'; set extra_float_digits = 1;`)
    .then(() =>
      database().execute(
        `select oracle(q) as answer
      from unnest(array[${list}]::text[]) with ordinality u(q, n) order by n`,
      ),
    )
  return rows.map((row) => String(row['answer']))
}

/** Approximate numbers have PostgreSQL's cast drop digits; assignment keeps them all. */
const APPROXIMATE: ReadonlySet<string> = new Set(['real', 'double'])

/** What PostgreSQL's written cast gives; null where ours is to give another cell. */
async function castThere(from: LogicalType, to: LogicalType, cell: string): Promise<string | null> {
  if (APPROXIMATE.has(from.kind) && to.kind === 'numeric') return null
  const text = from.kind === 'enum' && to.kind === 'enum' ? '::text' : ''
  const cast = `'${cell}'::${formatType(from)}${text}::${formatType(to)}`
  const [answer = ''] = await oracle([`select ${cast} is null, format('%s', ${cast})`])
  return answer.replace(/^cell /u, '')
}

/** True where the fed cell, cast back directly or as text, is the value it was made of. */
async function isKept(from: LogicalType, to: LogicalType, cells: readonly [string, string]) {
  const [given, fed] = cells
  const [name, other] = [formatType(from), formatType(to)]
  const compared = from.kind === 'json' ? '::jsonb' : ''
  const isBack = (back: string): string =>
    `select false, ('${fed}'::${other}${back}::${name})${compared}
       = ('${given}'::${name})${compared}`
  const [direct, asText] = await oracle([isBack(''), isBack('::text')])
  // A decimal that a binary fraction prints as it was is kept.
  const isPrinted = from.kind === 'numeric' && APPROXIMATE.has(to.kind)
  return (isPrinted || direct?.startsWith('error') === true ? asText : direct) === 'cell true'
}

/** Blanks at the end of a char(n) mean nothing. */
function meaning(cell: string): string {
  return cell.replace(/ +$/u, '')
}

const PAIRS = Object.keys(SAMPLES).flatMap((from) =>
  Object.keys(SAMPLES).map((to) => [from, to] as const),
)

describe('a value fed to a column', () => {
  it.each(PAIRS)('of %s into %s is kept or refused', async (from, to) => {
    const [fromType, toType] = [typeOf(from), typeOf(to)]
    const rule = castRule(fromType, toType, 'assignment')
    const { value, diagnostics } = assign(reference(fromType), toType)
    if (rule === undefined) {
      expect(diagnostics.map(({ code }) => code)).toEqual(['EXPRESSION_NO_ASSIGNMENT'])
      return
    }
    if (value === undefined) throw new Error(JSON.stringify(diagnostics))
    const isKeeping = value.hazards.length === 0
    expect(rule.narrows === null).toBe(isKeeping)
    for (const cell of SAMPLES[from] ?? []) {
      const outcome = run(value.tree, [{ name: 'it', type: fromType, cell }])
      const shown = `'${cell}'::${from} into ${to}: ${JSON.stringify(outcome)}`
      if (!('cell' in outcome)) {
        expect(rule.fallible, shown).toBe(true)
        continue
      }
      const fed = outcome.cell ?? ''
      const there = await castThere(fromType, toType, cell)
      if (there !== null) expect(meaning(fed), shown).toBe(meaning(there))
      if (!isKeeping || fromType.kind === 'text') continue
      expect(await isKept(fromType, toType, [cell, fed]), `${shown} is kept`).toBe(true)
    }
    expect(run(value.tree, [{ name: 'it', type: fromType, cell: null }])).toEqual({ cell: null })
  })
})

describe('a constant fed to a column', () => {
  const constantOf = (text: string): TypedExpression => {
    const { value } = checkLoan(text)
    if (value === undefined) throw new Error(text)
    return value.tree
  }

  it.each([
    ["'7'", 'smallint', '7'],
    ["'2024-02-29'", 'date', '2024-02-29'],
    ["'7.5'", 'numeric(6,2)', '7.50'],
    ["'Ada'", 'character varying(4)', 'Ada'],
    ["'guest'", 'standing', 'guest'],
    ["'7D444840-9DC0-11D1-B245-5FFDCE74FAD2'", 'uuid', '7d444840-9dc0-11d1-b245-5ffdce74fad2'],
    ["'yes'", 'boolean', 't'],
    ['null', 'date', null],
    ["'{a,b}'", 'text[]', '{a,b}'],
    ['7', 'smallint', '7'],
    ['7', 'text', '7'],
    ['7.50', 'numeric(6,2)', '7.50'],
    ['7.0', 'integer', '7'],
  ])('%s into %s is %s', (text, to, cell) => {
    const { value } = assign(constantOf(text), typeOf(to))
    if (value === undefined) throw new Error('refused')
    expect(value.hazards).toEqual([])
    expect(run(value.tree, [])).toEqual({ cell })
  })

  it.each([
    ["'70000'", 'smallint'],
    ["'7.5'", 'integer'],
    ["'97%'", 'smallint'],
    ["'7.505'", 'numeric(6,2)'],
    ["'Ada Lovelace'", 'character varying(4)'],
    ["'nobody'", 'standing'],
    ["'2024-02-30'", 'date'],
    ["'now'", 'date'],
    ["'NaN'", 'double precision'],
    ["' 7'", 'integer'],
    ["''", 'integer'],
    ['70000', 'smallint'],
    ['7.5', 'integer'],
    ['12345.6', 'numeric(6,2)'],
    ['7.505', 'numeric(6,2)'],
    ['1234567', 'character varying(4)'],
  ])('%s into %s is a mistake in the file', (text, to) => {
    const { value, diagnostics } = assign(constantOf(text), typeOf(to))
    expect(value).toBe(undefined)
    expect(diagnostics).toMatchObject([{ code: 'EXPRESSION_LITERAL', ...AT }])
    expect(diagnostics[0]?.message).toContain('"it"')
  })
})

describe('what a conversion loses', () => {
  it.each([
    ['timestamp with time zone', 'timestamp without time zone'],
    ['timestamp with time zone', 'date'],
    ['json', 'jsonb'],
  ])('of %s into %s is a hazard to accept', (from, to) => {
    const { value } = assign(reference(typeOf(from)), typeOf(to))
    expect(value?.hazards).toMatchObject([{ kind: 'narrows', span: { start: 0, end: 4 } }])
  })

  it.each(['c.note::varchar(3)', 'c.ratio::numeric', 'c.big::real', 'c.fee::double precision'])(
    'by %s is a hazard to accept',
    (text) => {
      expect(checkLoan(text).value?.hazards).toMatchObject([{ kind: 'narrows' }])
    },
  )

  it.each([
    'c.note::text',
    'c.title::varchar(20)',
    'c.small::real',
    'c.id::double precision',
    'c.fee::int',
  ])('by %s is nothing, or a refusal', (text) => {
    expect(checkLoan(text).value?.hazards).toEqual([])
  })

  it('is told by the types of both', () => {
    const { diagnostics } = assign(reference(typeOf('boolean')), typeOf('date'))
    expect(diagnostics[0]?.message).toContain(formatType({ kind: 'boolean' }))
    expect(diagnostics[0]?.message).toContain('"it" is date')
  })
})
