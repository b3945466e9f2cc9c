/** Turns one row on its way through a mapping into a report. */
import type { Program } from '../compile/program.ts'
import type { FollowedRow } from '../transfer/explain-key.ts'
import type { ExplainedRow, ShownValue } from '../transfer/explain-row.ts'
import { table, type Block, type ReportDocument } from './document.ts'
import { showCell } from './visible.ts'

export function explainRowReport(
  program: Program,
  key: readonly string[],
  rows: readonly FollowedRow[],
): ReportDocument {
  const name = `${program.name} ${key.join(' ')}`
  const isAlone = rows.length === 1
  const sentences = rows.map((row) => sentenceOf(program, row))
  const isWell = rows.every(({ outcome }) => outcome === 'mapped')
  const sentence = isAlone ? (sentences[0] ?? '') : counted(rows)
  return {
    title: `Row ${name}`,
    verdict: { tone: isWell ? 'good' : 'attention', sentence },
    blocks: rows.flatMap((row, index) => [
      ...(isAlone ? [] : headed(`${index + 1} of ${rows.length}`, sentences[index] ?? '')),
      ...blocksOf(row, index === 0),
    ]),
    cases: rows.map(({ outcome }, index) => ({
      suite: program.file,
      name: isAlone ? name : `${name}, ${index + 1} of ${rows.length}`,
      state: outcome === 'rejected' ? 'failed' : 'passed',
      message: sentences[index] ?? '',
      ms: 0,
    })),
    data: { mapping: program.name, key, rows },
  }
}

function sentenceOf(program: Program, { outcome, reason, problems, group }: FollowedRow): string {
  const { name } = program.target.table
  const codes = problems.map(({ code }) => code).join(', ')
  if (outcome === 'filtered') return `The row is left out: ${reason ?? ''}.`
  const what = group === null ? 'The row' : `What is made of its group of ${group.count}`
  return outcome === 'mapped'
    ? `${what} becomes a row of ${name}.`
    : `${what} is refused: ${codes}.`
}

function counted(rows: readonly FollowedRow[]): string {
  const count = (outcome: FollowedRow['outcome']) =>
    rows.filter((row) => row.outcome === outcome).length
  return (
    `It becomes ${rows.length} rows: ${count('mapped')} mapped, ${count('filtered')} left out, ` +
    `${count('rejected')} refused.`
  )
}

function headed(title: string, sentence: string): readonly Block[] {
  return [
    { kind: 'heading', text: title },
    { kind: 'paragraph', text: sentence },
  ]
}

/** The row of the source is shown once. */
function blocksOf(row: FollowedRow, isFirst: boolean): readonly Block[] {
  const { problems, group } = row
  const source = isFirst || group !== null ? row.source : []
  return [
    ...section('Source', ['column', 'value', 'problem'], source.map(withoutOrigin)),
    ...section(
      'Made',
      ['name', 'value'],
      row.made.map((value) => [value.name, shown(value)]),
    ),
    ...(group === null ? [] : section('Merged rows', ['key'], mergedRows(group))),
    ...(isFirst ? section('Joins', ['alias', 'row'], row.joins.map(joinCells)) : []),
    ...section('Lets', VALUES, row.lets.map(valueCells)),
    ...section('Lookups', ['what', 'asked', 'found'], row.lookups.map(lookupCells)),
    ...section('Columns', VALUES, row.rules.map(valueCells)),
    ...section('Refused', ['column', 'code', 'why'], problems.map(problemCells)),
    ...(row.warnings.length === 0 ? [] : [{ kind: 'list', items: row.warnings } as const]),
  ]
}

function mergedRows({ members, count }: NonNullable<FollowedRow['group']>) {
  const keys = members.map((key) => [key.map(showCell).join(', ')])
  return count > keys.length ? [...keys, [`and ${count - keys.length} more`]] : keys
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
