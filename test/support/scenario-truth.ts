/** Reads what a scenario left in its target and its ledger, past Mapwright's own code. */
import type { ExpectedReject } from './scenario-file.ts'
import { mysqlTruth, postgresTruth, sqliteTruth, type TruthTable } from './truth.ts'

type RowText = Readonly<Record<string, string | null>>

const FIGURES = [
  'read',
  'added',
  'filtered',
  'rejected',
  'folded',
  'inserted',
  'updated',
  'unchanged',
] as const

/** The rows of a query in a target, each as column -> text. */
export async function readRows(url: string, query: string): Promise<readonly RowText[]> {
  const written = url.startsWith('postgres') ? query : query.replaceAll('mapwright.', 'mapwright_')
  const { columns, rows } = await truth(url, written)
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null])),
  )
}

/** The rejects of the last run in the order of mappings, chunks and rows. */
export async function readRejects(url: string): Promise<readonly ExpectedReject[]> {
  const rows = await readRows(
    url,
    `select unit, source_key, problems from ${table(url, 'reject')}
     where run = ${lastRun(url)} order by unit, chunk, position`,
  )
  return rows.map((row) => ({
    mapping: row['unit'] ?? '',
    key: JSON.parse(row['source_key'] ?? '') as (string | null)[],
    problems: (JSON.parse(row['problems'] ?? '') as { code: string; column: string | null }[])
      .map(({ code, column }) => `${code} ${column ?? '-'}`)
      .sort(),
  }))
}

/** The account of every mapping in the last run, figures that are 0 left out. */
export async function readAccount(
  url: string,
): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> {
  const rows = await readRows(
    url,
    `select unit, account from ${table(url, 'chunk')}
     where account is not null and run = ${lastRun(url)}
     union all
     select unit, account from ${table(url, 'settlement')} where run = ${lastRun(url)}`,
  )
  const sums: Record<string, Record<string, number>> = {}
  for (const row of rows) {
    const account = JSON.parse(row['account'] ?? '') as Readonly<Record<string, number>>
    const sum = (sums[row['unit'] ?? ''] ??= {})
    for (const figure of FIGURES) sum[figure] = (sum[figure] ?? 0) + (account[figure] ?? 0)
  }
  return Object.fromEntries(
    Object.entries(sums).map(([unit, sum]) => [
      unit,
      Object.fromEntries(
        Object.entries(sum).flatMap(([figure, count]) =>
          count === 0 ? [] : [[figure, String(count)]],
        ),
      ),
    ]),
  )
}

function lastRun(url: string): string {
  return `(select run from ${table(url, 'run')} order by started_at desc limit 1)`
}

async function truth(url: string, query: string): Promise<TruthTable> {
  if (url.startsWith('sqlite:')) return sqliteTruth(url.slice('sqlite:'.length), query)
  return url.startsWith('mysql:') ? await mysqlTruth(url, query) : await postgresTruth(url, query)
}

/** The ledger's table in this target. */
function table(url: string, name: string): string {
  return url.startsWith('postgres') ? `mapwright.${name}` : `mapwright_${name}`
}
