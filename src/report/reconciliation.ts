/** Turns a reconciliation into a report: what was compared, and every kind of difference. */
import type { Cell } from '../base/cell.ts'
import type {
  CheckState,
  Finding,
  Reconciliation,
  SplitReconciliation,
  UnitReconciliation,
} from '../reconcile/finding.ts'
import {
  duration,
  figure,
  table,
  type Block,
  type ReportCase,
  type ReportDocument,
  type Tone,
} from './document.ts'
import { showCell, showDifference } from './visible.ts'

/** Every unit is a suite with a case for each check, so CI shows what was compared and what not. */
export function reconciliationReport(result: Reconciliation): ReportDocument {
  return {
    title: 'Reconciliation',
    verdict: verdict(result),
    blocks: [
      ...unitBlocks(result.units),
      ...result.units.flatMap(findingBlocks),
      ...splitBlocks(result.splits),
    ],
    cases: [...result.units.flatMap(unitCases), ...result.splits.map(splitCase)],
    data: result,
  }
}

function unitCases({ unit, checks, ms }: UnitReconciliation): readonly ReportCase[] {
  return checks.map(({ check, state, note }) => ({
    suite: unit,
    name: check,
    state: caseState(state),
    message: note,
    ms: check === 'values' ? ms : 0,
  }))
}

function splitCase({ table: name, state, note, ms }: SplitReconciliation): ReportCase {
  return { suite: 'splits', name, state: caseState(state), message: note, ms }
}

function caseState(state: CheckState): ReportCase['state'] {
  return state === 'equal' ? 'passed' : state === 'different' ? 'failed' : 'skipped'
}

function verdict(result: Reconciliation): ReportDocument['verdict'] {
  const matched = result.units.reduce((sum, unit) => sum + unit.matched, 0)
  const findings = result.units.reduce((sum, unit) => sum + unit.findingCount, 0)
  const differing = result.units.filter((unit) => unit.findingCount > 0).length
  const astray = result.splits.reduce((sum, split) => sum + split.findingCount, 0)
  switch (result.exitCode) {
    case 0:
      return {
        tone: 'good',
        sentence:
          `${figure(matched)} rows compared value by value: ` +
          'the target is what the source should have become.',
      }
    case 1:
      return {
        tone: 'bad',
        sentence: [
          ...(findings === 0 && astray > 0
            ? []
            : [`${differences(findings)} in ${differing} of ${result.units.length} mappings.`]),
          ...(astray === 0 ? [] : [`${rowsAre(astray)} not in exactly one mapping of a split.`]),
        ].join(' '),
      }
    case 3:
      return {
        tone: 'attention',
        sentence: 'No difference was found, but not everything was verified: see the checks.',
      }
  }
}

const TONES: Readonly<Record<CheckState, Tone>> = {
  equal: 'good',
  different: 'bad',
  skipped: 'attention',
  sampled: 'attention',
  empty: 'attention',
}

function worst(unit: UnitReconciliation): Tone {
  const tones = unit.checks.map((check) => TONES[check.state])
  return tones.includes('bad') ? 'bad' : tones.includes('attention') ? 'attention' : 'good'
}

function unitBlocks(units: readonly UnitReconciliation[]): readonly Block[] {
  const stateOf = (unit: UnitReconciliation, name: string) =>
    unit.checks.find((check) => check.check === name)?.state ?? 'skipped'
  const notes = units.flatMap((unit) =>
    unit.checks
      .filter((check) => check.state !== 'equal')
      .map((check) => `${unit.unit}, ${check.check}: ${check.state}. ${check.note}`),
  )
  return [
    { kind: 'heading', text: 'Both sides' },
    table(
      [
        'mapping',
        'target',
        'source:end',
        'filtered:end',
        'refused:end',
        'target rows:end',
        'matched:end',
        'account',
        'counts',
        'values',
        'time:end',
      ],
      units.map((unit) => ({
        cells: [
          unit.unit,
          unit.target,
          figure(unit.sourceRows),
          figure(unit.filtered),
          figure(unit.rejected),
          figure(unit.targetRows),
          figure(unit.matched),
          stateOf(unit, 'account'),
          stateOf(unit, 'counts'),
          stateOf(unit, 'values'),
          duration(unit.ms),
        ],
        tone: worst(unit),
      })),
    ),
    ...(notes.length === 0 ? [] : [{ kind: 'list', items: notes } satisfies Block]),
  ]
}

function splitBlocks(splits: readonly SplitReconciliation[]): readonly Block[] {
  if (splits.length === 0) return []
  return [
    { kind: 'heading', text: 'Splits' },
    table(
      ['table', 'rows:end', 'taken', 'left out:end', 'state', 'time:end'],
      splits.map((split) => ({
        cells: [
          split.table,
          figure(split.rows),
          split.taken.map(({ mapping, rows }) => `${mapping} ${figure(rows)}`).join(', '),
          figure(split.leftOut),
          split.state,
          duration(split.ms),
        ],
        tone: TONES[split.state],
      })),
    ),
    { kind: 'list', items: splits.map(({ table: name, note }) => `${name}: ${note}`) },
    ...splits.flatMap(splitFindings),
  ]
}

const ASTRAY = {
  taken: 'taken by several',
  lost: 'taken by none',
  unseen: 'not seen by all',
} as const

function splitFindings({ table: name, findings, findingCount }: SplitReconciliation): Block[] {
  if (findingCount === 0) return []
  const more = findingCount - findings.length
  const rows = findings.map(({ kind, key, mappings }) => {
    const said = mappings.map(({ mapping, reason }) => {
      return kind === 'lost' ? `${mapping}: ${reason ?? 'no reason'}` : mapping
    })
    const what = ASTRAY[kind]
    return { cells: [what, showKey(key), said.join(', ')] }
  })
  return [
    { kind: 'heading', text: `${name}: ${rowsAre(findingCount)} not in exactly one mapping` },
    table(['what', 'key', 'mappings'], rows),
    ...(more <= 0 ? [] : [{ kind: 'paragraph', text: `and ${figure(more)} more.` } as const]),
  ]
}

function rowsAre(count: number): string {
  return count === 1 ? '1 row is' : `${figure(count)} rows are`
}

function findingBlocks(unit: UnitReconciliation): readonly Block[] {
  if (unit.findingCount === 0) return []
  const more = unit.findingCount - unit.findings.length
  const columns = Object.entries(unit.byColumn).map(([name, count]) => `${name} (${figure(count)})`)
  return [
    { kind: 'heading', text: `${unit.unit}: ${differences(unit.findingCount)}` },
    ...(columns.length === 0
      ? []
      : [{ kind: 'paragraph', text: `Columns: ${columns.join(', ')}.` } satisfies Block]),
    table(
      ['what', 'key', 'column', 'expected', 'in the target'],
      unit.findings.map((finding) => ({ cells: findingCells(finding) })),
    ),
    ...(more <= 0
      ? []
      : [{ kind: 'paragraph', text: `and ${figure(more)} more.` } satisfies Block]),
  ]
}

function differences(count: number): string {
  return count === 1 ? '1 difference' : `${figure(count)} differences`
}

function findingCells(finding: Finding): readonly string[] {
  switch (finding.kind) {
    case 'account':
      return ['account', '', '', finding.message, '']
    case 'count':
      return ['count', '', '', figure(finding.expected), figure(finding.actual)]
    case 'missing':
      return ['missing', showKey(finding.key), '', 'a row', 'no row']
    case 'extra':
      return ['extra', showKey(finding.key), '', 'no row', 'a row']
    case 'duplicate':
      return ['duplicate', showKey(finding.key), '', 'one row', 'one more']
    case 'different':
      return [
        'different',
        showKey(finding.key),
        finding.column,
        ...showDifference(finding.expected, finding.actual),
      ]
  }
}

function showKey(key: readonly Cell[]): string {
  return key.map(showCell).join(', ')
}
