/** What a reconciliation's report says, and how values that differ are shown. */
import { describe, expect, test } from 'vitest'
import type { Finding, Reconciliation } from '../../../src/reconcile/finding.ts'
import { reconciliationReport } from '../../../src/report/reconciliation.ts'
import { render } from '../../../src/report/render.ts'
import { showDifference, visible } from '../../../src/report/visible.ts'

const unit = 'reader'
const FINDINGS: readonly Finding[] = [
  { kind: 'missing', unit, key: ['1'] },
  { kind: 'extra', unit, key: ['2', null] },
  { kind: 'duplicate', unit, key: ['3'] },
  { kind: 'different', unit, key: ['4'], column: 'name', expected: 'Ada', actual: 'Ada ' },
  { kind: 'different', unit, key: ['5'], column: 'name', expected: null, actual: '' },
  { kind: 'count', unit, expected: 1234, actual: 1235 },
  { kind: 'account', unit, message: 'The run read 7 rows; the source has 8 now.' },
]

const DIFFERENT: Reconciliation = {
  exitCode: 1,
  splits: [],
  units: [
    {
      unit,
      target: 'library.reader',
      sourceRows: 1300,
      targetRows: 1235,
      filtered: 60,
      rejected: 6,
      matched: 1230,
      checks: [
        { check: 'account', state: 'different', note: 'The run read 7 rows.' },
        { check: 'counts', state: 'different', note: '1234 rows are expected.' },
        { check: 'values', state: 'skipped', note: 'Nothing was compared.' },
      ],
      findings: FINDINGS,
      findingCount: 9,
      byColumn: { name: 4 },
      ms: 61_000,
    },
  ],
}

test('the text says what is wrong with each row, and how many there are', () => {
  const text = render(reconciliationReport(DIFFERENT), 'text', { color: false, host: null })
  expect(text).toContain(
    [
      'reader: 9 differences',
      'Columns: name (4).',
      '  what       key      column  expected                                    in the target',
      '  missing    1                a row                                       no row',
      '  extra      2, NULL          no row                                      a row',
      '  duplicate  3                one row                                     one more',
      `  different  4        name    'Ada'                                       'Ada '`,
      `  different  5        name    NULL                                        ''`,
      '  count                       1,234                                       1,235',
      '  account                     The run read 7 rows; the source has 8 now.',
      'and 2 more.',
    ].join('\n'),
  )
  expect(text.trimEnd().split('\n').at(-1)).toBe('✗ 9 differences in 1 of 1 mappings.')
})

test('every check is a case: failed, skipped or passed', () => {
  const { cases, data } = reconciliationReport(DIFFERENT)
  expect(cases.map(({ suite, name, state }) => `${suite} ${name} ${state}`)).toEqual([
    'reader account failed',
    'reader counts failed',
    'reader values skipped',
  ])
  expect(data).toBe(DIFFERENT)
})

test('a reconciliation that skipped something is not called good', () => {
  const skipped = { ...DIFFERENT, exitCode: 3 as const }
  expect(reconciliationReport(skipped).verdict.tone).toBe('attention')
  expect(reconciliationReport({ units: [], exitCode: 0, splits: [] }).verdict.tone).toBe('good')
})

describe('values', () => {
  test.each([
    ['a\tb\nc', String.raw`a\tb\nc`],
    ['no\u00a0break', String.raw`no\u00a0break`],
    ['zero\u200bwidth \u202egnol', String.raw`zero\u200bwidth \u202egnol`],
    ['plain Zoë 😀', 'plain Zoë 😀'],
    ['\u{e0041}', String.raw`\u{e0041}`],
  ])('%j shows as %s', (value, expected) => {
    expect(visible(value)).toBe(expected)
  })

  test('long ones are shown from where they part', () => {
    const same = 'the same words over and over again, '.repeat(20)
    const [expected, actual] = showDifference(`${same}first`, `${same}second`)
    expect(expected).toBe(`'…ver and over again, first'`)
    expect(actual).toBe(`'…ver and over again, second'`)
    const [one, other] = showDifference('a'.repeat(100), 'b')
    expect([one, other]).toEqual([`'${'a'.repeat(60)}…'`, `'b'`])
  })
})
