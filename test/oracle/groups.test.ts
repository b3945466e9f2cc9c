/** Aggregates and functions that give rows against PostgreSQL's own, over random groups. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../src/base/cell.ts'
import type { LogicalType } from '../../src/catalog/logical-type.ts'
import { formatType } from '../../src/catalog/type-name.ts'
import { createPostgresDatabase, useDatabase } from '../support/databases.ts'
import { evaluateGroup, evaluateRows } from '../support/group-evaluate.ts'
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  INTEGER,
  JSONB,
  NUMERIC,
  SMALLINT,
  TEXT,
  TIMESTAMP,
  bigints,
  dates,
  doubles,
  integers,
  jsonbs,
  numerics,
  smallints,
  texts,
  timestamps,
} from '../support/oracle-cells.ts'
import { ORACLE_SCHEMA, oracleSeed } from '../support/oracle.ts'

const database = useDatabase(() => createPostgresDatabase(ORACLE_SCHEMA, 'embedded'))
const seed = oracleSeed()

interface Asked {
  readonly text: string
  readonly type: LogicalType
  readonly cells: readonly Cell[]
}

const ORDERED = [
  'count(*)',
  'count(c.x)',
  'count(distinct c.x)',
  'min(c.x)',
  'max(c.x)',
  'array_agg(c.x order by c.x)',
  'array_agg(distinct c.x)',
  'array_agg(c.x order by c.x desc nulls last)',
  'count(*) filter (where c.x is not null)',
]
const NUMBERS = ['sum(c.x)', 'avg(c.x)', 'sum(distinct c.x)', 'sum(c.x) filter (where c.x > 0)']

const FAMILIES: readonly {
  readonly type: LogicalType
  readonly cells: fc.Arbitrary<string>
  readonly texts: readonly string[]
}[] = [
  { type: SMALLINT, cells: smallints, texts: [...ORDERED, ...NUMBERS] },
  { type: INTEGER, cells: integers, texts: [...ORDERED, ...NUMBERS] },
  { type: BIGINT, cells: bigints, texts: [...ORDERED, ...NUMBERS] },
  {
    type: NUMERIC,
    cells: numerics,
    // Which of 1.0 and 1.00 stays is left open there.
    texts: [...ORDERED.filter((text) => !text.startsWith('array_agg(')), ...NUMBERS],
  },
  {
    type: DOUBLE,
    cells: doubles,
    texts: [...ORDERED.filter((t) => !t.includes('array')), ...NUMBERS],
  },
  {
    type: TEXT,
    cells: texts,
    texts: [
      ...ORDERED,
      "string_agg(c.x, ',' order by c.x)",
      "string_agg(distinct c.x, ';')",
      'string_agg(c.x, c.x order by c.x desc)',
    ],
  },
  { type: DATE, cells: dates, texts: ORDERED },
  { type: TIMESTAMP, cells: timestamps, texts: ORDERED },
  {
    type: BOOLEAN,
    cells: fc.constantFrom('t', 'f'),
    texts: ['bool_and(c.x)', 'bool_or(c.x)', 'every(c.x)', 'count(distinct c.x)'],
  },
]

function literal(cell: Cell): string {
  if (cell === null) return 'null'
  return `E'${cell.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

function serverText({ text, type, cells }: Asked): string {
  const items = cells.map((cell, n) => `(${n}, cast(${literal(cell)} as ${formatType(type)}))`)
  const rows =
    cells.length === 0
      ? `select null::${formatType(type)} as x where false`
      : `select x from (values ${items.join(', ')}) as v(n, x) order by n`
  return `select (${text}) is null, format('%s', (${text})) from (${rows}) as c`
}

async function answers(questions: readonly string[]): Promise<readonly string[]> {
  const list = questions.map(literal).join(', ')
  const rows = await database().execute(
    `select oracle(text) as answer from unnest(array[${list}]::text[]) with ordinality as ` +
      'q(text, n) order by n',
  )
  return rows.map((row) => String(row['answer']))
}

function told(outcome: ReturnType<typeof evaluateGroup>): string {
  if (!('cell' in outcome)) return 'error'
  return outcome.cell === null ? 'null' : `cell ${outcome.cell}`
}

const GROUPS = 600

describe('an aggregate', () => {
  it.each(FAMILIES)(`of $type.kind gives what PostgreSQL gives (seed ${seed})`, async (family) => {
    const { type, cells, texts: asked } = family
    const group = fc.array(fc.option(cells, { freq: 5, nil: null }), { maxLength: 9 })
    const questions = fc
      .sample(group, { seed, numRuns: GROUPS })
      .map((rows, index): Asked => ({ text: asked[index % asked.length] ?? '', type, cells: rows }))
    const theirs = await answers(questions.map(serverText))
    const differences = questions.flatMap((question, index) => {
      const own = told(evaluateGroup(question.text, type, question.cells))
      const answer = (theirs[index] ?? '').replace(/^error .*$/su, 'error')
      if (own === answer) return []
      return [`${question.text} of ${JSON.stringify(question.cells)}: ${own}, server ${answer}`]
    })
    expect(differences.slice(0, 20)).toEqual([])
  })
})

const ROWS: readonly {
  readonly texts: readonly string[]
  readonly columns: Readonly<Record<string, readonly [LogicalType, fc.Arbitrary<string>]>>
}[] = [
  {
    texts: [
      "string_to_table(c.x, ',')",
      "string_to_table(c.x, null, 'a')",
      "unnest(string_to_array(c.x, 'a'))",
      "regexp_split_to_table(c.x, '[,a]')",
    ],
    columns: { x: [TEXT, fc.oneof(texts, fc.constantFrom('a,b,,a', ',', '', 'aaa'))] },
  },
  {
    texts: ['jsonb_array_elements(c.x)', 'jsonb_array_elements_text(c.x)'],
    columns: { x: [JSONB, fc.oneof(jsonbs, fc.constantFrom('[1, "a", null, [2]]', '[]', '{}'))] },
  },
  {
    texts: [
      'generate_series(c.x, c.x + 3)',
      'generate_series(c.y, c.x, 2)',
      'generate_series(c.x, c.y, -3)',
      'generate_series(c.x, c.y, 0)',
    ],
    columns: {
      x: [INTEGER, fc.integer({ min: -20, max: 20 }).map(String)],
      y: [INTEGER, fc.integer({ min: -20, max: 20 }).map(String)],
    },
  },
]

describe('a function that gives rows', () => {
  it.each(ROWS)(`gives the same rows: $texts (seed ${seed})`, async ({ texts: asked, columns }) => {
    const names = Object.entries(columns)
    const row = fc.tuple(...names.map(([, [, cells]]) => fc.option(cells, { freq: 7, nil: null })))
    const questions = fc.sample(row, { seed, numRuns: GROUPS }).map((cells, index) => ({
      text: asked[index % asked.length] ?? '',
      columns: names.map(([name, [type]], at) => ({ name, type, cell: cells[at] ?? null })),
    }))
    const theirs = await answers(
      questions.map(({ text, columns: given }) => {
        const selected = given.map(
          ({ name, type, cell }) => `cast(${literal(cell)} as ${formatType(type)}) as ${name}`,
        )
        return (
          "select false, format('%s', array_agg(item order by n)) from " +
          `(select ${selected.join(', ')}) as c, ${text} with ordinality as r(item, n)`
        )
      }),
    )
    const differences = questions.flatMap(({ text, columns: given }, index) => {
      const own = told(evaluateRows(text, given)).replace(/^cell \{\}$/u, 'cell ')
      const answer = (theirs[index] ?? '').replace(/^error .*$/su, 'error')
      return own === answer ? [] : [`${text} of ${JSON.stringify(given)}: ${own}, server ${answer}`]
    })
    expect(differences.slice(0, 20)).toEqual([])
  })
})
