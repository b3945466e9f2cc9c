/** What was measured -> docs/performance.md. */
import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { chartOf, type Curve } from './curves.ts'
import { holds, shownBar, shownValue, type Result } from './results.ts'
import type { Servers } from './servers.ts'

const FILE = path.resolve(import.meta.dirname, '../docs/performance.md')

interface Measured {
  /** Pairs a work. */
  readonly runs: number
  readonly results: readonly Result[]
  readonly curves: readonly Curve[]
}

export async function writeDocument(
  { runs, results, curves }: Measured,
  servers: Servers,
): Promise<void> {
  const { postgres, mariadb } = servers
  const [cpu] = cpus()
  const machine = `${cpus().length} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB`
  const versions = [`Node ${process.versions.node}`, postgres.version, mariadb?.version ?? []]
  const rows = results.map((result) => {
    const { what, figure, peer, peerFigure, value, bar, rowsPerSecond } = result
    const rate = rowsPerSecond === null ? '' : Math.round(rowsPerSecond).toLocaleString('en')
    const against = peer === '' ? '' : `${peer.replaceAll('|', String.raw`\|`)}: ${peerFigure}`
    const verdict = holds(result) ? 'yes' : '**no**'
    const cells = [what, figure, rate, against, shownValue(value, bar.unit), shownBar(bar), verdict]
    return `| ${cells.join(' | ')} |`
  })
  const lines = [
    '# Performance',
    '',
    'What moving rows costs beside what COPY costs, with six of twelve columns transformed, the',
    'ledger on, every row accounted for, and a primary key on the target. These figures come from',
    '',
    '```sh',
    `npm run bench -- --check --write --runs ${runs}`,
    '```',
    '',
    `on ${machine}, with`,
    `${versions.flat().join(', ')}.`,
    '',
    'The cores are shared by both servers, by Mapwright and by what it is compared with. Each is',
    'timed as a whole process, from its start to its end, and each ratio is the median of the ratios',
    `of ${runs} paired runs, both commands in turn.`,
    '',
    '| work | time | rows/s | compared with | ratio | bar | holds |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
    ...curves.flatMap(chartOf),
  ]
  await writeFile(FILE, `${lines.join('\n').trimEnd()}\n`)
}
