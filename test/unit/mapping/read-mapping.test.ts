/** Reading a mapping: every construct, the short forms, defaults, and files broken at random. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rule } from '../../../src/mapping/document.ts'
import { readMapping } from '../../../src/mapping/read-mapping.ts'
import type { ProjectDefaults } from '../../../src/project/project.ts'
import { parseYaml } from '../../../src/base/yaml.ts'
import { WHOLE_MAPPING } from '../../support/mapping-whole.ts'

const NO_DEFAULTS: ProjectDefaults = { file: 'mapwright.yaml', node: null }

function defaultsOf(text: string): ProjectDefaults {
  const { value } = parseYaml('mapwright.yaml', text)
  if (value?.kind !== 'map') throw new Error('no map')
  return { file: 'mapwright.yaml', node: value }
}

function read(text: string, defaults = NO_DEFAULTS) {
  const { value, diagnostics } = readMapping({ path: 'mappings/loan.yaml', text }, defaults)
  expect(diagnostics).toEqual([])
  if (value === undefined) throw new Error('no value')
  return value
}

function problems(text: string): string[] {
  const { value, diagnostics } = readMapping({ path: 'mappings/loan.yaml', text }, NO_DEFAULTS)
  expect(value).toBeUndefined()
  return diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`)
}

function ruleOf(name: string): Rule {
  const rule = read(WHOLE_MAPPING).columns.find((one) => one.name.value === name)
  if (rule === undefined) throw new Error(`no rule ${name}`)
  return rule
}

/** Outcomes and expressions without their places. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) => {
      if (key === 'at' || key === 'lines') return undefined
      return part
    }),
  )
}

describe('a whole mapping', () => {
  const document = read(WHOLE_MAPPING)

  it('has its words, and the name of its file', () => {
    expect(document).toMatchObject({
      name: 'loan',
      file: 'mappings/loan.yaml',
      description: 'A loan of the old library becomes a loan.',
      owner: 'lending',
      tags: ['loans', 'daily'],
      rejectLimit: { rows: 100, ratio: 0.01 },
      onError: { kind: 'reject' },
      copy: { value: 'l', at: { line: 24, column: 7 } },
    })
    expect(plain(document.accept)).toEqual([{ value: 'narrows:note' }, { value: 'triggers:touch' }])
    expect(plain(document.drop)).toEqual([
      { reason: 'nobody reads it', names: [{ value: 'l.scratch' }, { value: 'l.tmp_*' }] },
    ])
    expect(plain(document.leave)).toEqual([
      { reason: 'filled by a trigger', names: [{ value: 'touched_at' }] },
    ])
  })

  it('has its source, with joins, and filters with and without a reason', () => {
    expect(plain(document.source)).toEqual({
      from: { connection: 'library', schema: 'dbo', table: '"Loan Book"', alias: 'l' },
      joins: [
        {
          kind: 'left',
          table: { connection: 'library', schema: null, table: 'member', alias: 'm' },
          match: { text: "m.id = l.member_id and m.kind = 'ADULT'" },
          first: null,
          many: false,
        },
        {
          kind: 'inner',
          table: { connection: 'library', schema: null, table: 'book', alias: 'b' },
          match: { text: 'b.isbn = l.isbn\nand b.copy = l.copy' },
          first: null,
          many: false,
        },
      ],
      where: [
        { keep: { text: 'l.deleted_at is null' }, reason: 'deleted' },
        { keep: { text: "l.kind <> 'TEST'" }, reason: 'filtered' },
      ],
      each: null,
      grouping: null,
    })
    expect(document.source.joins[1]?.match.lines).toMatchObject([
      { line: 11, column: 9 },
      { line: 12, column: 9 },
    ])
  })

  it('has its target with key and load', () => {
    expect(document.target.indexesAfter).toMatchObject({ line: 22, column: 34 })
    expect(plain({ ...document.target, indexesAfter: null })).toEqual({
      into: { connection: 'shop', schema: 'public', table: 'loan' },
      key: [{ value: 'id' }, { value: 'copy' }],
      load: 'replace',
      indexesAfter: null,
      triggersOff: [{ value: 'count_loans' }],
    })
  })

  it.each([
    ['id', { kind: 'value', expression: { text: 'l.id' } }],
    ['fee', { kind: 'value', expression: { text: '1.50' } }],
    ['open', { kind: 'value', expression: { text: 'true' } }],
    ['nothing', { kind: 'value', expression: { text: 'null' } }],
    ['source_system', { kind: 'const', cell: '007' }],
    ['remark', { kind: 'const', cell: null }],
    ['word', { kind: 'const', cell: 'null' }],
    ['number', { kind: 'surrogate', key: [{ text: 'l.id' }], as: 'uuid' }],
    [
      'state',
      {
        kind: 'map',
        of: { text: 'l.state' },
        entries: [
          { from: '01', to: 'open' },
          { from: null, to: 'unknown' },
          { from: 'null', to: 'void' },
          { from: 'lost', to: null },
        ],
        otherwise: { kind: 'default', expression: { text: 'upper(l.state)' } },
      },
    ],
    [
      'branch_id',
      {
        kind: 'lookup',
        table: { connection: 'shop', schema: null, table: 'branch' },
        by: [
          { column: { value: 'code' }, expression: { text: 'upper(l.branch)' } },
          { column: { value: 'city' }, expression: { text: 'l.city' } },
        ],
        take: { value: 'id' },
        missing: { kind: 'null' },
      },
    ],
    [
      'member_id',
      {
        kind: 'crosswalk',
        mapping: { value: 'member' },
        key: [{ text: 'l.member_region' }, { text: 'l.member_id' }],
        missing: { kind: 'fail' },
      },
    ],
  ])('has the rule of %s', (name, source) => {
    expect(plain(ruleOf(name).source)).toEqual(source)
  })

  it('has checks, the outcome and the class of a rule', () => {
    expect(plain(ruleOf('note'))).toEqual({
      name: { value: 'note' },
      source: { kind: 'value', expression: { text: 'lower(trim(l.note))' } },
      checks: [
        { that: { text: "value like '%_%'" }, otherwise: null, code: null },
        { that: { text: 'length(value) < 500' }, otherwise: { kind: 'warn' }, code: 'LONG_NOTE' },
      ],
      onError: { kind: 'default', expression: { text: "''" } },
      class: 'pii',
    })
    expect(plain(document.checks)).toEqual([
      { that: { text: 'l.lent_on <= l.due_on' }, otherwise: null, code: null },
    ])
  })

  it('has lets, which may be rules of every kind', () => {
    expect(plain(document.lets.map(({ name, source }) => [name.value, source.kind]))).toEqual([
      ['due', 'value'],
      ['genre_code', 'map'],
    ])
  })

  it('has tolerances as written, and examples', () => {
    expect(plain(document.reconcile)).toEqual({
      tolerances: [
        { column: 'fee', absolute: '0.005', relative: null },
        { column: 'rate', absolute: null, relative: '1e-12' },
      ],
      allowEmpty: true,
    })
    expect(plain(document.examples)).toMatchObject([
      {
        given: [[{ cell: ' A ' }, { name: { value: 'l.state' }, cell: '01' }]],
        expect: [{ kind: 'row', cells: [{ cell: 'a' }, { cell: 'open' }, { cell: null }] }],
      },
      { expect: [{ kind: 'reject', columns: ['state'] }] },
      { expect: [{ kind: 'filtered', reason: 'deleted' }] },
    ])
  })
})

describe('short forms', () => {
  const document = read('source: old.loan\ntarget: shop.loan\ncopy: loan\n')

  it('leave out what has a default', () => {
    expect(document).toMatchObject({
      source: { from: { alias: 'loan' }, joins: [], where: [] },
      target: { key: null, load: 'upsert' },
      onError: null,
      rejectLimit: null,
      reconcile: { tolerances: [], allowEmpty: false },
    })
  })

  it('write one filter as an expression', () => {
    const text = 'source:\n  from: old.loan as l\n  where: l.open\ntarget: shop.loan\ncopy: l\n'
    expect(plain(read(text).source.where)).toEqual([
      { keep: { text: 'l.open' }, reason: 'filtered' },
    ])
  })
})

describe('defaults of the project', () => {
  const MINIMAL = 'source: old.loan as l\ntarget: shop.loan\ncopy: l\n'
  const defaults = defaultsOf('on_error: {default: "0"}\nreject_limit: {ratio: 0.5}\nowner: desk\n')

  it('count where the mapping says nothing', () => {
    const document = read(MINIMAL, defaults)
    expect(document).toMatchObject({ owner: 'desk', rejectLimit: { rows: null, ratio: 0.5 } })
    expect(document.onError).toMatchObject({ kind: 'default', expression: { text: '0' } })
  })

  it('are merged key by key, and give way to the mapping', () => {
    const document = read(`${MINIMAL}reject_limit: {rows: 3}\non_error: 'null'\n`, defaults)
    expect(document.rejectLimit).toEqual({ rows: 3, ratio: 0.5 })
    expect(document.onError).toEqual({ kind: 'null' })
  })
})

describe('what is refused', () => {
  const HEAD = 'source: old.loan as l\ntarget: shop.loan\n'

  it.each(['each', 'union', 'group_by', 'distinct_on', 'order_by', 'undo', 'watermark'])(
    'is the key %s, which means nothing',
    (key) => {
      expect(problems(`${HEAD}copy: l\n${key}: x\n`)).toEqual(['YAML_UNKNOWN_KEY 4:1'])
    },
  )

  it.each([
    ['on_error', 'columns: {a: {value: l.a, on_error: keep}}', 37],
    ['missing', 'columns: {a: {crosswalk: b, key: l.b, missing: keep}}', 48],
    ['else of a map', 'columns: {a: {of: l.a, map: {b: c}, else: warn}}', 43],
    ['else of a row check', "check: {that: l.a, else: 'null'}\ncopy: l", 26],
  ])('is an outcome that makes no sense for %s', (_, text, at) => {
    expect(problems(`${HEAD}${text}\n`)[0]).toBe(`YAML_WRONG_VALUE 3:${at}`)
  })

  it('is the accept of a hazard that there is none of', () => {
    expect(problems(`${HEAD}copy: l\naccept: [ignores:a]\n`)).toEqual(['YAML_WRONG_VALUE 4:10'])
  })

  it('is a table name that is none', () => {
    for (const name of ['loan', 'a.b.c.d', 'old.', '"old.loan', 'old.loan l', 'old.loan as']) {
      expect(problems(`source: '${name}'\ntarget: shop.loan\ncopy: l\n`)).toEqual([
        'MAPPING_TABLE_NAME 1:9',
      ])
    }
    expect(problems('source: old.loan\ntarget: shop.loan as s\ncopy: loan\n')).toEqual([
      'MAPPING_TABLE_NAME 2:9',
    ])
  })

  it('is a quoted name that is neither a let name nor a word of SQL', () => {
    const lets = "let: {due: l.due}\ncolumns: {a: 'due', b: 'true', c: 'l.x'}\n"
    expect(read(HEAD + lets).columns).toHaveLength(3)
    expect(problems(`${HEAD}columns: {a: 'due'}\n`)).toEqual(['MAPPING_QUOTED_NAME 3:14'])
  })
})

describe('a mapping broken at random', () => {
  const PIECES = ['', ' ', '\n', ':', '- ', "'", '"', '{', '}', '[', '#', '&a ', '*a', '!x ', '|']

  it('gives a value or diagnostics, and never throws', () => {
    const edit = fc.tuple(
      fc.nat(WHOLE_MAPPING.length),
      fc.nat(40),
      fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 })),
    )
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let text = WHOLE_MAPPING
        for (const [at, length, piece] of edits) {
          text = text.slice(0, at) + piece + text.slice(at + length)
        }
        const found = readMapping({ path: 'mappings/loan.yaml', text }, NO_DEFAULTS)
        expect(found.value === undefined).toBe(found.diagnostics.length > 0)
        const lines = text.split('\n').length
        for (const { line, column, message } of found.diagnostics) {
          expect(line).toBeGreaterThan(0)
          expect(line).toBeLessThanOrEqual(lines)
          expect(column).toBeGreaterThan(0)
          expect(message).not.toBe('')
        }
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  it('gives the same when lines are swapped for others of the file', () => {
    const lines = WHOLE_MAPPING.split('\n')
    const index = fc.nat(lines.length - 1)
    fc.assert(
      fc.property(index, index, (from, to) => {
        const text = lines.with(to, lines[from] ?? '').join('\n')
        const found = readMapping({ path: 'mappings/loan.yaml', text }, NO_DEFAULTS)
        expect(found.value === undefined).toBe(found.diagnostics.length > 0)
      }),
      { numRuns: 100 },
    )
  }, 60_000)
})
