/**
 * Converts values from type to type: a written cast rounds and cuts, an assignment keeps or
 * refuses.
 */
import { parseBoolean, canonicalUuid, canonicalBytes } from '../../catalog/codec/bytes.ts'
import { parseDate, parseTime } from '../../catalog/codec/date.ts'
import { parseFloating } from '../../catalog/codec/float.ts'
import { parseBigint, parseInteger } from '../../catalog/codec/integer.ts'
import { parseInterval } from '../../catalog/codec/interval.ts'
import { parseJson } from '../../catalog/codec/json-tokens.ts'
import { canonicalJsonb } from '../../catalog/codec/jsonb.ts'
import { fitNumeric, parseNumeric } from '../../catalog/codec/numeric.ts'
import { checkText, fitText, trimPadding } from '../../catalog/codec/text.ts'
import { parseTimestamp } from '../../catalog/codec/timestamp.ts'
import { encoderOf } from '../../catalog/codec/value.ts'
import { canonicalText } from '../../catalog/codec.ts'
import type { LogicalType } from '../../catalog/logical-type.ts'
import { convertMoment } from './moment.ts'
import { convertNumber, isNumber } from './number.ts'

/** A function of values that are not NULL; throws RowError for what does not convert. */
export type Convert = (value: never) => unknown

/** The caller has made sure that there is such a cast. */
export function castValue(from: LogicalType, to: LogicalType, assignment: boolean): Convert {
  if (to.kind === 'text') return toText(from, to, assignment)
  if (from.kind === 'text') return fromText(from, to, assignment)
  if (isNumber(from) && isNumber(to)) return convertNumber(from, to, assignment)
  if (from.kind === 'boolean') return (value: boolean) => (value ? 1 : 0)
  if (to.kind === 'boolean') return (value: number) => value !== 0
  if (to.kind === 'jsonb') return (value: string) => canonicalJsonb(value)
  if (to.kind === 'enum') return (value: string) => canonicalText(to, value)
  return convertMoment(from, to, assignment)
}

type TextType = LogicalType & { kind: 'text' }

function toText(from: LogicalType, to: TextType, assignment: boolean): Convert {
  const rounding = assignment ? 'refuse' : 'cut'
  const print = printerOf(from, to)
  if (to.length === null) return print
  return (value) => fitText(print(value), to, rounding)
}

/** A cast writes truth values as words; the blanks of a char(n) are none of its text. */
function printerOf(from: LogicalType, to: TextType): (value: never) => string {
  if (from.kind === 'boolean') return (value: boolean) => (value ? 'true' : 'false')
  if (from.kind === 'text') {
    return from.fixed && !to.fixed ? trimPadding : (value: string) => value
  }
  return encoderOf(from) ?? ((value: string) => value)
}

function fromText(from: TextType, to: LogicalType, assignment: boolean): Convert {
  const parse = parserOf(to, assignment ? 'refuse' : 'round')
  // json keeps its text as it is, the padding of a char(n) included.
  const isTrimmed = from.fixed && to.kind !== 'json'
  return isTrimmed ? (value: string) => parse(trimPadding(value)) : parse
}

function parserOf(to: LogicalType, rounding: 'round' | 'refuse'): (text: string) => unknown {
  switch (to.kind) {
    case 'boolean':
      return parseBoolean
    case 'smallint':
    case 'integer':
      return (text) => parseInteger(to.kind, text)
    case 'bigint':
      return parseBigint
    case 'numeric':
      return (text) => fitNumeric(parseNumeric(text), to, rounding)
    case 'real':
    case 'double':
      return (text) => parseFloating(to.kind, text)
    case 'date':
      return parseDate
    case 'time':
      return (text) => parseTime(text, to.precision, rounding)
    case 'timestamp':
    case 'timestamptz': {
      const shape = { zoned: to.kind === 'timestamptz', precision: to.precision, rounding }
      return (text) => parseTimestamp(text, shape)
    }
    case 'uuid':
      return canonicalUuid
    case 'bytea':
      return canonicalBytes
    case 'interval':
      return parseInterval
    case 'json':
      return (text) => {
        parseJson(checkText(text))
        return text
      }
    case 'jsonb':
      return canonicalJsonb
    default:
      return (text) => canonicalText(to, text)
  }
}
