/** A mapping and its source -> whether it takes each of the rows, and if not, why. */
import type { Row } from '../base/cell.ts'
import type { Program } from '../compile/program.ts'
import { ROW_MAPPED, type Found, type Transform } from '../compile/transform.ts'
import { findForRows, type LookupSources } from './lookup.ts'
import type { SettledBatch } from './settled.ts'
import { sourceKeyOf } from './source-key.ts'

/**
 * What a mapping does with a source row: takes it, be it into quarantine; leaves it out for a
 * reason; or cannot read it, so that nobody knows whether it would.
 */
export type Judgment = 'taken' | 'unread' | { readonly reason: string }

/** What a filter gives that a person has written no reason for. */
const UNNAMED = 'filtered'

/** Why a row is left out; null: it is not, or nobody has said why. */
export function reasonOf(judgment: Judgment): string | null {
  if (typeof judgment === 'string') return null
  return judgment.reason === UNNAMED ? null : judgment.reason
}

/** Of several rows that are made of one, or judge it: what is least in order counts. */
export function together(one: Judgment | undefined, other: Judgment): Judgment {
  if (one === undefined || one === other) return other
  if (one === 'taken' || other === 'taken') return 'taken'
  if (one === 'unread' || other === 'unread') return 'unread'
  return reasonOf(one) === null ? one : other
}

export interface Destination {
  /** The source's key, as JSON. */
  readonly key: string
  readonly judgment: Judgment
}

export interface DestinationOptions {
  readonly program: Program
  readonly transform: Transform
  readonly lookups: LookupSources
}

/**
 * One for each settled row: a source row has several where joins make several of it. What becomes
 * of a group is no matter: all of its rows are in it.
 */
export async function* destinations(
  options: DestinationOptions,
  settled: AsyncIterable<SettledBatch>,
): AsyncGenerator<readonly Destination[]> {
  const { program, transform } = options
  const keyed: Program = { ...program, source: { ...program.source, partIndexes: [] } }
  let before = 0
  for await (const batch of settled) {
    const rows = Array.from({ length: batch.count }, (_, index) => batch.row(index))
    const readable = rows.filter((_, index) => !batch.bad.has(index))
    const found = await findForRows({ program, transform, level: 0 }, readable, options.lookups)
    const judged = rows.map((row, index): Judgment | Asking =>
      batch.bad.has(index) ? 'unread' : judge(options, row, found),
    )
    const asking = judged.flatMap((each) => (isAsking(each) ? each.items : []))
    const itemsFound =
      asking.length === 0
        ? found
        : await findForRows({ program, transform, level: 1 }, asking, options.lookups)
    yield judged.map((each, index) => ({
      key: JSON.stringify(sourceKeyOf(keyed, rows[index] ?? [], before + index + 1)),
      judgment: isAsking(each) ? judgeItems(options, each.items, itemsFound) : each,
    }))
    before += batch.count
  }
}

/** Whether the row is taken, its items say. */
interface Asking {
  readonly items: readonly Row[]
}

function isAsking(judged: Judgment | Asking): judged is Asking {
  return typeof judged === 'object' && 'items' in judged
}

function judge(
  { program, transform }: DestinationOptions,
  row: Row,
  found: Found,
): Judgment | Asking {
  const issues = { problems: [], warn: () => {} }
  const kept = transform.filter(row, found, issues)
  if (kept > 0) return { reason: program.filterReasons[kept - 1] ?? '' }
  if (kept !== ROW_MAPPED || transform.expand === null) return 'taken'
  const items = transform.expand(row, found, issues)
  if (items?.length === 0) return { reason: program.shape?.noItem ?? '' }
  return items === null || transform.filterMade === null ? 'taken' : { items }
}

/** It is taken where one of its items is. */
function judgeItems(
  { program, transform }: DestinationOptions,
  items: readonly Row[],
  found: Found,
): Judgment {
  let judgment: Judgment | undefined
  for (const item of items) {
    const kept = transform.filterMade?.(item, found, { problems: [], warn: () => {} }) ?? ROW_MAPPED
    if (kept <= 0) return 'taken'
    judgment = together(judgment, { reason: program.filterReasons[kept - 1] ?? '' })
  }
  return judgment ?? 'taken'
}
