/** Turns a plan into a report. */
import type { Plan, PlannedUnit } from '../plan/plan.ts'
import { stageBlocks, type StageState } from './stage.ts'
import { figure, table, type Block, type ReportDocument } from './document.ts'

export function planReport(plan: Plan, stage: StageState): ReportDocument {
  const chunks = plan.units.reduce((sum, unit) => sum + unit.chunks.length, 0)
  const rows = `about ${figure(plan.estimatedRows)} rows in ${figure(chunks)} chunks`
  const sentence =
    plan.resumes === null
      ? `A run would move ${rows}, into "${plan.target}".`
      : `Run ${plan.resumes} would go on: ${rows} in all, into "${plan.target}".`
  return {
    title: 'Plan',
    verdict: { tone: 'good', sentence },
    blocks: [
      table(
        ['wave:end', 'mapping', 'source', 'target', 'load', 'rows:end', 'chunks:end', 'done:end'],
        plan.units.map((unit) => ({ cells: cellsOf(unit) })),
      ),
      ...noteBlocks(plan),
      ...leftOutBlocks(plan),
      ...stageBlocks(stage),
    ],
    cases: [],
    data: { ...plan, stage },
  }
}

function cellsOf(unit: PlannedUnit): readonly string[] {
  const { wave, source, target, load, estimatedRows, chunks, layOut, chunksDone } = unit
  return [
    String(wave + 1),
    unit.unit,
    source,
    target,
    load,
    figure(estimatedRows),
    layOut === null ? figure(chunks.length) : 'later',
    figure(chunksDone.length),
  ]
}

function noteBlocks({ units }: Plan): readonly Block[] {
  const items = units.flatMap(({ unit, notes }) => notes.map((note) => `${unit}: ${note}`))
  return items.length === 0
    ? []
    : [
        { kind: 'heading', text: 'Notes' },
        { kind: 'list', items },
      ]
}

function leftOutBlocks({ leftOut }: Plan): readonly Block[] {
  if (leftOut.length === 0) return []
  const text =
    `Left out, though they read what this fills: ${leftOut.join(', ')}. Where rows change they ` +
    'are stale afterwards.'
  return [{ kind: 'paragraph', text, tone: 'attention' }]
}
