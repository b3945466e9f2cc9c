/** What was measured -> docs/performance.md. */
import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { chartOf, type Curve } from './curves.ts'
import { holds, shownBar, shownValue, type Result } from './results.ts'
import type { Servers } from './servers.ts'

const FILE = path.resolve(import.meta.dirname, '../docs/performance.md')

/** The work whose results are rules. */
const RULES = 'expressions'

function rowOf(result: Result): string {
  const { what, figure, peer, peerFigure, value, bar, rowsPerSecond } = result
  const rate = rowsPerSecond === null ? '' : Math.round(rowsPerSecond).toLocaleString('en')
  const against = peer === '' ? '' : `${escaped(peer)}: ${peerFigure}`
  const verdict = holds(result) ? 'yes' : '**no**'
  const cells = [what, figure, rate, against, shownValue(value, bar.unit), shownBar(bar), verdict]
  return `| ${cells.join(' | ')} |`
}

/** A bar within a cell of a table. */
function escaped(text: string): string {
  return text.replaceAll('|', String.raw`\|`)
}

function rulesOf(results: readonly Result[]): readonly string[] {
  if (results.length === 0) return []
  const ratios = results.map(({ value }) => value)
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length)
  return [
    '## Rules',
    '',
    'What a rule costs a row, compiled as mappings are, beside the same as a person would write it',
    'in JavaScript (`bench/by-hand.ts`): both give the same cells, in one process, in turn.',
    `The geometric mean of the ratios is ${mean.toFixed(2)}x.`,
    '',
    '| rule | a row | by hand | ratio | bar | holds |',
    '|---|---|---|---|---|---|',
    ...results.map((result) => {
      const { what, figure, peerFigure, value, bar } = result
      const verdict = holds(result) ? 'yes' : '**no**'
      const ratio = shownValue(value, bar.unit)
      const cells = [escaped(what), figure, peerFigure, ratio, shownBar(bar), verdict]
      return `| ${cells.join(' | ')} |`
    }),
    '',
  ]
}

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
  const rules = results.filter(({ work }) => work === RULES)
  const rows = results.filter(({ work }) => work !== RULES).map(rowOf)
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
    ...rulesOf(rules),
  ]
  await writeFile(FILE, `${lines.join('\n').trimEnd()}\n`)
}
