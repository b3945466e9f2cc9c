/** Turns what the ledger knows of a run into a report. */
import type { RunRecord, UnitRecord } from '../ledger/status.ts'
import { leftOffBlocks, suspendedBlocks } from './suspended.ts'
import type { SuspendedRecord } from '../ledger/suspended.ts'
import type { StaleMapping } from '../plan/stale.ts'
import { figure, table, type Block, type ReportDocument } from './document.ts'

/**
 * `run` null: nothing has run on this target yet. `leftOff`: what runs before it took off the
 * target and never brought back. `stale` null: the project has errors, so it is not known.
 */
export function statusReport(
  run: RunRecord | null,
  units: readonly UnitRecord[],
  leftOff: readonly SuspendedRecord[] = [],
  stale: readonly StaleMapping[] | null = [],
): ReportDocument {
  if (run === null) {
    return {
      title: 'Status',
      verdict: { tone: 'good', sentence: 'Nothing has run on this target yet.' },
      blocks: [],
      cases: [],
      data: { run: null, units: [] },
    }
  }
  const done = units.filter(({ state }) => state === 'done').length
  const ended = run.finishedAt === null ? '' : `, ended ${run.finishedAt}`
  const sentence = `Run ${run.run}: ${run.state}, ${done} of ${units.length} mappings done.`
  const advice = run.state === 'done' ? '' : ' Go on with: mapwright run --resume'
  return {
    title: 'Status',
    verdict: {
      tone: run.state === 'done' ? 'good' : 'attention',
      sentence: `${sentence}${advice}`,
    },
    blocks: [
      { kind: 'paragraph', text: `Started ${run.startedAt}${ended}.` },
      ...(run.message === null
        ? []
        : [{ kind: 'paragraph', text: run.message, tone: 'bad' } as const]),
      table(
        ['mapping', 'target', 'state', 'chunks done:end', 'read:end', 'refused:end'],
        units.map((unit) => ({
          cells: [
            unit.unit,
            unit.target,
            unit.state,
            `${unit.chunks.filter(({ state }) => state === 'done').length} of ` +
              `${unit.chunks.length}`,
            figure(unit.account.read),
            figure(unit.account.rejected),
          ],
        })),
      ),
      ...suspendedBlocks(units),
      ...leftOffBlocks(leftOff),
      ...staleBlocks(stale),
    ],
    cases: [],
    data: { run, units, leftOff, stale },
  }
}

function staleBlocks(stale: readonly StaleMapping[] | null): readonly Block[] {
  if (stale === null) {
    const text = 'What is stale is not known: the project has errors, which validate lists.'
    return [{ kind: 'paragraph', text, tone: 'attention' }]
  }
  if (stale.length === 0) return []
  return [
    { kind: 'heading', text: 'Stale: what they read has changed since they ran' },
    table(
      ['mapping', 'because of'],
      stale.map(({ name, because }) => ({ cells: [name, because.join(', ')], tone: 'attention' })),
    ),
    { kind: 'paragraph', text: 'Run them with: mapwright run --select state:stale' },
  ]
}
