/**
 * Type-checks a value map: every key canonical in the source's type, every value in the target's.
 */
import type { LogicalType } from '../catalog/logical-type.ts'
import { TEXT } from '../catalog/logical-type.ts'
import { boundsOfType, boundsOfValues, type Bounds } from '../expression/bounds.ts'
import { labelHint } from '../expression/coerce.ts'
import { certaintyOf } from '../expression/certainty.ts'
import type { MapEntry, Rule, RuleSource } from '../mapping/document.ts'
import type { Cell } from '../base/cell.ts'
import { formatType } from '../catalog/type-name.ts'
import { canonicalText } from './canonical.ts'
import type { CheckedOutcome } from './checked.ts'
import { allowedTexts } from './constants.ts'
import {
  mayBeNull,
  type Destination,
  type RuleEnvironment,
  type ValueCheck,
} from './environment.ts'
import { asKey, keyCell } from './key-value.ts'
import { unreachable, type MapSubject } from './map-entry.ts'
import { checkOutcome, givesNull, REJECT, treesOf } from './outcome.ts'

type MapSource = Extract<RuleSource, { readonly kind: 'map' }>

export function checkMap(
  rule: Rule,
  source: MapSource,
  into: Destination | null,
  environment: RuleEnvironment,
): ValueCheck | undefined {
  const { checker, findings, scope, document } = environment
  const name = rule.name.value
  const of = checker.check(source.of, scope, name)
  if (of === undefined) return undefined
  const known = certaintyOf(of, environment.known)
  const keeps = source.otherwise?.kind === 'keep'
  const result = into ?? { name, type: keeps ? widened(of.type) : TEXT, nullable: true }
  const allowed = allowedTexts(of, environment.tables)
  const subject = { type: of.type, allowed, ...known }
  const entries = checkEntries(source.entries, subject, result, environment)
  const isTotal = coversAll(known.bounds, entries)
  if (isTotal && source.otherwise !== null) {
    const message = `Every value of "${name}" has an entry, so else is never used. Take it out.`
    findings.warn('COMPILE_ELSE_UNREACHABLE', rule.name.at, message)
  }
  const written = source.otherwise ?? rule.onError ?? document.onError
  const otherwise =
    written === null || isTotal ? REJECT : checkOutcome(written, result, rule.name.at, environment)
  const kept = keeps ? (checker.assign(of, result, name, source.of) ?? null) : null
  const hasNull = entries.some(({ from }) => from === null)
  return {
    value: { kind: 'map', of: asKey(of), entries, otherwise, kept },
    type: result.type,
    nullable:
      (known.nullable && !hasNull) ||
      entries.some(({ to }) => to === null) ||
      givesNull(otherwise) ||
      (kept !== null && mayBeNull(kept, environment)),
    bounds: boundsOfResult(entries, otherwise, result.type),
    trees: [of, ...(kept === null ? [] : [kept]), ...treesOf(otherwise)],
    usesOnError: !isTotal && source.otherwise === null,
    undeclared: !isTotal && written === null ? 'a value may have no entry in its map' : null,
    decides: !isTotal && (otherwise.kind === 'reject' || otherwise.kind === 'fail'),
  }
}

function boundsOfResult(
  entries: readonly { readonly to: Cell }[],
  { kind }: CheckedOutcome,
  type: LogicalType,
): Bounds {
  if (kind === 'keep' || kind === 'default') return boundsOfType(type)
  const cells = entries.flatMap(({ to }) => (to === null ? [] : [to]))
  return boundsOfValues(type, cells)
}

function checkEntries(
  entries: readonly MapEntry[],
  of: MapSubject,
  result: Destination,
  { findings }: RuleEnvironment,
): readonly { readonly from: Cell; readonly to: Cell }[] {
  const checked = new Map<Cell, Cell>()
  for (const { from, to, at } of entries) {
    const key = from === null ? null : keyText(widened(of.type), from)
    const value = to === null ? null : canonicalText(result.type, to)
    if (key === undefined) {
      const message =
        `No value of this map's source is "${from}": it is no ${formatType(of.type)}.` +
        labelHint(of.type, from ?? '')
      findings.error('COMPILE_MAP_KEY', at, message)
    } else if (value === undefined) {
      const message =
        `"${to}" is no ${formatType(result.type)}, so it does not fit "${result.name}".` +
        labelHint(result.type, to ?? '')
      findings.error('COMPILE_MAP_VALUE', at, message)
    } else if (value === null && !result.nullable) {
      const message = `This entry gives NULL, and "${result.name}" takes none.`
      findings.error('COMPILE_MAP_VALUE', at, message)
    } else if (checked.has(key)) {
      const message = `The key ${from === null ? 'null' : `"${from}"`} has an entry already.`
      findings.error('COMPILE_MAP_KEY_TWICE', at, message)
    } else {
      const why = unreachable(key, of)
      if (why !== null) findings.warn('COMPILE_ENTRY_UNREACHABLE', at, why)
      checked.set(key, value)
    }
  }
  return [...checked].map(([from, to]) => ({ from, to }))
}

function keyText(type: LogicalType, text: string): string | undefined {
  const cell = canonicalText(type, text)
  return cell === undefined ? undefined : keyCell(type, cell)
}

/** Text without its length: what is too long for a column is no wrong value of a key. */
function widened(type: LogicalType): LogicalType {
  return type.kind === 'text' && !type.fixed ? TEXT : type
}

function coversAll({ values }: Bounds, entries: readonly { readonly from: Cell }[]): boolean {
  return values?.every((label) => entries.some(({ from }) => from === label)) ?? false
}
