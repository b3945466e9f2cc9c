/** Expressions that mean harm: they end soon, in a cell, a refusal or a diagnostic. */
import { describe, expect, it } from 'vitest'
import { evaluate, type GivenColumn } from '../support/evaluate.ts'
import { BIGINT, NUMERIC, TEXT } from '../support/oracle-cells.ts'

const MS_MAX = 20_000

const COLUMNS: readonly GivenColumn[] = [
  { name: 't', type: TEXT, cell: 'ab'.repeat(50_000) },
  { name: 'n', type: NUMERIC, cell: '9'.repeat(1000) },
  { name: 'big', type: BIGINT, cell: '2147483647' },
  { name: '__proto__', type: TEXT, cell: 'own' },
  { name: 'constructor', type: TEXT, cell: 'own' },
]

/** What an object of JavaScript has without being asked. */
const INHERITED = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
]

const WORLD = [
  'process.env',
  'require',
  'globalThis',
  "import('node:fs')",
  'pg_read_file(c.t)',
  "lo_import('/etc/passwd')",
  "dblink('host=example.org', c.t)",
  "current_setting('data_directory')",
  "set_config('a', 'b', false)",
  'xmlparse(document c.t)',
  'pg_sleep(60)',
  "query_to_xml('select 1', true, true, '')",
  'now()',
  'random()',
]

const REFUSED: readonly string[] = [
  "repeat(repeat('x', 100000), 100000)",
  'repeat(c.t, 2147483647)',
  "lpad('x', 2147483647)",
  "rpad(c.t, 2147483647, 'xyz')",
  "replace(c.t, 'a', c.t)",
  "regexp_replace(c.t, 'a', c.t, 'g')",
  "format('%*s', 2147483647, 'x')",
  'power(c.n, 100000)',
  'power(power(10::numeric, 100000), 2)',
  'exp(c.n)',
  'c.n ^ c.n ^ c.n',
]

const ENDS: readonly string[] = [
  "regexp_replace(c.t, '(a+)+$', '')",
  "c.t ~ '^(([a-z])+.)+[A-Z]([a-z])+$'",
  "c.t ~ '(a|aa)+$'",
  "c.t like '%a%b%a%b%a%b%a%b%c'",
  "regexp_count(c.t, '(.*)*x')",
  "reverse(repeat('é', 9000000))",
  "upper(repeat('ß', 4000000))",
  "length(translate(c.t, 'ab', 'ba'))",
  "cardinality(string_to_array(c.t, ''))",
  'c.n * c.n * c.n * c.n',
  'sqrt(c.n)',
  'c.n / 3 / 7 / 11',
  'log(2, c.n)',
  'round(c.n, 2147483647)',
  `array[${Array(2400).fill('1').join(', ')}]`,
  `c.t in (${Array(1500).fill("'x'").join(', ')})`,
  `${'('.repeat(150)}1${')'.repeat(150)}`,
  `${'coalesce('.repeat(100)}c.t${", 'x')".repeat(100)}`,
  `concat(${Array(900).fill('c.t').join(', ')})`,
  `'${'x'.repeat(9900)}'`,
  `json '${'['.repeat(4000)}${']'.repeat(4000)}'`,
  `jsonb '${'['.repeat(4000)}${']'.repeat(4000)}'`,
]

function soon(text: string): ReturnType<typeof evaluate> {
  const start = performance.now()
  const outcome = evaluate(text, COLUMNS)
  expect(performance.now() - start).toBeLessThan(MS_MAX)
  return outcome
}

describe('a hostile expression', () => {
  it.each(INHERITED)('reads nothing of %s but what is there', (name) => {
    for (const text of [
      `c.t.${name}`,
      `${name}(c.t)`,
      `d."${name}"`,
      `"${name}"`,
      `'x'::"${name}"`,
    ]) {
      expect(Object.keys(soon(text)), text).toEqual(['wrong'])
    }
    const isColumn = COLUMNS.some((column) => column.name === name)
    expect(soon(`c."${name}"`)).toEqual(isColumn ? { cell: 'own' } : { wrong: expect.anything() })
    const document = `jsonb_build_object('${name}', 1)`
    expect(soon(`${document} ->> '${name}'`)).toEqual({ cell: '1' })
    expect(soon(`jsonb '{}' ->> '${name}'`)).toEqual({ cell: null })
    expect(soon(`jsonb '{}' ? '${name}'`)).toEqual({ cell: 'f' })
  })

  it.each(WORLD)('%s reaches nothing outside', (text) => {
    expect(Object.keys(soon(text))).toEqual(['wrong'])
  })

  it.each(REFUSED)('%s is refused before it takes memory', (text) => {
    expect(Object.keys(soon(text))).toEqual(['refused'])
  })

  it.each(ENDS.map((text) => [text.slice(0, 50), text]))('%s... ends', (_, text) => {
    expect(Object.keys(soon(text))).toHaveLength(1)
  })
})
