/** Turns the list of merged rows into a report. */
import type { Program } from '../compile/program.ts'
import type { MergedRows } from '../transfer/merged.ts'
import { table, type ReportDocument } from './document.ts'
import { showCell } from './visible.ts'

export function mergedReport(program: Program, merged: MergedRows): ReportDocument {
  const { groups, groupCount, rowCount } = merged
  const keyText = (key: MergedRows['groups'][number][number]) => key.map(showCell).join(' ')
  const listed = groups.map(([first = [], ...others]) => ({
    cells: [keyText(first), others.map(keyText).join(', ')],
  }))
  const isAll = groups.length === groupCount
  const others = groupCount === 1 ? 'another' : `${groupCount} others`
  const shown = isAll ? '' : ` The first ${groups.length} are shown; --limit shows more.`
  return {
    title: `Merged rows of ${program.name}`,
    verdict: {
      tone: 'good',
      sentence: `${rows(rowCount)} merged into ${others}.${shown}`,
    },
    blocks: listed.length === 0 ? [] : [table(['first row', 'merged with it'], listed)],
    cases: [],
    data: { mapping: program.name, ...merged },
  }
}

function rows(count: number): string {
  return count === 1 ? '1 row is' : `${count} rows are`
}
