/** What a run of the oracle found, as text; and whether it is as it should be. */
import { DIFFERENCES } from '../differences.ts'
import type { Reason } from './coverage.ts'
import type { Found, OracleOptions, OracleResult } from './run.ts'

/** From so many expressions on each signature is to be met so often, and each known difference. */
const LONG = 50_000
const MET_MIN = 200
/** Expressions that one side alone refuses to compile. */
const REFUSED_SHARE_MAX = 0.02
const EXAMPLE_LENGTH_MAX = 160

/** One sentence for everything that is wrong with the run as a whole. */
export function shortcomings({ coverage, known, found }: OracleResult, count: number): string[] {
  const isLong = count >= LONG && found.length === 0
  const least = isLong ? MET_MIN : 1
  const rare = [...coverage.counts].filter(([, met]) => met < least)
  const all = coverage.compared + coverage.refused
  return [
    ...rare.map(([name, met]) => `${name} gave a value ${met} times, less than ${least}.`),
    ...DIFFERENCES.filter(
      (difference) => isLong && difference.isRare !== true && !known.has(difference),
    ).map(({ reason }) => `A documented difference was never met; take it off the list: ${reason}`),
    ...(coverage.refused > all * REFUSED_SHARE_MAX
      ? [`One side alone refused ${coverage.refused} of ${all} expressions.`]
      : []),
  ]
}

export function foundText(found: Found, { seed }: Pick<OracleOptions, 'seed'>): string {
  const row = Object.entries(found.row).map(([name, cell]) => `c.${name} = ${JSON.stringify(cell)}`)
  return [
    `${found.what}:`,
    `  ${found.text}`,
    ...(row.length > 0 ? [`  where ${row.join(', ')}`] : []),
    `  here:   ${found.ours}`,
    `  server: ${found.server}`,
    `  again:  npm run oracle -- --seed ${seed} --from ${found.number} --count 1`,
  ].join('\n')
}

export function reportText(result: OracleResult, options: OracleOptions): string {
  const { coverage, rows, planned, known } = result
  const number = (value: number) => value.toLocaleString('en')
  const rarest = [...coverage.counts].toSorted((one, other) => one[1] - other[1]).slice(0, 12)
  return [
    ...result.found.map((found) => `${foundText(found, options)}\n`),
    `seed ${options.seed}: ${number(coverage.compared)} expressions compared`,
    `rows: ${number(rows.cell)} values, ${number(rows.null)} NULL, ${number(rows.refused)} refused`,
    ...reasonLines('refused here, taken by the server', coverage.refusedHere),
    ...reasonLines('taken here, refused by the server', coverage.refusedThere),
    `rows that differ because a part reads no row: ${number(planned)}`,
    ...DIFFERENCES.map((difference) => {
      const met = number(known.get(difference) ?? 0)
      return `documented difference, ${met} rows: ${difference.reason}`
    }),
    `met least often: ${rarest.map(([name, met]) => `${name} ${met}`).join(', ')}`,
    ...shortcomings(result, options.count),
  ].join('\n')
}

function reasonLines(title: string, reasons: ReadonlyMap<string, Reason>): readonly string[] {
  const sorted = [...reasons].toSorted((one, other) => other[1].count - one[1].count)
  return sorted.map(([reason, { count, example }]) => {
    const shown =
      example.length > EXAMPLE_LENGTH_MAX ? `${example.slice(0, EXAMPLE_LENGTH_MAX)}…` : example
    return `${title}, ${count} times: ${reason}\n  ${shown}`
  })
}
