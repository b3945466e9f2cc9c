/** Turns one row on its way through a mapping into a report. */
import type { Program } from '../compile/program.ts'
import type { ExplainedRow, ShownValue } from '../transfer/explain-row.ts'
import { table, type Block, type ReportDocument } from './document.ts'
import { showCell } from './visible.ts'

export function explainRowReport(
  program: Program,
  key: readonly string[],
  row: ExplainedRow,
): ReportDocument {
  const { outcome, reason, problems } = row
  const name = `${program.name} ${key.join(' ')}`
  const sentence = {
    mapped: `The row becomes a row of ${program.target.table.name}.`,
    filtered: `The row is left out: ${reason ?? ''}.`,
    rejected: `The row is refused: ${problems.map(({ code }) => code).join(', ')}.`,
  }[outcome]
  return {
    title: `Row ${name}`,
    verdict: { tone: outcome === 'mapped' ? 'good' : 'attention', sentence },
    blocks: [
      ...section('Source', ['column', 'value', 'problem'], row.source.map(withoutOrigin)),
      ...section('Joins', ['alias', 'row'], row.joins.map(joinCells)),
      ...section('Lets', VALUES, row.lets.map(valueCells)),
      ...section('Lookups', ['what', 'asked', 'found'], row.lookups.map(lookupCells)),
      ...section('Columns', VALUES, row.rules.map(valueCells)),
      ...section('Refused', ['column', 'code', 'why'], problems.map(problemCells)),
      ...(row.warnings.length === 0 ? [] : [{ kind: 'list', items: row.warnings } as const]),
    ],
    cases: [
      {
        suite: program.file,
        name,
        state: outcome === 'rejected' ? 'failed' : 'passed',
        message: sentence,
        ms: 0,
      },
    ],
    data: { mapping: program.name, key, ...row },
  }
}

const VALUES = ['name', 'value', 'from', 'problem']
const HIDDEN = '(classed)'

function shown({ cell, isHidden }: Pick<ShownValue, 'cell' | 'isHidden'>): string {
  return isHidden ? HIDDEN : showCell(cell)
}

function withoutOrigin(value: ShownValue): readonly string[] {
  return [value.name, shown(value), value.problem ?? '']
}

function valueCells(value: ShownValue): readonly string[] {
  const made = value.problem === null ? shown(value) : ''
  return [value.name, made, value.from, value.problem ?? '']
}

function joinCells({ alias, found }: ExplainedRow['joins'][number]): readonly string[] {
  return [alias, found ? 'found' : 'none']
}

function lookupCells({ what, asked, found, isHidden }: ExplainedRow['lookups'][number]) {
  const cells = (all: readonly (string | null)[]) => all.map(showCell).join(', ')
  const question = isHidden ? HIDDEN : asked === null ? '' : cells(asked)
  return [what, question, typeof found === 'string' ? found : cells(found)]
}

function problemCells({ column, code, message }: ExplainedRow['problems'][number]) {
  return [column ?? '', code, message]
}

function section(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): readonly Block[] {
  if (rows.length === 0) return []
  return [
    { kind: 'heading', text: title },
    table(
      columns,
      rows.map((cells) => ({ cells })),
    ),
  ]
}
