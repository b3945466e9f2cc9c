/** Turns what changed since the snapshots into a report. */
import { describeDrift, type Drift } from '../catalog/drift.ts'
import type { Block, ReportDocument } from './document.ts'

export interface ConnectionDrift {
  readonly connection: string
  readonly drifts: readonly Drift[]
}

export function driftReport(all: readonly ConnectionDrift[]): ReportDocument {
  const changed = all.filter(({ drifts }) => drifts.length > 0)
  const count = changed.reduce((sum, { drifts }) => sum + drifts.length, 0)
  const names = changed.map(({ connection }) => connection)
  return {
    title: 'Drift',
    verdict:
      count === 0
        ? { tone: 'good', sentence: 'Every connection is as its snapshot says.' }
        : {
            tone: 'attention',
            sentence:
              `${count} difference${count === 1 ? '' : 's'} between snapshot and database in ` +
              `${names.join(', ')}. Take a new snapshot, or migrate the target.`,
          },
    blocks: changed.flatMap(({ connection, drifts }): readonly Block[] => [
      { kind: 'heading', text: connection },
      { kind: 'list', items: drifts.map(describeDrift) },
    ]),
    cases: all.map(({ connection, drifts }) => ({
      suite: 'drift',
      name: connection,
      state: drifts.length === 0 ? 'passed' : 'failed',
      message: drifts.map(describeDrift).join(' '),
      ms: 0,
    })),
    data: { connections: all },
  }
}
