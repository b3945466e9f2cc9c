/** Decides whether a text fits a logical type, and what its canonical form is. */
import { formatArray, parseArray } from './codec/array.ts'
import { canonicalBytes, canonicalUuid, parseBoolean } from './codec/bytes.ts'
import {
  isCanonicalDate,
  isCanonicalFloating,
  isCanonicalInteger,
  isCanonicalNumeric,
  isCanonicalTimestamp,
} from './codec/canonical.ts'
import { formatDate, formatTime, parseDate, parseTime } from './codec/date.ts'
import { formatFloating, parseFloating } from './codec/float.ts'
import { parseBigint, parseInteger } from './codec/integer.ts'
import { canonicalInterval } from './codec/interval.ts'
import { parseJson } from './codec/json-tokens.ts'
import { canonicalJsonb } from './codec/jsonb.ts'
import { fitNumeric, formatNumeric, readNumeric } from './codec/numeric.ts'
import { RowError, refuse } from './codec/row-error.ts'
import { checkText, fitText, trimPadding } from './codec/text.ts'
import { formatTimestamp, parseTimestamp } from './codec/timestamp.ts'
import type { LogicalType } from './logical-type.ts'

/** Why a text is no value of a type. */
interface ValueProblem {
  readonly code: string
  readonly message: string
}

export type CanonicalCell = { readonly cell: string } | { readonly problem: ValueProblem }

const INVALID_LABEL = new RowError(
  'VALUE_INVALID_LABEL',
  'The text is none of the labels of its enumeration.',
)
const UNSUPPORTED = new RowError(
  'VALUE_UNSUPPORTED',
  'Values of this type have no canonical form. Drop the column by name, or read it as ' +
    'another type.',
)

/** The canonical form of a text under a type, or why it has none. The value is kept or refused. */
export function canonicalCell(type: LogicalType, text: string): CanonicalCell {
  try {
    return { cell: canonicalText(type, text) }
  } catch (error) {
    if (!(error instanceof RowError)) throw error
    return { problem: { code: error.code, message: error.message } }
  }
}

/** As canonicalCell, for callers that catch a RowError themselves. */
export function canonicalText(type: LogicalType, text: string): string {
  switch (type.kind) {
    case 'text':
      return canonicalString(type, text)
    case 'smallint':
    case 'integer':
      return isCanonicalInteger(type.kind, text) ? text : String(parseInteger(type.kind, text))
    case 'bigint':
      return isCanonicalInteger('bigint', text) ? text : String(parseBigint(text))
    case 'numeric':
      return canonicalNumeric(type, text)
    case 'real':
    case 'double':
      return canonicalFloating(type.kind, text)
    case 'boolean':
      return parseBoolean(text) ? 't' : 'f'
    case 'date':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return canonicalMoment(type, text)
    case 'interval':
      return canonicalInterval(text)
    case 'uuid':
      return canonicalUuid(text)
    case 'bytea':
      return canonicalBytes(text)
    case 'json':
      parseJson(text)
      return text
    case 'jsonb':
      return canonicalJsonb(text)
    case 'enum':
      return type.labels.includes(text) ? text : refuse(INVALID_LABEL)
    case 'array':
      return canonicalArray(type.element, text)
    case 'unsupported':
      return refuse(UNSUPPORTED)
  }
}

const SPECIAL_FLOATING: ReadonlySet<string> = new Set(['NaN', 'Infinity', '-Infinity'])

function canonicalNumeric(type: LogicalType & { kind: 'numeric' }, text: string): string {
  if (isCanonicalNumeric(type, text)) return text
  return formatNumeric(fitNumeric(readNumeric(text), type, 'refuse'))
}

/** A databases' own NaN and infinities may be moved; expressions refuse them as text. */
function canonicalFloating(kind: 'real' | 'double', text: string): string {
  if (isCanonicalFloating(kind, text) || SPECIAL_FLOATING.has(text)) return text
  return formatFloating(kind, parseFloating(kind, text))
}

type Moment = LogicalType & { kind: 'date' | 'time' | 'timestamp' | 'timestamptz' }

function canonicalMoment(type: Moment, text: string): string {
  if (type.kind === 'date') {
    return isCanonicalDate(text) ? text : formatDate(parseDate(text))
  }
  if (type.kind === 'time') return formatTime(parseTime(text, type.precision, 'refuse'))
  if (isCanonicalTimestamp(type.kind, type.precision, text)) return text
  const zoned = type.kind === 'timestamptz'
  const shape = { zoned, precision: type.precision, rounding: 'refuse' } as const
  return formatTimestamp(parseTimestamp(text, shape), zoned)
}

function canonicalArray(element: LogicalType, text: string): string {
  const cells = parseArray(text)
  return formatArray(cells.map((cell) => (cell === null ? null : canonicalText(element, cell))))
}

/** A char(n) without its padding: servers differ in whether they give it, and it means nothing. */
function canonicalString(type: LogicalType & { readonly kind: 'text' }, text: string): string {
  const fitting = fitText(checkText(text), type, 'refuse')
  return type.fixed ? trimPadding(fitting) : fitting
}
