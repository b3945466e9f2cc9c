/** Type-checks `merge_spans`: two ends of one type, and how far apart spans may be. */
import { readConstant } from '../expression/coerce.ts'
import { parseInterval } from '../catalog/codec/interval.ts'
import type { LogicalType } from '../catalog/logical-type.ts'
import { formatType } from '../catalog/type-name.ts'
import type { Scope } from '../expression/tree.ts'
import type { Located, SpanMerging } from '../mapping/document.ts'
import type { CheckedSpans } from './checked.ts'
import { firstPlace, type ExpressionChecker } from './expressions.ts'
import { isInteger } from './equality.ts'
import type { Findings } from './findings.ts'

const MOMENTS: ReadonlySet<string> = new Set(['date', 'timestamp', 'timestamptz'])

/** undefined after saying what is wrong. */
export function checkSpans(
  { start: startText, end: endText, gap, at }: SpanMerging,
  scope: Scope,
  { checker, findings }: { readonly checker: ExpressionChecker; readonly findings: Findings },
): CheckedSpans | undefined {
  const start = checker.check(startText, scope, 'merge_spans')
  const end = checker.check(endText, scope, 'merge_spans')
  if (start === undefined || end === undefined) return undefined
  const { type } = start
  const isKnown = isInteger(type) || MOMENTS.has(type.kind)
  if (!isKnown || (type.kind !== end.type.kind && !(isInteger(type) && isInteger(end.type)))) {
    const message =
      'A span has two ends of one type: dates, moments or whole numbers. These are ' +
      `${formatType(type)} and ${formatType(end.type)}.`
    findings.error('COMPILE_SPAN_TYPE', firstPlace(isKnown ? endText : startText), message)
    return undefined
  }
  const reach = gap === null ? 0n : reachOf(gap.value, type)
  if (reach === undefined) return reportGap(gap ?? { value: '', at }, type, findings)
  return { start, end, gap: reach }
}

const DAY_MICROS = 86_400_000_000n

/** The gap in the unit in which positions of the type are counted. */
function reachOf(text: string, type: LogicalType): bigint | undefined {
  if (isInteger(type)) return /^\d{1,18}$/u.test(text) ? BigInt(text) : undefined
  const cell = readConstant({ kind: 'interval' }, text)
  if (!('cell' in cell)) return undefined
  const { months, days, micros } = parseInterval(cell.cell)
  const isDate = type.kind === 'date'
  // A month has no length of its own.
  if (months !== 0 || days < 0 || micros < 0n || (isDate && micros !== 0n)) return undefined
  return isDate ? BigInt(days) : BigInt(days) * DAY_MICROS + micros
}

function reportGap(
  { value, at }: Located<string>,
  type: LogicalType,
  findings: Findings,
): undefined {
  const wanted = isInteger(type)
    ? 'a whole number, such as 1'
    : type.kind === 'date'
      ? 'whole days, such as 1 day'
      : 'a time of fixed length, such as 36 hours'
  findings.error(
    'COMPILE_SPAN_GAP',
    at,
    `"${value}" is no gap between these spans. Write ${wanted}.`,
  )
}
